import type { Role } from '../people/roles.ts';

/**
 * The future work of roles that the system does not support yet (domain brief 1.2). It is shown on their home screen,
 * so that an empty one does not look like a fault. An entry is removed when the role's commands exist.
 */
export const coming: Readonly<Partial<Record<Role, string>>> = {
  UCN_SOC_AMB: 'las fichas sociales y ambientales de las alianzas y los planes de manejo',
  UCN_DESEMB: 'las solicitudes de desembolso y sus pagos',
  UCN_ADQ: 'los procesos de adquisición y sus contratos',
  UCN_COM: 'las noticias del programa',
  UOD_AMBIENTAL: 'las fichas ambientales de las alianzas y los planes de manejo',
  UOD_FIDUCIARIO: 'los descargos de gasto de las organizaciones y su revisión',
  UOD_RIEGO: 'los estudios y las obras de riego de las alianzas',
  IFI: 'los créditos que su institución da a las alianzas',
  SUPERVISOR_CAMPO: 'la supervisión de las visitas y de las obras',
  COMPRADOR: 'la confirmación de lo que usted compró a las organizaciones',
  COADYUVANTE: 'los aportes de su institución a las alianzas',
  FPS_TEC: 'las obras de los municipios: diseño, convenio, avance y recepción',
  GAM: 'las obras que su municipio presenta y su contraparte',
};
