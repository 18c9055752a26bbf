import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the machine keeps what is temporary: several projects of one run each set TMPDIR anew. */
const outside = tmpdir();

/**
 * Gives the run a temporary folder of its own, by the environment, so that servers and browsers started by tests use it too. At the end
 * it must be empty: what stays on a developer's machine run after run fills its disk. It is removed in any case; that of a run that was
 * killed, by the next one.
 */
export default function setup(): () => void {
  process.env.SIGG_TEST_TMPDIR ??= outside;
  const base = process.env.SIGG_TEST_TMPDIR;
  for (const name of readdirSync(base))
    if (isOfKilledRun(name)) rmSync(join(base, name), { recursive: true, force: true });
  const folder = mkdtempSync(join(base, `sigg-run-${process.pid}-`));
  process.env.TMPDIR = folder;
  return () => {
    // Node's own cache of compiled programs is left by the tool that asks for it (vite), and goes with the folder.
    const left = readdirSync(folder).filter((name) => name !== 'node-compile-cache');
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    console.error(`Tests left ${left.length} temporary files or folders behind: ${left.slice(0, 20).join(', ')}`);
    // What a teardown throws is printed and forgotten.
    process.exitCode = 1;
  };
}

function isOfKilledRun(name: string): boolean {
  const pid = Number(/^sigg-run-(\d+)-/.exec(name)?.[1]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Alive and somebody else's is alive.
    return (error as { code?: string }).code === 'ESRCH';
  }
}
