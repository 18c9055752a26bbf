import { createHash } from 'node:crypto';
import type { Day } from '../../domain/kernel/dates.ts';
import { isKeptMeasure, keptMeasures, type Measure, measureOf } from '../../domain/monitoring/indicators.ts';
import { choosablePeriods, type Period } from '../../domain/monitoring/period.ts';
import type { Database, Executor } from '../db/database.ts';
import { inSlices } from '../db/slices.ts';
import { subjectsOf } from '../stores/subjects.ts';
import type { FigureInput } from './evidenceSource.ts';
import { measureParams, measureSql } from './runMeasure.ts';
import { supportsSql } from './support.ts';
import { bringTouches, readTouches } from './touches.ts';
import { touchesOf } from './touchKinds.ts';

/** What a kept sum of a past period belongs to. */
type Kept = Pick<FigureInput, 'measure' | 'programme' | 'period' | 'level' | 'today'>;

const DIMENSIONS = [
  'alliance_id',
  'unit_id',
  'municipality_code',
  'model',
  'product_code',
  'sex',
  'young',
  'indigenous',
] as const;
const COLUMNS = [...DIMENSIONS, 'counts_on', 'due', 'n', 'd', 'n0', 'd0', 'rows', 'records'].join(', ');
/** Sums are replaced slice by slice; two processes at once would write them doubled. */
const SUMS_LOCK = 7_412_003n;

/**
 * The fewest alliances in a slice. One statement costs as much as some dozens of alliances, so slices of ten would make
 * a year take many times as long. Measures of families have many rows for each alliance, so their slices are smaller.
 */
const [FEWEST, FEWEST_OF_FAMILIES] = [100, 40];

/**
 * Whether a period is over. What happened in it can still be corrected, so its figures are computed again until it is
 * closed.
 */
export const isPast = ({ period, today }: Pick<FigureInput, 'period' | 'today'>): boolean => period.to < today;

/** Whether the sums of a figure are kept: those of a period that is over and of a measure whose evidence is stored. */
export const hasKeptSums = (input: Pick<FigureInput, 'measure' | 'period' | 'today'>): boolean =>
  isPast(input) && isKeptMeasure(input.measure);

/**
 * The span of a sum. A measure that counts up to a cut-off has the same sum for the last month, quarter and semester of
 * a year and for the year itself.
 */
const spanOf = (measure: Measure, { from, to }: Period): string =>
  measure.window === 'cumulative' ? to : `${from}/${to}`;

/**
 * Adds up the rows of a slice ($5), with all that estimators, dimensions and a reader's reach need. Measures that count
 * up to a cut-off keep the month of each row: every period and every opening balance ends with a month.
 */
function sumsSql({ code, window }: Measure): string {
  const month =
    window === 'cumulative' ? `(date_trunc('month', m.counts_on) + interval '1 month - 1 day')::date` : 'null::date';
  const place = 'alliance_id, unit_id, municipality_code';
  const dimensions = DIMENSIONS.join(', ');
  return `with fresh as materialized (select ${dimensions}, ${month} as counts_on, due, n, d, n0, d0, sources from (${measureSql(code)}) m),
     behind as (select ${place}, count(distinct r.id)::int as records from fresh f, unnest(f.sources) r(id)
       where ${supportsSql('f')} group by ${place}),
     added as (
       select ${dimensions}, counts_on, due, sum(n)::bigint as n, sum(d)::bigint as d, sum(n0)::bigint as n0,
         sum(d0)::bigint as d0, count(*)::int as rows
         from fresh group by ${dimensions}, counts_on, due),
     numbered as (
       select a.*, row_number() over (
           partition by ${place} order by model, product_code, sex, young, indigenous, counts_on, due) as at
         from added a)
   select a.${COLUMNS.replace(', records', '').replaceAll(', ', ', a.')}, 
       case when a.at = 1 then coalesce(b.records, 0) else 0 end as records
     from numbered a left join behind b on b.alliance_id = a.alliance_id and b.unit_id = a.unit_id
       and b.municipality_code is not distinct from a.municipality_code`;
}

/**
 * What the sums depend on besides the records: the statement of the measure, the way it is added up, and the functions
 * of the migrations.
 */
const definitionOf = (measure: Measure, migration: string | null): string =>
  createHash('sha256')
    .update(`${sumsSql(measure)}\n${migration}`)
    .digest('hex');

interface State extends Record<string, unknown> {
  readonly migration: string | null;
  /** Whether every sealed entry was checked for the alliances that it touches. */
  readonly looked: boolean;
  readonly everything: number | null;
  readonly sealed_number: number | null;
  readonly definition: string | null;
  readonly touched: boolean;
}

