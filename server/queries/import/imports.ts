import * as z from 'zod/mini';
import { adoptAlliance } from '../../../domain/alliance/adopt.ts';
import { cellName } from '../../../domain/import/cell.ts';
import { type ImportField, importFieldNames, importFields } from '../../../domain/import/fields.ts';
import type { CellProblem } from '../../../domain/import/rowReader.ts';
import type { ImportListView, ImportProblemListView, ImportStatus, ImportView } from '../../../domain/import/views.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { problems } from '../../../domain/kernel/problems.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { STALE_MS } from '../../import/run.ts';
import { type ImportRun, readRun } from '../../stores/importRuns.ts';
import { readPage } from '../list.ts';
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
    return readPage<ImportListView['rows'][number]>(db, p, {
      sql: `select r.id, r.filename, ${STATUS} as status, r.started_at as "startedAt", coalesce(u.name, 'Sistema') as "byName", r.done, r.total, count(*) over () as "inAll"
         from import_run r left join user_account u on u.id = r.actor_id
        where $1::boolean or r.actor_id = $2`,
      values: [seesAll(reading), actor.id],
      order: 'r.started_at desc, r.id desc',
    });
  },
});

/** The run of an id, for who brought the file and for national readers; throws ProblemError (notFound). */
async function ownRun(reading: Reading<{ id: string }>): Promise<ImportRun> {
  const run = await readRun(reading.db, reading.params.id);
  if (!run || !(run.actorId === reading.actor.id || seesAll(reading))) throw new ProblemError(problem('notFound'));
  return run;
}

const getParams = z.object({ id: idSchema });

export const importGet = defineQuery<{ id: string }, ImportView>({
  name: 'import.get',
  title: 'ver una importación',
  by: READERS,
  params: getParams as z.ZodMiniType<{ id: string }>,
  run: async (reading) => {
    const { db, actor, params } = reading;
    const run = await ownRun(reading);
    const [seen] = await db.query<{ status: ImportStatus; name: string | null }>(
      `select ${STATUS} as status, u.name from import_run r left join user_account u on u.id = r.actor_id where r.id = $1`,
      [params.id],
    );
    const status = seen?.status ?? run.status;
    return {
      id: run.id,
      filename: run.filename,
      status,
      startedAt: run.startedAt,
      byName: seen?.name ?? 'Sistema',
      own: run.actorId === actor.id,
      programmeId: run.programmeId,
      targets: importFieldNames.map((field) => ({
        field,
        label: importFields[field].label,
        required: importFields[field].required,
        help: importFields[field].help,
      })),
      columns: run.headers.map((header, index) => ({ index, header, samples: run.samples[index] ?? [] })),
      sheet: run.sheet,
      notices: run.notices ?? [],
      mapping: run.mapping as Readonly<Record<string, number>>,
      unknownStates: await db.query<ImportView['unknownStates'][number] & Record<string, unknown>>(
        `select e.problem ->> 'value' as said, count(*) as rows from import_row x, jsonb_array_elements(x.problems) as e(problem)
          where x.run_id = $1 and e.problem -> 'problem' ->> 'code' = $2 and e.problem ->> 'value' is not null group by 1 order by 2 desc, 1`,
        [run.id, problems.importUnknownState.code],
      ),
      done: run.done,
      total: run.total,
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

const problemParams = z.object({ id: idSchema, severity: z.optional(z.enum(['refused', 'person', 'gap'])), ...pageParams });
type ProblemParams = z.infer<typeof problemParams>;

export const importProblems = defineQuery<ProblemParams, ImportProblemListView>({
  name: 'import.problems',
  title: 'ver los problemas de una importación',
  by: READERS,
  params: problemParams as z.ZodMiniType<ProblemParams>,
  run: async (reading) => {
    const { db, params: p } = reading;
    const run = await ownRun(reading);
    const { rows, ...page } = await readPage<{ row: number; problem: CellProblem; allianceId: string | null }>(db, p, {
      sql: `select x.row_number as row, x.problem, x.alliance_id as "allianceId", count(*) over () as "inAll"
         from (select row_number, e.problem, e.i, case when outcome in ('adopted', 'unchanged') then alliance_id end as alliance_id
                 from import_row, jsonb_array_elements(problems) with ordinality as e(problem, i) where run_id = $1) x
        where $2::text is null or x.problem ->> 'severity' = $2`,
      values: [p.id, p.severity ?? null],
      order: `case x.problem ->> 'severity' when 'refused' then 0 when 'person' then 1 else 2 end, x.row_number, x.i`,
    });
    return {
      ...page,
      rows: rows.map(({ row, problem: { field, value, problem: what, severity }, allianceId }) => ({
        row,
        severity,
        column: field === null ? null : columnOf(run, field),
        cell: cellOf(run, field, row),
        value,
        message: what.message,
        problemCode: what.code,
        allianceId,
      })),
    };
  },
});

/** Where a datum of a row stands, as spreadsheets name it; null for the row as a whole and for a datum without a column. */
function cellOf(run: ImportRun, field: ImportField | null, row: number): string | null {
  const at = field === null ? undefined : run.mapping[field];
  return at === undefined ? null : cellName(at, row);
}

/** A datum's column as the sheet heads it. */
function columnOf(run: ImportRun, field: ImportField): string {
  const at = run.mapping[field];
  return (at === undefined ? undefined : run.headers[at]) || importFields[field].label;
}
