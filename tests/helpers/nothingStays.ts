import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The machine's folder for temporary files. Kept because several projects of one run each change TMPDIR. */
const outside = tmpdir();

/**
 * Gives the run its own temporary folder through the environment, so that servers and browsers started by tests use it
 * too. At the end it must be empty, because files left behind on every run would fill a developer's disk. The folder is
 * removed in any case; that of a killed run is removed by the next run.
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
    // An error thrown in a teardown would only be printed, so the exit code is set.
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
    // Any error but ESRCH (for example EPERM) means that the process is alive, even if it belongs to another user.
    return (error as { code?: string }).code === 'ESRCH';
  }
}
