import type { Role } from '../people/roles.ts';

/** Who chooses between two values: what the phone needs to know of `conflict.settle` to offer it, without all that it does. */
export const settleRule = {
  kind: 'conflict.settle',
  version: 1,
  type: 'act',
  by: ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_OPERADOR', 'UCN_ME'],
} as const satisfies { kind: string; version: number; type: 'act'; by: readonly Role[] };
