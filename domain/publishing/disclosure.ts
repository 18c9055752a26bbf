import type { Solver } from './program.ts';
import { type Cell, DEFAULT_MINIMUM, isSmall, protect } from './suppression.ts';
import { type Timeline, Worlds } from './worlds.ts';

/**
 * The number of families of each class (families of one class are alike in every public table and in whether a woman
 * represents them).
 */
export type Counts = Readonly<Record<string, number>>;

/**
 * What the public has been shown of counts of families, and of which edition: the memory that makes a publication safe
 * together with all earlier ones (docs/decisions/small-numbers.md). An edition is a state of the counts.
 */
export interface Disclosure {
  readonly edition: number;
  /** The counts of the remembered editions: the last MEMORY ones, and every one from which something is still shown. */
  readonly counts: Readonly<Record<string, Counts>>;
  /** The cells that each edition showed when it was new, including those that later editions replaced. */
  readonly told: Readonly<Record<string, readonly string[]>>;
  /** For each shown cell, by `cellOf`, the edition of its value; a cell that is not here is hidden. */
  readonly cells: Readonly<Record<string, number>>;
}

/** How the classes fall into the public tables. */
export interface Layout {
  /** The rows of tables to which a class adds, by name: 'department|02'. */
  readonly margins: (family: string) => readonly string[];
  readonly women: (family: string) => boolean;
  /**
   * Rows whose own number reveals nobody, however small it or its changes are; they only must not give away another.
   * None when absent.
   */
  readonly open?: (margin: string) => boolean;
}

/**
 * How many editions are protected against somebody who compares all of them; of older editions, only what is still
 * shown.
 */
const MEMORY = 12;

export type Part = 'all' | 'women';
export const cellOf = (part: Part, margin: string): string => `${part}|${margin}`;

/** The counts of one edition, added up for each row of the tables, by `cellOf`. */
export function sumsOf(counts: Counts, layout: Layout): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (cell: string, n: number) => sums.set(cell, (sums.get(cell) ?? 0) + n);
  for (const [family, n] of Object.entries(counts)) {
    for (const margin of layout.margins(family)) {
      add(cellOf('all', margin), n);
      if (layout.women(family)) add(cellOf('women', margin), n);
    }
  }
  return sums;
}

/** Whether counts differ from those of the newest edition; otherwise there is nothing new to tell. */
export function isNews(before: Disclosure | null, now: Counts): boolean {
  if (!before) return true;
  const [then, families] = [before.counts[before.edition] ?? {}, Object.entries(now)];
  return families.length !== Object.keys(then).length || families.some(([family, n]) => then[family] !== n);
}

const tableOf = (margin: string): string => margin.slice(0, margin.indexOf('|'));

/**
 * All sums over classes and over changes from edition to edition, as cells of atoms. An atom is the change of one class
 * between two editions.
 */
export class History {
  private readonly atoms = new Map<string, { index: number; value: number }[]>();
  private readonly classes = new Map<string, Set<string>>();
  private readonly layout: Layout;
  private readonly rowsOf = new Map<string, readonly string[]>();
  private readonly within = new Map<string, readonly (readonly string[])[]>();
  readonly length: number;
  readonly timeline: Timeline;

  constructor(editions: readonly Counts[], layout: Layout) {
    this.layout = layout;
    this.length = editions.length;
    const counts: number[] = [];
    const previous: (number | undefined)[] = [];
    this.timeline = { counts, previous };
    editions.forEach((now, i) => {
      const before = editions[i - 1] ?? {};
      for (const family of new Set([...Object.keys(before), ...Object.keys(now)])) {
        const own = this.atoms.get(family) ?? [];
        // The reader is assumed to know where nothing changed.
        const value = (now[family] ?? 0) - (before[family] ?? 0);
        if (value !== 0) {
          previous.push(own.findLast(Boolean)?.index);
          own[i] = { index: counts.push(now[family] ?? 0) - 1, value };
        }
        this.atoms.set(family, own);
        if (this.rowsOf.has(family)) continue;
        const rows = layout.margins(family);
        this.rowsOf.set(family, rows);
        for (const margin of rows) this.classes.set(margin, (this.classes.get(margin) ?? new Set()).add(family));
      }
    });
  }

  get margins(): string[] {
    return [...this.classes.keys()];
  }

