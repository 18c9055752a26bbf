import { readFileSync } from 'node:fs';
import type { Day } from '../../domain/kernel/dates.ts';
import { cutoffOf, type Period } from '../../domain/monitoring/period.ts';
import type { Executor } from '../db/database.ts';

/** One row of evidence, as a measure produces it (indicators/README.md). */
export interface EvidenceRow {
  readonly thing: string;
  readonly subject_id: string;
  readonly alliance_id: string | null;
  /** Null for what belongs to no unit but to the nation. */
  readonly unit_id: string | null;
  readonly municipality_code: string | null;
  readonly model: number | null;
  readonly product_code: string | null;
  readonly sex: string | null;
  readonly young: boolean | null;
  readonly indigenous: boolean | null;
  readonly counts_on: Day | null;
  readonly due: boolean;
  readonly n: number;
  readonly d: number;
  readonly n0: number;
  readonly d0: number;
  readonly note: string | null;
  readonly sources: string[];
}

export interface MeasureInput {
  readonly programme: string;
  readonly period: Period;
  readonly level: number;
  readonly today: Day;
  /** Only rows of these subjects (of the measure's kind); null for all. */
  readonly subjects: readonly string[] | null;
}

const NAMES = ['programme', 'from', 'cutoff', 'level', 'subjects'] as const;
const TYPES: Record<(typeof NAMES)[number], string> = {
  programme: 'text',
  from: 'date',
  cutoff: 'date',
  level: 'integer',
  subjects: 'uuid[]',
};
const statements = new Map<string, string>();

/**
 * The statement of a measure with numbered parameters. Each parameter is named once at the beginning, so that it has a
 * type.
 */
export function measureSql(code: string): string {
  let sql = statements.get(code);
  if (sql === undefined) {
    const text = readFileSync(new URL(`../../indicators/${code}.sql`, import.meta.url), 'utf8');
    sql = text.replace(/(?<!:):([a-z]+)/g, (whole, name: string) => {
      const i = (NAMES as readonly string[]).indexOf(name);
      return i < 0 ? whole : `$${i + 1}::${TYPES[name as (typeof NAMES)[number]]}`;
    });
    const typed = NAMES.map((name, i) => `$${i + 1}::${TYPES[name]}`).join(', ');
    sql = `with parameters as (select ${typed}) select x.* from parameters, lateral (${sql}) x`;
    statements.set(code, sql);
  }
  return sql;
}

/** Values for the parameters of `measureSql`, in order. Problem SIGG-362 for a period that has not begun. */
export function measureParams(input: MeasureInput): unknown[] {
  return [input.programme, input.period.from, cutoffOf(input.period, input.today), input.level, input.subjects];
}

/** Runs a measure over the records. */
export function runMeasure(db: Executor, code: string, input: MeasureInput): Promise<EvidenceRow[]> {
  return db.query<EvidenceRow & Record<string, unknown>>(measureSql(code), measureParams(input));
}
