import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import type { MeView, ProblemView } from '../../domain/kernel/views.ts';
import { waitingOf } from '../../domain/sync/waiting.ts';
import type { Waiting } from '../../domain/words/phone.ts';
import type { OutboxRow } from './database.ts';
import { type Draft, draftsOf } from './drafts.ts';
import { metaOf } from './feed.ts';
import { envelopeOf, outboxOf, problemOf } from './outbox.ts';
import type { Person } from './person.ts';
import { type AllianceView, allianceView, type OpenedItem } from './views.ts';

/** An outbox item as a screen shows it. */
export interface ItemView {
  readonly row: OutboxRow;
  readonly envelope: OpenedItem['envelope'];
  readonly problem: ProblemView | null;
  readonly waiting: Waiting;
  /** Two values of it that wait for people to choose. */
  readonly conflictId: string | null;
  /** Photos of it that are still to be sent. */
  readonly photosWaiting: number;
  /** Photos of it that the office will not take. */
  readonly photosRefused: number;
}

/** How sending stands. */
export interface Sending {
  readonly online: boolean;
  readonly syncing: boolean;
  /** Why sending rests: the session ended, or it is another person's. */
  readonly pause: 'login' | 'otherSession' | null;
  readonly revoked: boolean;
  /** What went wrong with the phone itself (storage full), to be told on top of any screen. */
  readonly trouble: ProblemView | null;
}

/** Everything screens read, made anew after each change. */
export interface PhoneState extends Sending {
  readonly person: MeView | null;
  readonly today: Day;
  readonly alliances: readonly AllianceView[];
  readonly items: readonly ItemView[];
  readonly drafts: readonly Draft[];
  readonly syncedAt: number | null;
  readonly durable: number;
  /** Spans of numbers of this phone that the office never received, those taken back left out. */
  readonly missing: readonly (readonly [number, number])[];
}

/** While nobody's data are open. */
export const locked: PhoneState = {
  person: null,
  today: '',
  alliances: [],
  items: [],
  drafts: [],
  online: true,
  syncing: false,
  pause: null,
  revoked: false,
  syncedAt: null,
  durable: 0,
  missing: [],
  trouble: null,
};

const opened = new WeakMap<CryptoKey, Map<string, Envelope>>();

/** The envelope of an item, decrypted once while the person's data are open: its bytes never change. */
async function openedOnce(person: Person, row: OutboxRow): Promise<Envelope> {
  let known = opened.get(person.key);
  if (!known) {
    known = new Map();
    opened.set(person.key, known);
  }
  const envelope = known.get(row.id) ?? (await envelopeOf(person, row));
  known.set(row.id, envelope);
  return envelope;
}

/** Reads the whole state of a person from their store and their pack. */
export async function readState(person: Person, sending: Sending): Promise<PhoneState> {
  const { db, owner, pack } = person;
  const today = person.clock.today();
  const [rows, drafts, meta, files] = await Promise.all([
    outboxOf(person),
    draftsOf(person),
    metaOf(person),
    db.files
      .where('owner')
      .equals(owner)
      .filter((f) => f.state === 'pending' || f.state === 'refused')
      .toArray(),
  ]);
  const all: OpenedItem[] = await Promise.all(rows.map(async (row) => ({ row, envelope: await openedOnce(person, row) })));
  const around = { ...sending, nowMs: person.ports.now(), durable: meta.durable };
  const items = await Promise.all(
    all.map(async ({ row, envelope }): Promise<ItemView> => {
      const said = await problemOf(person, row);
      const photos = files.filter((f) => f.usedBy.includes(row.id));
      const conflict = row.state === 'conflict' ? pack.of('conflict').find((c) => c.recordId === row.subjectId) : undefined;
      return {
        row,
        envelope,
        problem: said,
        conflictId: conflict?.id ?? null,
        // Its number comes with the page that brings its conflict: before that nobody can have chosen.
        waiting: waitingOf({ ...row, settled: row.state === 'conflict' && row.number !== null && !conflict }, rows, said, around),
        photosWaiting: photos.filter((f) => f.state === 'pending').length,
        photosRefused: photos.filter((f) => f.state === 'refused').length,
      };
    }),
  );
  const alliances = pack
    .of('alliance')
    .map((a) => allianceView(pack, all, a.id, owner, today))
    .filter((v) => v !== null);
  const voided = new Set(rows.filter((r) => r.state === 'withdrawn' || r.state === 'pending').map((r) => r.seq));
  return {
    person: person.me,
    today,
    alliances: alliances.sort((a, b) => a.alliance.name.localeCompare(b.alliance.name, 'es')),
    items: items.reverse(),
    drafts,
    ...sending,
    syncedAt: meta.syncedAt,
    durable: meta.durable,
    missing: meta.missing.filter(([from, to]) => Array.from({ length: Math.min(1000, to - from + 1) }, (_, i) => from + i).some((seq) => !voided.has(seq))),
  };
}
