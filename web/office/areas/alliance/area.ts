import { buyer } from '../../../../domain/alliance/buyer.ts';
import { capacityDiagnosis } from '../../../../domain/organisation/capacityDiagnosis.ts';
import { changeRequest } from '../../../../domain/organisation/changeRequest.ts';
import { organisation } from '../../../../domain/organisation/organisation.ts';
import { organisationOffice } from '../../../../domain/organisation/organisationOffice.ts';
import { yearlyStatement } from '../../../../domain/organisation/yearlyStatement.ts';
import type { Screen } from '../../screens.ts';

const { path } = buyer;

/** Screens of the declared nouns of alliances. */
export const allianceScreens: readonly Screen[] = [
  {
    path: '/embudo',
    title: 'Embudo',
    icon: 'figures',
    group: 'programme',
    needs: { query: 'alliance.funnel' },
    load: () => import('./FunnelScreen.tsx'),
  },
  {
    path: organisation.path,
    title: 'Organizaciones',
    icon: 'users',
    group: 'programme',
    needs: { query: 'organisation.list' },
    key: 'o',
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('organisation', {
        icon: 'users',
        lead: 'Las organizaciones de productores (OPP) que usted puede ver, una sola vez aunque tengan varias alianzas.',
        empty: 'Llegan con las solicitudes o al importar alianzas; una que recién se forma se registra aquí.',
      }),
    }),
  },
  {
    path: `${organisation.path}/$id`,
    title: 'Organización',
    icon: 'users',
    group: 'programme',
    needs: { query: 'organisation.get' },
    hidden: true,
    load: () => import('./OrganisationFile.tsx'),
  },
  {
    path,
    title: 'Compradores',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'buyer.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('buyer', {
        icon: 'alliance',
        lead: 'Cada comprador una sola vez, para todas las alianzas a las que compra.',
        empty:
          'Registre un comprador antes del primer acuerdo con él; los que vienen en una planilla entran por Importar.',
      }),
    }),
  },
  {
    path: `${path}/$id`,
    title: 'Comprador',
    icon: 'alliance',
    group: 'programme',
    needs: { query: 'buyer.get' },
    hidden: true,
    load: () => import('./BuyerFile.tsx'),
  },
  {
    path: organisationOffice.path,
    title: 'Cargos',
    icon: 'users',
    group: 'programme',
    needs: { query: 'organisationOffice.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('organisationOffice', {
        icon: 'users',
        lead: 'Quién ocupa cada cargo de las organizaciones: directiva, comités y contador, con los de antes.',
        empty: 'Se registran desde la ficha de cada organización, o desde una planilla.',
      }),
    }),
  },
  {
    path: `${organisationOffice.path}/$id`,
    title: 'Cargo',
    icon: 'users',
    group: 'programme',
    needs: { query: 'organisationOffice.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('organisationOffice'),
    }),
  },
  {
    path: yearlyStatement.path,
    title: 'Estados financieros',
    icon: 'file',
    group: 'programme',
    needs: { query: 'yearlyStatement.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('yearlyStatement', {
        icon: 'file',
        lead: 'Los estados financieros que las organizaciones presentaron, gestión por gestión.',
        empty: 'Se registran desde la ficha de cada organización.',
      }),
    }),
  },
  {
    path: `${yearlyStatement.path}/$id`,
    title: 'Estado financiero',
    icon: 'file',
    group: 'programme',
    needs: { query: 'yearlyStatement.get' },
    hidden: true,
    load: async () => ({ default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('yearlyStatement') }),
  },
  {
    path: capacityDiagnosis.path,
    title: 'Diagnósticos',
    icon: 'verify',
    group: 'programme',
    needs: { query: 'capacityDiagnosis.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('capacityDiagnosis', {
        icon: 'verify',
        lead: 'Qué puede cada organización por sí sola, y cuántas visitas por mes propone eso.',
        empty: 'Se registran desde la ficha de cada organización.',
      }),
    }),
  },
  {
    path: `${capacityDiagnosis.path}/$id`,
    title: 'Diagnóstico de capacidades',
    icon: 'verify',
    group: 'programme',
    needs: { query: 'capacityDiagnosis.get' },
    hidden: true,
    load: async () => ({
      default: (await import('../../nouns/NounFileScreen.tsx')).nounFileScreen('capacityDiagnosis'),
    }),
  },
  {
    path: changeRequest.path,
    title: 'Solicitudes de cambio',
    icon: 'conflict',
    group: 'programme',
    needs: { query: 'changeRequest.list' },
    load: async () => ({
      default: (await import('../../nouns/NounListScreen.tsx')).nounListScreen('changeRequest', {
        icon: 'conflict',
        lead: 'Después del convenio, los cambios de socios, directiva o cuenta se piden y se deciden.',
        empty: 'Se piden aquí, con el acta o la nota de la organización.',
      }),
    }),
  },
  {
    path: `${changeRequest.path}/$id`,
    title: 'Solicitud de cambio',
    icon: 'conflict',
    group: 'programme',
    needs: { query: 'changeRequest.get' },
    hidden: true,
    load: () => import('./ChangeRequestFile.tsx'),
  },
];
