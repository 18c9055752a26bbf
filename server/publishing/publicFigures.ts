import type { Day } from '../../domain/kernel/dates.ts';
import { type EvidenceParts, estimate, type Figure } from '../../domain/monitoring/estimators.ts';
import { indicators, isKeptMeasure, type Measure, measureOf } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import { type Part as CellPart, cellOf, type Disclosure, sumsOf } from '../../domain/publishing/disclosure.ts';
import type { PublicComplaintCount } from '../../portal/data.ts';
import type { Executor } from '../db/database.ts';
import { complaintShare } from '../monitoring/complaintShare.ts';
import { dataBegins, fromBegin, notYetValidated } from '../monitoring/dataBegin.ts';
import { type EvidenceRow, runMeasure } from '../monitoring/runMeasure.ts';
import { supports } from '../monitoring/support.ts';
import { disclose } from './disclose.ts';
import { classOf, familyLayout, marginOf, PUBLIC, type PublicDimension } from './familyLayout.ts';

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
  /** The day for which the figure is told, when it is earlier than the day of publication. */
  readonly asOf?: Day;
}

/**
 * How many rows are read at a time, in the order of their key: few enough to keep the embedded engine and the thread
 * that answers people free.
 */
const SLICE = 500;

type Row = EvidenceParts &
  Pick<EvidenceRow, 'sources' | 'unit_id' | 'municipality_code' | 'model' | 'product_code' | 'sex'>;

function keyOf(
  row: Pick<Row, 'unit_id' | 'municipality_code' | 'model' | 'product_code'>,
  dimension: PublicDimension,
): string {
  switch (dimension) {
    case 'total':
      return '';
    case 'department':
      return row.municipality_code?.slice(0, 2) ?? '';
    case 'unit':
      return row.unit_id ?? '';
    case 'municipality':
      return row.municipality_code ?? '';
    case 'model':
      return row.model === null ? '' : String(row.model);
    case 'product':
      return row.product_code ?? '';
  }
}

/** Of persons of lists only the whole is published. */
const dimensionsOf = (measure: Measure): PublicDimension[] => [
  'total',
  ...PUBLIC.filter((d) => measure.dimensions.includes(d) && !measure.persons),
];

/** The value of a map for a key; it is made when missing. */
function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * A part of a figure while its evidence is being read: the sums of what is due and of what is not yet due, and the
 * records behind it.
 */
interface Part {
  readonly due: Sums;
  readonly notDue: Sums;
  readonly sources: Set<string>;
}
type Sums = { -readonly [K in keyof EvidenceParts]: EvidenceParts[K] } & { rows: number };

const emptyPart = (): Part => ({
  due: { due: true, n: 0, d: 0, n0: 0, d0: 0, rows: 0 },
  notDue: { due: false, n: 0, d: 0, n0: 0, d0: 0, rows: 0 },
  sources: new Set(),
});

function addTo(part: Part, row: Row): void {
  const sums = row.due ? part.due : part.notDue;
  for (const name of ['n', 'd', 'n0', 'd0'] as const) sums[name] += row[name];
  sums.rows += 1;
}

/**
 * For counts of families, gives every municipality of a shown department a row, because a missing row would reveal
 * something about the others.
 */
function addEmptyMunicipalities(
  parts: ReadonlyMap<PublicDimension, Map<string, Part>>,
  municipalities: readonly string[],
): void {
  const groups = parts.get('municipality');
  const departments = parts.get('department');
  if (!groups || !departments) return;
  for (const code of municipalities) if (departments.has(code.slice(0, 2))) at(groups, code, emptyPart);
}

/**
 * The published measure of every indicator over validated records, by every public table, with small cells hidden. It
 * is read from the stored evidence of the open periods, as in the office, some rows at a time.
 */
export async function publicFigures(
  db: Executor,
  input: {
    programme: string;
    today: Day;
    disclosed: Disclosure | null;
    cellMinimum: number;
    complaints: readonly PublicComplaintCount[];
  },
): Promise<{ figures: PublicFigure[]; period: string; records: number; disclosed: Disclosure }> {
  const period = openPeriods(input.today).at(-1);
  if (!period) throw new Error('no open period');
  const municipalities = (await db.query<{ code: string }>('select code from municipality order by code')).map(
    (m) => m.code,
  );
  const figures: PublicFigure[] = [];
  const families: Record<string, number> = {};
  const sources = new Set<string>();
  for (const indicator of indicators) {
    for (const measure of indicator.measures) {
      if (measure.subject === 'complaint') {
        figures.push({ indicator: indicator.code, ...complaintFigure(measure, period.code, input) });
        continue;
      }
      const parts = new Map<PublicDimension, Map<string, Part>>(dimensionsOf(measure).map((d) => [d, new Map()]));
      parts.get('total')?.set('', emptyPart());
      const ofPersons = measure.families !== undefined || measure.persons === true;
      for await (const row of rowsOf(db, measure, period, input)) {
        const behind = supports(row) ? row.sources : [];
        // The number of records of families would count the families, so it is told only with the figure itself.
        if (!ofPersons) for (const id of behind) sources.add(id);
        for (const [dimension, groups] of parts) {
          const part = at(groups, keyOf(row, dimension), emptyPart);
          addTo(part, row);
          // The number of records behind a part would be another count of families, not checked for small numbers; only
          // the whole tells it.
          if (!ofPersons || dimension === 'total') for (const id of behind) part.sources.add(id);
        }
        if (measure.families === 'all' && row.n > 0) families[classOf(row)] = (families[classOf(row)] ?? 0) + 1;
      }
      if (measure.families) addEmptyMunicipalities(parts, municipalities);
      const begins = await dataBegins(db, { measure, programme: input.programme, level: LEVEL_VALIDATED });
      figures.push(
        ...figuresOf(indicator.code, measure, parts, ofPersons).map((f) =>
          withoutFew(known(fromBegin(f, begins, input.today), measure), measure, input.cellMinimum),
        ),
      );
    }
  }
  const disclosed = await disclose('families', input.disclosed, families, input.cellMinimum);
  const told = new Map(
    Object.entries(disclosed.counts).map(([edition, counts]) => [Number(edition), sumsOf(counts, familyLayout)]),
  );
  return {
    figures: figures.map((f) => asDisclosed(f, disclosed, told)),
    period: period.code,
    records: sources.size,
    disclosed,
  };
}

