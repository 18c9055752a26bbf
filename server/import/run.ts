import { type GapField, gapFields } from '../../domain/alliance/alliance.ts';
import { importFields, missingFields } from '../../domain/import/fields.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import type { ImportReport } from '../../domain/import/views.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { type Problem, ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import { type CommandResult, executeCommands } from '../commands/executeCommands.ts';
import { claimRun, forgetRows, type ImportRowState, type ImportRun, readRun, updateRun, writeRows } from '../stores/importRuns.ts';
import type { System } from '../system.ts';
import { type PlannedRow, planImport } from './plan.ts';
import { readSheet } from './readSheet.ts';
import { adoptCommand, documentCommand, duplicateCommand, type ImportCommand } from './rowCommands.ts';

export type ImportSystem = Pick<System, 'db' | 'context' | 'files' | 'now'>;
export type ImportProgress = (done: number, total: number) => void;

/** Work without a sign of life for so long was cut off. */
export const STALE_MS = 30_000;
const SLICE = 10;

/** The run, its plan and its actor; throws ProblemError when there is no such run, no file, or columns are missing. */
async function prepare(system: ImportSystem, runId: string, actor: Actor): Promise<{ run: ImportRun; planned: PlannedRow[] }> {
  const run = await readRun(system.db, runId);
  if (!run) throw new ProblemError(problem('notFound'));
  const missing = missingFields(run.mapping)[0];
  if (missing) throw new ProblemError(problem('importColumn', { column: importFields[missing].label }));
  const bytes = await system.files.get(run.fileHash);
  if (!bytes) throw new ProblemError(problem('notFound'));
  const planned = await planImport(system.db, run, await readSheet(bytes), actor, dayOf(system.now()));
  return { run, planned };
}

/** The dry run: every problem of every row, and what would become of it. Nothing is changed but the job's own rows. */
export async function checkImport(system: ImportSystem, runId: string, actor: Actor): Promise<ImportReport> {
  if (!(await claimRun(system.db, runId, 'checking', system.now(), STALE_MS))) throw new ProblemError(problem('importBusy'));
  return ending(system, runId, async () => {
    const { planned } = await prepare(system, runId, actor);
    const rows = planned.map((p) => stateOf(p, p.action === 'adopt' ? 'pending' : p.action));
    await forgetRows(system.db, runId);
    await writeRows(system.db, runId, rows);
    const report = reportOf(rows, 'pending');
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
    const { run, planned } = await prepare(system, runId, actor);
    await writeRows(
      system.db,
      runId,
      planned.filter((p) => p.action === 'adopt').map((p) => stateOf(p, 'pending')),
    );
    const rows: ImportRowState[] = [];
    for (let from = 0; from < planned.length; from += SLICE) {
      const slice: ImportRowState[] = [];
      for (const row of planned.slice(from, from + SLICE)) slice.push(await carryOut(system, run, row, actor));
      rows.push(...slice);
      await writeRows(system.db, runId, slice);
      await updateRun(system.db, runId, { done: rows.length }, system.now());
      onProgress(rows.length, planned.length);
    }
    const report = reportOf(rows, 'adopted');
    await updateRun(system.db, runId, { status: 'done', done: rows.length, report }, system.now());
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

/** The report over rows; `came` is the outcome that counts as adopted ('pending' in a dry run). */
function reportOf(rows: readonly ImportRowState[], came: 'adopted' | 'pending'): ImportReport {
  const adopted = rows.filter((r) => r.outcome === came);
  const refused = rows.filter((r) => r.outcome === 'refused');
  const tally = (names: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  return {
    rows: rows.length,
    adopted: adopted.filter((r) => r.gaps.length === 0).length,
    withGaps: adopted.filter((r) => r.gaps.length > 0).length,
    toPerson: rows.filter((r) => r.toPerson).length,
    refused: refused.length,
    unchanged: rows.filter((r) => r.outcome === 'unchanged').length,
    gapsByField: tally(adopted.flatMap((r) => r.gaps)).map(([gap, count]) => ({ label: gapFields[gap as GapField] ?? gap, count })),
    refusedByReason: tally(refused.map((r) => r.problems.find((p) => p.severity === 'refused')?.problem.message ?? '')).map(([reason, count]) => ({
      reason,
      count,
    })),
  };
}
