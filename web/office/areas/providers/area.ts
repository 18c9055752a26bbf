import { goodsSupplier } from '../../../../domain/providers/goodsSupplier.ts';
import { interest } from '../../../../domain/providers/interest.ts';
import { providerContract } from '../../../../domain/providers/providerContract.ts';
import { providerPerformance } from '../../../../domain/providers/providerPerformance.ts';
import { regionalService } from '../../../../domain/providers/regionalService.ts';
import { serviceProvider } from '../../../../domain/providers/serviceProvider.ts';
import type { Screen } from '../../screens.ts';

/** Screens of providers of services and goods. */
export const providerScreens: readonly Screen[] = [
  {
    path: serviceProvider.path,
    title: 'Proveedores de servicios',
    icon: 'person',
    group: 'programme',
    needs: { query: 'serviceProvider.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('serviceProvider', {
        icon: 'person',
        lead: 'Facilitadores, acompañantes, supervisores e instituciones, una sola vez para todo el país.',
        empty: 'Registre un proveedor; los que vienen en una planilla entran por Importar.',
      }),
    }),
  },
  {
    path: `${serviceProvider.path}/$id`,
    title: 'Proveedor de servicios',
    icon: 'person',
    group: 'programme',
    needs: { query: 'serviceProvider.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('serviceProvider') }),
  },
  {
    path: providerContract.path,
    title: 'Contratos de servicios',
    icon: 'file',
    group: 'programme',
    needs: { query: 'providerContract.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('providerContract', {
        icon: 'file',
        lead: 'Con quién, para qué, desde cuándo y por cuánto; un facilitador se capacita antes de firmar.',
        empty: 'Prepare un contrato; la coordinación lo firma.',
      }),
    }),
  },
  {
    path: `${providerContract.path}/$id`,
    title: 'Contrato de servicios',
    icon: 'file',
    group: 'programme',
    needs: { query: 'providerContract.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('providerContract'),
    }),
  },
  {
    path: providerPerformance.path,
    title: 'Evaluaciones de desempeño',
    icon: 'verify',
    group: 'programme',
    needs: { query: 'providerPerformance.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('providerPerformance', {
        icon: 'verify',
        lead: 'Cómo trabajó cada proveedor en un período, dicho por quien trabaja con él y aprobado.',
        empty: 'Evalúe a un proveedor al terminar el período.',
      }),
    }),
  },
  {
    path: `${providerPerformance.path}/$id`,
    title: 'Evaluación de desempeño',
    icon: 'verify',
    group: 'programme',
    needs: { query: 'providerPerformance.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('providerPerformance'),
    }),
  },
  {
    path: interest.path,
    title: 'Lazos de proveedores',
    icon: 'warning',
    group: 'programme',
    needs: { query: 'interest.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('interest', {
        icon: 'warning',
        lead: 'Lazos de un proveedor con una organización: mientras no se descarten, no se le asigna su alianza.',
        empty: 'Anote un lazo en cuanto se conozca.',
      }),
    }),
  },
  {
    path: `${interest.path}/$id`,
    title: 'Lazo de un proveedor',
    icon: 'warning',
    group: 'programme',
    needs: { query: 'interest.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('interest') }),
  },
  {
    path: regionalService.path,
    title: 'Asistencia técnica regional',
    icon: 'map',
    group: 'programme',
    needs: { query: 'regionalService.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('regionalService', {
        icon: 'map',
        lead: 'El trabajo de acompañantes en iniciativas regionales: cuenta dentro del máximo de seis.',
        empty: 'Proponga un apoyo; al iniciarlo se mira cuántas alianzas acompaña la persona.',
      }),
    }),
  },
  {
    path: `${regionalService.path}/$id`,
    title: 'Apoyo a asistencia técnica regional',
    icon: 'map',
    group: 'programme',
    needs: { query: 'regionalService.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('regionalService') }),
  },
  {
    path: goodsSupplier.path,
    title: 'Proveedores de bienes',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'goodsSupplier.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('goodsSupplier', {
        icon: 'alliance',
        lead: 'A quién compran las organizaciones: habilitado, observado o inhabilitado, con su motivo.',
        empty: 'Registre un proveedor por su NIT; los que vienen en una planilla entran por Importar.',
      }),
    }),
  },
  {
    path: `${goodsSupplier.path}/$id`,
    title: 'Proveedor de bienes',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'goodsSupplier.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('goodsSupplier') }),
  },
];
