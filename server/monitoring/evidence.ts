import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { keptMeasures, type Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { Database, Executor } from '../db/database.ts';
import { inSlices } from '../db/slices.ts';
import { subjectsOf } from '../stores/subjects.ts';
import { type MeasureInput, measureParams, measureSql } from './runMeasure.ts';
import { type Touched, touchedAlliances, touchedFor } from './touched.ts';

const LEVELS = [1, 2, 3];
/** Only one rebuild runs at a time, in any process. */
const EVIDENCE_LOCK = 7_412_001n;
const COLUMNS =
  'thing, subject_id, alliance_id, unit_id, municipality_code, model, product_code, sex, young, indigenous, ' +
  'counts_on, due, n, d, n0, d0, note, sources';

export interface Rebuilt {
  /** How many alliances were rebuilt; null when all of them were. */
  readonly alliances: number | null;
  readonly rows: number;
  /** How many rows had to be changed: new ones, different ones and removed ones. */
  readonly changed: number;
  readonly sealedNumber: number;
}

interface Refresh {
  readonly programme: string;
  readonly today: Day;
  readonly now: Instant;
  readonly full?: boolean;
  /** Stops between two slices. What was rebuilt stays, and the next refresh starts again. */
  readonly signal?: AbortSignal | undefined;
}

interface State extends Record<string, unknown> {
  sealed_number: number;
  periods: string[];
  day: Day;
}

/**
 * Brings the evidence of the open periods up to the last sealed entry. It rebuilds only what new entries touch (each
 * touched alliance and those that share a family with it). It rebuilds everything when `full`, at the first time, and
 * when a day has begun, because the cut-off of a running period is today. It works in short transactions, one for each
 * slice of subjects, measure, period and level, so that answers never wait long. Each slice is right for the records of
 * its moment, whatever another server rebuilds meanwhile.
 */
export async function refreshEvidence(db: Database, input: Refresh): Promise<Rebuilt> {
  const periods = openPeriods(input.today);
  const codes = periods.map((p) => p.code);
  const [state] = await db.query<State>(
    'select sealed_number, periods, day from evidence_state where programme_id = $1',
    [input.programme],
  );
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const sealedNumber = head?.n ?? 0;
  const full = input.full || !state || state.day !== input.today || state.periods.join() !== codes.join();
  const touched = full ? null : await touchedAlliances(db, state.sealed_number, sealedNumber);
  const { rows, changed } = await rebuild(db, input, periods, touched);
  for (const closed of (state?.periods ?? []).filter((code) => !codes.includes(code)))
    await dropPeriod(db, input.programme, closed);
  await db.query(
    `insert into evidence_state (programme_id, sealed_number, periods, day, rebuilt_at, full_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (programme_id) do update set sealed_number = excluded.sealed_number, periods = excluded.periods, day = excluded.day,
       rebuilt_at = excluded.rebuilt_at, full_at = coalesce(excluded.full_at, evidence_state.full_at)`,
    [input.programme, sealedNumber, codes, input.today, input.now, input.full ? input.now : null],
  );
  return { alliances: touched && new Set(touched.map((t) => t.id)).size, rows, changed, sealedNumber };
}

/** Removes the evidence of a period that is no longer open, a few rows at a time. */
async function dropPeriod(db: Database, programme: string, period: string): Promise<void> {
  const codes = keptMeasures.map((m) => m.code);
  for (;;) {
    const gone = await db.query(
      `delete from evidence
        where ctid = any(array(select ctid from evidence
          where programme_id = $1 and measure = any($2::text[]) and period = $3 limit 2000))
        returning 1 as gone`,
      [programme, codes, period],
    );
    if (gone.length === 0) return;
  }
}

async function rebuild(
  db: Database,
  { programme, today, signal }: Refresh,
  periods: readonly Period[],
  touched: Touched | null,
): Promise<Written> {
  const written = { rows: 0, changed: 0 };
  for (const measure of keptMeasures) {
    const all = touched ? touchedFor(measure, touched) : await subjectsOf(db, measure.subject, programme);
    for (const period of periods) {
      for (const level of LEVELS) {
        await inSlices(
          db,
          all,
          async (tx, slice) => {
            signal?.throwIfAborted();
            const made = await rebuildSlice(tx, measure, { programme, today, period, level, subjects: slice });
            written.rows += made.rows;
            written.changed += made.changed;
          },
          { locks: [EVIDENCE_LOCK], statementTimeoutMs: 0 },
        );
      }
    }
  }
  return written;
}

interface Written extends Record<string, unknown> {
  readonly rows: number;
  readonly changed: number;
}

const NAMES = COLUMNS.split(', ');
const KEPT = NAMES.filter((c) => c !== 'thing');

/**
 * Writes only the differences, so that a nightly rebuild that finds everything right leaves no dead rows in the table.
 */
async function rebuildSlice(tx: Executor, measure: Measure, input: MeasureInput): Promise<Written> {
  const [made] = await tx.query<Written>(
    `with fresh as materialized (select ${COLUMNS} from (${measureSql(measure.code)}) m),
          gone as (
            delete from evidence e
             where e.subject_id = any($5::uuid[]) and e.programme_id = $1 and e.measure = $6 and e.period = $7 and e.level = $4
               and not exists (select 1 from fresh f where f.thing = e.thing) returning 1),
          written as (
            insert into evidence (programme_id, measure, period, level, subject_noun, ${COLUMNS})
              select $1, $6, $7, $4, $8, ${COLUMNS} from fresh
            on conflict on constraint evidence_pkey do update set ${KEPT.map((c) => `${c} = excluded.${c}`).join(', ')}
             where (${KEPT.map((c) => `evidence.${c}`).join(', ')}) is distinct from (${KEPT.map((c) => `excluded.${c}`).join(', ')})
            returning 1)
     select (select count(*) from fresh)::int as rows, (select count(*) from gone)::int + (select count(*) from written)::int as changed`,
    [...measureParams(input), measure.code, input.period.code, measure.subject],
  );
  return made ?? { rows: 0, changed: 0 };
}

export interface Nightly {
  /** Rows in which the rebuilt evidence differed from the full computation; 0 on every good night. */
  readonly differed: number;
  /** Entries arrived while it ran, so the differences may come from them. */
  readonly disturbed: boolean;
}

/**
 * Computes all evidence again, once a day and by any server, and compares it with what was rebuilt step by step. Null
 * when that was done today already. When it is cut off, it is simply done again; differences that it finds are
 * corrected by it.
 */
export async function nightlyEvidence(db: Database, input: Omit<Refresh, 'full'>): Promise<Nightly | null> {
  const [state] = await db.query<{ full_at: Instant | null }>(
    'select full_at from evidence_state where programme_id = $1',
    [input.programme],
  );
  if (state?.full_at && dayOf(state.full_at) >= input.today) return null;
  const entries = async () =>
    (await db.query<{ n: number | null }>('select max(n) as n from journal_entry'))[0]?.n ?? 0;
  const before = await refreshEvidence(db, input);
  const at = await entries();
  // The first evidence of a period or of a day has nothing to compare with; the next check compares.
  if (before.alliances === null) return { differed: 0, disturbed: false };
  const { changed } = await refreshEvidence(db, { ...input, full: true });
  return { differed: changed, disturbed: (await entries()) !== at };
}

/**
 * Whether the stored evidence of the open periods equals a full computation now, with one statement for each measure.
 * Names the differences.
 */
export async function compareEvidence(db: Executor, input: { programme: string; today: Day }): Promise<string[]> {
  const different: string[] = [];
  for (const measure of keptMeasures) {
    for (const period of openPeriods(input.today)) {
      for (const level of LEVELS) {
        const params = measureParams({ ...input, period, level, subjects: null });
        const [row] = await db.query<{ n: number }>(
          `with fresh as (select ${COLUMNS} from (${measureSql(measure.code)}) m),
                kept as (select ${COLUMNS} from evidence where programme_id = $1 and measure = $6 and period = $7 and level = $4)
           select count(*)::int as n from ((table fresh except table kept) union all (table kept except table fresh)) x`,
          [...params, measure.code, period.code],
        );
        if (row && row.n > 0) different.push(`${measure.code} ${period.code} nivel ${level}: ${row.n}`);
      }
    }
  }
  return different;
}