/** A figure of complaints: only what the public is told of their number in this period. */
function complaintFigure(
  measure: Measure,
  period: string,
  { complaints, today }: { readonly complaints: readonly PublicComplaintCount[]; readonly today: Day },
): Omit<PublicFigure, 'indicator'> {
  const own = complaints.filter((c) => c.period === period);
  const asOf = own.find((c) => c.dimension === 'total')?.asOf;
  return {
    measure: measure.code,
    dimension: 'total',
    key: '',
    ...complaintShare(measure, own),
    records: null,
    ...(asOf && asOf < today ? { asOf } : {}),
  };
}

/**
 * The validated rows of a measure: from the stored evidence or, where it is not stored, computed; those are few.
 */
async function* rowsOf(
  db: Executor,
  measure: Measure,
  period: Period,
  { programme, today }: { readonly programme: string; readonly today: Day },
): AsyncGenerator<Row> {
  if (isKeptMeasure(measure)) yield* evidenceOf(db, programme, measure.code, period.code);
  else yield* await runMeasure(db, measure.code, { programme, period, level: LEVEL_VALIDATED, today, subjects: null });
}

/** A count of persons of lists, hidden where it or the rest of its whole is of fewer than the minimum, but not none. */
function withoutFew(figure: PublicFigure, { persons, estimator }: Measure, minimum: number): PublicFigure {
  const counts = estimator === 'ratio' ? [figure.n ?? 0, (figure.d ?? 0) - (figure.n ?? 0)] : [figure.n ?? 0];
  return persons && counts.some((count) => count > 0 && count < minimum)
    ? { ...figure, status: 'hidden', value: null, n: null, d: null, records: null }
    : figure;
}

async function* evidenceOf(db: Executor, programme: string, measure: string, period: string): AsyncGenerator<Row> {
  for (let after = '', more = true; more; ) {
    const rows = await db.query<Row & { thing: string } & Record<string, unknown>>(
      `select thing, unit_id, municipality_code, model, product_code, sex, due, n, d, n0, d0, sources
         from evidence where programme_id = $1 and measure = $2 and period = $3 and level = $4 and thing > $5
           order by thing limit ${SLICE}`,
      [programme, measure, period, LEVEL_VALIDATED, after],
    );
    yield* rows;
    after = rows.at(-1)?.thing ?? after;
    more = rows.length === SLICE;
  }
}

const known = (figure: PublicFigure, measure: Measure): PublicFigure =>
  figure.dimension === 'total' ? notYetValidated(figure, measure, LEVEL_VALIDATED) : figure;

function figuresOf(
  indicator: string,
  measure: Measure,
  parts: ReadonlyMap<PublicDimension, ReadonlyMap<string, Part>>,
  ofPersons: boolean,
): PublicFigure[] {
  return [...parts].flatMap(([dimension, groups]) =>
    [...groups].map(([key, { due, notDue, sources }]) => {
      const { status, value, n, d } = estimate(
        measure.estimator,
        [due, notDue].filter((sums) => sums.rows > 0),
      );
      const records = ofPersons && dimension !== 'total' ? null : sources.size;
      return { indicator, measure: measure.code, dimension, key, status, value, n, d, records };
    }),
  );
}

/**
 * A count of families as far as it may be told: as it is, as it was told before, or hidden. Other figures stay as they
 * are.
 */
function asDisclosed(
  f: PublicFigure,
  disclosed: Disclosure,
  told: ReadonlyMap<number, ReadonlyMap<string, number>>,
): PublicFigure {
  const part: CellPart | undefined = measureOf(f.measure)?.families;
  if (!part) return f;
  const [cell, whole] = [part, 'all' as const].map((p) => cellOf(p, marginOf(f.dimension, f.key))) as [string, string];
  const edition = disclosed.cells[cell];
  // A row that never had families is not protected; its zero is shown.
  if (edition === disclosed.edition || [...told.values()].every((sums) => (sums.get(whole) ?? 0) === 0)) return f;
  const sums = edition === undefined ? undefined : told.get(edition);
  if (!sums) return { ...f, status: 'hidden', value: null, n: null, d: null, records: null };
  const n = sums.get(cell) ?? 0;
  const d = part === 'women' ? (sums.get(whole) ?? 0) : 0;
  return { ...f, status: 'value', value: part === 'women' ? n / d : n, n, d, records: null };
}
