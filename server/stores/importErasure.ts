import { importables } from '../../domain/import/importables.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { ImportReport } from '../../domain/import/views.ts';
import type { Instant } from '../../domain/kernel/dates.ts';
import { problem } from '../../domain/kernel/problem.ts';
import type { Executor } from '../db/database.ts';

/** A row of a sheet, by its file; a .csv has no sheet name. */
export interface SheetPlace {
  readonly fileHash: string;
  readonly sheet: string | null;
  readonly row: number;
}

/** The kinds of command that bring a row of a sheet in. */
const BRINGING = [...new Set(importables.flatMap(({ kinds }) => kinds))];

/** SQL: the rows from which entries were imported. $1: the entries, $2: BRINGING. */
const ROWS_OF_ENTRIES = `
  select i.entry_id, d.file_hash, i.sheet, i.row_number from imported_row i join source_document d on d.id = i.document_id
   where i.entry_id = any($1::text[]::uuid[]) and d.file_hash is not null
  union
  select e.id, r.file_hash, r.sheet, x.row_number from journal_entry e
    join import_row x on coalesce(x.subject_id, x.alliance_id) = e.subject_id
    join import_run r on r.id = x.run_id where e.id = any($1::text[]::uuid[]) and e.kind = any($2::text[])`;

/** The rows from which an entry was imported, in any sheet: as the record says, and as imports recorded it. */
export async function rowsOfEntry(db: Executor, entryId: string): Promise<SheetPlace[]> {
  return db.query<SheetPlace & Record<string, unknown>>(
    `select file_hash as "fileHash", sheet, row_number as row from (${ROWS_OF_ENTRIES}) r`,
    [[entryId], BRINGING],
  );
}

/**
 * Erasures of entries that are empty already and came in from a sheet that was never withdrawn for them: those that
 * were confirmed when an erasure did not reach sheets yet.
 */
export async function erasuresBeforeSheets(db: Executor): Promise<{ id: string; targetId: string }[]> {
  const confirmed = await db.query<{ targetId: string }>(
    `select e.target_id as "targetId" from erasure e join journal_body b on b.entry_id = e.target_id
      where e.status = 'confirmed' and b.body is null`,
  );
  if (confirmed.length === 0) return [];
  return db.query<{ id: string; targetId: string }>(
    `select distinct e.id, e.target_id as "targetId" from (${ROWS_OF_ENTRIES}) r
       join erasure e on e.target_id = r.entry_id and e.status = 'confirmed' join stored_file f on f.hash = r.file_hash
      where not exists (select from journal_entry w join journal_body b on b.entry_id = w.id
        where w.kind = 'file.withdraw' and w.subject_id = f.id and b.body::jsonb -> 'body' ->> 'erasureId' = e.id::text)`,
    [confirmed.map(({ targetId }) => targetId), BRINGING],
  );
}

/** What an entry still stores: the received content, and its copies of rows, each under the name of its table. */
export async function contentOf(db: Executor, entryId: string): Promise<unknown[]> {
  const rows = await db.query<{ content: string }>(
    `select body as content from journal_body where entry_id = $1::uuid and body is not null
     union all select jsonb_build_object(noun, after)::text from journal_change where entry_id = $1::uuid and after is not null`,
    [entryId],
  );
  return rows.map(({ content }) => JSON.parse(content) as unknown);
}

