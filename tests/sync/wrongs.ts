import { commitmentDue } from '../../domain/field/settle.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { type PackRow, rowKey, rowsOf } from '../../domain/sync/feed.ts';
import { isTaken } from '../../domain/sync/outbox.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { readState } from '../../server/stores/systemState.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { photosOf } from '../../web/local/outbox.ts';
import type { ItemView } from '../../web/local/state.ts';
import type { Handset } from './edge.ts';
import type { Story } from './story.ts';

/** Those of the photos that have not arrived. */
async function notArrived({ world }: Story, hashes: readonly string[]): Promise<string[]> {
  const there = await world.db.query<{ hash: string }>('select hash from stored_file where hash = any($1::text[])', [
    hashes,
  ]);
  return hashes.filter((h) => !there.some((t) => t.hash === h));
}

/**
 * When a phone says that everything was sent, it must be true: every command is at the server, with every photo taken
 * with it. A correction may name a photo of another phone, which that phone still has to send.
 */
export async function claimWrongs(story: Story, h: Handset): Promise<string[]> {
  await h.phone.refresh();
  const { items } = h.phone.state();
  if (items.some((i) => i.stands === 'send')) return [];
  const sent = items.filter((i) => i.stands === 'done');
  const known = await story.world.db.query<{ command_id: string }>(
    'select command_id from receipt where command_id = any($1::text[]::uuid[])',
    [sent.map((i) => i.row.id)],
  );
  const missing = await notArrived(
    story,
    sent.flatMap((i) => photosOf(i.envelope.body)).filter((hash) => h.taken.has(hash)),
  );
  return [
    ...(known.length === sent.length ? [] : ['a phone says that all was sent while a command has not arrived']),
    ...(missing.length === 0 ? [] : ['a phone says that all was sent while a photo has not arrived']),
  ];
}

/** The broken rules of convergence (architecture 6) once everything had its time; an empty list when there are none. */
export async function wrongs(story: Story): Promise<string[]> {
  const { db } = story.world;
  const out: string[] = [];
  for (const [i, h] of story.phones.entries()) {
    out.push(...(await wrongHere(story, h)).map((w) => `phone ${i}: ${w}`));
  }
  const doubles = await db.query<{ n: number }>(
    `select count(*)::int as n
      from (select record_id from visit where alliance_id = any($1::text[]::uuid[]) and standing = 'current'
        group by record_id having count(*) > 1) x`,
    [story.alliances],
  );
  if (doubles[0]?.n) out.push('a record has two current versions');
  return out;
}

interface ReceiptRow extends Record<string, unknown> {
  command_id: string;
  status: string;
  entries: number;
  conflicts: number;
  versions: number;
  number: number | null;
}

/** The server's receipts for the commands of this phone. */
const receiptsOf = async ({ world }: Story, h: Handset): Promise<Map<string, ReceiptRow>> =>
  new Map(
    (
      await world.db.query<ReceiptRow>(
        `select r.command_id, r.status, (select count(*)::int from journal_entry e where e.id = r.command_id) as entries,
                (select count(*)::int from conflict c where c.proposed_id = r.command_id) as conflicts,
                (select count(*)::int from visit v where v.id = r.command_id) as versions,
                (select s.number from journal_seal s where s.entry_id = r.command_id) as number
           from receipt r where r.device_id = $1::text::uuid`,
        [h.phone.need().deviceId],
      )
    ).map((r) => [r.command_id, r] as const),
  );

async function wrongHere(story: Story, h: Handset): Promise<string[]> {
  const { db } = story.world;
  await h.phone.refresh();
  const { items } = h.phone.state();
  const receipts = await receiptsOf(story, h);
  const out: string[] = [];
  for (const item of items) out.push(...(await itemWrongs(story, item, receipts.get(item.row.id))));
  const here = new Set(items.map((i) => i.row.id));
  const durable = (await readState<number>(db, 'durable')) ?? 0;
  const backedUp = (id: string) => (receipts.get(id)?.number ?? Number.POSITIVE_INFINITY) <= durable;
  for (const [id, { status }] of receipts)
    if (status !== 'refused' && !here.has(id) && !backedUp(id))
      out.push(`the server has ${id} (${status}), the phone has not, and no backup either`);
  for (const id of h.made) if (!here.has(id) && !backedUp(id)) out.push('a command that was kept is in nothing');
  const named = await db.query<{ hash: string }>(
    'select distinct unnest(v.photos) as hash from visit v join receipt r on r.command_id = v.id where r.actor_id = $1::text::uuid',
    [h.userId],
  );
  const photos = named.map((n) => n.hash);
  if ((await notArrived(story, photos)).length > 0) out.push('a photo of a record never arrived');
  out.push(...orderWrongs(h), ...(await feedWrongs(story, h)));
  return out;
}

