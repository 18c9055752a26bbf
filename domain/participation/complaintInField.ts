import type { Role } from '../people/roles.ts';

/**
 * Who records complaints where people live (BR-55, BR-52): about any alliance or none, since people cannot choose whom
 * they meet.
 */
export const fieldRecorders: readonly Role[] = ['ACOMPANANTE', 'SUPERVISOR_CAMPO', 'FACILITADOR'];

/** How a complaint is recorded on a phone. Nothing of what was said in it comes back to the phone. */
export const complaintInField = {
  known: (roles: readonly Role[]) => ({ channel: roles.includes('ACOMPANANTE') ? 'acompanante' : 'app' }),
  carries: ['code', 'receivedOn', 'answeredOn'],
  slip: '/reclamos',
} as const;
