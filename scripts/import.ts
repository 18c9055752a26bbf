/**
 * npm run import -- ARCHIVO [--map mapa.json] [--dry-run] [--source "…"] [--programme PAR2FA] [--user usuario]
 * Brings in the sheets of an .xlsx or a .csv through the write path, as the office does. A second run changes nothing;
 * after an interruption it continues. On PostgreSQL the server may keep working meanwhile; the embedded database can be
 * open in only one process at a time.
 */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_FILE_BYTES, MAX_FILE_MB } from '../domain/field/file.ts';
import { cellName } from '../domain/import/cell.ts';
import { importableNamed } from '../domain/import/importables.ts';
import type { ImportReport } from '../domain/import/views.ts';
import { ProblemError, problem } from '../domain/kernel/problem.ts';
import type { Actor } from '../domain/people/actor.ts';
import { sealAll } from '../server/commands/sequencer.ts';
import { readConfig } from '../server/config.ts';
import { dataFolder } from '../server/db/dataFolder.ts';
import { demoAtStart, demoStartsAt } from '../server/demo/load.ts';
import { localFileStore } from '../server/files/fileStore.ts';
import { createIdentity } from '../server/identity/createIdentity.ts';
import { readMap } from '../server/import/mapFile.ts';
import { checkImport, runImport } from '../server/import/run.ts';
import { withSheet } from '../server/import/sheet/openSheet.ts';
import { startImport } from '../server/import/start.ts';
import { start } from '../server/start.ts';
import { loadActor } from '../server/stores/actors.ts';
import { type ImportRun, readRows, readWorkbook } from '../server/stores/importRuns.ts';
import { readDemo } from '../server/stores/systemState.ts';
import { receiveBytes } from '../server/sync/receiveFile.ts';
import { createSystem, type System } from '../server/system.ts';
import { readArguments } from './lib/readArguments.ts';
import { openConfigured } from './openConfigured.ts';

const USAGE =
  'Uso: npm run import -- ARCHIVO [--map mapa.json] [--dry-run] [--source "de dónde sale"] [--programme PAR2FA] [--user usuario]';
const DEMO_USER = 'demo.me';

const { values, positionals } = readArguments({
  usage: USAGE,
  count: [1, 1],
  options: {
    map: { type: 'string' },
    'dry-run': { type: 'boolean' },
    source: { type: 'string' },
    programme: { type: 'string' },
    user: { type: 'string' },
  },
});

/**
 * The system that the environment names. An embedded one that does not exist yet is made as `npm start` makes it, with
 * demonstration data.
 */
async function openOrMake(): Promise<{ readonly system: System; readonly close: () => Promise<void> }> {
  const config = readConfig(process.env);
  if (config.databaseUrl !== null || existsSync(dataFolder(config.dataDir).database)) {
    const { db, close } = await openConfigured();
    const now = () => new Date().toISOString();
    const identity = await createIdentity({ db, config, now });
    return {
      system: createSystem({ config, db, identity, files: localFileStore(join(config.dataDir, 'files')), now }),
      close,
    };
  }
  const wanted = process.env.SIGG_DEMO !== 'no';
  const say = (line: string) => console.log(line);
  const running = await start(config, say, (created) => (created && wanted ? demoStartsAt('small') : undefined));
  try {
    await demoAtStart(running.system, wanted, say);
    return running;
  } catch (thrown) {
    await running.close();
    throw thrown;
  }
}

/** The person who imports: the named user; in a demonstration without a named user, its M&E account. */
async function importer(system: System): Promise<Actor> {
  const username = values.user ?? ((await readDemo(system.db)) ? DEMO_USER : null);
  const [any] = await system.db.query('select 1 from user_account limit 1');
  if (!any)
    throw new Error(
      'Todavía no hay ninguna cuenta: inicie SIGG (npm start) y cree la primera; después importe con --user usuario',
    );
  if (!username) throw new Error('Diga quién importa: --user usuario');
  const [row] = await system.db.query<{ id: string }>('select id from user_account where username = $1', [username]);
  const actor = row ? await loadActor(system.db, row.id) : null;
  if (!actor) throw new Error(`No hay una cuenta activa «${username}».`);
  return actor;
}

