import {
  type AllianceSayings,
  followCommitments,
  followUpMark,
  followUps,
} from '../../domain/field/followCommitments.ts';
import type { Day, Instant } from '../../domain/kernel/dates.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import type { Database } from '../db/database.ts';
import { readState, writeState } from '../stores/systemState.ts';
import { keepPlanned } from './feed.ts';

const FED = 'commitmentsFed';
const BATCH = 50;

/**
 * Plans a follow-up for every alliance whose commitments are not as its visits say, among those with a visit written
 * since the last time (the first time: with any visit). Returns how many alliances were checked.
 */
export async function planCommitments(db: Database, now: Instant, today: Day): Promise<number> {
  const after = (await readState<number>(db, FED)) ?? 0;
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const upTo = head?.n ?? 0;
  if (upTo <= after) return 0;
  const touched = await db.query<{ id: string }>(
    `select distinct v.alliance_id as id from journal_seal s join visit v on v.entry_id = s.entry_id
      where s.number > $1 and s.number <= $2 order by 1`,
    [after, upTo],
  );
  for (let at = 0; at < touched.length; at += BATCH) {
    const ids = touched.slice(at, at + BATCH).map((t) => t.id);
    await db.transaction(async (tx) => {
      const requests = ids.flatMap((key) => [
        { loader: 'alliance', key },
        { loader: 'sayingsOfAlliance', key },
        { loader: 'commitmentsOfAlliance', key },
      ]);
      const loaded = await loadFacts(tx, [], requests);
      const of = (loader: string, key: string): unknown =>
        loaded.get(requests.find((r) => r.loader === loader && r.key === key) as (typeof requests)[number]);
      const planned = ids.flatMap((id) => {
        const ups = followUps({
          alliance: of('alliance', id) as AllianceSayings['alliance'],
          visits: (of('sayingsOfAlliance', id) ?? []) as AllianceSayings['visits'],
          rows: (of('commitmentsOfAlliance', id) ?? []) as AllianceSayings['rows'],
        });
        const act = { kind: followCommitments.kind, noun: 'alliance', subjectId: id, actFor: today };
        return ups.length > 0 ? [{ ...act, mark: followUpMark(ups) }] : [];
      });
      await keepPlanned(tx, followCommitments.subject, ids, planned, now);
    });
  }
  await writeState(db, FED, upTo);
  return touched.length;
}