/** Whether an import is running: what it writes would come after what is emptied. */
export async function importAtWork(db: Executor, at: Instant, staleMs: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from import_run where status in ('checking', 'running') and beat_at > $1::timestamptz - make_interval(secs => $2) limit 1`,
    [at, staleMs / 1000],
  );
  return rows.length > 0;
}

/** Whether any import was opened or gave a sign of life after a moment. */
export async function importSince(db: Executor, at: Instant): Promise<boolean> {
  return (await db.query('select 1 from import_run where beat_at > $1::timestamptz limit 1', [at])).length > 0;
}

interface RowProblems extends Record<string, unknown> {
  readonly run: string;
  readonly row: number;
  readonly problems: readonly CellProblem[];
}

/** All rows of all imports in which a problem was found, a thousand at a time. */
export async function* rowsWithProblems(db: Executor): AsyncGenerator<readonly RowProblems[]> {
  for (let from: RowProblems | undefined; ; ) {
    const rows: RowProblems[] = await db.query<RowProblems>(
      `select run_id as run, row_number as row, problems from import_row
        where problems <> '[]'::jsonb and (run_id, row_number) > ($1::uuid, $2)
        order by run_id, row_number limit 1000`,
      [from?.run ?? '00000000-0000-0000-0000-000000000000', from?.row ?? -1],
    );
    if (rows.length === 0) return;
    yield rows;
    from = rows.at(-1);
  }
}

const ERASED = problem('importErased');

/**
 * Empties what was read in the cells of a row and what was said of it. That a problem was found, where, and how serious
 * it is stays.
 */
const emptied = ({ field, severity }: CellProblem): CellProblem => ({ field, value: null, problem: ERASED, severity });

/**
 * Empties what imports store of rows, by run and by place in a file; and the first values of every sheet of those
 * files.
 */
export async function emptyRows(
  db: Executor,
  found: { runs: readonly { run: string; row: number }[]; places: readonly SheetPlace[] },
): Promise<void> {
  const rows = await db.query<RowProblems>(
    `select x.run_id as run, x.row_number as row, x.problems from import_row x join import_run r on r.id = x.run_id
      where exists (select from jsonb_to_recordset($1::text::jsonb) as p(run uuid, "row" integer)
        where p.run = x.run_id and p."row" = x.row_number)
         or exists (select from jsonb_to_recordset($2::text::jsonb) as p("fileHash" text, sheet text, "row" integer)
                     where p."fileHash" = r.file_hash and p.sheet is not distinct from r.sheet and p."row" = x.row_number)`,
    [JSON.stringify(found.runs), JSON.stringify(found.places)],
  );
  for (const { run, row, problems } of rows) {
    await db.query('update import_row set problems = $3::text::jsonb where run_id = $1::uuid and row_number = $2', [
      run,
      row,
      JSON.stringify(problems.map(emptied)),
    ]);
  }
  const files = [...new Set(found.places.map(({ fileHash }) => fileHash))];
  const touched = [...new Set(rows.map(({ run }) => run))];
  const runs = await db.query<{ id: string; report: ImportReport | null }>(
    `update import_run r set samples = '[]'::jsonb where r.file_hash = any($1::text[]) or r.id = any($2::text[]::uuid[])
       or exists (select from import_run o where o.id = any($2::text[]::uuid[]) and o.file_hash = r.file_hash) returning r.id, r.report`,
    [files, touched],
  );
  for (const { id, report } of runs)
    if (report)
      await db.query('update import_run set report = $2::text::jsonb where id = $1::uuid', [
        id,
        JSON.stringify(await onlySaid(db, id, report)),
      ]);
}

/** The report without the reasons that no row has any more, because a message may quote a cell. */
async function onlySaid(db: Executor, run: string, report: ImportReport): Promise<ImportReport> {
  const said = await db.query<{ message: string }>(
    `select distinct e.problem -> 'problem' ->> 'message' as message
      from import_row x, jsonb_array_elements(x.problems) as e(problem) where x.run_id = $1::uuid`,
    [run],
  );
  const left = new Set(said.map(({ message }) => message));
  const counts = new Map<string, number>();
  for (const { reason, count } of report.refusedByReason) {
    const told = left.has(reason) ? reason : ERASED.message;
    counts.set(told, (counts.get(told) ?? 0) + count);
  }
  return { ...report, refusedByReason: [...counts].map(([reason, count]) => ({ reason, count })) };
}

/**
 * Empties the headings of sheets that are not headings but a person's data: a sheet without headings begins with a row.
 */
export async function emptyHeadings(db: Executor, speaks: (texts: readonly string[]) => boolean): Promise<void> {
  const runs = await db.query<{ id: string; headers: string[] }>('select id, headers from import_run');
  for (const { id, headers } of runs) {
    if (speaks(headers))
      await db.query('update import_run set headers = $2::text[] where id = $1::uuid', [id, headers.map(() => '')]);
  }
}

/** A stored sheet, with the copy that replaces it when some of its rows were erased before. */
export interface KeptSheet extends Record<string, unknown> {
  readonly hash: string;
  readonly mediaType: string;
  readonly withdrawn: boolean;
  readonly copyHash: string | null;
}

export async function keptSheets(db: Executor): Promise<KeptSheet[]> {
  return db.query<KeptSheet>(
    `select hash, media_type as "mediaType", withdrawn_on is not null as withdrawn, copy_hash as "copyHash" from stored_file
      where media_type in ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv')
        and (withdrawn_on is null or copy_hash is not null)
      order by hash`,
  );
}

/**
 * The hashes of bytes that should no longer exist: of withdrawn sheets, and of copies that were replaced; not those of
 * equal bytes that are another sheet's copy, or that somebody brought as a file of its own.
 */
export async function withdrawnHashes(db: Executor): Promise<string[]> {
  const rows = await db.query<{ hash: string }>(
    `select distinct h.hash from stored_file f, unnest(f.hash || coalesce(f.former_copies, '{}')) as h(hash)
      where f.withdrawn_on is not null
        and not exists (select from stored_file k where k.copy_hash = h.hash or (k.hash = h.hash and k.withdrawn_on is null))`,
  );
  return rows.map(({ hash }) => hash);
}
