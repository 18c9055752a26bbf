/**
 * npm run geo:load -- FILE.geojson [--source "quién los dibujó"] [--date YYYY-MM-DD] [--margin METROS]
 *
 * Loads official boundaries into the database that the environment names (DATABASE_URL, or the embedded one in
 * SIGG_DATA_DIR). Exit code 0: loaded now or earlier; 1: the file or the settings cannot be used.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isDay } from '../domain/kernel/dates.ts';
import { readConfig } from '../server/config.ts';
import { type Database, openDatabase } from '../server/db/database.ts';
import { openEmbedded } from '../server/db/embedded.ts';
import { FolderInUse } from '../server/db/folderLock.ts';
import { migrate } from '../server/db/migrate.ts';
import { BoundaryFileError, MAX_BOUNDARY_MB, readBoundaryFile } from '../server/geo/boundaryFile.ts';
import { boundaryReport } from '../server/geo/boundaryReport.ts';
import { type BoundaryOptions, loadBoundaries } from '../server/geo/loadBoundaries.ts';
import { loadReference } from '../server/geo/loadReference.ts';
import { sealReference } from '../server/integrity/sealReference.ts';
import { recordReferenceLoad } from '../server/prepareReference.ts';
import { loadActor } from '../server/stores/actors.ts';

const USE = 'Uso: npm run geo:load -- ARCHIVO.geojson [--source "fuente"] [--date AAAA-MM-DD] [--margin METROS]';
const MOST_METRES = 10_000;
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** An error with a sentence for the person at the terminal; any other error is a defect. */
class Refusal extends Error {}

interface Asked {
  readonly file: string;
  readonly options: BoundaryOptions;
}

function readArguments(args: string[]): Asked {
  let parsed: {
    values: { source?: string | undefined; date?: string | undefined; margin?: string | undefined };
    positionals: string[];
  };
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { source: { type: 'string' }, date: { type: 'string' }, margin: { type: 'string' } },
    });
  } catch {
    throw new Refusal(USE);
  }
  const { values, positionals } = parsed;
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Refusal(USE);
  if (values.date !== undefined && !isDay(values.date))
    throw new Refusal(`--date no es una fecha: ${values.date}. ${USE}`);
  const marginM = Number(values.margin ?? '0');
  if (!Number.isInteger(marginM) || marginM < 0 || marginM > MOST_METRES)
    throw new Refusal(`--margin va de 0 a ${MOST_METRES} metros. ${USE}`);
  return { file, options: { source: values.source ?? basename(file), datedOn: values.date ?? null, marginM } };
}

const isBoundary = (table: string): boolean => table === 'boundary_version' || table === 'municipality_boundary';

/** The configured database, migrated; `close` also releases the data folder. */
async function open(): Promise<{ db: Database; close: () => Promise<void> }> {
  const config = readConfig(process.env);
  if (config.databaseUrl === null)
    return openEmbedded(config.dataDir, { migrationsDir: migrations, onProgress: console.log });
  const db = await openDatabase({ url: config.databaseUrl, onProgress: console.log });
  await migrate(db, migrations, console.log);
  return { db, close: () => db.close() };
}

/** The services with which the load is written to the journal: as *sistema*, with an entry like any other. */
function journalOf(db: Database): Parameters<typeof recordReferenceLoad>[0] {
  const now = () => new Date().toISOString();
  return { context: { db, actorOf: (id) => loadActor(db, id) }, now };
}

async function run(): Promise<void> {
  const { file, options } = readArguments(process.argv.slice(2));
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size > MAX_BOUNDARY_MB * 1024 * 1024)
    throw new Refusal(`El archivo pesa demasiado. El máximo es ${MAX_BOUNDARY_MB} MB.`);
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(`No se puede leer el archivo ${file}.`);
  });
  const boundaries = readBoundaryFile(bytes);
  const { db, close } = await open();
  try {
    const territory = await loadReference(db);
    if (territory.changed > 0)
      await recordReferenceLoad(journalOf(db), {
        what: 'territorio',
        sha256: territory.sha256,
        rows: territory.changed,
      });
    // Reference data loaded by an earlier version of the program are sealed unchanged before anything is added.
    await sealReference(journalOf(db), new Date().toISOString());
    const load = await loadBoundaries(db, boundaries, options);
    if (load.status === 'loaded')
      await recordReferenceLoad(journalOf(db), {
        what: 'límites municipales',
        sha256: load.fileHash,
        rows: load.municipalities,
      });
    if (load.status === 'loaded')
      await sealReference(
        journalOf(db),
        new Date().toISOString(),
        (table, key) => isBoundary(table) && key.startsWith(load.versionId),
      );
    for (const line of boundaryReport(load)) console.log(line);
  } finally {
    await close();
  }
}

try {
  await run();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof BoundaryFileError) for (const sentence of error.sentences) console.error(sentence);
  else if (error instanceof FolderInUse)
    console.error(`${error.message}\nDetenga el servidor para cargar límites en la base de datos incorporada.`);
  else if (error instanceof Refusal) console.error(error.message);
  else throw error;
}