const keyOf = ({ measure, period, level, programme }: Kept): readonly [string, string, number, string] => [
  measure.code,
  spanOf(measure, period),
  level,
  programme,
];

/**
 * Everything that tells whether sums are up to date, in one statement for any number of them, because every figure asks
 * for it.
 */
async function statesOf(db: Executor, asked: readonly Kept[]): Promise<State[]> {
  const keys = asked.map(keyOf);
  return db.query<State>(
    `select (select max(name) from schema_migration) as migration, s.sealed_number, s.definition, t.everything,
            coalesce(t.sealed_number >= (select coalesce(max(number), 0) from journal_seal), false) as looked,
            exists (select from alliance_touch a
              where a.sealed_number > s.sealed_number and a.noun = any(string_to_array(k.nouns, ','))) as touched
       from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) with ordinality k(measure, span, level, programme, nouns, at)
       left join touch_state t on true left join period_sums_state s using (measure, span, level, programme) order by k.at`,
    [
      keys.map((k) => k[0]),
      keys.map((k) => k[1]),
      keys.map((k) => k[2]),
      keys.map((k) => k[3]),
      asked.map((k) => touchesOf(k.measure).join(',')),
    ],
  );
}

/**
 * Brings the sums of a past period up to the last sealed entry: those of the alliances touched since, or all. Answers
 * how many alliances were computed. When it has answered, the sums include every entry that was sealed before the call.
 */
export async function keepSums(db: Database, kept: Kept, signal?: AbortSignal): Promise<number> {
  return keepAllSums(db, [kept], signal);
}

/** The same for several sums at once: one statement finds all that are already up to date. */
export async function keepAllSums(db: Database, asked: readonly Kept[], signal?: AbortSignal): Promise<number> {
  const states = await statesOf(db, asked);
  const stale = asked.flatMap((kept, i) => {
    const state = states[i];
    if (!state) throw new Error('no state');
    const definition = definitionOf(kept.measure, state.migration);
    const known = state.sealed_number !== null && state.definition === definition;
    if (known && state.looked && !state.touched && Number(state.sealed_number) >= Number(state.everything)) return [];
    return [{ kept, definition, upTo: known ? Number(state.sealed_number) : null }];
  });
  if (stale.length === 0) return 0;
  // Before any record is read: entries sealed meanwhile are considered the next time.
  const touches = await bringTouches(db);
  let computed = 0;
  for (const { kept, definition, upTo } of stale) {
    const whole = upTo === null || upTo < touches.everything;
    const alliances = whole
      ? await subjectsOf(db, kept.measure.subject, kept.programme)
      : await touchedSince(db, kept, upTo);
    await computeSums(db, kept, alliances, signal);
    await db.query(
      `insert into period_sums_state (measure, span, level, programme, sealed_number, definition) values ($1, $2, $3, $4, $5, $6)
       on conflict (programme, measure, span, level) do update set definition = excluded.definition,
         sealed_number = case when period_sums_state.definition = excluded.definition
           then greatest(period_sums_state.sealed_number, excluded.sealed_number) else excluded.sealed_number end`,
      [...keyOf(kept), touches.sealed_number, definition],
    );
    computed += alliances.length;
  }
  return computed;
}

/** Replaces the sums of some alliances by those computed from the records now, slice by slice. */
async function computeSums(
  db: Database,
  kept: Kept,
  alliances: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const [measure, span, level] = keyOf(kept);
  const statement = sumsSql(kept.measure);
  await inSlices(
    db,
    alliances,
    async (tx, slice) => {
      signal?.throwIfAborted();
      await tx.query(
        'delete from period_sums where measure = $1 and span = $2 and level = $3 and alliance_id = any($4::uuid[])',
        [measure, span, level, slice],
      );
      await tx.query(
        `insert into period_sums (measure, span, level, ${COLUMNS}) select $6, $7, $4, x.* from (${statement}) x`,
        [...measureParams({ ...kept, subjects: slice }), measure, span],
      );
    },
    { locks: [SUMS_LOCK], statementTimeoutMs: 0, first: kept.measure.families ? FEWEST_OF_FAMILIES : FEWEST },
  );
}

