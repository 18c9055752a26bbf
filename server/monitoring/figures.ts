import { estimate, type Figure } from '../../domain/monitoring/estimators.ts';
import { type Dimension, dimensions } from '../../domain/monitoring/indicators.ts';
import type { Executor } from '../db/database.ts';
import { dataBegins, dataBeginsOf, fromBegin, notYetValidated } from './dataBegin.ts';
import { type BrokenDown, type FigureInput, withinReach } from './evidenceSource.ts';
import { hasKeptSums, keepAllSums, keptSums } from './periodSums.ts';
import { forFigures, isDatabase, recordsBehind, type Sums, sumsOfEvidence } from './sums.ts';
import { isReserved, type Told, toldFigures, toldRecords } from './toldFigures.ts';

/**
 * The figure of sums. The estimator adds sums as it adds rows; then the counts of rows are set. Without any known
 * family a measure of families has no data: a convenio is no list of members.
 */
export function figureOfSums({ measure }: Pick<FigureInput, 'measure'>, parts: readonly Sums[]): Figure {
  const count = (due: boolean) => parts.filter((p) => p.due === due).reduce((a, p) => a + p.rows, 0);
  const figure = { ...estimate(measure.estimator, parts), rows: count(true), notDue: count(false) };
  return measure.families && parts.length === 0 ? { ...figure, status: 'noData', value: null } : figure;
}

/**
 * The figure for the reader's reach and its parts by every value of each dimension, all from one reading of the
 * evidence. The parts of each dimension add up to the figure.
 */
export async function figureBrokenDown(
  asked: Executor,
  input: FigureInput,
  by: readonly Dimension[],
): Promise<BrokenDown> {
  const db = forFigures(asked);
  if (isReserved(input)) return toldFigures(db, input, by);
  const begins = await dataBegins(db, input);
  const told = (sums: readonly Sums[]) => fromBegin(figureOfSums(input, sums), begins, input.period.to);
  const keys = by.map((_, i) => `k${i}`);
  const rows = await sumsOfEvidence<Sums & { in_set: number }>(db, input, ['in_set', ...keys], (source) => {
    const columns = by.map((d, i) => `, s.${dimensions[d].column}::text as k${i}`).join('');
    return `select ${keys.length > 0 ? `grouping(${keys.join(', ')})` : '0'} as in_set,
      ${keys.map((k) => `${k}, `).join('')}due, sum(n)::bigint as n, sum(d)::bigint as d,
            sum(n0)::bigint as n0, sum(d0)::bigint as d0, sum(rows)::int as rows
       from (select s.due, s.n, s.d, s.n0, s.d0, s.rows${columns} from (${source}) s) x
      group by grouping sets (${['(due)', ...keys.map((k) => `(due, ${k})`)].join(', ')})`;
  });
  // `grouping` has one bit for each dimension, the first one highest; the bit is 0 in rows grouped by that dimension.
  const all = 2 ** keys.length - 1;
  const parts = by.map((dimension, i) => {
    const own = rows.filter((r) => r.in_set === all - 2 ** (keys.length - 1 - i));
    const groups = Map.groupBy(own, (r) => r[`k${i}`] as string | null);
    const listed = [...groups].map(([key, sums]) => ({ key, figure: told(sums) }));
    return [dimension, listed.sort((a, b) => (a.key ?? '~').localeCompare(b.key ?? '~'))] as const;
  });
  return {
    figure: notYetValidated(told(rows.filter((r) => r.in_set === all)), input.measure, input.level),
    parts: new Map(parts),
  };
}

/** The figure for the reader's reach. */
export async function figureOf(db: Executor, input: FigureInput): Promise<Figure> {
  return (await figureBrokenDown(db, input, [])).figure;
}

/**
 * Figures of one programme, period and reach, each with the number of records behind it, in their order. For a past
 * period one statement reads them all, because on the embedded engine each statement waits for its turn.
 * @param known figures that were read already
 */
export async function toldAll(
  asked: Executor,
  inputs: readonly FigureInput[],
  known?: ReadonlyMap<FigureInput, Figure>,
): Promise<Told[]> {
  const db = forFigures(asked);
  const kept = isDatabase(db) ? inputs.filter((input) => hasKeptSums(input) && !isReserved(input)) : [];
  const read = await keptFigures(db, kept);
  const told: Told[] = [];
  for (const input of inputs) told.push(read.get(input) ?? (await toldFigure(db, input, known?.get(input))));
  return told;
}

async function keptFigures(db: Executor, inputs: readonly FigureInput[]): Promise<Map<FigureInput, Told>> {
  const [first, ...others] = inputs;
  if (!first || !isDatabase(db)) return new Map();
  await keepAllSums(db.figures, inputs);
  const params: unknown[] = [];
  const rows = await db.figures.query<Sums & { measure: string; level: number; records: number }>(
    `select measure, level, due, sum(n)::bigint as n, sum(d)::bigint as d, sum(n0)::bigint as n0, sum(d0)::bigint as d0,
      sum(rows)::int as rows,
            sum(records)::int as records
       from (${withinReach(first, keptSums([first, ...others], params, null), params)}) s group by measure, level, due`,
    params,
  );
  const begins = await dataBeginsOf(db, inputs);
  const told = inputs.map((input, i) => {
    const own = rows.filter((r) => r.measure === input.measure.code && r.level === input.level);
    const figure = fromBegin(figureOfSums(input, own), begins[i] ?? null, input.period.to);
    return [
      input,
      {
        figure: notYetValidated(figure, input.measure, input.level),
        records: own.reduce((sum, r) => sum + r.records, 0),
      },
    ] as const;
  });
  return new Map(told);
}

/** A figure with the number of records behind it. */
async function toldFigure(db: Executor, input: FigureInput, figure?: Figure): Promise<Told> {
  return {
    figure: figure ?? (await figureOf(db, input)),
    records: isReserved(input) ? await toldRecords(db, input) : await recordsBehind(db, input),
  };
}
