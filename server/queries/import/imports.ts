import * as z from 'zod/mini';
import { adoptAlliance } from '../../../domain/alliance/adopt.ts';
import { cellName } from '../../../domain/import/cell.ts';
import { type Importable, NOTHING } from '../../../domain/import/importable.ts';
import { importableNamed, importables, importablesOf } from '../../../domain/import/importables.ts';
import type { CellProblem } from '../../../domain/import/rowReader.ts';
import type {
  ImportableListView,
  ImportableView,
  ImportListView,
  ImportProblemListView,
  ImportStatus,
  ImportView,
} from '../../../domain/import/views.ts';
import type { Day } from '../../../domain/kernel/dates.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { problems } from '../../../domain/kernel/problems.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import { type Role, roleNames } from '../../../domain/people/roles.ts';
import { STALE_MS } from '../../import/run.ts';
import { sumOf } from '../../import/tally.ts';
import { type ImportRun, readWorkbook } from '../../stores/importRuns.ts';
import { readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { importColumns, importProblemColumns } from './columns.ts';

/** Who may import something, and who oversees imports. */
const READERS: readonly Role[] = roleNames.filter(
  (role) => role === 'AUDITOR' || importables.some(({ by }) => by.includes(role)),
);
/**
 * Those of them who see what others imported, if their reach is the nation, because the cells are about people. The
 * others see only their own imports.
 */
const OVERSEERS: readonly Role[] = [...(adoptAlliance.by as readonly Role[]), 'AUDITOR'];
const seesAll = (reading: Pick<Reading<unknown>, 'actor' | 'today'>) =>
  scopeOf(reading.actor, reading.today, OVERSEERS).some((s) => s.kind === 'national');

/** Work that has given no sign of life was interrupted, and is shown as failed. */
const STATUS =
  `case when r.status in ('checking', 'running') and r.beat_at < now() - interval '${STALE_MS / 1000} seconds' ` +
  `then 'failed' else r.status end`;

const listParams = z.object(pageParams);
type ListParams = z.infer<typeof listParams>;

export const importList = defineQuery<ListParams, ImportListView>({
  name: 'import.list',
  title: 'ver las importaciones',
  by: READERS,
  params: listParams as z.ZodMiniType<ListParams>,
  columns: importColumns,
  run: async (reading) => {
    const { db, actor, params: p } = reading;
    return readPage<ImportListView['rows'][number]>(db, p, {
      sql: `select r.id, r.filename, ${STATUS} as status, r.started_at as "startedAt",
        coalesce(u.name, 'Sistema') as "byName", s.done, s.total, count(*) over () as "inAll"
         from import_run r left join user_account u on u.id = r.actor_id
         cross join lateral (select coalesce(sum(x.done), 0)::int as done, coalesce(sum(x.total), 0)::int as total
           from import_run x where (x.id = r.id or x.workbook_id = r.id) and x.thing is distinct from '${NOTHING}') s
        where ($1::boolean or r.actor_id = $2) and (r.workbook_id is null or r.workbook_id = r.id)`,
      values: [seesAll(reading), actor.id],
      order: 'r.started_at desc, r.id desc',
    });
  },
});

/**
 * The sheets of a workbook, for the person who brought the file and for those who oversee imports; throws ProblemError
 * (notFound).
 */
async function ownWorkbook(reading: Reading<{ id: string }>): Promise<[ImportRun, ...ImportRun[]]> {
  const [first, ...rest] = await readWorkbook(reading.db, reading.params.id);
  if (!first || first.id !== reading.params.id || !(first.actorId === reading.actor.id || seesAll(reading)))
    throw new ProblemError(problem('notFound'));
  return [first, ...rest];
}

const importableView = (importable: Importable): ImportableView => ({
  name: importable.name,
  many: importable.many,
  lead: importable.lead,
  path: importable.path,
  targets: Object.entries(importable.columns).map(([field, { facts }]) => ({
    field,
    label: upperFirst(facts.label),
    required: facts.needed,
    help: facts.help,
  })),
});

const noParams = z.object({});

export const importableList = defineQuery<Record<string, never>, ImportableListView>({
  name: 'import.importables',
  title: 'ver qué se puede importar',
  by: READERS,
  params: noParams as unknown as z.ZodMiniType<Record<string, never>>,
  run: async ({ actor, today }) => ({
    rows: importablesOf(actor, today).map(({ name, many, lead }) => ({ name, many, lead })),
  }),
});

const getParams = z.object({ id: idSchema });

export const importGet = defineQuery<{ id: string }, ImportView>({
  name: 'import.get',
  title: 'ver una importación',
  by: READERS,
  params: getParams as z.ZodMiniType<{ id: string }>,
  run: async (reading) => {
    const { db, actor, params, today } = reading;
    const runs = await ownWorkbook(reading);
    const [run] = runs;
    const [seen] = await db.query<{ status: ImportStatus; name: string | null; withdrawnOn: Day | null }>(
      `select ${STATUS} as status, u.name, f.withdrawn_on as "withdrawnOn" from import_run r left join user_account u on u.id = r.actor_id
         left join stored_file f on f.hash = r.file_hash where r.id = $1`,
      [params.id],
    );
    const status = seen?.status ?? run.status;
    const bringing = runs.filter(({ importable }) => importable !== NOTHING);
    const reports = bringing.flatMap(({ report }) => report ?? []);
    const may = importablesOf(actor, today);
    return {
      id: run.id,
      filename: run.filename,
      status,
      startedAt: run.startedAt,
      byName: seen?.name ?? 'Sistema',
      withdrawnOn: seen?.withdrawnOn ?? null,
      own: run.actorId === actor.id,
      programmeId: run.programmeId,
      importables: importables
        .filter((importable) => may.includes(importable) || runs.some((one) => one.importable === importable.name))
        .map(importableView),
      sheets: runs.map((one) => ({
        id: one.id,
        sheet: one.sheet,
        hidden: one.hidden,
        importable: one.importable,
        columns: one.headers.map((header, index) => ({ index, header, samples: one.samples[index] ?? [] })),
        mapping: one.mapping as Readonly<Record<string, number>>,
        notices: one.notices ?? [],
        done: one.done,
        total: one.total,
        report: one.report,
      })),
      unknownStates: await db.query<ImportView['unknownStates'][number] & Record<string, unknown>>(
        `select e.problem ->> 'value' as said, count(*) as rows from import_row x, jsonb_array_elements(x.problems) as e(problem)
          where x.run_id = any($1::text[]::uuid[]) and e.problem -> 'problem' ->> 'code' = $2
            and e.problem ->> 'value' is not null
            group by 1 order by 2 desc, 1`,
        [runs.map(({ id }) => id), problems.importUnknownState.code],
      ),
      done: bringing.reduce((sum, { done }) => sum + done, 0),
      total: bringing.reduce((sum, { total }) => sum + total, 0),
      report: reports.length > 0 && reports.length === bringing.length ? sumOf(reports) : null,
      failure: told(status === 'failed' && run.status !== 'failed' ? problem('importCut') : run.failure),
    };
  },
});

function told(what: ImportRun['failure']): ImportView['failure'] {
  if (!what) return null;
  const { status: _status, ...rest } = what;
  return rest;
}

const problemParams = z.object({
  id: idSchema,
  severity: z.optional(z.enum(['refused', 'person', 'gap', 'note'])),
  ...pageParams,
});
type ProblemParams = z.infer<typeof problemParams>;

export const importProblems = defineQuery<ProblemParams, ImportProblemListView>({
  name: 'import.problems',
  title: 'ver los problemas de una importación',
  // A cell may contain the number of an identity card.
  personal: true,
  by: READERS,
  params: problemParams as z.ZodMiniType<ProblemParams>,
  columns: importProblemColumns,
  run: async (reading) => {
    const { db, params: p } = reading;
    const runs = await ownWorkbook(reading);
    const { rows, ...page } = await readPage<{
      run: string;
      row: number;
      problem: CellProblem;
      subjectId: string | null;
    }>(db, p, {
      sql: `select x.run_id as run, x.row_number as row, x.problem, x.subject_id as "subjectId", count(*) over () as "inAll"
         from (select w.run_id, w.row_number, e.problem, e.i, coalesce(o.position, 0) as position,
                      case when w.outcome in ('adopted', 'unchanged') then coalesce(w.subject_id, w.alliance_id) end as subject_id
                 from import_row w join import_run o on o.id = w.run_id, jsonb_array_elements(w.problems) with ordinality as e(problem, i)
                where w.run_id = any($1::text[]::uuid[])) x
        where $2::text is null or x.problem ->> 'severity' = $2`,
      values: [runs.map(({ id }) => id), p.severity ?? null],
      order: `case x.problem ->> 'severity' when 'refused' then 0 when 'person' then 1 when 'gap' then 2
        else 3 end, x.position, x.row_number, x.i`,
    });
    const sheets = new Map(runs.map((run) => [run.id, run]));
    return {
      ...page,
      rows: rows.map(({ run: id, row, problem: { field, value, problem: what, severity }, subjectId }) => {
        const run = sheets.get(id) ?? runs[0];
        return {
          row,
          sheet: run.sheet,
          severity,
          column: field === null ? null : columnOf(run, field),
          cell: cellOf(run, field, row, runs.length > 1),
          value,
          message: what.message,
          problemCode: what.code,
          path: subjectId === null ? null : pathOf(run, subjectId),
        };
      }),
    };
  },
});

/** The page of what a row became, when it has one under the path of its list. */
const pathOf = ({ importable }: ImportRun, subjectId: string): string | null => {
  const found = importableNamed(importable);
  return found?.paged ? `${found.path}/${subjectId}` : null;
};

/** The cell of a datum in a row, as spreadsheets name it; null for the whole row and for a datum without a column. */
function cellOf(run: ImportRun, field: string | null, row: number, several: boolean): string | null {
  const at = field === null ? undefined : run.mapping[field];
  if (at === undefined) return null;
  return several && run.sheet !== null ? `${run.sheet}!${cellName(at, row)}` : cellName(at, row);
}

/** The heading of a datum's column in the sheet. */
function columnOf(run: ImportRun, field: string): string {
  const at = run.mapping[field];
  return (
    (at === undefined ? undefined : run.headers[at]) ||
    upperFirst(importableNamed(run.importable)?.columns[field]?.facts.label ?? field)
  );
}