/** Every command must end as applied, proposed, held or refused. */
async function itemWrongs(
  story: Story,
  { row: item, envelope }: ItemView,
  receipt: ReceiptRow | undefined,
): Promise<string[]> {
  const out: string[] = [];
  const there = receipt?.status ?? 'unknown';
  if (item.state === 'pending' || item.state === 'sent' || item.state === 'held')
    out.push(`${item.kind} is still ${item.state}`);
  if (isTaken(item.state)) {
    if (there !== item.state) out.push(`${item.kind} is ${item.state} here and ${there} at the server`);
    if (receipt?.entries !== 1) out.push(`${item.kind} is ${item.state} and has no journal entry`);
    if (item.kind.startsWith('visit.') && receipt?.versions !== 1 && !(await saysNothingNew(story, envelope)))
      out.push(`${item.kind} is ${item.state} and is no version of a visit`);
  }
  if (item.state === 'attention' && there !== 'refused' && item.problemCode !== 'SIGG-107')
    out.push(`${item.kind} asks for a decision and is ${there} at the server`);
  if (item.state === 'conflict' && receipt?.conflicts !== 1) out.push('a conflict is nowhere to be settled');
  if (item.state === 'withdrawn' && receipt && there !== 'refused')
    out.push(`a command taken back is ${there} at the server`);
  return out;
}

/** Whether a correction writes no version because the record already had each of its values. */
async function saysNothingNew({ world }: Story, { kind, subjectId, body }: Envelope): Promise<boolean> {
  if (kind !== 'visit.correct') return false;
  const said = body as { notes?: string | null; presentWomen?: number | null };
  const versions = await world.db.query<{ notes: string | null; present_women: number | null }>(
    'select notes, present_women from visit where record_id = $1::text::uuid',
    [subjectId],
  );
  return (
    versions.some((v) => v.notes === (said.notes ?? null)) &&
    versions.some((v) => v.present_women === (said.presentWomen ?? null))
  );
}

/** Commands of one subject must reach the server in the order in which they were made. */
function orderWrongs(h: Handset): string[] {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const { path, body } of h.sent) {
    if (path !== '/api/commands') continue;
    for (const text of (body as { commands: string[] }).commands) {
      const { id, subjectId, deviceSeq } = JSON.parse(text) as { id: string; subjectId: string; deviceSeq: number };
      if (seen.has(id)) continue;
      seen.add(id);
      if (deviceSeq < (last.get(subjectId) ?? 0)) return ['commands of one subject were sent out of order'];
      last.set(subjectId, deviceSeq);
    }
  }
  return [];
}

/** The data of the phone, in memory and in its store, must equal a fresh pack. */
async function feedWrongs(story: Story, h: Handset): Promise<string[]> {
  const actor = await loadActor(story.world.db, h.userId);
  if (!actor) return ['the person is gone'];
  const page = await readFeed(story.world.db, {
    actor,
    cursor: undefined,
    deviceId: null,
    own: true,
    commitments: true,
    now: story.edge.system.now,
  });
  const fresh = page.subjects.flatMap(rowsOf);
  const out = [
    ...(await commitmentWrongs(story, h)),
    ...differences('in memory', h.phone.person?.pack.all() ?? [], fresh),
  ];
  await h.restart();
  return [...out, ...differences('in the store', h.phone.person?.pack.all() ?? [], fresh)];
}

/**
 * The open commitments on the phone, with their dates, must equal those at the server; no commitment of a visit may be
 * missing there.
 */
async function commitmentWrongs({ world }: Story, h: Handset): Promise<string[]> {
  const out: string[] = [];
  for (const { alliance, commitments } of h.phone.state().alliances) {
    const rows = await world.db.query<{ open: string }>(
      `select id || ' ' || state || ' ' || coalesce(due_on::text, '') as open from commitment
        where alliance_id = $1::text::uuid and state in ('PENDIENTE', 'TRASLADADO') order by 1`,
      [alliance.id],
    );
    const here = commitments.map((c) => `${c.id} ${c.state} ${commitmentDue(c) ?? ''}`).sort();
    if (rows.map((r) => r.open).join() !== here.join())
      out.push('other commitments are open on the phone than at the server');
  }
  const [left] = await world.db.query<{ n: number }>(
    `select count(*)::int as n from visit v cross join jsonb_array_elements(v.commitments) c(said)
      where v.standing = 'current' and not v.annulled
        and not exists (select from commitment t where t.visit_id = v.record_id and t.what = c.said->>'text')`,
  );
  if (left && left.n > 0) out.push('what a visit agreed is no thing at the server');
  return out;
}

function differences(where: string, held: readonly PackRow[], fresh: readonly PackRow[]): string[] {
  const mine = new Map(held.map((r) => [rowKey(r), canonicalJson(r.data)]));
  const theirs = new Map(fresh.map((r) => [rowKey(r), canonicalJson(r.data)]));
  const out: string[] = [];
  for (const [key, data] of theirs)
    if (mine.get(key) !== data)
      out.push(`${where}: ${key.split('|')[1]} ${mine.has(key) ? 'differs from' : 'is missing beside'} a fresh pack`);
  for (const key of mine.keys())
    if (!theirs.has(key)) out.push(`${where}: ${key.split('|')[1]} is not in a fresh pack`);
  return [...new Set(out)];
}