  /**
   * The tables whose rows within a given row add up to it: municipalities within a department, every table within the
   * total.
   */
  tablesWithin(margin: string): readonly (readonly string[])[] {
    const known = this.within.get(margin);
    if (known) return known;
    const own = this.classes.get(margin) ?? new Set();
    const tables = new Map<string, Set<string>>();
    for (const family of own) {
      for (const row of this.rowsOf.get(family) ?? [])
        tables.set(tableOf(row), (tables.get(tableOf(row)) ?? new Set()).add(row));
    }
    const found = [...tables.values()]
      .map((rows) => [...rows])
      .filter(
        (rows) =>
          rows.length > 1 && rows.every((row) => [...(this.classes.get(row) ?? [])].every((family) => own.has(family))),
      );
    this.within.set(margin, found);
    return found;
  }

  private own(margin: string, part: Part | 'others'): string[] {
    return [...(this.classes.get(margin) ?? [])].filter(
      (family) => part === 'all' || this.layout.women(family) === (part === 'women'),
    );
  }

  /** The position of the last edition in which a row changed. */
  lastChange(margin: string): number {
    return this.own(margin, 'all').reduce(
      (most, family) => Math.max(most, (this.atoms.get(family)?.length ?? 0) - 1),
      -1,
    );
  }

  /** The families that came to a row after edition `from` (−1: all) up to edition `to`, both by position. */
  cell(key: string, part: Part | 'others', margin: string, to: number, from = -1): Cell {
    const found = this.own(margin, part).flatMap((family) =>
      (this.atoms.get(family) ?? []).slice(from + 1, to + 1).filter(Boolean),
    );
    return {
      key,
      count: found.reduce((a, x) => a + x.value, 0),
      atoms: found.map((x) => x.index),
      publishable: part !== 'others',
    };
  }

  /** The rows of tables with at least one family, for each edition: that they exist is visible. */
  peopled(): Cell[] {
    return this.margins.flatMap((margin) =>
      Array.from({ length: this.length }, (_, i) => this.cell('', 'all', margin, i)).filter((c) => c.count > 0),
    );
  }

  /**
   * What remains of a row when all that its tables show of the last edition is subtracted, and how that changed since
   * each earlier edition. Readers can work it out by subtracting, although it is no row.
   * @param isShown whether a cell is shown as of the last edition
   */
  leftovers(isShown: (part: Part, margin: string) => boolean): Cell[] {
    const last = this.length - 1;
    const found: Cell[] = [];
    for (const rows of this.margins.flatMap((margin) => this.tablesWithin(margin))) {
      for (const part of ['all', 'women', 'others'] as const) {
        const hidden = rows.filter((row) => !isShown('all', row) || (part !== 'all' && !isShown('women', row)));
        if (hidden.length === 0 || hidden.length === rows.length) continue;
        for (let from = -1; from < last; from++) {
          const cells = hidden.map((row) => this.cell('', part, row, last, from));
          const count = cells.reduce((a, c) => a + c.count, 0);
          found.push({ key: '', count, atoms: cells.flatMap((c) => c.atoms), publishable: false });
        }
      }
    }
    return [...new Map(found.map((c) => [c.atoms.join(), c])).values()];
  }

  /**
   * Counts below the minimum in an edition, and changes below it from any edition to any later one: comparing two
   * editions would reveal them.
   */
  sensitive(minimum = DEFAULT_MINIMUM): Cell[] {
    const last = this.length - 1;
    const spans: [number, number][] = Array.from({ length: this.length }, (_, i): [number, number] => [-1, i]);
    for (let i = 0; i < last; i++) for (let to = i + 1; to <= last; to++) spans.push([i, to]);
    const guarded = this.margins.filter((margin) => !this.layout.open?.(margin));
    const found = guarded.flatMap((margin) =>
      (['all', 'women', 'others'] as const).flatMap((part) => {
        const upTo = Array.from({ length: this.length }, () => 0);
        for (const family of this.own(margin, part))
          for (let i = 0; i <= last; i++) upTo[i] = (upTo[i] ?? 0) + (this.atoms.get(family)?.[i]?.value ?? 0);
        for (let i = 1; i <= last; i++) upTo[i] = (upTo[i] ?? 0) + (upTo[i - 1] ?? 0);
        return spans
          .filter(([from, to]) => isSmall((upTo[to] ?? 0) - (upTo[from] ?? 0), minimum))
          .map(([from, to]) => this.cell('', part, margin, to, from));
      }),
    );
    // A municipality with one product gives the same cell for both tables; it is kept once.
    return [...new Map(found.map((c) => [c.atoms.join(), c])).values()];
  }
}

