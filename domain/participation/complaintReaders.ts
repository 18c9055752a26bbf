import type { Role } from '../people/roles.ts';

/**
 * Who is told how many complaints there are, exactly. Everybody else is told what the public is, and nothing else: a small number, or the
 * difference of two, would tell an officer of a complaint against them that their list does not show.
 */
export const COMPLAINT_COUNTERS: readonly Role[] = ['UCN_RECL', 'UCN_COORD'];

/**
 * Who reads complaints in figures (BR-57): those who answer for them, who reports on them, who looks from outside, and
 * a unit's operator for the unit.
 */
export const STATISTICS_READERS: readonly Role[] = [
  ...COMPLAINT_COUNTERS,
  'UCN_ME',
  'AUDITOR',
  'BANCO',
  'UOD_OPERADOR',
];
