import type { ComplaintTable } from '../../domain/participation/complaintCounts.ts';
import { complaintTableNames, complaintTables } from '../../domain/participation/complaintCounts.ts';
import type { Executor } from '../db/database.ts';

/** The columns of a `CountedComplaint` over the alias `c` of `complaint_at`. */
export const COUNTED = `c.received_on as "receivedOn", c.standing as timeliness, c.due, c.referred, c.category,
  left(c.municipality_code, 2) as department,
  c.unit_id as unit, c.channel`;

const NAMES: Partial<Record<ComplaintTable, string>> = {
  department: 'select code, name from department order by code',
  unit: 'select code, short_name as name from operating_unit order by code',
};

/** The rows of each table with their names, in order; the last one, '', is for complaints whose value is unknown. */
export async function rowsOfTables(db: Executor): Promise<Record<ComplaintTable, { key: string; name: string }[]>> {
  const rows: Partial<Record<ComplaintTable, { key: string; name: string }[]>> = {};
  for (const table of complaintTableNames) {
    const { words, none } = complaintTables[table];
    const sql = NAMES[table];
    const named = sql
      ? (await db.query<{ code: string; name: string }>(sql)).map(({ code, name }) => ({ key: code, name }))
      : Object.entries(words ?? {}).map(([key, name]) => ({ key, name }));
    rows[table] = [...named, { key: '', name: none }];
  }
  return rows as Record<ComplaintTable, { key: string; name: string }[]>;
}