/**
 * Decides what may be shown of new counts. A row of a table moves to the new edition when neither its own number, nor
 * any change of fewer families (or women, or others) than the minimum, can be worked out from it together with
 * everything else that is shown. Otherwise it stays as it was shown, or hidden. Without anything new, nothing changes.
 * Another minimum applies to what is told from then on.
 */
export function nextDisclosure(
  before: Disclosure | null,
  now: Counts,
  layout: Layout,
  solver: Solver,
  minimum = DEFAULT_MINIMUM,
): Disclosure {
  if (before && !isNews(before, now)) return before;
  const edition = (before?.edition ?? 0) + 1;
  const kept = Object.keys(before?.counts ?? {})
    .map(Number)
    .sort((a, b) => a - b);
  const history = new History([...kept.map((e) => before?.counts[e] ?? {}), now], layout);
  const last = kept.length;

  const splitCell = (key: string): [Part, string] => [
    key.slice(0, key.indexOf('|')) as Part,
    key.slice(key.indexOf('|') + 1),
  ];
  const told = (key: string, position: number) => {
    const [part, margin] = splitCell(key);
    const own = history.cell(key, part, margin, position);
    // A share of women is shown together with all the families of its row.
    return part === 'women' ? [own, history.cell(key, 'all', margin, position)] : [own];
  };
  const known = kept.flatMap((e, position) => (before?.told[e] ?? []).flatMap((key) => told(key, position)));
  const candidates = history.margins.flatMap((margin) => [
    history.cell(cellOf('all', margin), 'all', margin, last),
    { ...history.cell(cellOf('women', margin), 'women', margin, last), needs: cellOf('all', margin) },
  ]);
  const tellsOfNobody = (key: string) => layout.open?.(splitCell(key)[1]) === true;
  const small = new Set(candidates.filter((c) => isSmall(c.count, minimum) && !tellsOfNobody(c.key)).map((c) => c.key));
  const cells: Record<string, number> = {};
  const moved = new Map(history.margins.map((margin) => [margin, history.lastChange(margin)]));
  /** Whether a row of a table is as it was in an edition: nothing came to it and nothing left. */
  const asAt = (key: string, e: number) => (moved.get(splitCell(key)[1]) ?? 0) <= kept.indexOf(e);
  // A row that stays as it was told tells nothing new.
  for (const [key, at] of Object.entries(before?.cells ?? {})) if (asAt(key, at)) cells[key] = edition;
  const open = candidates.filter((c) => !(c.key in cells) && !small.has(c.key) && !(c.needs && small.has(c.needs)));
  const sensitive = history.sensitive(minimum);
  const fresh = new Set(protect(known, open, sensitive).map((c) => c.key));
  const worlds = new Worlds(
    history.timeline,
    { known, shown: open.filter((c) => fresh.has(c.key)), peopled: history.peopled() },
    solver,
    minimum,
  );
  const needing = (key: string) => open.flatMap((c) => (c.needs === key && fresh.has(c.key) ? [c.key] : []));
  const isShown = (part: Part, margin: string) => cellOf(part, margin) in cells || fresh.has(cellOf(part, margin));
  for (let asked = [...sensitive, ...history.leftovers(isShown)]; ; asked = history.leftovers(isShown)) {
    const hidden = worlds.victims(asked, needing);
    for (const key of hidden) fresh.delete(key);
    if (hidden.size === 0) break;
  }
  worlds.close();
  const news = [...fresh];
  for (const key of news) cells[key] = edition;
  for (const [key, at] of Object.entries(before?.cells ?? {})) {
    // An old zero would say that nobody is there; a row that has become small is hidden.
    if (!(key in cells) && !small.has(key) && told(key, kept.indexOf(at))[0]?.count !== 0) cells[key] = at;
  }
  const standing = new Set(Object.values(cells));
  const remembered = kept.filter((e) => standing.has(e) || e > edition - MEMORY);
  const remembers = new Set(remembered.flatMap((e) => (before?.told[e] ?? []).filter((key) => asAt(key, e))));
  const again = Object.keys(cells).filter((key) => cells[key] === edition && !fresh.has(key) && !remembers.has(key));
  return {
    edition,
    counts: Object.fromEntries([...remembered.map((e) => [e, before?.counts[e] ?? {}] as const), [edition, now]]),
    told: Object.fromEntries([
      ...remembered.map((e) => [e, before?.told[e] ?? []] as const),
      [edition, [...news, ...again]],
    ]),
    cells,
  };
}
