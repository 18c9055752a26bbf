import type { ComponentType } from 'react';
import type { IconName } from '../ui/icons.tsx';
import { accompanimentScreens } from './areas/accompaniment/area.ts';
import { allianceScreens } from './areas/alliance/area.ts';
import { callScreens } from './areas/calls/area.ts';
import { committeeScreens } from './areas/committee/area.ts';
import { fieldScreens } from './areas/field/area.ts';
import { participationScreens } from './areas/participation/area.ts';
import { planScreens } from './areas/plan/area.ts';
import { providerScreens } from './areas/providers/area.ts';
import { trainingScreens } from './areas/training/area.ts';

/**
 * One screen of the office. A new screen needs only an entry here: its route and its place in the menu and in the
 * search follow.
 */
export interface Screen {
  /** Below /oficina; '$id' stands for an id. */
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  readonly group: 'work' | 'cycle' | 'accompaniment' | 'parties' | 'programme' | 'data' | 'system';
  /** Shown only to people who may ask this query or send this command; null for everyone who is logged in. */
  readonly needs: { readonly query: string } | { readonly command: string } | null;
  /** Reached from other screens only. */
  readonly hidden?: boolean;
  /** Second key of its shortcut, after 'g'. */
  readonly key?: string;
  readonly load: () => Promise<{ default: ComponentType }>;
}

