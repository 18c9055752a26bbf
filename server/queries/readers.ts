import { organisationReaders } from '../../domain/organisation/readers.ts';
import { nationalTeam, type Role, recordReaders, staff, unitTeam } from '../../domain/people/roles.ts';

export const STAFF = staff;
export const RECORD_READERS = recordReaders;

/**
 * Who sees the identity cards of an alliance's families (domain brief 1.2): not those who work on money, purchases or
 * complaints.
 */
export const FAMILY_READERS: readonly Role[] = STAFF.filter(
  (role) => !['UCN_FIN', 'UCN_DESEMB', 'UCN_ADQ', 'UCN_RECL'].includes(role),
);

/** Who reads what an alliance is and where it is in the cycle: the same who read of its organisation (domain brief 1.2). */
export const ALLIANCE_READERS: readonly Role[] = organisationReaders;

/** Who decides on records, and who oversees these decisions. */
export const REVIEWERS: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME', 'UCN_COORD', 'AUDITOR'];

/** Who looks at many alliances at once. People who serve a few have them on their phone. */
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
