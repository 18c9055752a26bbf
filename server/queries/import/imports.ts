import * as z from 'zod/mini';
import { adoptAlliance } from '../../../domain/alliance/adopt.ts';
import type { ImportListView, ImportProblemRow, ImportStatus, ImportView } from '../../../domain/alliance/views.ts';
import { type ImportField, importFieldNames, importFields } from '../../../domain/import/fields.ts';
import type { CellProblem } from '../../../domain/import/row.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { STALE_MS } from '../../import/run.ts';
import { type ImportRun, readRun } from '../../stores/importRuns.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';

/** Who brings alliances in, and who looks over it. */
const READERS: readonly Role[] = [...(adoptAlliance.by as readonly Role[]), 'AUDITOR'];
/** National readers see every import; the others their own. */
const seesAll = (reading: Pick<Reading<unknown>, 'actor' | 'today'>) => scopeOf(reading.actor, reading.today, READERS).some((s) => s.kind === 'national');

/** Work without a sign of life was cut off, and says so. */
const STATUS = `case when r.status in ('checking', 'running') and r.beat_at < now() - interval '${STALE_MS / 1000} seconds' then 'failed' else r.status end`;

const listParams = z.object(pageParams);
type ListParams = z.infer<typeof listParams>;

export const importList = defineQuery<ListParams, ImportListView>({
  name: 'import.list',
  title: 'ver las importaciones',
  by: READERS,
  params: listParams as z.ZodMiniType<ListParams>,
  run: async (reading) => {
    const { db, actor, params: p } = reading;
    const rows = await db.query<ImportListView['rows'][number] & { n: number } & Record<string, unknown>>(
      `select r.id, r.filename, ${STATUS} as status, r.started_at as "startedAt", coalesce(u.name, 'Sistema') as "byName", r.done, r.total, count(*) over ()::int as n
         from import_run r left join user_account u on u.id = r.actor_id
        where $1::boolean or r.actor_id = $2
        order by r.started_at desc, r.id desc limit $3 offset $4`,
      [seesAll(reading), actor.id, p.pageSize, (p.page - 1) * p.pageSize],
    );
    return { rows: rows.map(({ n: _n, ...row }) => row), total: rows[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
  },
});

const getParams = z.object({ id: idSchema, ...pageParams });
type GetParams = z.infer<typeof getParams>;

export const importGet = defineQuery<GetParams, ImportView>({
  name: 'import.get',
  title: 'ver una importación',
  by: READERS,
  params: getParams as z.ZodMiniType<GetParams>,
  run: async (reading) => {
    const { db, actor, params: p } = reading;
    const run = await readRun(db, p.id);
    if (!run || !(run.actorId === actor.id || seesAll(reading))) throw new ProblemError(problem('notFound'));
    const [seen] = await db.query<{ status: ImportStatus; name: string | null }>(
      `select ${STATUS} as status, u.name from import_run r left join user_account u on u.id = r.actor_id where r.id = $1`,
      [p.id],
    );
    const status = seen?.status ?? run.status;
    const problems = await db.query<{ row: number; problem: CellProblem; n: number }>(
      `select x.row_number as row, x.problem, count(*) over ()::int as n
         from (select row_number, e.problem, e.i from import_row, jsonb_array_elements(problems) with ordinality as e(problem, i) where run_id = $1) x
        order by case x.problem ->> 'severity' when 'refused' then 0 when 'person' then 1 else 2 end, x.row_number, x.i limit $2 offset $3`,
      [p.id, p.pageSize, (p.page - 1) * p.pageSize],
    );
    return {
      id: run.id,
      filename: run.filename,
      status,
      startedAt: run.startedAt,
      byName: seen?.name ?? 'Sistema',
      targets: importFieldNames.map((field) => ({
        field,
        label: importFields[field].label,
        required: importFields[field].required,
        help: importFields[field].help,
      })),
      columns: run.headers.map((header, index) => ({ index, header, samples: run.samples[index] ?? [] })),
      mapping: run.mapping as Readonly<Record<string, number>>,
      done: run.done,
      total: run.total,
      problems: problems.map(({ row, problem: found }) => problemRow(run, row, found)),
      problemsTotal: problems[0]?.n ?? 0,
      report: run.report,
      failure: told(status === 'failed' && run.status !== 'failed' ? problem('importCut') : run.failure),
    };
  },
});

function told(what: ImportRun['failure']): ImportView['failure'] {
  if (!what) return null;
  const { status: _status, ...rest } = what;
  return rest;
}

/** A problem of a row with its column as the sheet heads it. */
function problemRow(run: ImportRun, row: number, { field, value, problem: what, severity }: CellProblem): ImportProblemRow {
  const { status: _status, ...rest } = what;
  return { row, column: field === null ? null : columnOf(run, field), value, problem: rest, severity };
}

function columnOf(run: ImportRun, field: ImportField): string {
  const at = run.mapping[field];
  return (at === undefined ? undefined : run.headers[at]) || importFields[field].label;
}