async function touchedSince(db: Executor, { measure, programme }: Kept, sealedNumber: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select distinct a.id from alliance_touch t join alliance a on a.id = t.alliance_id
      where t.sealed_number > $1 and t.noun = any($2::text[]) and a.programme_id = $3 order by a.id`,
    [sealedNumber, touchesOf(measure), programme],
  );
  return rows.map((row) => row.id);
}

/**
 * Computes sums that nobody has asked for yet, so that whoever opens one need not wait: those of past years and
 * quarters, for which indicators are due; years first, and the validated level first. Months and semesters are computed
 * when asked for. Each call computes one sum; it answers false when none was left.
 */
export async function prepareSums(
  db: Database,
  input: { programme: string; today: Day },
  signal?: AbortSignal,
): Promise<boolean> {
  const { everything } = await bringTouches(db);
  const [last] = await db.query<{ name: string | null }>('select max(name) as name from schema_migration');
  const states = await db.query<{ key: string }>(
    `select measure || ' ' || span || ' ' || level || ' ' || definition as key from period_sums_state
      where programme = $1 and sealed_number >= $2`,
    [input.programme, everything],
  );
  const there = new Set(states.map((s) => s.key));
  const past = choosablePeriods(input.today).filter(
    (period) => isPast({ period, today: input.today }) && !/[MS]/.test(period.code),
  );
  for (const period of past.toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? 1 : -1)))
    for (const level of [3, 1, 2]) {
      const next = keptMeasures.find(
        (m) => !there.has(`${m.code} ${spanOf(m, period)} ${level} ${definitionOf(m, last?.name ?? null)}`),
      );
      if (!next) continue;
      await keepSums(db, { ...input, measure: next, period, level }, signal);
      return true;
    }
  return false;
}

interface KeptState extends Record<string, unknown> {
  readonly programme: string;
  readonly measure: string;
  readonly span: string;
  readonly level: number;
  readonly sealed_number: number;
  readonly definition: string;
}

/**
 * Whether the kept sums that would be answered as they are equal a full computation now, with one statement for each
 * measure, period and level. Names the differences. Sums that would be computed again before anybody sees them are not
 * compared: those of another definition, and those of alliances touched since. Null when that is all of them. Writes
 * nothing.
 */
export async function compareSums(tx: Executor, upTo: number): Promise<string[] | null> {
  const touches = await readTouches(tx, upTo);
  if (!touches) return null;
  const [last] = await tx.query<{ name: string | null }>('select max(name) as name from schema_migration');
  const states = await tx.query<KeptState>('select * from period_sums_state order by programme, measure, span, level');
  const different: string[] = [];
  for (const { programme, span, level, sealed_number: sealed, ...state } of states) {
    const measure = measureOf(state.measure);
    if (!measure || state.definition !== definitionOf(measure, last?.name ?? null) || sealed < touches.everything)
      continue;
    const [from = span, to = span] = span.split('/');
    const own = touchesOf(measure);
    const again = touches.alliances.filter((t) => t.n > sealed && own.includes(t.noun)).map((t) => t.id);
    const period: Period = { code: span, name: span, from, to };
    const [row] = await tx.query<{ n: number }>(
      `with fresh as (select ${COLUMNS} from (${sumsSql(measure)}) x where alliance_id <> all($6::uuid[])),
            kept as (select ${COLUMNS} from period_sums where measure = $7 and span = $8 and level = $4 and alliance_id <> all($6::uuid[])
                        and alliance_id in (select id from alliance where programme_id = $1))
       select count(*)::int as n from ((table fresh except all table kept) union all (table kept except all table fresh)) x`,
      [...measureParams({ programme, period, level, today: to, subjects: null }), again, measure.code, span],
    );
    if (row && row.n > 0) different.push(`${measure.code} ${span} nivel ${level}: ${row.n}`);
  }
  return different;
}

/**
 * The statement that gives kept sums as rows: of one figure, or of several of one programme, which `measure` and
 * `level` tell apart; of some alliances or (null) of all. It appends its values to `params`.
 */
export function keptSums(
  asked: readonly [Kept, ...Kept[]],
  params: unknown[],
  alliances: readonly string[] | null,
): string {
  const keys = asked.map(keyOf);
  const at = (value: unknown) => `$${params.push(value)}`;
  const which = `unnest(${at(keys.map((k) => k[0]))}::text[], ${at(keys.map((k) => k[1]))}::text[], ${at(keys.map((k) => k[2]))}::int[])`;
  const own = alliances
    ? `s.alliance_id = any(${at(alliances)}::uuid[])`
    : `s.alliance_id in (select id from alliance where programme_id = ${at(asked[0].programme)})`;
  return `select s.* from ${which} k(measure, span, level) join period_sums s using (measure, span, level) where ${own}`;
}
