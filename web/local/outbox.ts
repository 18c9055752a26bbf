import type { CommandDefinition } from '../../domain/kernel/command.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope, Place } from '../../domain/kernel/envelope.ts';
import type { ProblemView } from '../../domain/kernel/views.ts';
import { isTaken } from '../../domain/sync/outbox.ts';
import { sealLabels } from '../../domain/sync/unsent.ts';
import { openJson, openText, randomBytes, sealJson, sealText } from './crypto.ts';
import type { OutboxRow, Sealed } from './database.ts';
import { metaOf } from './feed.ts';
import { newId } from './ids.ts';
import { type Person, storing } from './person.ts';

/** What a screen gives to make a command. */
export interface NewCommand {
  readonly definition: Pick<CommandDefinition, 'kind' | 'version'>;
  readonly subjectId: string;
  readonly allianceId: string | null;
  /** The version of the subject that the person was looking at; null when the command creates it. */
  readonly baseVersion: number | null;
  readonly occurredOn: Day;
  readonly place: Place | null;
  readonly body: unknown;
  /** Further commands that this one needs; those of the same subject are added automatically. */
  readonly after?: readonly string[];
  /** The draft that becomes this command. */
  readonly draftId?: string;
  /** The command that this one replaces. */
  readonly replaces?: string;
  /** Other commands replaced together with it: this one does not wait for them. */
  readonly beside?: readonly string[];
  readonly id?: string;
}

const commandLabel = sealLabels.command;
const answerLabel = (owner: string, id: string): string => `answer|${owner}|${id}`;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** The item to be replaced was sent in the meantime and can no longer be taken back. */
class TakenMeanwhile extends Error {}

const FILE = /^[0-9a-f]{64}$/;

/** The photos that a body names, whatever the noun calls the field: no other value has the form of a SHA-256. */
export function photosOf(body: unknown): string[] {
  return Object.values((body ?? {}) as Record<string, unknown>)
    .flat()
    .filter((p): p is string => typeof p === 'string' && FILE.test(p));
}

/**
 * Serialises a command once and stores it in IndexedDB before anybody is told *guardado*. The number on the device is
 * taken in the same transaction; sealing happens before it opens, so when another tab took the number meanwhile, it is
 * tried again. Throws ProblemError when the phone is full; then nothing was stored.
 */
export async function enqueue(person: Person, command: NewCommand): Promise<OutboxRow> {
  for (;;) {
    const row = await storing(() => tryEnqueue(person, command));
    if (row) {
      person.changed();
      return row;
    }
  }
}

async function tryEnqueue(person: Person, command: NewCommand): Promise<OutboxRow | null> {
  const { db, owner, clock } = person;
  const { seq: last } = await metaOf(person);
  const seq = last + 1;
  const id = command.id ?? newId();
  const earlier = await db.outbox.where('[owner+subjectId]').equals([owner, command.subjectId]).toArray();
  const needs = earlier
    .filter(
      (o) =>
        !isTaken(o.state) && o.state !== 'withdrawn' && o.id !== command.replaces && !command.beside?.includes(o.id),
    )
    .map((o) => o.id);
  const reading = clock.reading();
  const envelope: Envelope = {
    id,
    kind: command.definition.kind,
    schemaVersion: command.definition.version,
    actorId: owner,
    deviceId: person.deviceId,
    deviceSeq: seq,
    subjectId: command.subjectId,
    baseVersion: command.baseVersion,
    after: [...new Set([...(command.after ?? []), ...needs])],
    occurredOn: command.occurredOn,
    capturedAt: reading.deviceAt,
    clock: reading,
    place: command.place,
    nonce: hex(randomBytes(12)),
    body: command.body,
  };
  const sealed = await sealEnvelope(person, envelope);
  const row: OutboxRow = {
    id,
    owner,
    seq,
    subjectId: command.subjectId,
    after: envelope.after,
    state: 'pending',
    tries: 0,
    nextTryAt: 0,
    number: null,
    kind: envelope.kind,
    allianceId: command.allianceId,
    occurredOn: command.occurredOn,
    createdAt: person.ports.now(),
    answeredAt: null,
    problemCode: null,
    flags: [],
    replacedBy: null,
    answer: null,
    ...sealed,
  };
  const photos = new Set(photosOf(command.body).map((hash) => `${owner}|${hash}`));
  return db.transaction('rw', [db.outbox, db.meta, db.drafts, db.files], async () => {
    const meta = await metaOf(person);
    if (meta.seq !== last) return null;
    if (command.replaces) {
      const old = await db.outbox.get(command.replaces);
      if (!old || !mayBeTakenBack(old)) throw new TakenMeanwhile('the item was sent meanwhile');
      await db.outbox.update(command.replaces, { state: 'withdrawn', replacedBy: id });
    }
    await db.meta.update(owner, { seq });
    await db.outbox.add(row);
    if (command.draftId) await db.drafts.delete(command.draftId);
    await db.files
      .where('key')
      .anyOf([...photos])
      .modify((file) => {
        const { usedBy } = file;
        Object.assign(file, { usedBy: [...usedBy, id], state: file.state === 'draft' ? 'pending' : file.state });
      });
    if (command.replaces) await keepPhotosBack(person);
    return row;
  });
}

/** Serialises a command and seals its bytes. */
export const sealEnvelope = (person: Pick<Person, 'key' | 'owner'>, envelope: Envelope): Promise<Sealed> =>
  sealText(person.key, commandLabel(person.owner, envelope.id), JSON.stringify(envelope));

