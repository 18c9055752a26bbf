import type { Role } from '../people/roles.ts';

/**
 * Who takes a complaint where people live (BR-55, BR-52): of any alliance and of none, since one does not choose to whom one complains.
 */
export const fieldRecorders: readonly Role[] = ['ACOMPANANTE', 'SUPERVISOR_CAMPO', 'FACILITADOR'];

/** How a complaint is taken on a phone. Of what was said in it nothing comes back to the phone. */
export const complaintInField = {
  known: (roles: readonly Role[]) => ({ channel: roles.includes('ACOMPANANTE') ? 'acompanante' : 'app' }),
  carries: ['code', 'receivedOn', 'answeredOn'],
  slip: '/reclamos',
} as const;
