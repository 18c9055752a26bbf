import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import type { MeView, ProblemView } from '../../domain/kernel/views.ts';
import type { BoxKey } from '../../domain/participation/identityViews.ts';
import type { ClosedAccount } from '../../domain/sync/unsent.ts';
import { waitingOf } from '../../domain/sync/waiting.ts';
import type { Waiting } from '../../domain/words/outbox.ts';
import type { FileRow, OutboxRow } from './database.ts';
import { type Draft, draftsOf } from './drafts.ts';
import { metaOf } from './feed.ts';
import { livesHere } from './lives.ts';
import { dueRecords, type NounRecord, nounRecordsOf } from './nounRecords.ts';
import type { OpenedItem } from './openedItem.ts';
import { envelopeOf, outboxOf, problemOf } from './outbox.ts';
import type { Person } from './person.ts';
import { type AllianceView, allianceView } from './views.ts';

/** An outbox item as a screen shows it. */
export interface ItemView {
  readonly row: OutboxRow;
  readonly envelope: OpenedItem['envelope'];
  readonly problem: ProblemView | null;
  readonly waiting: Waiting;
  /** The conflict in which two values of it wait for people to choose. */
  readonly conflictId: string | null;
  /** Photos of it that are still to be sent. */
  readonly photosWaiting: number;
  /** Photos of it that the office will not take, unless a later version of the record goes without them. */
  readonly photosRefused: number;
  /** What has to be done about it. */
  readonly stands: Stands;
}

/**
 * decide: a person must decide. send: it, or one of its photos, has not arrived. done: the office has all of it.
 * dropped: not to be sent.
 */
type Stands = 'decide' | 'send' | 'done' | 'dropped';

/** The screen says «Todo enviado» when nothing is `decide` or `send`: every command and every photo has arrived. */
function standsOf(state: OutboxRow['state'], choose: boolean, photosWaiting: number, photosRefused: number): Stands {
  if (state === 'withdrawn') return 'dropped';
  if (state === 'attention' || choose || photosRefused > 0) return 'decide';
  return state === 'pending' || state === 'sent' || photosWaiting > 0 ? 'send' : 'done';
}

/** The state of sending. */
export interface Sending {
  readonly online: boolean;
  readonly syncing: boolean;
  /** Why sending is paused: the session ended, it belongs to another person, or the account was closed. */
  readonly pause: 'login' | 'otherSession' | 'closed' | null;
  readonly revoked: boolean;
  /** Who can help when the account was closed. */
  readonly closed: ClosedAccount | null;
  /** What went wrong with the phone itself (storage full), shown on top of any screen. */
  readonly trouble: ProblemView | null;
}

/** Everything screens read, made anew after each change. */
export interface PhoneState extends Sending {
  readonly person: MeView | null;
  readonly today: Day;
  /** By how many minutes this phone's clock is wrong; null while it is right or unknown. */
  readonly clockWrongByMin: number | null;
  readonly alliances: readonly AllianceView[];
  readonly items: readonly ItemView[];
  /** The lives of the nouns captured in the field; empty until the file that has them has come. */
  readonly lives: readonly Life[];
  /** What this person recorded of declared nouns, newest first. */
  readonly nounRecords: readonly NounRecord[];
  /** The public key that seals a complainant's identity; null while the programme has none, or none has arrived. */
  readonly boxKey: BoxKey | null;
  readonly drafts: readonly Draft[];
  readonly syncedAt: number | null;
  readonly durable: number;
  /**
   * Ranges of this phone's numbers that the office never received and that are not in the outbox either: they are lost.
   */
  readonly missing: readonly (readonly [number, number])[];
}

/** The state while nobody's data are open. */
export const locked: PhoneState = {
  person: null,
  today: '',
  clockWrongByMin: null,
  alliances: [],
  items: [],
  lives: [],
  nounRecords: [],
  boxKey: null,
  drafts: [],
  online: true,
  syncing: false,
  pause: null,
  revoked: false,
  closed: null,
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

function unsentPhotos({ db, owner }: Person): Promise<FileRow[]> {
  return db.files
    .where('owner')
    .equals(owner)
    .filter((f) => f.state === 'pending' || f.state === 'refused')
    .toArray();
}

/** Whether the person has already said which of the two values is right. */
const chosen = (rows: readonly OutboxRow[], conflictId: string): boolean =>
  rows.some((o) => o.subjectId === conflictId && o.state !== 'withdrawn' && o.state !== 'attention');

/** Reads the whole state of a person from their store and their pack. */
export async function readState(person: Person, sending: Sending): Promise<PhoneState> {
  const { db, owner, pack } = person;
  const today = person.clock.today();
  // All is read in one transaction: a command without the photos stored with it would look completely sent.
  const [rows, files, meta] = await db.transaction('r', [db.outbox, db.files, db.meta], () =>
    Promise.all([outboxOf(person), unsentPhotos(person), metaOf(person)]),
  );
  const drafts = await draftsOf(person);
  const all: OpenedItem[] = await Promise.all(
    rows.map(async (row) => ({ row, envelope: await openedOnce(person, row) })),
  );
  const lives = livesHere();
  const around = { ...sending, lives, nowMs: person.ports.now(), durable: meta.durable };
  const items = await Promise.all(
    all.map(async ({ row, envelope }): Promise<ItemView> => {
      const said = await problemOf(person, row);
      const photos = files.filter((f) => f.usedBy.includes(row.id));
      const photosWaiting = photos.filter((f) => f.state === 'pending').length;
      const corrected = rows.some((o) => o.subjectId === row.subjectId && o.seq > row.seq && o.state !== 'withdrawn');
      const photosRefused = corrected ? 0 : photos.filter((f) => f.state === 'refused').length;
      const conflict =
        row.state === 'conflict' ? pack.of('conflict').find((c) => c.recordId === row.subjectId) : undefined;
      return {
        row,
        envelope,
        problem: said,
        conflictId: conflict?.id ?? null,
        // Its number comes with the page that brings its conflict; before that, nobody can have chosen.
        waiting: waitingOf(
          { ...row, settled: row.state === 'conflict' && row.number !== null && !conflict },
          rows,
          said,
          around,
        ),
        photosWaiting,
        photosRefused,
        stands: standsOf(row.state, conflict !== undefined && !chosen(rows, conflict.id), photosWaiting, photosRefused),
      };
    }),
  );
  const nounRecords = nounRecordsOf(lives, pack, all);
  const alliances = pack
    .of('alliance')
    .map((a) => allianceView(pack, all, a.id, owner, today, dueRecords(lives, nounRecords)))
    .filter((v) => v !== null);
  const here = new Set(rows.map((r) => r.seq));
  return {
    person: person.me,
    today,
    clockWrongByMin: person.clock.wrongByMin(),
    alliances: alliances.sort((a, b) => a.alliance.name.localeCompare(b.alliance.name, 'es')),
    items: items.reverse(),
    lives,
    nounRecords,
    boxKey: pack.of('boxKey')[0] ?? null,
    drafts,
    ...sending,
    syncedAt: meta.syncedAt,
    durable: meta.durable,
    missing: meta.missing.filter(([from, to]) =>
      Array.from({ length: Math.min(1000, to - from + 1) }, (_, i) => from + i).some((seq) => !here.has(seq)),
    ),
  };
}
