import type { Day } from '../../domain/kernel/dates.ts';
import { estimate, type Figure } from '../../domain/monitoring/estimators.ts';
import { indicators, type Measure } from '../../domain/monitoring/indicators.ts';
import { openPeriods } from '../../domain/monitoring/period.ts';
import { type Cell, publishableCells } from '../../domain/publishing/suppression.ts';
import type { Executor } from '../db/database.ts';
import { type EvidenceRow, runMeasure } from '../monitoring/runMeasure.ts';

/** Tables that the public sees a figure by. */
const PUBLIC = ['department', 'unit', 'municipality', 'model', 'product'] as const;
export type PublicDimension = 'total' | (typeof PUBLIC)[number];

/** Measures that count families or persons: their small cells are hidden. Both count the same families. */
const OF_PERSONS = { all: 'R5', women: 'R5a' } as const;

const LEVEL_VALIDATED = 3;

export interface PublicFigure {
  readonly indicator: string;
  readonly measure: string;
  readonly dimension: PublicDimension;
  readonly key: string;
  readonly status: Figure['status'] | 'hidden';
  readonly value: number | null;
  readonly n: number | null;
  readonly d: number | null;
  /** Record versions behind it; null where saying it could tell of persons. */
  readonly records: number | null;
}

type Row = Pick<EvidenceRow, 'sources' | 'unit_id' | 'municipality_code' | 'model' | 'product_code' | 'sex' | 'due' | 'n' | 'd' | 'n0' | 'd0'>;

function keyOf(row: Row, dimension: PublicDimension): string {
  switch (dimension) {
    case 'total':
      return '';
    case 'department':
      return row.municipality_code?.slice(0, 2) ?? '';
    case 'unit':
      return row.unit_id;
    case 'municipality':
      return row.municipality_code ?? '';
    case 'model':
      return row.model === null ? '' : String(row.model);
    case 'product':
      return row.product_code ?? '';
  }
}

const dimensionsOf = (measure: Measure): PublicDimension[] => ['total', ...PUBLIC.filter((d) => measure.dimensions.includes(d))];

function grouped(rows: readonly Row[], dimension: PublicDimension): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  if (dimension === 'total') groups.set('', []);
  for (const row of rows) {
    const key = keyOf(row, dimension);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The published measure of every indicator over validated records, by every public table, with small cells hidden. */
export async function publicFigures(
  db: Executor,
  input: { programme: string; today: Day },
): Promise<{ figures: PublicFigure[]; period: string; records: number }> {
  const period = openPeriods(input.today).at(-1);
  if (!period) throw new Error('no open period');
  const figures: PublicFigure[] = [];
  let families: readonly Row[] = [];
  const sources = new Set<string>();
  for (const indicator of indicators) {
    for (const measure of indicator.measures) {
      const rows = await runMeasure(db, measure.code, { ...input, period, level: LEVEL_VALIDATED, alliances: null });
      for (const row of rows) for (const id of row.sources) sources.add(id);
      if (measure.code === OF_PERSONS.all) families = rows;
      figures.push(...figuresOf(indicator.code, measure, rows));
    }
  }
  const hidden = hiddenCells(families);
  return { figures: figures.map((f) => (hidden.has(cellKey(f.measure, f.dimension, f.key)) ? conceal(f) : f)), period: period.code, records: sources.size };
}

function figuresOf(indicator: string, measure: Measure, rows: readonly Row[]): PublicFigure[] {
  return dimensionsOf(measure).flatMap((dimension) =>
    [...grouped(rows, dimension)].map(([key, group]) => {
      const { status, value, n, d } = estimate(measure.estimator, group);
      // How many records lie behind a part would count families another way, unaudited: only the whole says it.
      const ofPersons = measure.code === OF_PERSONS.all || measure.code === OF_PERSONS.women;
      const records = ofPersons && dimension !== 'total' ? null : new Set(group.flatMap((r) => r.sources)).size;
      return { indicator, measure: measure.code, dimension, key, status, value, n, d, records };
    }),
  );
}

const conceal = (f: PublicFigure): PublicFigure => ({ ...f, status: 'hidden', value: null, n: null, d: null, records: null });
const cellKey = (measure: string, dimension: string, key: string) => `${measure}|${dimension}|${key}`;

/**
 * Cells of the two tables of families that must not be shown. Atoms are classes of families alike in every public table and
 * in the sex of who represents them; "not women" is not published but must not follow either. A percentage of women shows
 * both its parts, so it is hidden when either the women or all the families of its cell are.
 */
export function hiddenCells(all: readonly Row[]): Set<string> {
  const counted = all.filter((r) => r.n > 0);
  const atoms = new Map<string, number>();
  const atomOf = (row: Row) => {
    const key = [row.unit_id, row.municipality_code, row.model, row.product_code, row.sex === 'F' ? 'F' : '-'].join('|');
    const known = atoms.get(key);
    if (known !== undefined) return known;
    atoms.set(key, atoms.size);
    return atoms.size - 1;
  };
  const cells: Cell[] = [];
  const dimensions: PublicDimension[] = ['total', ...PUBLIC];
  for (const dimension of dimensions) {
    for (const [key, group] of grouped(counted, dimension)) {
      const part = (measure: string, rows: readonly Row[], publishable: boolean) =>
        cells.push({ key: cellKey(measure, dimension, key), count: rows.length, atoms: [...new Set(rows.map(atomOf))], publishable });
      part(OF_PERSONS.all, group, true);
      part(
        OF_PERSONS.women,
        group.filter((r) => r.sex === 'F'),
        true,
      );
      part(
        'others',
        group.filter((r) => r.sex !== 'F'),
        false,
      );
    }
  }
  const shown = publishableCells(cells);
  const hidden = new Set<string>();
  for (const cell of cells) {
    if (!cell.publishable || shown.has(cell.key)) continue;
    hidden.add(cell.key);
    // Its denominator is the number of families of the same cell.
    if (cell.key.startsWith(`${OF_PERSONS.all}|`)) hidden.add(cell.key.replace(`${OF_PERSONS.all}|`, `${OF_PERSONS.women}|`));
  }
  return hidden;
}