export const screens: readonly Screen[] = [
  {
    path: '/',
    title: 'Inicio',
    icon: 'home',
    group: 'work',
    needs: null,
    key: 'i',
    load: () => import('./areas/work/HomeScreen.tsx'),
  },
  {
    path: '/verificacion',
    title: 'Verificación',
    icon: 'verify',
    group: 'work',
    needs: { query: 'verification.batches' },
    key: 'v',
    load: () => import('./areas/monitoring/BatchListScreen.tsx'),
  },
  {
    path: '/verificacion/$id',
    title: 'Lote de verificación',
    icon: 'verify',
    group: 'work',
    needs: { query: 'verification.batch' },
    hidden: true,
    load: () => import('./areas/monitoring/BatchScreen.tsx'),
  },
  {
    path: '/visitas/$id',
    title: 'Visita',
    icon: 'file',
    group: 'work',
    needs: { query: 'visit.get' },
    hidden: true,
    load: () => import('./areas/monitoring/VisitScreen.tsx'),
  },
  {
    path: '/ventas/$id',
    title: 'Venta',
    icon: 'file',
    group: 'work',
    needs: { query: 'sale.get' },
    hidden: true,
    load: () => import('./areas/monitoring/SaleScreen.tsx'),
  },
  {
    path: '/acuerdos/$id',
    title: 'Acuerdo comercial',
    icon: 'file',
    group: 'programme',
    needs: { query: 'businessAgreement.get' },
    hidden: true,
    load: () => import('./areas/alliance/AgreementScreen.tsx'),
  },
  {
    path: '/conflictos',
    title: 'Conflictos',
    icon: 'conflict',
    group: 'work',
    needs: { query: 'conflict.list' },
    key: 'c',
    load: () => import('./areas/conflicts/ConflictListScreen.tsx'),
  },
  {
    path: '/conflictos/$id',
    title: 'Conflicto',
    icon: 'conflict',
    group: 'work',
    needs: { query: 'conflict.get' },
    hidden: true,
    load: () => import('./areas/conflicts/ConflictScreen.tsx'),
  },
  ...accompanimentScreens,
  ...fieldScreens,
  ...callScreens,
  ...trainingScreens,
  ...planScreens,
  ...providerScreens,
  ...participationScreens,
  ...committeeScreens,
  {
    path: '/alianzas',
    title: 'Alianzas',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'alliance.list' },
    key: 'a',
    load: () => import('./areas/alliance/AllianceListScreen.tsx'),
  },
  {
    path: '/alianzas/$id',
    title: 'Expediente',
    icon: 'file',
    group: 'programme',
    needs: { query: 'alliance.get' },
    hidden: true,
    load: () => import('./areas/alliance/AllianceScreen.tsx'),
  },
  {
    path: '/alianzas/$id/socios',
    title: 'Familias inscritas',
    icon: 'users',
    group: 'programme',
    needs: { query: 'member.list' },
    hidden: true,
    load: () => import('./areas/alliance/MembersScreen.tsx'),
  },
  ...allianceScreens,
  {
    path: '/comunidades',
    title: 'Comunidades',
    icon: 'pin',
    group: 'programme',
    needs: { query: 'community.list' },
    key: 'm',
    load: () => import('./areas/territory/CommunityListScreen.tsx'),
  },
  {
    path: '/espera',
    title: 'Lo que espera',
    icon: 'clock',
    group: 'work',
    needs: { query: 'work.waiting' },
    load: () => import('./areas/work/WaitingScreen.tsx'),
  },
  {
    path: '/indicadores',
    title: 'Indicadores',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'indicator.list' },
    key: 'n',
    load: () => import('./areas/monitoring/IndicatorListScreen.tsx'),
  },
  {
    path: '/indicadores/$id',
    title: 'Indicador',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'indicator.figure' },
    hidden: true,
    load: () => import('./areas/monitoring/IndicatorScreen.tsx'),
  },
  {
    path: '/indicadores/$id/registros',
    title: 'Registros de un indicador',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'indicator.evidence' },
    hidden: true,
    load: () => import('./areas/monitoring/EvidenceScreen.tsx'),
  },
  {
    path: '/meses-sin-visita',
    title: 'Meses sin visita',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'visit.missing' },
    hidden: true,
    load: () => import('./areas/monitoring/MissingVisitsScreen.tsx'),
  },
  {
    path: '/duplicados',
    title: 'Posibles duplicados',
    icon: 'duplicate',
    group: 'data',
    needs: { query: 'duplicate.list' },
    key: 'd',
    load: () => import('./areas/alliance/DuplicateScreen.tsx'),
  },
  {
    path: '/importar',
    title: 'Importar',
    icon: 'upload',
    group: 'data',
    needs: { query: 'import.list' },
    load: () => import('./areas/import/ImportListScreen.tsx'),
  },
  {
    path: '/importar/$id',
    title: 'Importación',
    icon: 'upload',
    group: 'data',
    needs: { query: 'import.get' },
    hidden: true,
    load: () => import('./areas/import/ImportScreen.tsx'),
  },
  {
    path: '/en-espera',
    title: 'Registros en espera',
    icon: 'clock',
    group: 'data',
    needs: { query: 'held.list' },
    load: () => import('./areas/registers/HeldScreen.tsx'),
  },
  {
    path: '/municipios',
    title: 'Municipios',
    icon: 'map',
    group: 'system',
    needs: { query: 'municipality.list' },
    load: () => import('./areas/territory/MunicipalityListScreen.tsx'),
  },
  {
    path: '/parametros',
    title: 'Parámetros',
    icon: 'columns',
    group: 'system',
    needs: { query: 'parameter.list' },
    load: () => import('./areas/registers/ParameterScreen.tsx'),
  },
  {
    path: '/usuarios',
    title: 'Usuarios',
    icon: 'users',
    group: 'system',
    needs: { query: 'user.list' },
    key: 'u',
    load: () => import('./areas/people/UserListScreen.tsx'),
  },
  {
    path: '/usuarios/$id',
    title: 'Usuario',
    icon: 'person',
    group: 'system',
    needs: { query: 'user.get' },
    hidden: true,
    load: () => import('./areas/people/UserScreen.tsx'),
  },
  {
    path: '/por-confirmar',
    title: 'Por confirmar',
    icon: 'verify',
    group: 'system',
    needs: { query: 'role.pending' },
    load: () => import('./areas/people/PendingScreen.tsx'),
  },
  {
    path: '/dispositivos',
    title: 'Dispositivos y sesiones',
    icon: 'device',
    group: 'system',
    needs: { query: 'device.list' },
    load: () => import('./areas/people/DeviceScreen.tsx'),
  },
  {
    path: '/auditoria',
    title: 'Auditoría',
    icon: 'journal',
    group: 'system',
    needs: { query: 'journal.list' },
    key: 'b',
    load: () => import('./areas/system/JournalScreen.tsx'),
  },
  {
    path: '/borrados',
    title: 'Borrados',
    icon: 'journal',
    group: 'system',
    needs: { query: 'erasure.list' },
    load: () => import('./areas/system/ErasureScreen.tsx'),
  },
  {
    path: '/consultas',
    title: 'Consultas reservadas',
    icon: 'lock',
    group: 'system',
    needs: { query: 'access.list' },
    load: () => import('./areas/people/AccessScreen.tsx'),
  },
  {
    path: '/claves',
    title: 'Claves de integración',
    icon: 'api',
    group: 'system',
    needs: { command: 'token.create' },
    load: () => import('./areas/people/TokenScreen.tsx'),
  },
  {
    path: '/sistema',
    title: 'Estado del sistema',
    icon: 'status',
    group: 'system',
    needs: { query: 'system.status' },
    key: 's',
    load: () => import('./areas/system/StatusScreen.tsx'),
  },
  {
    path: '/mi-cuenta',
    title: 'Mi cuenta',
    icon: 'person',
    group: 'system',
    needs: null,
    hidden: true,
    load: () => import('./areas/people/AccountScreen.tsx'),
  },
];

/** Whether a screen is open to someone. */
export function isOpen(
  screen: Screen,
  may: { query: (name: string) => boolean; command: (kind: string) => boolean },
): boolean {
  if (screen.needs === null) return true;
  return 'query' in screen.needs ? may.query(screen.needs.query) : may.command(screen.needs.command);
}
