import { buyer } from '../../../../domain/alliance/buyer.ts';
import { capacityDiagnosis } from '../../../../domain/organisation/capacityDiagnosis.ts';
import { changeRequest } from '../../../../domain/organisation/changeRequest.ts';
import { organisation } from '../../../../domain/organisation/organisation.ts';
import { organisationOffice } from '../../../../domain/organisation/organisationOffice.ts';
import { yearlyStatement } from '../../../../domain/organisation/yearlyStatement.ts';
import { nounScreens } from '../../nouns/nounScreens.ts';
import type { Screen } from '../../screens.ts';

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
  ...nounScreens(organisation, {
    icon: 'users',
    group: 'programme',
    key: 'o',
    lead: 'Las organizaciones de productores (OPP) que usted puede ver, una sola vez aunque tengan varias alianzas.',
    empty: 'Llegan con las solicitudes o al importar alianzas; una que recién se forma se registra aquí.',
    file: () => import('./OrganisationFile.tsx'),
  }),
  ...nounScreens(buyer, {
    icon: 'alliance',
    group: 'programme',
    lead: 'Cada comprador una sola vez, para todas las alianzas a las que compra.',
    empty: 'Registre un comprador antes del primer acuerdo con él; los que vienen en una planilla entran por Importar.',
    file: () => import('./BuyerFile.tsx'),
  }),
  ...nounScreens(organisationOffice, {
    icon: 'users',
    group: 'parties',
    lead: 'Quién ocupa cada cargo de las organizaciones: directiva, comités y contador, con los de antes.',
    empty: 'Se registran desde la ficha de cada organización, o desde una planilla.',
  }),
  ...nounScreens(yearlyStatement, {
    icon: 'file',
    group: 'parties',
    lead: 'Los estados financieros que las organizaciones presentaron, gestión por gestión.',
    empty: 'Se registran desde la ficha de cada organización.',
  }),
  ...nounScreens(capacityDiagnosis, {
    title: 'Diagnósticos',
    icon: 'verify',
    group: 'parties',
    lead: 'Qué puede cada organización por sí sola, y cuántas visitas por mes propone eso.',
    empty: 'Se registran desde la ficha de cada organización.',
  }),
  ...nounScreens(changeRequest, {
    icon: 'conflict',
    group: 'parties',
    lead: 'Después del convenio, los cambios de socios, directiva o cuenta se piden y se deciden.',
    empty: 'Se piden aquí, con el acta o la nota de la organización.',
    file: () => import('./ChangeRequestFile.tsx'),
  }),
];
