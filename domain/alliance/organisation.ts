import type { Organisation } from '../organisation/organisation.ts';

/** Legal forms (BR-07). */
export const legalForms = ['asociacion', 'cooperativa', 'coraca', 'comunidad', 'ayllu', 'capitania', 'otra'] as const;

/** The id of the organisation that remains after joining: the one to which people joined it, or itself. */
export function survivingOrganisation(organisation: Pick<Organisation, 'id' | 'mergedInto'>): string {
  return organisation.mergedInto ?? organisation.id;
}
