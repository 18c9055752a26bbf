import type { Role } from '../people/roles.ts';

/** Who may choose between two values. The phone needs only this part of `conflict.settle`, to offer the choice. */
export const settleRule = {
  kind: 'conflict.settle',
  version: 1,
  type: 'act',
  by: ['ACOMPANANTE', 'FACILITADOR', 'UOD_OFICIAL', 'UOD_OPERADOR', 'UCN_ME'],
} as const satisfies { kind: string; version: number; type: 'act'; by: readonly Role[] };
