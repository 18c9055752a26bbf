import { nationalTeam, type Role, unitTeam } from '../../domain/people/roles.ts';

/** Who works on alliances inside the programme, each within their reach, names included. */
export const STAFF: readonly Role[] = [
  ...nationalTeam,
  'UCN_RECL',
  'AUDITOR',
  ...unitTeam,
  'FACILITADOR',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
  'OPP_REP',
];

/** Who reads the cards of an alliance's families (domain brief 1.2): not those whose work is money, purchases or complaints. */
export const FAMILY_READERS: readonly Role[] = STAFF.filter(
  (role) => !['UCN_FIN', 'UCN_DESEMB', 'UCN_ADQ', 'UCN_RECL'].includes(role),
);

/** Who reads what was recorded of an alliance, one by one: visits, sales, prices, its history. */
export const RECORD_READERS: readonly Role[] = [...STAFF, 'MDRYT_DGP', 'BANCO'];

/** Who else reads of an alliance what it is and where it stands: those outside the programme who have to do with it (domain brief 1.2). */
export const ALLIANCE_READERS: readonly Role[] = [...RECORD_READERS, 'IFI', 'COMPRADOR', 'COADYUVANTE', 'GAM'];

/** Who decides on what was recorded, and who looks over their decisions. */
export const REVIEWERS: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME', 'UCN_COORD', 'AUDITOR'];

/** Who looks at many alliances at once. Those who serve a few have them on their phone. */
export const PORTFOLIO_READERS: readonly Role[] = [
  ...nationalTeam,
  'UCN_RECL',
  ...unitTeam,
  'AUDITOR',
  'MDRYT_DGP',
  'BANCO',
];

/** Who reads figures, each within their reach. */
export const FIGURE_READERS: readonly Role[] = [
  ...nationalTeam,
  ...unitTeam,
  'AUDITOR',
  'MDRYT_DGP',
  'BANCO',
  'ACOMPANANTE',
];
