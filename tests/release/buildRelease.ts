import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { commandList } from '../../domain/commands.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import { asksRural } from '../../domain/territory/coverage.ts';
import { sealAll } from '../../server/commands/sequencer.ts';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/database.ts';
import { makeDataFolder } from '../../server/db/dataFolder.ts';
import { newEpoch } from '../../server/db/epoch.ts';
import { readMigrations } from '../../server/db/migrate.ts';
import { migratedTemplate } from '../../server/db/template.ts';
import { portfolioBatches } from '../../server/demo/batches.ts';
import { at, bornOn, planDemo } from '../../server/demo/plan.ts';
import { sendBatches } from '../../server/demo/run.ts';
import { type DemoSeed, demoSizes } from '../../server/demo/sizes.ts';
import { localFileStore } from '../../server/files/fileStore.ts';
import { giveCredentials } from '../../server/identity/accounts.ts';
import { ensureHeadKey } from '../../server/integrity/headKey.ts';
import { publishHead } from '../../server/integrity/headPublishing.ts';
import { officialTables } from '../../server/integrity/storedRow.ts';
import { prepareReference } from '../../server/prepareReference.ts';
import { writeState } from '../../server/stores/systemState.ts';
import { municipalities, unitsByMunicipality } from '../../server/stores/territory.ts';
import { createSystem, type System } from '../../server/system.ts';
import { migrationsDir } from '../helpers/database.ts';
import { dumpRows } from './databaseText.ts';
import { everyKind, firstAdministrator } from './everyKind.ts';
import type { Release, ReleaseManifest } from './frozen.ts';
import { readyPhone } from './recordPhone.ts';

const SEED: DemoSeed = {
  size: { ...demoSizes.small, families: 60, months: 4, photoPixels: 24, photoMonths: 4 },
  seed: 'release',
  until: '2026-11-27',
};

/**
 * Makes everything that is frozen for a release. Throws an Error with the kinds of commands and the official tables
 * that have no row.
 */
export async function buildRelease(
  scratch: string,
  { version, commit }: { version: string; commit: string },
): Promise<Release> {
  const folder = await makeDataFolder(join(scratch, 'data'));
  const db = await openDatabase({ template: await migratedTemplate(migrationsDir) });
  try {
    await newEpoch(db);
    let nowMs = Date.parse(at(addDays(SEED.until, 2), 9));
    const now = () => new Date(nowMs++).toISOString();
    const config = { ...readConfig({}), dataDir: folder.root };
    const identity = { sessionOf: async () => null, handle: async () => new Response(null, { status: 404 }) };
    const system = createSystem({ config, db, identity, files: localFileStore(folder.files), now });
    const userId = await fill(system);
    nowMs += 3_600_000;
    const phoneAt = new Date(nowMs).toISOString();
    const phone = await readyPhone(system, userId, nowMs, addDays(SEED.until, 2));
    await sealAll(db, now);
    await publishHead({ db, keysDir: folder.keys, key: await ensureHeadKey(folder.keys), now });
    const manifest: ReleaseManifest = {
      version,
      commit,
      phoneAt,
      migrations: Object.fromEntries((await readMigrations(migrationsDir)).map((m) => [m.name, m.checksum])),
      ...(await counted(system)),
    };
    const [database, files] = [await dumpRows(db), await folderText(folder.root)];
    return { manifest, database, folder: files, phone: await phone.talk() };
  } finally {
    await db.close();
  }
}

/** Loads the portfolio and adds what it lacks. Returns the account of the phone. */
async function fill(system: System): Promise<string> {
  const { db } = system;
  const born = bornOn(SEED.size, SEED.until);
  await writeState(db, 'demo', true);
  await prepareReference(system, undefined, at(born, 7));
  await firstAdministrator(system, born);
  const units = await unitsByMunicipality(db, SEED.until);
  const rural = (await municipalities(db)).flatMap(({ code, name, lon, lat }) => {
    const unitId = units.get(code);
    return unitId && !asksRural(code) ? [{ code, name, lon, lat, unitId }] : [];
  });
  const plan = planDemo(SEED, rural);
  await sendBatches({ context: system.context, files: system.files, seed: SEED }, portfolioBatches(plan));
  await everyKind(system, plan);
  for (const { id, username, name, role } of [plan.accompanist(0), plan.who('UCN_ME')])
    await giveCredentials(system, { id, username, name, demo: true, roles: [{ role }], password: 'alianzas-demo' });
  return plan.accompanist(0).id;
}

/** Counts commands and official rows. Throws when one of either is missing. */
async function counted({ db }: System): Promise<Pick<ReleaseManifest, 'commands' | 'officialTables'>> {
  const entries = new Map(
    (await db.query<{ kind: string; n: number }>('select kind, count(*) as n from journal_entry group by kind')).map(
      (r) => [r.kind, r.n],
    ),
  );
  const commands = Object.fromEntries(
    commandList.map((c) => [c.kind, { version: c.version, entries: entries.get(c.kind) ?? 0 }]),
  );
  const tables: Record<string, number> = {};
  for (const { name } of await officialTables(db)) {
    const [row] = await db.query<{ n: number }>(`select count(*) as n from "${name}"`);
    tables[name] = row?.n ?? 0;
  }
  const missing = [
    ...Object.keys(commands).filter((kind) => commands[kind]?.entries === 0),
    ...Object.keys(tables).filter((name) => tables[name] === 0),
  ];
  if (missing.length > 0) throw new Error(`Nothing of: ${missing.join(', ')}. Add it to tests/release/everyKind.ts.`);
  return { commands, officialTables: tables };
}

async function folderText(root: string): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) out[relative(root, path)] = (await readFile(path)).toString('base64');
  }
  return out;
}
