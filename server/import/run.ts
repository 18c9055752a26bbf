import { headingsOf, missingColumns } from '../../domain/import/guess.ts';
import type { Importable } from '../../domain/import/importable.ts';
import { importables, isRowImportable } from '../../domain/import/importables.ts';
import { withoutNotes } from '../../domain/import/readRow.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { ImportReport } from '../../domain/import/views.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { type Problem, ProblemError, problem } from '../../domain/kernel/problem.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { type CommandResult, executeCommands } from '../commands/executeCommands.ts';
import {
  claimRun,
  forgetRows,
  type ImportRowState,
  type ImportRun,
  readWorkbook,
  updateRun,
  writeRows,
} from '../stores/importRuns.ts';
import { readableFile } from '../sync/fileReach.ts';
import type { System } from '../system.ts';
import { Coming } from './coming.ts';
import { AlliancePlan } from './plan.ts';
import { type ImportCommand, type PlannedRow, type SheetPlan, wholeRow } from './planned.ts';
import { RowPlan } from './rowPlan.ts';
import { withSheet } from './sheet/openSheet.ts';
import { ImportTally, sumOf } from './tally.ts';

export type ImportSystem = Pick<System, 'db' | 'context' | 'files' | 'now'>;
export type ImportProgress = (done: number, total: number) => void;

/** Work that has given no sign of life for this long counts as interrupted. */
export const STALE_MS = 30_000;
const SLICE = 10;

/** A sheet and the importable that it brings. */
interface Sheet {
  readonly run: ImportRun;
  readonly importable: Importable;
}

/**
 * The sheets of a workbook that bring something, each after those that it may name. Throws ProblemError when a column
 * is missing.
 */
async function sheetsOf(system: ImportSystem, workbookId: string): Promise<Sheet[]> {
  const runs = await readWorkbook(system.db, workbookId);
  if (runs.length === 0) throw new ProblemError(problem('notFound'));
  const sheets = importables.flatMap((importable) =>
    runs.filter((run) => run.importable === importable.name).map((run): Sheet => ({ run, importable })),
  );
  if (sheets.length === 0) throw new ProblemError(problem('importThing'));
  for (const { run, importable } of sheets) {
    const [missing] = missingColumns(importable, run.mapping);
    if (missing)
      throw new ProblemError(
        problem('importColumn', { column: upperFirst(importable.columns[missing]?.facts.label ?? missing) }),
      );
  }
  return sheets;
}

/**
 * The plan for the rows of a sheet.
 * @param dry nothing is sent afterwards: the rules are asked beforehand
 */
function planOf(
  system: ImportSystem,
  { run, importable }: Sheet,
  actor: Actor,
  coming: Coming,
  dry: boolean,
): Promise<SheetPlan> {
  const receivedAt = system.now();
  if (isRowImportable(importable))
    return RowPlan.of({ db: system.db, run, importable, actor, receivedAt, coming, dry });
  return AlliancePlan.of(system.db, run, actor, dayOf(receivedAt), coming);
}

type Each = (planned: readonly PlannedRow[], sheet: Sheet, plan: SheetPlan) => Promise<void>;

/**
 * Plans the sheets of a workbook from its file, one after the other, and passes their rows on slice by slice, so that a
 * sheet is never held whole. Throws ProblemError when there is no file that this person may read.
 */
async function inPlan(
  system: ImportSystem,
  sheets: readonly Sheet[],
  actor: Actor,
  dry: boolean,
  each: Each,
  ended: (sheet: Sheet) => Promise<void>,
) {
  const file = await readableFile(system, actor, sheets[0]?.run.fileHash ?? '');
  if (!file) throw new ProblemError(problem('notFound'));
  const coming = new Coming();
  for (const sheet of sheets) {
    const plan = await planOf(system, sheet, actor, coming, dry);
    const wanted = {
      headings: headingsOf([sheet.importable]),
      ...(sheet.run.sheet === null ? {} : { sheet: sheet.run.sheet }),
    };
    await withSheet(
      file.bytes,
      async ({ slices }) => {
        for await (const rows of slices) await each(await plan.next(rows), sheet, plan);
      },
      wanted,
    );
    await ended(sheet);
  }
}

/**
 * The dry run: every problem of every row of every sheet, and what each row would become. It changes only the job's own
 * rows.
 */
export async function checkImport(system: ImportSystem, workbookId: string, actor: Actor): Promise<ImportReport> {
  if (!(await claimRun(system.db, workbookId, 'checking', system.now(), STALE_MS)))
    throw new ProblemError(problem('importBusy'));
  return ending(system, workbookId, async () => {
    const all = await readWorkbook(system.db, workbookId);
    for (const { id } of all) {
      await forgetRows(system.db, id);
      await updateRun(system.db, id, { done: 0, report: null }, system.now());
    }
    const sheets = await sheetsOf(system, workbookId);
    const tallies = new Map(sheets.map(({ run }) => [run.id, new ImportTally('pending')]));
    const tallyOf = ({ run }: Sheet) => tallies.get(run.id) as ImportTally;
    const each: Each = async (planned, sheet) => {
      const rows = planned.map((p) => stateOf(p, p.action === 'adopt' ? 'pending' : p.action));
      await writeRows(system.db, sheet.run.id, rows);
      tallyOf(sheet).add(rows);
      await beat(system, sheet.run, tallyOf(sheet).rows);
    };
    await inPlan(system, sheets, actor, true, each, async (sheet) => {
      await updateRun(system.db, sheet.run.id, { done: 0, report: tallyOf(sheet).report() }, system.now());
    });
    await settle(system, all, 'checked');
    return sumOf([...tallies.values()].map((tally) => tally.report()));
  });
}

