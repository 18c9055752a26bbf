import { reference } from '../kernel/noun/kinds.ts';
import type { DeriveInput } from '../kernel/noun/noun.ts';

/** Where whatever is recorded of an alliance lies: the alliance, and through it its unit. */
export const allianceFields = {
  allianceId: reference('alianza', 'alliance').required(),
  unitId: reference('unidad', 'unit').derived(),
};

export const allianceUnit = (
  values: Readonly<Record<string, unknown>>,
  { references }: Pick<DeriveInput, 'references'>,
): { unitId: unknown } => ({ unitId: references.allianceId?.unitId ?? values.unitId ?? null });
