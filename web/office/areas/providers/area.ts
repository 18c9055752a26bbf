import { goodsSupplier } from '../../../../domain/providers/goodsSupplier.ts';
import { interest } from '../../../../domain/providers/interest.ts';
import { providerContract } from '../../../../domain/providers/providerContract.ts';
import { providerPerformance } from '../../../../domain/providers/providerPerformance.ts';
import { regionalService } from '../../../../domain/providers/regionalService.ts';
import { serviceProvider } from '../../../../domain/providers/serviceProvider.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

/** Screens of providers of services and goods. */
export const providerScreens: readonly Screen[] = [
  ...nounScreens(serviceProvider, {
    icon: 'person',
    group: 'parties',
    lead: 'Facilitadores, acompañantes, supervisores e instituciones, una sola vez para todo el país.',
    empty: 'Registre un proveedor; los que vienen en una planilla entran por Importar.',
  }),
  ...nounScreens(providerContract, {
    icon: 'file',
    group: 'parties',
    lead: 'Con quién, para qué, desde cuándo y por cuánto; un facilitador se capacita antes de firmar.',
    empty: 'Prepare un contrato; la coordinación lo firma.',
  }),
  ...nounScreens(providerPerformance, {
    icon: 'verify',
    group: 'parties',
    lead: 'Cómo trabajó cada proveedor en un período, dicho por quien trabaja con él y aprobado.',
    empty: 'Evalúe a un proveedor al terminar el período.',
  }),
  ...nounScreens(interest, {
    icon: 'warning',
    group: 'parties',
    lead: 'Lazos de un proveedor con una organización: mientras no se descarten, no se le asigna su alianza.',
    empty: 'Anote un lazo en cuanto se conozca.',
  }),
  ...nounScreens(regionalService, {
    title: 'Asistencia técnica regional',
    icon: 'map',
    group: 'parties',
    lead: 'El trabajo de acompañantes en iniciativas regionales: cuenta dentro del máximo de seis.',
    empty: 'Proponga un apoyo; al iniciarlo se mira cuántas alianzas acompaña la persona.',
  }),
  ...nounScreens(goodsSupplier, {
    icon: 'alliance',
    group: 'parties',
    lead: 'A quién compran las organizaciones: habilitado, observado o inhabilitado, con su motivo.',
    empty: 'Registre un proveedor por su NIT; los que vienen en una planilla entran por Importar.',
  }),
];
