import { addDays, type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { asksRural } from '../../domain/territory/coverage.ts';
import { sealAll } from '../commands/sequencer.ts';
import { readState, writeState } from '../stores/systemState.ts';
import { municipalities, unitsByMunicipality } from '../stores/territory.ts';
import type { System } from '../system.ts';
import { portfolioBatches } from './batches.ts';
import { firstLoginLines, openLogins } from './logins.ts';
import { at, bornOn, type DemoPlan, planDemo } from './plan.ts';
import { sendBatches } from './run.ts';
import { type DemoSeed, type DemoSizeName, demoSizes } from './sizes.ts';

/** What was loaded, kept in system_state, so that a later start does not load another portfolio. */
interface Loaded {
  readonly size: DemoSizeName;
  readonly seed: string;
  readonly until: Day;
  readonly complete: boolean;
}

const DEMO_STATE = 'demoPortfolio';
const TELL_EVERY_MS = 5000;

/**
 * Loads the demonstration portfolio through the write path and marks the database as a demonstration. An interrupted
 * load continues where it stopped; a complete one is left alone. The same seed, size and last day give the same
 * journal. Throws when the database holds official work, or another portfolio.
 * @param options.until last day of the portfolio; by default yesterday, so that today is left to the person who tries
 * the system
 */
export async function loadDemo(
  system: System,
  sizeName: DemoSizeName = 'small',
  say: (line: string) => void = () => {},
  options: { seed?: string; until?: Day } = {},
): Promise<DemoPlan> {
  const { db } = system;
  const known = await readState<Loaded>(db, DEMO_STATE);
  const wanted = { size: sizeName, seed: options.seed ?? '1', until: options.until ?? lastDay(system.today()) };
  if (known && known.size !== sizeName)
    throw new Error(
      `Esta base ya tiene la cartera de demostración «${known.size}». Use otra base o carpeta de datos para «${sizeName}».`,
    );
  const chosen = known ?? wanted;
  const size = demoSizes[chosen.size];
  if (size.postgresOnly && db.engine !== 'postgres')
    throw new Error(`La cartera «${size.name}» necesita PostgreSQL: indique DATABASE_URL.`);
  if (!known && !(await isUntouched(system)))
    throw new Error('Esta base ya tiene cuentas o alianzas. La demostración solo se carga en una base vacía.');
  const seed: DemoSeed = { size, seed: chosen.seed, until: chosen.until };
  const plan = await planFor(system, seed);
  if (known?.complete) return plan;
  await writeState(db, 'demo', true);
  await writeState(db, DEMO_STATE, { ...chosen, complete: false } satisfies Loaded);
  await send(system, plan, say);
  await openLogins(system, plan);
  await writeState(db, DEMO_STATE, { ...chosen, complete: true } satisfies Loaded);
  return plan;
}

/** Yesterday, so that today is left to the person who tries the system. */
function lastDay(today: Day): Day {
  return addDays(today, -1);
}

/**
 * The instant at which a portfolio begins. When the catalogues are loaded with this time, the whole journal is the
 * same.
 */
export function demoStartsAt(size: DemoSizeName, until: Day = lastDay(dayOf(new Date().toISOString()))): Instant {
  return at(bornOn(demoSizes[size], until), 7);
}

/** The plan of the portfolio that this database holds; null when there is none. */
async function loadedPlan(system: System): Promise<DemoPlan | null> {
  const known = await readState<Loaded>(system.db, DEMO_STATE);
  return known ? planFor(system, { size: demoSizes[known.size], seed: known.seed, until: known.until }) : null;
}

async function isUntouched({ db }: System): Promise<boolean> {
  const [row] = await db.query<{ n: number }>(
    `select (select count(*) from user_account) + (select count(*) from alliance where not demo) as n`,
  );
  return !row?.n;
}

async function send(system: System, plan: DemoPlan, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  let told = started;
  const commands = await sendBatches(
    {
      context: system.context,
      files: system.files,
      seed: plan.seed,
      onProgress: (sent, total) => {
        if (Date.now() - told < TELL_EVERY_MS) return;
        told = Date.now();
        say(`Cartera de demostración: ${sent} de unos ${total} registros`);
      },
    },
    portfolioBatches(plan),
  );
  await sealAll(system.db, system.now);
  say(
    `Cartera de demostración «${plan.seed.size.name}»: ${plan.alliances.length} alianzas, ${commands} ` +
      `registros en ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

async function planFor({ db }: System, seed: DemoSeed): Promise<DemoPlan> {
  const [places, units] = await Promise.all([municipalities(db), unitsByMunicipality(db, seed.until)]);
  const rural = places
    .filter((m) => !asksRural(m.code))
    .flatMap((m) => {
      const unitId = units.get(m.code);
      return unitId ? [{ code: m.code, name: m.name, lon: m.lon, lat: m.lat, unitId }] : [];
    });
  return planDemo(seed, rural);
}

/**
 * Loads demonstration data at the start of the server. An interrupted portfolio is completed. An embedded database
 * without anybody's work, for which nothing was decided yet, gets the small one, unless it is not wanted. PostgreSQL
 * gets none by itself. Returns whether this is a demonstration.
 */
export async function demoAtStart(system: System, wanted: boolean, say: (line: string) => void): Promise<boolean> {
  const { db } = system;
  const known = await readState<Loaded>(db, DEMO_STATE);
  const decided = await readState<boolean>(db, 'demo');
  if (db.engine === 'pglite') {
    if (known && !known.complete) await loadDemo(system, known.size, say);
    else if (!known && decided === null && (await isUntouched(system))) {
      if (wanted) await loadDemo(system, 'small', say);
      else await writeState(db, 'demo', false);
    }
  }
  return (await readState<boolean>(db, 'demo')) === true;
}

/** The first log-ins of the portfolio in this database, as lines to print; none when there is no portfolio. */
export async function demoLogins(system: System): Promise<string[]> {
  const plan = await loadedPlan(system);
  return plan ? firstLoginLines(plan) : [];
}
