import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { isAllianceState } from '../../../domain/alliance/states.ts';
import { importFieldNames, importFields, missingFields } from '../../../domain/import/fields.ts';
import { isId } from '../../../domain/kernel/ids.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import type { Session } from '../../identity/identity.ts';
import { knownProgramme } from '../../import/known.ts';
import { checkImport, runImport } from '../../import/run.ts';
import { mayImport, startImport } from '../../import/start.ts';
import { logError } from '../../log.ts';
import { type ImportRun, readRun, updateRun } from '../../stores/importRuns.ts';
import { readableFile } from '../../sync/fileReach.ts';
import type { System } from '../../system.ts';
import { type AppEnv, answerProblem, requireOperation } from '../answers.ts';

const column = z.int().check(z.nonnegative(), z.maximum(200));
const openSchema = z.object({
  file: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  filename: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  source: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(200)))),
});
const mappingSchema = z.object({
  programme: z.optional(z.string().check(z.maxLength(40))),
  mapping: z.partialRecord(z.enum(importFieldNames), column),
  states: z.optional(z.record(z.string().check(z.maxLength(200)), z.string().check(z.refine(isAllianceState, 'Ese estado no existe.')))),
});

/** Importing is adopting: a key or a role that may not do the one may not do the other. */
const OPERATION = 'alliance.adopt';

export const importRoutes = new Hono<AppEnv>();

/** Opens an import of an uploaded file: `{file, filename, source?}` → `{id}`. */
importRoutes.post('/imports', async (c) => {
  const session = await requireOperation(c, OPERATION);
  if (session instanceof Response) return session;
  const read = openSchema.safeParse(await c.req.json().catch(() => null));
  if (!read.success) return answerProblem(c, problem('malformed'));
  const system = c.get('system');
  if (!mayImport(session.actor, system.today())) return answerProblem(c, problem('notAllowed'));
  const file = await readableFile(system, session.actor, read.data.file);
  if (!file) return answerProblem(c, problem('notFound'));
  const { filename, source } = read.data;
  const run = await startImport(system, session.actor, { filename, fileHash: file.hash, bytes: file.bytes, source });
  return c.json({ id: run.id });
});

/** Says which column holds what, and starts the dry run: `{mapping: {dato: columna}, states?, programme?}` → 202. Meanings once given to words for a stage stay. */
importRoutes.post('/imports/:id/mapping', async (c) => {
  const owned = await ownRun(c);
  if (owned instanceof Response) return owned;
  const read = mappingSchema.safeParse(await c.req.json().catch(() => null));
  if (!read.success) return answerProblem(c, problem('malformed'));
  const missing = missingFields(read.data.mapping)[0];
  if (missing) return answerProblem(c, problem('importColumn', { column: importFields[missing].label }));
  const { session, run } = owned;
  if (run.status === 'done') return answerProblem(c, problem('importNotReady'));
  const system = c.get('system');
  const { programme } = read.data;
  if (programme && !(await knownProgramme(system.db, programme))) return answerProblem(c, problem('unknownReference', { what: 'el programa' }));
  const outside = Object.values(read.data.mapping).some((at) => at !== undefined && at >= run.headers.length);
  if (outside) return answerProblem(c, problem('malformed'));
  const states = { ...run.states, ...read.data.states };
  await updateRun(system.db, run.id, { mapping: read.data.mapping, states, ...(programme ? { programmeId: programme } : {}) }, system.now());
  inBackground(system, run, checkImport(system, run.id, session.actor));
  return c.json({ id: run.id }, 202);
});

/** Runs a reviewed import, or goes on with one that was cut off → 202. */
importRoutes.post('/imports/:id/run', async (c) => {
  const owned = await ownRun(c);
  if (owned instanceof Response) return owned;
  const { session, run } = owned;
  if (!run.report || run.status === 'done' || run.status === 'mapping') return answerProblem(c, problem('importNotReady'));
  const system = c.get('system');
  inBackground(system, run, runImport(system, run.id, session.actor));
  return c.json({ id: run.id }, 202);
});

/** The run of the path, for the person who opened it. */
async function ownRun(c: Context<AppEnv>): Promise<Response | { session: Session; run: ImportRun }> {
  const session = await requireOperation(c, OPERATION);
  if (session instanceof Response) return session;
  const id = c.req.param('id') ?? '';
  const run = isId(id) ? await readRun(c.get('system').db, id) : null;
  if (run?.actorId !== session.actor.id) return answerProblem(c, problem('notFound'));
  return { session, run };
}

/** Works on after the answer. The trouble is left in the run, where its person sees it; also that another one is under way. */
function inBackground(system: System, run: ImportRun, work: Promise<unknown>): void {
  work.catch(async (error: unknown) => {
    if (!(error instanceof ProblemError)) return logError('import', error);
    await updateRun(system.db, run.id, { failure: error.problem }, system.now()).catch((trouble: unknown) => logError('import', trouble));
  });
}
