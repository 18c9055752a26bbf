import { spawnSync } from 'node:child_process';

export interface Needed {
  /** What it is called in messages, in Spanish. */
  readonly name: string;
  /** Where it is, or undefined. */
  find(): string | undefined;
  /** Debian packages that bring it; the first set that the machine's Debian knows is installed. */
  readonly packages: readonly (readonly string[])[];
}

const apt = (args: readonly string[], quiet = false): boolean =>
  spawnSync('apt-get', args, { stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

const command = (packages: readonly string[]): string => `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Finds a program or, as root on Debian, installs it; otherwise says how to get it. Returns where it is, or undefined.
 * Nothing is installed for anybody but root: a person's machine is theirs.
 */
export function ensureProgram({ name, find, packages }: Needed): string | undefined {
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && apt(['--version'], true)) {
    console.log(`Falta ${name}: se instala con apt-get.`);
    apt(['update', '-q']);
    for (const set of packages) {
      if (apt(['install', '-y', '-q', '--no-install-recommends', ...set])) break;
    }
    const installed = find();
    if (installed !== undefined) return installed;
  }
  console.error(`Falta ${name}. En Debian, como root: ${command(packages[0] ?? [])}`);
  return undefined;
}

/** For a script of its own: prints where it is, or leaves with 1. */
export function ensureAndTell(needed: Needed): void {
  const found = ensureProgram(needed);
  if (found === undefined) process.exitCode = 1;
  else console.log(`${needed.name}: ${found}`);
}
