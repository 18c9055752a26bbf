import * as z from 'zod/mini';
import type { TableRow } from '../../domain/kernel/columns.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { daySchema } from '../../domain/kernel/envelope.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { parameterOn } from '../../domain/monitoring/parameters.ts';
import { choosablePeriods, cutoffOf, type Period, periodOf } from '../../domain/monitoring/period.ts';
import { complaintTableNames, halfYearOf } from '../../domain/participation/complaintCounts.ts';
import { complaintLife } from '../../domain/participation/complaintLife.ts';
import { COMPLAINT_COUNTERS, STATISTICS_READERS } from '../../domain/participation/complaintReaders.ts';
import {
  countOf,
  NOT_TOLD,
  type StatisticsRow,
  type StatisticsView,
  type TimedComplaint,
} from '../../domain/participation/complaintStatistics.ts';
import { complaintWords } from '../../domain/words/complaints.ts';
import type { PublicComplaintCount } from '../../portal/data.ts';
import { readParameters } from '../commands/readParameters.ts';
import type { Executor } from '../db/database.ts';
import { reachSql } from '../nouns/reach.ts';
import { defineQuery, pageParams, type Reading } from '../queries/query.ts';
import { readComplaintCounts } from '../stores/openData.ts';
import { COUNTED, rowsOfTables } from './countedComplaints.ts';

const { columns, by, byHalf, whole } = complaintWords.statistics;

interface Params {
  programme: string;
  period?: string | undefined;
  asOf?: Day | undefined;
  unit?: string | undefined;
  page: number;
  pageSize: number;
}

type Names = Awaited<ReturnType<typeof rowsOfTables>>;

/** The complaints of a period that the reader may know of, in their state on a day. */
async function readComplaints(
  { db, params, scopes, actor }: Reading<Params>,
  period: Period,
  asOf: Day,
): Promise<TimedComplaint[]> {
  const values: unknown[] = [asOf, params.programme, period.from, period.to, params.unit ?? null];
  const visible = `c.id in (select t.id from complaint t where ${reachSql(complaintLife.noun, 't', scopes, actor.id, values)})`;
  return db.query<TimedComplaint & Record<string, unknown>>(
    `select ${COUNTED}, c.answered_on - c.received_on as days from complaint_at(3, $1) c
      where c.programme_id = $2 and c.received_on between $3 and $4 and ($5::text is null or c.unit_id = $5) and ${visible}`,
    values,
  );
}

/** The months of a period that have begun by a day. */
function partsOf({ from, to, code }: Period, asOf: Day): { key: string; name: string; has: (day: Day) => boolean }[] {
  const months = Array.from({ length: 12 }, (_, i) => `${code.slice(0, 4)}-M${String(i + 1).padStart(2, '0')}`);
  return months.flatMap((month) => {
    const part = periodOf(month);
    return part && part.from >= from && part.to <= to && part.from <= asOf && code !== month
      ? [{ key: month, name: part.name, has: (day: Day) => day >= part.from && day <= part.to }]
      : [];
  });
}

function exactRows(complaints: readonly TimedComplaint[], period: Period, asOf: Day, names: Names): StatisticsRow[] {
  const months = partsOf(period, asOf).map(({ key, name, has }) => ({
    table: 'period' as const,
    key,
    name,
    ...countOf(complaints.filter((c) => has(c.receivedOn))),
  }));
  const tables = complaintTableNames.flatMap((table) =>
    names[table]
      .map(({ key, name }) => ({ table, key, name, ...countOf(complaints.filter((c) => (c[table] ?? '') === key)) }))
      .filter((row) => row.received !== 0)
      .toSorted(
        (a, b) =>
          Number(a.key === '') - Number(b.key === '') ||
          (b.received ?? 0) - (a.received ?? 0) ||
          a.name.localeCompare(b.name, 'es'),
      ),
  );
  return [{ table: 'total', key: '', name: whole, ...countOf(complaints) }, ...months, ...tables];
}

/** What the public is told of a half-year or a year, as a whole or for one unit. */
async function toldRows(
  db: Executor,
  period: Period,
  rows: readonly PublicComplaintCount[],
  unit: string | undefined,
): Promise<StatisticsRow[]> {
  const row = (r: PublicComplaintCount | undefined) => ({
    ...NOT_TOLD,
    received: r?.received ?? null,
    inTerm: r?.inTerm ?? null,
  });
  const of = (dimension: string, key = '') => rows.find((r) => r.dimension === dimension && r.key === key);
  if (rows.length === 0) return [];
  if (unit !== undefined) return [{ table: 'total', key: '', name: whole, ...row(of('unit', unit)) }];
  const received = (key: string) => of('standing', key)?.received ?? null;
  const total = {
    late: received('late'),
    overdue: received('overdue'),
    open: received('open'),
    referred: of('referred')?.received ?? null,
  };
  const halves = /^\d{4}$/.test(period.code)
    ? await Promise.all(['S1', 'S2'].map((half) => periodOf(`${period.code}-${half}`)))
    : [];
  const parts = await Promise.all(
    halves
      .flatMap((half) => half ?? [])
      .map(async (half) => {
        const found = (await readComplaintCounts(db, half.code)).find((r) => r.dimension === 'total');
        return found ? [{ table: 'period' as const, key: half.code, name: half.name, ...row(found) }] : [];
      }),
  );
  const tables = complaintTableNames.flatMap((table) =>
    rows
      .filter((r) => r.dimension === table && r.received !== null)
      .map((r) => ({ table, key: r.key, name: r.label, ...row(r) })),
  );
  return [{ table: 'total', key: '', name: whole, ...row(of('total')), ...total }, ...parts.flat(), ...tables];
}

