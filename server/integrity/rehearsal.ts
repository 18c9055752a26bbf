import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { readHead } from '../commands/sequencer.ts';
import type { Database, Executor } from '../db/database.ts';
import { readState, writeState } from '../stores/systemState.ts';
import { officialRows, type Rehearsed } from './rehearse.ts';

const STATE = 'rehearsal';
const script = fileURLToPath(new URL('../../scripts/rehearse.ts', import.meta.url));

/**
 * The last rehearsal of a restore, as *Estado del sistema* shows it. `problem`: why the backup would not be enough, in
 * a sentence; null when all agreed.
 */
export interface Rehearsal {
  readonly at: Instant;
  readonly backup: string | null;
  readonly takenAt: Instant | null;
  readonly head: number | null;
  readonly rows: number | null;
  readonly files: number | null;
  readonly problem: string | null;
}

export const readRehearsal = (db: Executor): Promise<Rehearsal | null> => readState<Rehearsal>(db, STATE);

const sum = (rows: Readonly<Record<string, number>>): number => Object.values(rows).reduce((a, b) => a + b, 0);

/**
 * Why a restored backup is not this system as it was then; null when it is. That is so when `verify` found nothing, the
 * journal reaches as far as the manifest says and is the same there, no table has more rows than here (rows are never
 * deleted), and none has fewer if nothing was written since.
 */
export async function differenceFrom(db: Database, r: Rehearsed): Promise<string | null> {
  const codes = r.findings.map(({ code, count }) => `${code} (${writtenNumber(count)})`).join(', ');
  if (codes !== '') return `La verificación de lo restaurado encontró: ${codes}.`;
  if (r.head.number < r.promised)
    return `La copia prometía llegar al asiento ${writtenNumber(r.promised)} y llega al ${writtenNumber(r.head.number)}.`;
  const here = await readHead(db);
  const [seal] = await db.query<{ hash: string }>('select hash from journal_seal where number = $1', [r.head.number]);
  if (r.head.number > 0 && seal?.hash !== r.head.hash)
    return `El asiento ${writtenNumber(r.head.number)} de la copia no es el de este sistema.`;
  const live = await officialRows(db);
  const same = here.number === r.head.number && here.hash === r.head.hash;
  const wrong = Object.entries(r.rows).find(([table, n]) => (same ? n !== live[table] : n > (live[table] ?? 0)));
  return wrong
    ? `La tabla ${wrong[0]} tiene ${writtenNumber(wrong[1])} filas en la copia y ${writtenNumber(live[wrong[0]] ?? 0)} aquí.`
    : null;
}

/**
 * Restores the newest backup in a process of its own, and answers what that process reports at its end. Throws its
 * message when it failed.
 */
export async function inOtherProcess(signal: AbortSignal): Promise<Rehearsed> {
  const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'pipe'], signal });
  let [out, said] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said = `${said}${bytes.toString()}`.slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(said.trim().split('\n').at(-1) || 'El ensayo terminó sin decir por qué.');
  return JSON.parse(out) as Rehearsed;
}

/**
 * The nightly rehearsal: once a day, with the newest backup; its result is stored. A rehearsal that could not be done
 * is reported like a backup that is not enough, because nobody knows whether it would be.
 * @param run what restores; another process by default
 */
export async function nightlyRehearsal(
  db: Database,
  { now, signal }: { now: Instant; signal: AbortSignal },
  run: (signal: AbortSignal) => Promise<Rehearsed> = inOtherProcess,
): Promise<Rehearsal | null> {
  const last = await readRehearsal(db);
  if (last && dayOf(last.at) === dayOf(now)) return null;
  const done = await rehearsed(db, now, () => run(signal));
  if (signal.aborted) return null;
  await writeState(db, STATE, done);
  return done;
}

async function rehearsed(db: Database, at: Instant, run: () => Promise<Rehearsed>): Promise<Rehearsal> {
  try {
    const r = await run();
    const { backup, takenAt, head, rows, files } = r;
    return { at, backup, takenAt, head: head.number, rows: sum(rows), files, problem: await differenceFrom(db, r) };
  } catch (thrown) {
    const problem = `No se pudo restaurar la copia: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    return { at, backup: null, takenAt: null, head: null, rows: null, files: null, problem };
  }
}
