import { CLOCK_TOLERANCE_MS } from '../../domain/kernel/envelope.ts';
import { metaOf } from './feed.ts';
import { envelopeOf, outboxOf, sealEnvelope } from './outbox.ts';
import type { Person } from './person.ts';

/**
 * Before the commands captured since the last contact are sent for the first time: how far was the clock of this device
 * moved meanwhile? Only a contact can tell, since a phone that slept looks like one whose clock was set ahead. The
 * answer is added to those commands (`clock.jumpMs`). Bytes that were sent once never change.
 */
export async function measureJump(person: Person): Promise<void> {
  const { db, ports, clock, deviceId } = person;
  const fresh = (await outboxOf(person)).filter((o) => o.state === 'pending' && o.tries === 0);
  const { syncedAt } = await metaOf(person);
  // By the device's own clock, less than the tolerance has passed: so it was not moved ahead by more, or it was set
  // back, which is known anyway.
  if (fresh.length === 0 || (syncedAt !== null && Math.abs(ports.now() - syncedAt) <= CLOCK_TOLERANCE_MS)) return;
  const { status, json } = await ports.call('GET', `/api/sync/device/${deviceId}`);
  const now = (json as { now?: unknown } | null)?.now;
  if (status !== 200 || typeof now !== 'string' || Number.isNaN(Date.parse(now))) return;
  const offset = clock.contact(now);
  for (const row of fresh) {
    const envelope = await envelopeOf(person, row);
    const jumpMs = offset - (envelope.clock?.offsetMs ?? 0);
    if (!envelope.clock || Math.abs(jumpMs) <= CLOCK_TOLERANCE_MS) continue;
    const sealed = await sealEnvelope(person, { ...envelope, clock: { ...envelope.clock, jumpMs } });
    await db.outbox
      .where('id')
      .equals(row.id)
      .filter((o) => o.state === 'pending' && o.tries === 0)
      .modify({ ...sealed });
  }
}
