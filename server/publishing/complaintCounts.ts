import type { Day } from '../../domain/kernel/dates.ts';
import {
  type CountedComplaint,
  complaintTableNames,
  halfYearOf,
  timeliness,
} from '../../domain/participation/complaintCounts.ts';
import { type ComplaintsTold, countsOf, nextTold, toldCounts } from '../../domain/participation/complaintsTold.ts';
import type { PublicComplaintCount } from '../../portal/data.ts';
import type { Executor } from '../db/database.ts';
import { COUNTED, rowsOfTables } from '../participation/countedComplaints.ts';
import { disclose } from './disclose.ts';

/** The half-years from the first complaint to a day, and their years, including those without any complaint. */
function periodsUpTo(first: Day | undefined, today: Day): string[] {
  if (!first) return [];
  const years: string[] = [];
  for (let y = Number(first.slice(0, 4)); y <= Number(today.slice(0, 4)); y++) years.push(String(y));
  const halves = years.flatMap((y) => [`${y}-S1`, `${y}-S2`]);
  return [...years, ...halves.filter((h) => h >= halfYearOf(first) && h <= halfYearOf(today))];
}

const LABELS: Readonly<Record<string, string>> = {
  total: 'recibidos',
  due: 'exigibles',
  referred: 'derivados, sin respuesta',
};

/** The public tables of complaints (BR-57) on a day, limited to what may be told given all that was told before. */
export async function publicComplaintCounts(
  db: Executor,
  {
    programme,
    today,
    before,
    cellMinimum,
  }: { programme: string; today: Day; before: ComplaintsTold | null; cellMinimum: number },
): Promise<{ rows: PublicComplaintCount[]; told: ComplaintsTold }> {
  const complaints = await db.query<CountedComplaint & Record<string, unknown>>(
    `select ${COUNTED} from complaint_at(3, $1) c where c.programme_id = $2 order by c.received_on, c.id`,
    [today, programme],
  );
  const disclosure = await disclose('complaints', before?.disclosure ?? null, countsOf(complaints), cellMinimum);
  const told = nextTold(before, disclosure, complaints, { minimum: cellMinimum, today });
  const named = await rowsOfTables(db);
  const keys = Object.fromEntries(complaintTableNames.map((table) => [table, named[table].map((row) => row.key)]));
  const labelOf = (dimension: string, key: string): string =>
    dimension === 'standing'
      ? timeliness[key as keyof typeof timeliness]
      : (LABELS[dimension] ??
        named[dimension as (typeof complaintTableNames)[number]].find((row) => row.key === key)?.name ??
        key);
  return {
    told,
    rows: periodsUpTo(complaints[0]?.receivedOn, today).flatMap((period) =>
      toldCounts(told, period, keys).map((row) => ({ period, ...row, label: labelOf(row.dimension, row.key) })),
    ),
  };
}
