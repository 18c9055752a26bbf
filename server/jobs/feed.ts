import { idOfText } from '../../domain/kernel/ids.ts';
import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import { readParameters } from '../commands/readParameters.ts';
import type { Database, Executor } from '../db/database.ts';
import { readState, writeState } from '../stores/systemState.ts';
import { hasTimedSteps, type Planned, plannedFor } from './plan.ts';

const FED = 'jobsFed';
const BATCH = 200;

/**
 * The id of a planned act. The same act for the same day has the same id wherever it is planned, so planning it again,
 * or on another server, adds nothing.
 */
export const jobId = (p: Planned): string =>
  idOfText(`job ${p.kind} ${p.subjectId} ${p.actFor}${p.mark ? ` ${p.mark}` : ''}`);

/**
 * Plans what time will do with every row that sealed entries touched since the last time. A row whose state has changed
 * loses what no longer applies. Returns how many rows were checked.
 */
export async function feedJobs(db: Database, now: string): Promise<number> {
  const after = (await readState<number>(db, FED)) ?? 0;
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const upTo = head?.n ?? 0;
  if (upTo <= after) return 0;
  let looked = 0;
  const parameters = await readParameters(db);
  for (const l of lives.filter(hasTimedSteps)) {
    // A new value of a dated parameter may move every day that is counted with it.
    const touched = await db.query<{ id: string }>(
      `select distinct e.subject_id as id from journal_seal s join journal_entry e on e.id = s.entry_id
        where s.number > $1 and s.number <= $2 and e.subject_noun = $3
       union
       select t.id from ${l.noun.table} t where exists (select 1 from journal_seal s join journal_entry e on e.id = s.entry_id
        where s.number > $1 and s.number <= $2 and e.kind = 'parameter.set')`,
      [after, upTo, l.noun.table],
    );
    for (let at = 0; at < touched.length; at += BATCH) {
      const ids = touched.slice(at, at + BATCH).map((t) => t.id);
      await db.transaction(async (tx) => {
        const requests = ids.map((key) => ({ loader: loaderOf(l.noun), key }));
        const loaded = await loadFacts(tx, [], requests);
        const planned = requests.flatMap((r) => {
          const row = loaded.get(r) as AnyRow | null;
          return row ? plannedFor(l, row, parameters) : [];
        });
        await keepPlanned(tx, l.noun.name, ids, planned, now);
      });
      looked += ids.length;
    }
  }
  await writeState(db, FED, upTo);
  return looked;
}

/** Stores what is planned for some rows, and removes what no longer is. */
export async function keepPlanned(
  tx: Executor,
  noun: string,
  subjects: readonly string[],
  planned: readonly Planned[],
  now: string,
): Promise<void> {
  const ids = planned.map(jobId);
  await tx.query(
    `delete from job where noun = $1 and subject_id = any($2::text[]::uuid[]) and state = 'waiting' and not (id = any($3::text[]::uuid[]))`,
    [noun, subjects, ids],
  );
  for (const p of planned) {
    await tx.query(
      `insert into job (id, kind, noun, subject_id, act_for, state, attempts, try_after)
        values ($1::uuid, $2, $3, $4::uuid, $5::date, 'waiting', 0, $6::timestamptz)
       on conflict (id) do nothing`,
      [jobId(p), p.kind, p.noun, p.subjectId, p.actFor, now],
    );
  }
}
