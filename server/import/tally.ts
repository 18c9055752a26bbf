import { type GapField, gapFields } from '../../domain/alliance/alliance.ts';
import type { ImportReport } from '../../domain/import/views.ts';
import type { ImportRowState } from '../stores/importRuns.ts';

/** Counts the outcomes of the rows of an import as they pass. */
export class ImportTally {
  rows = 0;
  private readonly came: ImportRowState['outcome'];
  private adopted = 0;
  private withGaps = 0;
  private toPerson = 0;
  private refused = 0;
  private unchanged = 0;
  private readonly gaps = new Map<string, number>();
  private readonly reasons = new Map<string, number>();

  /** @param came the outcome that counts as imported ('pending' in a dry run) */
  constructor(came: 'adopted' | 'pending') {
    this.came = came;
  }

  add(rows: readonly ImportRowState[]): void {
    for (const row of rows) {
      this.rows += 1;
      if (row.toPerson) this.toPerson += 1;
      if (row.outcome === 'unchanged') this.unchanged += 1;
      if (row.outcome === this.came) {
        if (row.gaps.length > 0) this.withGaps += 1;
        else this.adopted += 1;
        for (const gap of row.gaps) count(this.gaps, gap);
      }
      if (row.outcome === 'refused') {
        this.refused += 1;
        count(this.reasons, row.problems.find((p) => p.severity === 'refused')?.problem.message ?? '');
      }
    }
  }

  /** rows = adopted + adopted with gaps + refused + unchanged. */
  report(): ImportReport {
    const { rows, adopted, withGaps, toPerson, refused, unchanged } = this;
    return {
      ...{ rows, adopted, withGaps, toPerson, refused, unchanged },
      gapsByField: mostFirst(this.gaps).map(([gap, n]) => ({ label: gapFields[gap as GapField] ?? gap, count: n })),
      refusedByReason: mostFirst(this.reasons)
        .slice(0, MOST_REASONS)
        .map(([reason, n]) => ({ reason, count: n })),
    };
  }
}

/** How many reasons a report lists: a message may quote the row, and then each row has its own. */
const MOST_REASONS = 100;
/** How many reasons are counted separately at all. */
const MOST_COUNTED = 5000;

function count(counts: Map<string, number>, name: string): void {
  if (counts.size < MOST_COUNTED || counts.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
}

const mostFirst = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

/** The report of several sheets together. */
export function sumOf(reports: readonly ImportReport[]): ImportReport {
  const sum = (of: (report: ImportReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const gaps = new Map<string, number>();
  const reasons = new Map<string, number>();
  for (const { gapsByField, refusedByReason } of reports) {
    for (const { label, count: n } of gapsByField) gaps.set(label, (gaps.get(label) ?? 0) + n);
    for (const { reason, count: n } of refusedByReason) reasons.set(reason, (reasons.get(reason) ?? 0) + n);
  }
  return {
    rows: sum((r) => r.rows),
    adopted: sum((r) => r.adopted),
    withGaps: sum((r) => r.withGaps),
    toPerson: sum((r) => r.toPerson),
    refused: sum((r) => r.refused),
    unchanged: sum((r) => r.unchanged),
    gapsByField: mostFirst(gaps).map(([label, n]) => ({ label, count: n })),
    refusedByReason: mostFirst(reasons).map(([reason, n]) => ({ reason, count: n })),
  };
}
