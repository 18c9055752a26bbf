import type { ImportMapping } from '../../domain/import/fields.ts';
import type { SheetNotice } from '../../domain/import/notice.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { ImportReport, ImportStatus } from '../../domain/import/views.ts';
import type { Instant } from '../../domain/kernel/dates.ts';
import type { Problem } from '../../domain/kernel/problem.ts';
import type { Executor } from '../db/database.ts';

/** An import as stored (table import_run). These rows belong to a job and are exempt from the write path. */
export interface ImportRun {
  readonly id: string;
  readonly filename: string;
  readonly fileHash: string;
  readonly actorId: string;
  readonly programmeId: string;
  readonly source: string | null;
  readonly headers: readonly string[];
  /** The first values of each column. */
  readonly samples: readonly (readonly string[])[];
  /** What the sheet brings: a name of `importables`, or nothing. */
  readonly importable: string;
  /** The id of the run of the first sheet of the workbook, which stands for all of them. */
  readonly workbookId: string;
  /** Place of the sheet in its workbook, from 0. */
  readonly position: number;
  /** Whether the workbook hides the sheet. */
  readonly hidden: boolean;
  /** The name of the sheet; null when there is none or it was not recorded. */
  readonly sheet: string | null;
  /** Doubts about the file as a whole; null for imports from before these were recorded. */
  readonly notices: readonly SheetNotice[] | null;
  readonly mapping: ImportMapping;
  readonly states: Readonly<Record<string, string>>;
  readonly status: ImportStatus;
  readonly done: number;
  readonly total: number;
  readonly report: ImportReport | null;
  readonly failure: Problem | null;
  readonly startedAt: Instant;
  readonly beatAt: Instant;
}

type RowOutcome = 'pending' | 'adopted' | 'refused' | 'unchanged';

/** The outcome of a row (table import_row). */
export interface ImportRowState {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly subjectId: string | null;
  readonly gaps: readonly string[];
  readonly problems: readonly CellProblem[];
  readonly toPerson: boolean;
}

/** The importable of runs from before there was a choice. */
const BEFORE = 'alliances';

const COLUMNS = `r.id, r.filename, r.file_hash as "fileHash", r.actor_id as "actorId", r.programme_id as "programmeId",
  r.source, r.headers, r.samples, r.sheet, r.notices,
  coalesce(r.thing, '${BEFORE}') as importable, coalesce(r.workbook_id, r.id) as "workbookId",
    coalesce(r.position, 0) as position, coalesce(r.hidden, false) as hidden,
  r.mapping, r.states, r.status, r.done, r.total, r.report, r.failure, r.started_at as "startedAt", r.beat_at as "beatAt"`;

export async function insertRun(db: Executor, run: ImportRun): Promise<void> {
  await db.query(
    `insert into import_run (id, filename, file_hash, actor_id, programme_id, source, headers, samples, mapping, states,
      status, done, total, started_at, beat_at, sheet, notices,
       thing, workbook_id, position, hidden)
     values ($1, $2, $3, $4, $5, $6, $7::text[], $8::text::jsonb, $9::text::jsonb, $10::text::jsonb, $11, $12, $13,
       $14::timestamptz, $15::timestamptz, $16, $17::text::jsonb, $18, $19, $20, $21)`,
    [
      run.id,
      run.filename,
      run.fileHash,
      run.actorId,
      run.programmeId,
      run.source,
      run.headers,
      JSON.stringify(run.samples),
      JSON.stringify(run.mapping),
      JSON.stringify(run.states),
      run.status,
      run.done,
      run.total,
      run.startedAt,
      run.beatAt,
      run.sheet,
      run.notices && JSON.stringify(run.notices),
      run.importable,
      run.workbookId,
      run.position,
      run.hidden,
    ],
  );
}

/** The sheets of a workbook in order, each a run; a file of one sheet has one. */
export async function readWorkbook(db: Executor, id: string): Promise<ImportRun[]> {
  return db.query<ImportRun & Record<string, unknown>>(
    `select ${COLUMNS} from import_run r where r.id = $1::uuid or r.workbook_id = $1::uuid order by coalesce(r.position, 0), r.id`,
    [id],
  );
}

type Remembered = Pick<ImportRun, 'mapping' | 'states' | 'headers'>;

/** How many earlier sheets are searched for what their columns were said to hold. */
const LOOKED_BACK = 5;