/** The bytes of a command as they were serialised. */
export const textOf = (person: Pick<Person, 'key' | 'owner'>, row: OutboxRow): Promise<string> =>
  openText(person.key, commandLabel(row.owner, row.id), row);

export async function envelopeOf(person: Pick<Person, 'key' | 'owner'>, row: OutboxRow): Promise<Envelope> {
  return JSON.parse(await textOf(person, row)) as Envelope;
}

/** The server's problem with an item; null when it has none. */
export async function problemOf(person: Pick<Person, 'key'>, row: OutboxRow): Promise<ProblemView | null> {
  return row.answer ? openJson<ProblemView>(person.key, answerLabel(row.owner, row.id), row.answer) : null;
}

export function sealProblem(
  person: Pick<Person, 'key'>,
  row: OutboxRow,
  problem: ProblemView | null,
): Promise<Sealed | null> {
  return problem ? sealJson(person.key, answerLabel(row.owner, row.id), problem) : Promise.resolve(null);
}

/** Everything a person has in the outbox, in the order it was made. */
export async function outboxOf({ db, owner }: Pick<Person, 'db' | 'owner'>): Promise<OutboxRow[]> {
  return db.outbox.where('owner').equals(owner).sortBy('seq');
}

/** The items that depend on one: later ones on its subject, those that name it, and those that depend on these. */
function followersOf(id: string, items: readonly OutboxRow[]): OutboxRow[] {
  const chain = new Set([id]);
  const out: OutboxRow[] = [];
  for (const item of [...items].sort((a, b) => a.seq - b.seq)) {
    if (
      !chain.has(item.id) &&
      item.state !== 'withdrawn' &&
      !isTaken(item.state) &&
      item.after.some((a) => chain.has(a))
    ) {
      chain.add(item.id);
      out.push(item);
    }
  }
  return out;
}

/**
 * The person decides not to send an item and what depends on it. Only what the server surely does not have can be taken
 * back: an item that waits for a decision, or one that never left the phone. The rows stay in the outbox, marked.
 */
export async function withdraw(person: Person, id: string): Promise<boolean> {
  const { db } = person;
  const items = await outboxOf(person);
  const item = items.find((o) => o.id === id);
  if (!item || !mayBeTakenBack(item)) return false;
  const all = [item, ...followersOf(id, items)];
  if (!all.every(mayBeTakenBack)) return false;
  await db.transaction('rw', [db.outbox, db.files], async () => {
    for (const o of all)
      await db.outbox
        .where('id')
        .equals(o.id)
        .filter((now) => mayBeTakenBack(now))
        .modify({ state: 'withdrawn' });
    await keepPhotosBack(person);
  });
  person.changed();
  return true;
}

/** Photos named only by commands that were taken back are not sent; they stay on the phone. */
async function keepPhotosBack({ db, owner }: Person): Promise<void> {
  const goes = new Set((await outboxOf({ db, owner })).filter((o) => o.state !== 'withdrawn').map((o) => o.id));
  await db.files
    .where('[owner+state]')
    .equals([owner, 'pending'])
    .filter((f) => f.usedBy.length > 0 && !f.usedBy.some((id) => goes.has(id)))
    .modify({ state: 'draft' });
}

/** Whether an item was refused by the server, or never sent. */
export const mayBeTakenBack = (item: Pick<OutboxRow, 'state' | 'tries'>): boolean =>
  item.state === 'attention' || (item.state === 'pending' && item.tries === 0);

/**
 * Corrects an item that may be taken back: a new command replaces it, and what depended on it is serialised again after
 * it. The old rows stay, marked with what replaced them. Null when it was sent meanwhile.
 */
export async function replace(
  person: Person,
  id: string,
  body: unknown,
  more: { occurredOn?: Day; place?: Place | null } = {},
): Promise<OutboxRow | null> {
  const items = await outboxOf(person);
  const item = items.find((o) => o.id === id);
  if (!item || !mayBeTakenBack(item)) return null;
  const old = await envelopeOf(person, item);
  const followers = followersOf(id, items).filter(mayBeTakenBack);
  const beside = followers.map((f) => f.id);
  try {
    const first = await again(
      person,
      item,
      old,
      { body, occurredOn: more.occurredOn ?? old.occurredOn, place: more.place === undefined ? old.place : more.place },
      new Map(),
      beside,
    );
    const newIds = new Map([[id, first.id]]);
    for (const follower of followers) {
      const before = await envelopeOf(person, follower);
      const next = await again(
        person,
        follower,
        before,
        { body: before.body, occurredOn: before.occurredOn, place: before.place },
        newIds,
        beside,
      );
      newIds.set(follower.id, next.id);
    }
    return first;
  } catch (error) {
    if (error instanceof TakenMeanwhile) return null;
    throw error;
  }
}

function again(
  person: Person,
  item: OutboxRow,
  old: Envelope,
  said: { body: unknown; occurredOn: Day; place: Place | null },
  newIds: ReadonlyMap<string, string>,
  beside: readonly string[],
): Promise<OutboxRow> {
  return enqueue(person, {
    definition: { kind: old.kind, version: old.schemaVersion },
    subjectId: old.subjectId,
    allianceId: item.allianceId,
    baseVersion: old.baseVersion,
    after: old.after.map((a) => newIds.get(a) ?? a),
    replaces: item.id,
    beside,
    ...said,
  });
}
