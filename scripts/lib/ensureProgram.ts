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
  spawnSync('apt-get', args, {
    stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const command = (packages: readonly string[]): string =>
  `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Finds a program or, as root on Debian, installs it; returns where it is. Throws an Error that says how to get it.
 * Nothing is installed for anybody but root: a person's machine is theirs.
 */
export function ensureProgram({ name, find, packages }: Needed): string {
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
  throw new Error(`Falta ${name}. En Debian, como root: ${command(packages[0] ?? [])}`);
}

/** For a script run by itself: prints where the program is, or how to get it and leaves with 1. */
export function tellWhere(ensure: () => string): void {
  try {
    console.log(ensure());
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = 1;
  }
}
