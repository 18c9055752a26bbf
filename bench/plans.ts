import type { Database } from '../server/db/database.ts';
import type { Sent } from './statements.ts';

/** A node of a plan in PostgreSQL's JSON format, with the fields that are read here. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface Read {
  /** Rows read from tables, whether kept or filtered out. */
  readonly rows: number;
  /** Megabytes of pages read. */
  readonly mb: number;
  /** Large tables that were read row by row: name and number of rows read. */
  readonly whole: ReadonlyMap<string, number>;
}

const PAGE_MB = 8 / 1024;
/** Smaller tables are read faster completely than by an index. */
const LARGE = 5_000;
const READS = /^\s*(select|with)\b/i;

function walk(node: PlanNode, see: (node: PlanNode) => void): void {
  see(node);
  for (const child of node.Plans ?? []) walk(child, see);
}

/**
 * What statements read, found by running them again with `explain (analyze, buffers)`. Statements that write are left
 * out.
 */
export async function whatIsRead(db: Database, statements: readonly Sent[]): Promise<Read> {
  let [rows, mb] = [0, 0];
  const whole = new Map<string, number>();
  for (const { text, values } of statements) {
    if (!READS.test(text)) continue;
    const [answer] = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const plan = answer?.['QUERY PLAN'][0].Plan;
    if (!plan) continue;
    mb += ((plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)) * PAGE_MB;
    walk(plan, (node) => {
      const table = node['Relation Name'];
      if (!table) return;
      const seen = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
      rows += seen;
      if (node['Node Type'].includes('Seq Scan') && seen >= LARGE)
        whole.set(table, Math.max(whole.get(table) ?? 0, seen));
    });
  }
  return { rows, mb, whole };
}

/** The plans as text. */
export async function plansOf(db: Database, statements: readonly Sent[]): Promise<string> {
  const texts: string[] = [];
  for (const { text, values } of statements) {
    if (!READS.test(text)) continue;
    const lines = await db.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
    texts.push([text, ...lines.map((l) => l['QUERY PLAN'])].join('\n'));
  }
  return texts.join('\n\n');
}
