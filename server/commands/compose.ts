import { commands } from '../../domain/commands.ts';
import type { Day, Instant } from '../../domain/kernel/dates.ts';
import type { Envelope, Place } from '../../domain/kernel/envelope.ts';
import { newId } from '../ids.ts';

/** The device of commands that the server itself composes. */
export const SERVER_DEVICE_ID = '00000000-0000-7000-8000-0000000000de';

interface Composed {
  readonly kind: string;
  readonly actor: { readonly id: string };
  readonly subjectId: string;
  readonly body: unknown;
  readonly occurredOn: Day;
  readonly at: Instant;
  readonly id?: string;
  readonly deviceId?: string;
  readonly deviceSeq?: number;
  readonly baseVersion?: number | null;
  readonly after?: readonly string[];
  readonly place?: Place | null;
  readonly clock?: Envelope['clock'];
}

/** The serialised envelope of a command sent by the server's own senders: import, demonstration data, the daily job, tests. */
export function compose(c: Composed): string {
  const id = c.id ?? newId();
  const envelope: Envelope = {
    id,
    kind: c.kind,
    schemaVersion: commands.get(c.kind)?.version ?? 1,
    actorId: c.actor.id,
    deviceId: c.deviceId ?? SERVER_DEVICE_ID,
    deviceSeq: c.deviceSeq ?? 0,
    subjectId: c.subjectId,
    baseVersion: c.baseVersion ?? null,
    after: [...(c.after ?? [])],
    occurredOn: c.occurredOn,
    capturedAt: c.at,
    clock: c.clock ?? null,
    place: c.place ?? null,
    nonce: id.replaceAll('-', '').slice(16),
    body: c.body,
  };
  return JSON.stringify(envelope);
}
