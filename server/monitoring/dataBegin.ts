import type { Day } from '../../domain/kernel/dates.ts';
import type { Figure } from '../../domain/monitoring/estimators.ts';
import type { Measure } from '../../domain/monitoring/indicators.ts';
import type { Executor } from '../db/database.ts';

interface Asked {
  readonly measure: Measure;
  readonly programme: string;
  readonly level: number;
}

/** The first day of what happened to alliances, by noun; a measure of them that reads none of these counts convenios. */
const HAPPENED = { visit: 'occurred_on', sale: 'occurred_on' } as const;

/**
 * The first day on which the programme has a record of what a measure counts, at a level: the first visit or sale, else the first
 * convenio (of a measure of families, once a family is known). Null when it has none. Before that day a figure is not 0 but unknown.
 */
export async function dataBegins(db: Executor, asked: Asked): Promise<Day | null> {
  return (await dataBeginsOf(db, [asked]))[0] ?? null;
}

/** The same for several, in their order, by one statement. */
export async function dataBeginsOf(db: Executor, asked: readonly Asked[]): Promise<(Day | null)[]> {
  const params: unknown[] = [];
  const at = (value: unknown) => (params.includes(value) ? params.indexOf(value) + 1 : params.push(value));
  const days = asked.map((a) => firstOf(a.measure, `$${at(a.level)}`, `$${at(a.programme)}`));
  // Many measures count the same things: each day is looked for once.
  const found = [...new Set(days)];
  const [row] = await db.query<Record<string, Day | null>>(
    `select ${found.map((sql, i) => `${sql} as d${i}`).join(', ')}`,
    params,
  );
  return days.map((sql) => row?.[`d${found.indexOf(sql)}`] ?? null);
}

function firstOf(measure: Measure, level: string, programme: string): string {
  // The half-year is public, the day of a complaint is not.
  if (measure.subject === 'complaint')
    return `(select make_date(extract(year from min(x.received_on))::int,
      case when extract(month from min(x.received_on)) < 7 then 1 else 7 end, 1)
               from complaint_at(${level}::int, 'infinity') x where x.programme_id = ${programme})`;
  const happened = (Object.keys(HAPPENED) as (keyof typeof HAPPENED)[]).filter((noun) => measure.reads.includes(noun));
  const first = (source: string, column: string) => firstDay(`${source}(${level}::int)`, column, programme);
  const days =
    happened.length > 0
      ? happened.map((noun) => first(`${noun}_at`, HAPPENED[noun]))
      : [first('agreement_at', 'signed_on')];
  const known = measure.families ? `exists (select from organisation_member_at(${level}::int))` : 'true';
  // least() passes over what is null.
  return `case when ${known} then least(${days.join(', ')}) end`;
}

/** By an index on the day: the first few rows are looked at, however many there are. */
function firstDay(source: string, column: string, programme: string): string {
  return `(select x.${column} from ${source} x join alliance a on a.id = x.alliance_id and a.programme_id = ${programme}
            where x.${column} is not null order by x.${column} limit 1)`;
}

/** A figure of a period that ended before the records begin: its value is not known, whatever was expected of that time. */
export function fromBegin<F extends Pick<Figure, 'status' | 'value'>>(figure: F, begins: Day | null, ends: Day): F {
  const before = begins === null || ends < begins;
  return before && figure.status === 'value' ? { ...figure, status: 'noData', value: null } : figure;
}

/**
 * A share of what was expected whose records are all still to be verified or validated: none of them yet is no 0 %.
 * Said of a whole and of a point in time; within a whole that has some, a part that has none is 0 of what is validated.
 */
export function notYetValidated<F extends Pick<Figure, 'status' | 'value'>>(
  figure: F,
  { estimator, subject }: Measure,
  level: number,
): F {
  // What counts at every level from its registration has nothing that is still to be validated.
  return level > 1 && subject === 'alliance' && estimator === 'ratio' && figure.value === 0
    ? { ...figure, status: 'noData', value: null }
    : figure;
}
