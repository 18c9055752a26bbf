import { importFields, missingFields } from '../../domain/import/fields.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { ImportReport } from '../../domain/import/views.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { type Problem, ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { type CommandResult, executeCommands } from '../commands/executeCommands.ts';
import { claimRun, forgetRows, type ImportRowState, type ImportRun, readRun, updateRun, writeRows } from '../stores/importRuns.ts';
import { readableFile } from '../sync/fileReach.ts';
import type { System } from '../system.ts';
import { ImportPlan, type PlannedRow } from './plan.ts';
import { adoptCommand, documentCommand, duplicateCommand, type ImportCommand } from './rowCommands.ts';
import { withSheet } from './sheet/openSheet.ts';
import { ImportTally } from './tally.ts';

export type ImportSystem = Pick<System, 'db' | 'context' | 'files' | 'now'>;
export type ImportProgress = (done: number, total: number) => void;

/** Work without a sign of life for so long was cut off. */
export const STALE_MS = 30_000;
const SLICE = 10;

/**
 * Plans a run from its file and hands its rows on, slice by slice: a sheet is never held whole. Throws ProblemError when there is no such
 * run, no file that this person may read, or columns are missing.
 */
async function inPlan(
  system: ImportSystem,
  runId: string,
  actor: Actor,
  each: (planned: readonly PlannedRow[], run: ImportRun) => Promise<void>,
): Promise<void> {
  const run = await readRun(system.db, runId);
  if (!run) throw new ProblemError(problem('notFound'));
  const missing = missingFields(run.mapping)[0];
  if (missing) throw new ProblemError(problem('importColumn', { column: importFields[missing].label }));
  const file = await readableFile(system, actor, run.fileHash);
  if (!file) throw new ProblemError(problem('notFound'));
  const plan = await ImportPlan.of(system.db, run, actor, dayOf(system.now()));
  await withSheet(file.bytes, async (sheet) => {
    for await (const rows of sheet.slices) await each(await plan.next(rows), run);
  });
}

/** The dry run: every problem of every row, and what would become of it. Nothing is changed but the job's own rows. */
export async function checkImport(system: ImportSystem, runId: string, actor: Actor): Promise<ImportReport> {
  if (!(await claimRun(system.db, runId, 'checking', system.now(), STALE_MS))) throw new ProblemError(problem('importBusy'));
  return ending(system, runId, async () => {
    await forgetRows(system.db, runId);
    const tally = new ImportTally('pending');
    await inPlan(system, runId, actor, async (planned) => {
      const rows = planned.map((p) => stateOf(p, p.action === 'adopt' ? 'pending' : p.action));
      await writeRows(system.db, runId, rows);
      tally.add(rows);
      await updateRun(system.db, runId, { done: tally.rows }, system.now());
    });
    const report = tally.report();
    await updateRun(system.db, runId, { status: 'checked', done: 0, report }, system.now());
    return report;
  });
}

/**
 * Runs the import through the write path as the actor, alliance by alliance. Cut off, it goes on where it stopped: what is
 * already here is found by its id. A second run of the same file changes nothing.
 */
export async function runImport(system: ImportSystem, runId: string, actor: Actor, onProgress: ImportProgress = () => {}): Promise<ImportReport> {
  if ((await readRun(system.db, runId))?.status === 'done') throw new ProblemError(problem('importNotReady'));
  if (!(await claimRun(system.db, runId, 'running', system.now(), STALE_MS))) throw new ProblemError(problem('importBusy'));
  return ending(system, runId, async () => {
    const tally = new ImportTally('adopted');
    await inPlan(system, runId, actor, async (planned, run) => {
      for (let from = 0; from < planned.length; from += SLICE) {
        const rows: ImportRowState[] = [];
        for (const row of planned.slice(from, from + SLICE)) rows.push(await carryOut(system, run, row, actor));
        await writeRows(system.db, runId, rows);
        tally.add(rows);
        await updateRun(system.db, runId, { done: tally.rows }, system.now());
        onProgress(tally.rows, run.total);
      }
    });
    const report = tally.report();
    await updateRun(system.db, runId, { status: 'done', done: tally.rows, report }, system.now());
    return report;
  });
}

/** Leaves the trouble in the run, where people see it, and passes it on. */
async function ending<T>(system: ImportSystem, runId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof ProblemError ? error.problem : problem('internal');
    await updateRun(system.db, runId, { status: 'failed', failure }, system.now()).catch(() => undefined);
    throw error;
  }
}

async function carryOut(system: ImportSystem, run: ImportRun, planned: PlannedRow, actor: Actor): Promise<ImportRowState> {
  const { identified } = planned;
  if (planned.action !== 'adopt' || !identified) return stateOf(planned, planned.action === 'unchanged' ? 'unchanged' : 'refused');
  const commands: ImportCommand[] = [
    ...(planned.newDocument ? [documentCommand(identified, run)] : []),
    adoptCommand(identified, run),
    ...planned.likes.map((like) => duplicateCommand(like.other.id, identified.organisationId, like, run)),
  ];
  const answers = await send(system, run, commands, actor);
  const adopted = answers[planned.newDocument ? 1 : 0];
  if (adopted?.status === 'accepted') return stateOf(planned, 'adopted');
  if (adopted?.status === 'retry') throw new ProblemError(problem('busy'));
  return stateOf({ ...planned, problems: [...planned.problems, refusal(adopted?.problem)] }, 'refused');
}

function refusal(what: Problem | undefined): CellProblem {
  return { field: null, value: null, problem: what ?? problem('internal'), severity: 'refused' };
}

/** Sends commands as captured when the run began: sent again after a cut they are the same bytes, and their receipts answer. */
async function send(system: ImportSystem, run: ImportRun, commands: readonly ImportCommand[], actor: Actor): Promise<CommandResult[]> {
  const texts = commands.map((c) => compose({ ...c, actor, occurredOn: dayOf(run.startedAt), at: run.startedAt }));
  return executeCommands(system.context, { texts, actor, receivedAt: system.now() });
}

function stateOf(planned: PlannedRow, outcome: ImportRowState['outcome']): ImportRowState {
  const stays = outcome === 'adopted' || outcome === 'pending';
  return {
    row: planned.row,
    outcome,
    allianceId: outcome === 'refused' ? null : (planned.identified?.allianceId ?? null),
    gaps: stays ? planned.gaps : [],
    problems: planned.problems,
    toPerson: outcome !== 'refused' && planned.problems.some((p) => p.severity === 'person'),
  };
}
