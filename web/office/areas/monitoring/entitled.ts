import type { MeView } from '../../../../domain/kernel/views.ts';
import { type BatchStage, drawnBy } from '../../../../domain/monitoring/batch.ts';

/**
 * Whether the person's roles decide at a stage of a unit. The rule itself is checked again for each record, here and on
 * the server.
 */
export function decidesAt(me: MeView, stage: BatchStage, unitId: string): boolean {
  return me.roles.some(
    (r) => drawnBy[stage].includes(r.role) && (r.scope.kind === 'national' || r.scope.ids.includes(unitId)),
  );
}
