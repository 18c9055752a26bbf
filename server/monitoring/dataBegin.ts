import type { Day } from '../../domain/kernel/dates.ts';
import type { Figure } from '../../domain/monitoring/estimators.ts';
import type { Measure } from '../../domain/monitoring/indicators.ts';
import type { Executor } from '../db/database.ts';

interface Asked {
  readonly measure: Measure;
  readonly programme: string;
  readonly level: number;
}

/**
 * The day column of the nouns that happen to alliances. A measure of alliances that reads none of these nouns counts
 * convenios.
 */
const HAPPENED = { visit: 'occurred_on', sale: 'occurred_on' } as const;

/**
 * The first day on which the programme has a record of what a measure counts, at a level: the first visit or sale,
 * otherwise the first convenio (for a measure of families, only once some family is known). Null when there is none.
 * Before that day a figure is not 0 but unknown.
 */
export async function dataBegins(db: Executor, asked: Asked): Promise<Day | null> {
  return (await dataBeginsOf(db, [asked]))[0] ?? null;
}

/** The first days for several measures, in their order, in one statement. */
export async function dataBeginsOf(db: Executor, asked: readonly Asked[]): Promise<(Day | null)[]> {
  const params: unknown[] = [];
  const at = (value: unknown) => (params.includes(value) ? params.indexOf(value) + 1 : params.push(value));
  const days = asked.map((a) => firstOf(a.measure, `$${at(a.level)}`, `$${at(a.programme)}`));
  // Many measures count the same things, so each day is looked up once.
  const found = [...new Set(days)];
  const [row] = await db.query<Record<string, Day | null>>(
    `select ${found.map((sql, i) => `${sql} as d${i}`).join(', ')}`,
    params,
  );
  return days.map((sql) => row?.[`d${found.indexOf(sql)}`] ?? null);
}

function firstOf(measure: Measure, level: string, programme: string): string {
  // The half-year of a complaint is public; its day is not.
  if (measure.subject === 'complaint')
    return `(select make_date(extract(year from min(x.received_on))::int,
      case when extract(month from min(x.received_on)) < 7 then 1 else 7 end, 1)
               from complaint_at(${level}::int, 'infinity') x where x.programme_id = ${programme})`;
  if (measure.subject === 'event')
    return `(select min(x.held_on) from event_at(${level}::int, 'infinity') x where x.programme_id = ${programme})`;
  if (measure.subject === 'provider')
    return `(select min(x.since) from provider_contract_at(${level}::int, 'infinity') x where x.programme_id = ${programme})`;
  const happened = (Object.keys(HAPPENED) as (keyof typeof HAPPENED)[]).filter((noun) => measure.reads.includes(noun));
  const first = (source: string, column: string) => firstDay(`${source}(${level}::int)`, column, programme);
  const days =
    happened.length > 0
      ? happened.map((noun) => first(`${noun}_at`, HAPPENED[noun]))
      : [first('agreement_at', 'signed_on')];
  const known = measure.families ? `exists (select from organisation_member_at(${level}::int))` : 'true';
  // least() ignores nulls.
  return `case when ${known} then least(${days.join(', ')}) end`;
}

/** The first day of a source, found by an index on the day, so that only the first rows are read. */
function firstDay(source: string, column: string, programme: string): string {
  return `(select x.${column} from ${source} x join alliance a on a.id = x.alliance_id and a.programme_id = ${programme}
            where x.${column} is not null order by x.${column} limit 1)`;
}

/**
 * The figure of a period that ended before the records begin has no known value, whatever was expected of that time.
 */
export function fromBegin<F extends Pick<Figure, 'status' | 'value'>>(figure: F, begins: Day | null, ends: Day): F {
  const before = begins === null || ends < begins;
  return before && figure.status === 'value' ? { ...figure, status: 'noData', value: null } : figure;
}

/**
 * A share with value 0 at level 2 or 3 becomes "no data": the records of what was expected may only be waiting to be
 * verified or validated. This is for wholes and points in time; within a whole that has a value, a part without any
 * validated record is 0.
 */
export function notYetValidated<F extends Pick<Figure, 'status' | 'value'>>(
  figure: F,
  { estimator, subject }: Measure,
  level: number,
): F {
  // Complaints count at every level from their registration, so nothing of them waits to be validated.
  return level > 1 && subject === 'alliance' && estimator === 'ratio' && figure.value === 0
    ? { ...figure, status: 'noData', value: null }
    : figure;
}
