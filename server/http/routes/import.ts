import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { isAllianceState } from '../../../domain/alliance/states.ts';
import type { ImportMapping } from '../../../domain/import/fields.ts';
import { missingColumns } from '../../../domain/import/guess.ts';
import { type Importable, NOTHING } from '../../../domain/import/importable.ts';
import { importableNamed, importables, importablesOf } from '../../../domain/import/importables.ts';
import { isId } from '../../../domain/kernel/ids.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { Session } from '../../identity/identity.ts';
import { knownProgramme } from '../../import/known.ts';
import { checkImport, runImport } from '../../import/run.ts';
import { offeredMapping, startImport } from '../../import/start.ts';
import { templateOf } from '../../import/template.ts';
import { logError } from '../../log.ts';
import { type ImportRun, readWorkbook, updateRun } from '../../stores/importRuns.ts';
import { readableFile } from '../../sync/fileReach.ts';
import type { System } from '../../system.ts';
import { type AppEnv, answerProblem, requireAnyOperation } from '../answers.ts';

const column = z.int().check(z.nonnegative(), z.maximum(200));
const openSchema = z.object({
  file: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  filename: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  source: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(200)))),
});
const name = z.string().check(z.maxLength(60));
const sheetSchema = z.object({
  id: z.string().check(z.refine(isId)),
  importable: name,
  mapping: z.record(name, column),
});
const mappingSchema = z.object({
  programme: z.optional(z.string().check(z.maxLength(40))),
  sheets: z.array(sheetSchema).check(z.minLength(1), z.maxLength(60)),
  states: z.optional(
    z.record(z.string().check(z.maxLength(200)), z.string().check(z.refine(isAllianceState, 'Ese estado no existe.'))),
  ),
});
const importableSchema = z.object({ id: z.string().check(z.refine(isId)), importable: name });

/** Importing is sending commands: a key or a role that may not send them may not import them. */
const OPERATIONS: readonly string[] = [...new Set(importables.flatMap(({ kinds }) => kinds))];
const mayBy = ({ operations }: Session, { kinds }: Importable): boolean =>
  !operations || kinds.every((kind) => operations.has(kind));

export const importRoutes = new Hono<AppEnv>();

