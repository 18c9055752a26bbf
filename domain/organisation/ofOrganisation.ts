import { reference } from '../kernel/noun/kinds.ts';
import type { Guard } from '../kernel/noun/life.ts';
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

/** Domain brief 1.3: who recorded it does not review it. */
export const anotherHand: Guard = {
  name: 'anotherHand',
  holds: (row, _on, _facts, actorId) =>
    row.recordedBy === actorId ? 'Lo revisa otra persona que quien lo registró.' : null,
};