/**
 * What people of somebody's unit said that the columns of sheets of an importable hold, in a programme; the newest
 * first.
 */
export async function rememberedMappings(
  db: Executor,
  importable: string,
  programmeId: string,
  actorId: string,
): Promise<Remembered[]> {
  return db.query<Remembered & Record<string, unknown>>(
    `select r.mapping, r.states, r.headers from import_run r left join user_account u on u.id = r.actor_id
      where coalesce(r.thing, '${BEFORE}') = $1 and r.programme_id = $2 and r.status <> 'mapping'
        and (r.actor_id = $3 or u.unit_id is not distinct from (select m.unit_id from user_account m where m.id = $3))
      order by r.started_at desc, r.id desc limit ${LOOKED_BACK}`,
    [importable, programmeId, actorId],
  );
}

interface RunChange {
  readonly importable?: string;
  readonly mapping?: ImportMapping;
  readonly states?: Readonly<Record<string, string>>;
  readonly programmeId?: string;
  readonly status?: ImportStatus;
  readonly done?: number;
  readonly report?: ImportReport | null;
  readonly failure?: Problem | null;
  readonly startedAt?: Instant;
}

const CHANGES: Readonly<Record<keyof RunChange, string>> = {
  importable: 'thing = $',
  mapping: 'mapping = $::text::jsonb',
  states: 'states = $::text::jsonb',
  programmeId: 'programme_id = $',
  status: 'status = $',
  done: 'done = $',
  report: 'report = $::text::jsonb',
  failure: 'failure = $::text::jsonb',
  startedAt: 'started_at = $::timestamptz',
};

/** Changes some columns of a run and renews its sign of life. */
export async function updateRun(db: Executor, id: string, change: RunChange, beatAt: Instant): Promise<void> {
  const params: unknown[] = [id, beatAt];
  const parts = (Object.keys(CHANGES) as (keyof RunChange)[]).flatMap((key) => {
    const value = change[key];
    if (value === undefined) return [];
    params.push(CHANGES[key].includes('jsonb') && value !== null ? JSON.stringify(value) : value);
    return [CHANGES[key].replace('$', `$${params.length}`)];
  });
  await db.query(`update import_run set ${['beat_at = $2::timestamptz', ...parts].join(', ')} where id = $1`, params);
}

/**
 * Starts work on a run unless somebody is working on one: true for the caller that may. A sign of life older than
 * `staleMs` does not count.
 */
export async function claimRun(
  db: Executor,
  id: string,
  status: 'checking' | 'running',
  at: Instant,
  staleMs: number,
): Promise<boolean> {
  const rows = await db.query(
    `update import_run set status = $2, beat_at = $3::timestamptz, failure = null where id = $1
      and not exists (select 1 from import_run o
        where o.status in ('checking', 'running') and o.beat_at > $3::timestamptz - make_interval(secs => $4))
      returning id`,
    [id, status, at, staleMs / 1000],
  );
  return rows.length > 0;
}

/** Writes the outcomes of rows; a row written before is replaced. */
export async function writeRows(db: Executor, runId: string, rows: readonly ImportRowState[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((r) => ({
    row_number: r.row,
    outcome: r.outcome,
    subject_id: r.subjectId,
    gaps: r.gaps,
    problems: r.problems,
    to_person: r.toPerson,
  }));
  await db.query(
    `insert into import_row (run_id, row_number, outcome, subject_id, gaps, problems, to_person)
     select $1::uuid, x.row_number, x.outcome, x.subject_id, x.gaps, x.problems, x.to_person
       from jsonb_to_recordset($2::text::jsonb) as x(row_number integer, outcome text, subject_id uuid, gaps text[],
         problems jsonb, to_person boolean)
     on conflict (run_id, row_number) do update set outcome = excluded.outcome, subject_id = excluded.subject_id, gaps = excluded.gaps,
       problems = excluded.problems, to_person = excluded.to_person`,
    [runId, JSON.stringify(values)],
  );
}

export async function forgetRows(db: Executor, runId: string): Promise<void> {
  await db.query('delete from import_row where run_id = $1', [runId]);
}

export async function readRows(db: Executor, runId: string): Promise<ImportRowState[]> {
  return db.query<ImportRowState & Record<string, unknown>>(
    `select row_number as "row", outcome, coalesce(subject_id, alliance_id) as "subjectId", gaps, problems,
      to_person as "toPerson"
      from import_row where run_id = $1 order by row_number`,
    [runId],
  );
}
