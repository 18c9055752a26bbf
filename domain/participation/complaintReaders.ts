import type { Role } from '../people/roles.ts';

/**
 * Who is told the exact number of complaints. Everybody else is told only what the public is told: a small number, or
 * the difference between two, would reveal to an officer a complaint against them that their list does not show.
 */
export const COMPLAINT_COUNTERS: readonly Role[] = ['UCN_RECL', 'UCN_COORD'];

/**
 * Who reads figures of complaints (BR-57): those who answer for complaints, those who report on them, those who observe
 * from outside, and the operator of a unit for that unit.
 */
export const STATISTICS_READERS: readonly Role[] = [
  ...COMPLAINT_COUNTERS,
  'UCN_ME',
  'AUDITOR',
  'BANCO',
  'UOD_OPERADOR',
];
