import { spawnSync } from 'node:child_process';

export interface Needed {
  /** The name of the program in messages, in Spanish. */
  readonly name: string;
  /** The path of the program, or undefined. */
  find(): string | undefined;
  /** Debian packages that contain it; the first set that the machine's Debian knows is installed. */
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
 * Finds a program or, as root on Debian, installs it; returns its path. Throws an Error that says how to get it.
 * Without root nothing is installed, because a person's machine is theirs.
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

/** For a script that is run by itself: prints the path of the program, or how to get it and exits with code 1. */
export function tellWhere(ensure: () => string): void {
  try {
    console.log(ensure());
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = 1;
  }
}