/** A workbook to fill in, with everything that the person may import, or with the `importable`s named. */
importRoutes.get('/imports/template', async (c) => {
  const session = await requireAnyOperation(c, OPERATIONS);
  if (session instanceof Response) return session;
  const system = c.get('system');
  const may = importablesOf(session.actor, system.today()).filter((importable) => mayBy(session, importable));
  const asked = c.req.queries('importable') ?? [];
  const wanted = asked.length === 0 ? may : may.filter((importable) => asked.includes(importable.name));
  if (wanted.length === 0) return answerProblem(c, problem('notAllowed'));
  const [only] = wanted;
  const filename = wanted.length === 1 && only ? `sigg-plantilla-${only.name}.xlsx` : 'sigg-plantilla.xlsx';
  return c.body((await templateOf(system.db, wanted)) as Uint8Array<ArrayBuffer>, 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="${filename}"`,
  });
});

/** Opens an import of an uploaded file: `{file, filename, source?}` → `{id}`. */
importRoutes.post('/imports', async (c) => {
  const session = await requireAnyOperation(c, OPERATIONS);
  if (session instanceof Response) return session;
  const read = openSchema.safeParse(await c.req.json().catch(() => null));
  if (!read.success) return answerProblem(c, problem('malformed'));
  const system = c.get('system');
  if (importablesOf(session.actor, system.today()).length === 0) return answerProblem(c, problem('notAllowed'));
  const file = await readableFile(system, session.actor, read.data.file);
  if (!file) return answerProblem(c, problem('notFound'));
  const { filename, source } = read.data;
  const run = await startImport(system, session.actor, { filename, fileHash: file.hash, bytes: file.bytes, source });
  return c.json({ id: run.id });
});

/**
 * Says that a sheet brings another importable, and proposes what its columns then hold: `{id, importable}` →
 * `{mapping}`.
 */
importRoutes.post('/imports/:id/importable', async (c) => {
  const owned = await ownWorkbook(c);
  if (owned instanceof Response) return owned;
  const read = importableSchema.safeParse(await c.req.json().catch(() => null));
  const { session, runs, run } = owned;
  const sheet = read.success ? runs.find(({ id }) => id === read.data.id) : undefined;
  if (!read.success || !sheet || run.status === 'done')
    return answerProblem(c, problem(run.status === 'done' ? 'importNotReady' : 'malformed'));
  const system = c.get('system');
  const refused = refusedImportable(session, read.data.importable, system.today());
  if (refused) return answerProblem(c, refused);
  const offered = await offeredMapping(
    system.db,
    read.data.importable,
    sheet.headers,
    sheet.programmeId,
    session.actor.id,
  );
  await updateRun(system.db, sheet.id, { importable: read.data.importable, ...offered, report: null }, system.now());
  return c.json({ mapping: offered.mapping });
});

/**
 * Says what each sheet brings and which column holds what, and starts the dry run: `{sheets: [{id, importable, mapping:
 * {dato: columna}}], states?, programme?}` → 202. Meanings given to words for a stage are kept.
 */
importRoutes.post('/imports/:id/mapping', async (c) => {
  const owned = await ownWorkbook(c);
  if (owned instanceof Response) return owned;
  const read = mappingSchema.safeParse(await c.req.json().catch(() => null));
  if (!read.success) return answerProblem(c, problem('malformed'));
  const { session, runs, run } = owned;
  const system = c.get('system');
  if (run.status === 'done') return answerProblem(c, problem('importNotReady'));
  for (const { id, importable, mapping } of read.data.sheets) {
    const refused =
      refusedImportable(session, importable, system.today()) ??
      wrongMapping(
        importable,
        mapping,
        runs.find((one) => one.id === id),
      );
    if (refused) return answerProblem(c, refused);
  }
  const { programme } = read.data;
  if (programme && !(await knownProgramme(system.db, programme)))
    return answerProblem(c, problem('unknownReference', { what: 'el programa' }));
  for (const { id, importable, mapping } of read.data.sheets) {
    const states = { ...run.states, ...read.data.states };
    await updateRun(
      system.db,
      id,
      { importable, mapping, states, ...(programme ? { programmeId: programme } : {}) },
      system.now(),
    );
  }
  inBackground(system, run, checkImport(system, run.id, session.actor));
  return c.json({ id: run.id }, 202);
});

/** Runs a reviewed import, or continues one that was interrupted → 202. */
importRoutes.post('/imports/:id/run', async (c) => {
  const owned = await ownWorkbook(c);
  if (owned instanceof Response) return owned;
  const { session, run, runs } = owned;
  const system = c.get('system');
  const bringing = runs.filter(({ importable }) => importable !== NOTHING);
  const refused = bringing
    .map(({ importable }) => refusedImportable(session, importable, system.today()))
    .find((what) => what !== null);
  if (refused) return answerProblem(c, refused);
  if (bringing.some(({ report }) => !report) || run.status === 'done' || run.status === 'mapping')
    return answerProblem(c, problem('importNotReady'));
  inBackground(system, run, runImport(system, run.id, session.actor));
  return c.json({ id: run.id }, 202);
});

/** Why a person may not import an importable; null when they may. */
function refusedImportable(session: Session, named: string, today: string) {
  if (named === NOTHING) return null;
  const importable = importableNamed(named);
  if (!importable) return problem('malformed');
  if (!mayBy(session, importable)) return problem('tokenScope');
  return importablesOf(session.actor, today).includes(importable) ? null : problem('notAllowed');
}

function wrongMapping(named: string, mapping: ImportMapping, run: ImportRun | undefined) {
  const importable = importableNamed(named);
  if (!run) return problem('malformed');
  if (!importable) return null;
  const outside = Object.entries(mapping).some(
    ([key, at]) => !Object.hasOwn(importable.columns, key) || (at ?? 0) >= run.headers.length,
  );
  if (outside) return problem('malformed');
  const [missing] = missingColumns(importable, mapping);
  return missing
    ? problem('importColumn', { column: upperFirst(importable.columns[missing]?.facts.label ?? missing) })
    : null;
}

/** The workbook of the path, for the person who opened it. */
async function ownWorkbook(
  c: Context<AppEnv>,
): Promise<Response | { session: Session; run: ImportRun; runs: ImportRun[] }> {
  const session = await requireAnyOperation(c, OPERATIONS);
  if (session instanceof Response) return session;
  const id = c.req.param('id') ?? '';
  const runs = isId(id) ? await readWorkbook(c.get('system').db, id) : [];
  const [run] = runs;
  if (!run || run.id !== id || run.actorId !== session.actor.id) return answerProblem(c, problem('notFound'));
  return { session, run, runs };
}

/**
 * Works on after the answer. A problem is stored in the run, where the person sees it; so is the fact that another
 * import is running.
 */
function inBackground(system: System, run: ImportRun, work: Promise<unknown>): void {
  work.catch(async (error: unknown) => {
    if (!(error instanceof ProblemError)) return logError('import', error);
    await updateRun(system.db, run.id, { failure: error.problem }, system.now()).catch((trouble: unknown) =>
      logError('import', trouble),
    );
  });
}