async function printProblems(system: System, workbookId: string): Promise<void> {
  for (const run of await readWorkbook(system.db, workbookId)) await printSheet(system, run);
}

async function printSheet(
  system: System,
  { id, headers, mapping, sheet, hidden, importable, notices }: ImportRun,
): Promise<void> {
  const found = importableNamed(importable);
  if (sheet) console.log(`Hoja «${sheet}»${hidden ? ' (oculta)' : ''}: ${found ? found.many : 'no se importa'}`);
  for (const { cell, message, code } of notices ?? []) console.log(`${cell ? `${cell}: ` : ''}${message} [${code}]`);
  for (const row of await readRows(system.db, id)) {
    for (const { field, value, problem: wrong, severity } of row.problems) {
      const at = field === null ? undefined : mapping[field];
      const where = at === undefined ? `fila ${row.row}` : `${cellName(at, row.row)} («${headers[at]}»)`;
      const column = field !== null && at === undefined ? `, ${found?.columns[field]?.facts.label ?? field}` : '';
      const what = { refused: 'no entra', person: 'a una persona', gap: 'queda vacío', note: 'se sabe' }[severity];
      console.log(`${where}${column}${value ? `, dice «${value}»` : ''}: ${wrong.message} [${wrong.code}; ${what}]`);
    }
  }
}

function printReport(report: ImportReport, dry: boolean): void {
  console.log(
    `\n${dry ? 'Se incorporarían' : 'Incorporadas'}: ${report.adopted + report.withGaps} de ${report.rows} ` +
      `filas, ${report.withGaps} con datos por completar`,
  );
  for (const { label, count } of report.gapsByField) console.log(`    sin ${label}: ${count}`);
  console.log(`A una persona: ${report.toPerson}`);
  console.log(`${dry ? 'No entrarían' : 'No entraron'}: ${report.refused}`);
  for (const { reason, count } of report.refusedByReason) console.log(`    ${count}: ${reason}`);
  console.log(`Ya estaban: ${report.unchanged}`);
}

async function main(file: string): Promise<void> {
  if ((await stat(file)).size > MAX_FILE_BYTES) throw new ProblemError(problem('fileTooLarge', { maxMb: MAX_FILE_MB }));
  const bytes = new Uint8Array(await readFile(file));
  const headers = await withSheet(bytes, async (sheet) => sheet.headers);
  const map = values.map === undefined ? {} : readMap(JSON.parse(await readFile(values.map, 'utf8')), headers);
  const { system, close } = await openOrMake();
  try {
    const actor = await importer(system);
    const fileHash = await receiveBytes(system, actor, bytes, {});
    const run = await startImport(system, actor, {
      filename: basename(file),
      fileHash,
      bytes,
      source: values.source,
      programmeId: values.programme,
      ...map,
    });
    const dry = await checkImport(system, run.id, actor);
    await printProblems(system, run.id);
    if (values['dry-run']) return printReport(dry, true);
    let told = Date.now();
    const report = await runImport(system, run.id, actor, (done, total) => {
      if (Date.now() - told < 2000 && done < total) return;
      told = Date.now();
      console.log(`${done} de ${total} filas`);
    });
    await sealAll(system.db, system.now);
    printReport(report, false);
  } finally {
    await close();
  }
}

const [file = ''] = positionals;
main(file).catch((error: unknown) => {
  console.error(
    `No se pudo importar: ${
      error instanceof ProblemError
        ? `${error.problem.message} [${error.problem.code}]`
        : error instanceof Error
          ? error.message.split('\n')[0]
          : String(error)
    }`,
  );
  process.exitCode = 1;
});
