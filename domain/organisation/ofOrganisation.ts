import { reference } from '../kernel/noun/kinds.ts';
import type { DeriveInput } from '../kernel/noun/noun.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is kept of an organisation lies where the organisation lies. */
export const ofOrganisation = {
  organisationId: reference('organización', 'organisation').required().open('noPersonal'),
  unitId: reference('unidad', 'unit').derived().open('noPersonal'),
} as const;

/** The unit of the organisation that it is about. */
export const unitOfOrganisation = (values: Values, { references }: Pick<DeriveInput, 'references'>): Values => ({
  unitId: references.organisationId?.unitId ?? values.unitId ?? null,
});
