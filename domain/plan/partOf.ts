import { reference } from '../kernel/noun/kinds.ts';
import type { Guard } from '../kernel/noun/life.ts';
import type { DeriveInput } from '../kernel/noun/noun.ts';
import { type Problem, problem } from '../kernel/problem.ts';

/** The fields of what is part of a plan: it stands where its plan stands and never changes to another. */
export const partFields = {
  planId: reference('plan', 'plan').required().open('noPersonal'),
  allianceId: reference('alianza', 'alliance').derived().open('noPersonal'),
  unitId: reference('unidad', 'unit').derived().open('noPersonal'),
} as const;

type References = DeriveInput['references'];

/** Where a part stands: where its plan does. A correction does not name the plan, and leaves it there. */
export const partPlace = (values: Readonly<Record<string, unknown>>, { planId }: References) => ({
  allianceId: planId?.allianceId ?? values.allianceId ?? null,
  unitId: planId?.unitId ?? values.unitId ?? null,
});

const CLOSED = 'El plan ya se presentó: sus partes cambian en la versión siguiente.';

/** The refusal of a new part of a plan that was presented. */
export const closedPlan = ({ planId }: References): Problem | null =>
  planId && planId.state !== 'EN_FORMULACION' ? problem('invalidField', { sentence: CLOSED }, 'body.planId') : null;

/**
 * A part changes only while its plan is being formulated.
 * @param loader loads the plan by the id of the part
 */
export const whileFormulated = (loader: string): Guard => ({
  name: 'whileFormulated',
  needs: (id) => ({ plan: { loader, key: id } }),
  holds: (_row, _on, facts) =>
    (facts.plan as { readonly state: string } | null)?.state === 'EN_FORMULACION' ? null : CLOSED,
});