/**
 * Runs the import through the write path as the actor, row by row. After an interruption it continues where it stopped,
 * since what is already imported is found by its id. A second run of the same file changes nothing.
 */
export async function runImport(
  system: ImportSystem,
  workbookId: string,
  actor: Actor,
  onProgress: ImportProgress = () => {},
): Promise<ImportReport> {
  const all = await readWorkbook(system.db, workbookId);
  if (all[0]?.status === 'done') throw new ProblemError(problem('importNotReady'));
  if (!(await claimRun(system.db, workbookId, 'running', system.now(), STALE_MS)))
    throw new ProblemError(problem('importBusy'));
  return ending(system, workbookId, async () => {
    const sheets = await sheetsOf(system, workbookId);
    const total = sheets.reduce((sum, { run }) => sum + run.total, 0);
    const tallies = new Map(sheets.map(({ run }) => [run.id, new ImportTally('adopted')]));
    const tallyOf = ({ run }: Sheet) => tallies.get(run.id) as ImportTally;
    const each: Each = async (planned, sheet, plan) => {
      for (let from = 0; from < planned.length; from += SLICE) {
        const rows: ImportRowState[] = [];
        for (const row of planned.slice(from, from + SLICE))
          rows.push(await carryOut(system, sheet.run, row, plan, actor));
        await writeRows(system.db, sheet.run.id, rows);
        tallyOf(sheet).add(rows);
        await beat(system, sheet.run, tallyOf(sheet).rows);
        onProgress(
          [...tallies.values()].reduce((sum, tally) => sum + tally.rows, 0),
          total,
        );
      }
    };
    await inPlan(system, sheets, actor, false, each, async (sheet) => {
      await updateRun(
        system.db,
        sheet.run.id,
        { done: sheet.run.total, report: tallyOf(sheet).report() },
        system.now(),
      );
    });
    await settle(system, all, 'done');
    return sumOf([...tallies.values()].map((tally) => tally.report()));
  });
}

/** Records how far a sheet has come, and that the workbook is being worked on. */
async function beat(system: ImportSystem, run: ImportRun, done: number): Promise<void> {
  await updateRun(system.db, run.id, { done }, system.now());
  if (run.id !== run.workbookId) await updateRun(system.db, run.workbookId, {}, system.now());
}

/**
 * Gives every sheet of the workbook the final state; the first sheet comes last, because its state says that all is
 * done.
 */
async function settle(system: ImportSystem, runs: readonly ImportRun[], status: 'checked' | 'done'): Promise<void> {
  for (const { id } of runs.toReversed()) await updateRun(system.db, id, { status }, system.now());
}

/** Records a problem in the run, where people see it, and throws it again. */
async function ending<T>(system: ImportSystem, runId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof ProblemError ? error.problem : problem('internal');
    await updateRun(system.db, runId, { status: 'failed', failure }, system.now()).catch(() => undefined);
    throw error;
  }
}

async function carryOut(
  system: ImportSystem,
  run: ImportRun,
  planned: PlannedRow,
  plan: SheetPlan,
  actor: Actor,
): Promise<ImportRowState> {
  if (planned.action !== 'adopt') return stateOf(planned, planned.action);
  const answers = await send(system, run, planned.commands, actor);
  if (answers.some((answer) => answer.status === 'retry')) throw new ProblemError(problem('busy'));
  const failed = (answer: CommandResult | undefined) => answer?.status !== 'accepted' && answer?.status !== 'conflict';
  const whyNot = (what: Problem | undefined): CellProblem =>
    what ? plan.refusalOf(planned, what) : wholeRow(problem('internal'), 'refused');
  const decisive = answers[planned.decisive];
  if (failed(decisive))
    return stateOf({ ...planned, problems: [...withoutNotes(planned.problems), whyNot(decisive?.problem)] }, 'refused');
  // The commands after the decisive one are part of the row: a failure of one is reported, and what was imported stays.
  const later = answers.slice(planned.decisive + 1).filter(failed);
  const told =
    run.importable === 'alliances'
      ? []
      : later.map((answer): CellProblem => ({ ...whyNot(answer.problem), severity: 'person' }));
  return stateOf({ ...planned, problems: [...planned.problems, ...told] }, 'adopted');
}

/**
 * Sends commands as captured when the run began: sent again after an interruption, they are the same bytes, and their
 * receipts answer.
 */
async function send(
  system: ImportSystem,
  run: ImportRun,
  commands: readonly ImportCommand[],
  actor: Actor,
): Promise<CommandResult[]> {
  const texts = commands.map((c) =>
    compose({ ...c, actor, occurredOn: c.on ?? dayOf(run.startedAt), at: run.startedAt }),
  );
  return executeCommands(system.context, { texts, actor, receivedAt: system.now() });
}

function stateOf(planned: PlannedRow, outcome: ImportRowState['outcome']): ImportRowState {
  const stays = outcome === 'adopted' || outcome === 'pending';
  return {
    row: planned.row,
    outcome,
    subjectId: outcome === 'refused' ? null : planned.subjectId,
    gaps: stays ? planned.gaps : [],
    problems: planned.problems,
    toPerson: outcome !== 'refused' && planned.problems.some((p) => p.severity === 'person'),
  };
}