/** The unit to which a reader's reach is limited; null for the whole country. */
async function unitOf({ db, params, scopes }: Reading<Params>): Promise<{ code: string; name: string } | null> {
  const own = scopes.some((s) => s.kind === 'national')
    ? params.unit
    : (params.unit ?? scopes.flatMap((s) => s.ids)[0]);
  if (own === undefined) return null;
  const reaches = scopes.some((s) => s.kind === 'national' || s.ids.includes(own));
  const [unit] = reaches
    ? await db.query<{ name: string }>('select short_name as name from operating_unit where code = $1', [own])
    : [];
  if (!unit) throw new ProblemError(problem('unknownReference', { what: `la unidad ${own}` }));
  return { code: own, name: unit.name };
}

const headings = { ...by, total: whole };

/** The rows as a table to download. */
const tableOf = (rows: readonly StatisticsRow[]): TableRow[] =>
  rows.map((r) => ({
    [columns.table]: r.table === 'period' && r.key.includes('S') ? byHalf : headings[r.table],
    [columns.name]: r.name,
    ...Object.fromEntries(
      (['received', 'inTerm', 'late', 'overdue', 'open', 'referred', 'medianDays'] as const).map((k) => [
        columns[k],
        r[k],
      ]),
    ),
    [columns.period]: r.periodName ?? null,
    [columns.asOf]: r.asOf ?? null,
  }));

/**
 * Complaints in figures (BR-57). The complaints officer and the coordinator count those that they may know of, in their
 * state on any day; everybody else is told what the public is told (docs/decisions/complaint-figures.md).
 */
export const complaintStatistics = defineQuery<Params, StatisticsView>({
  name: 'complaint.statistics',
  title: 'ver los reclamos en cifras',
  by: STATISTICS_READERS,
  params: z.object({
    ...pageParams,
    programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA'),
    period: z.optional(z.string().check(z.maxLength(10))),
    asOf: z.optional(daySchema),
    unit: z.optional(z.string().check(z.maxLength(20))),
  }) as unknown as z.ZodMiniType<Params>,
  table: (rows) => tableOf(rows as readonly StatisticsRow[]),
  run: async (reading) => {
    const { db, params, scopes, today } = reading;
    const exact = scopes.some((s) => COMPLAINT_COUNTERS.includes(s.role));
    const period = periodOf(params.period ?? halfYearOf(today));
    if (!period || (!exact && !isPublic(period)))
      throw new ProblemError(problem('unknownReference', { what: `el período ${params.period}` }));
    cutoffOf(period, today);
    if (params.asOf && params.asOf > today) throw new ProblemError(problem('dayInFuture', { day: params.asOf }));
    const unit = await unitOf(reading);
    const counts = exact ? [] : await readComplaintCounts(db, period.code);
    // Published figures belong to the day published with them, whatever day was asked for.
    const asOf = exact ? (params.asOf ?? today) : (counts.find((c) => c.asOf)?.asOf ?? today);
    const found = exact
      ? exactRows(
          await readComplaints({ ...reading, params: { ...params, unit: unit?.code } }, period, asOf),
          period,
          asOf,
          await rowsOfTables(db),
        )
      : await toldRows(db, period, counts, unit?.code);
    const { page, pageSize } = params;
    const rows = found.map((row) => ({ ...row, periodName: period.name, asOf }));
    return {
      period,
      // Includes the period in the address, even if it is older than those offered.
      periods: withAsked(
        choosablePeriods(today).filter((p) => exact || isPublic(p)),
        period,
      ),
      asOf,
      exact,
      minimum: parameterOn(await readParameters(db), 'publicCellMinimum', today, params.programme),
      unitName: unit?.name ?? null,
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      page,
      pageSize,
    };
  },
});

const withAsked = (offered: readonly Period[], asked: Period): Period[] =>
  offered.some(({ code }) => code === asked.code) ? [...offered] : [...offered, asked];

/** Whether a period is of a kind that is published. */
const isPublic = ({ code }: Period): boolean => /^\d{4}(-S[12])?$/.test(code);
