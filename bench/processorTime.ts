import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The time of the process and of its ended children. */
  readonly ms: number;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
        return [{ pid: Number(name), parent: fields[1] ?? 0, ms: (utime + stime + cutime + cstime) * TICK_MS }];
      } catch {
        return []; // it ended while we looked
      }
    });
}

/** Parent of a process: PostgreSQL's backends are children of its first process. */
export function parentOf(pid: number): number {
  return processes().find((p) => p.pid === pid)?.parent ?? 0;
}

/**
 * Processor time in milliseconds used by processes and their children; 0 where there is no /proc. Unlike a rate, it
 * hardly depends on other work on the machine.
 */
export function processorTime(roots: readonly number[]): number {
  let all: Process[];
  try {
    all = processes();
  } catch {
    return 0;
  }
  const counted = new Set(roots);
  let before = 0;
  while (counted.size > before) {
    before = counted.size;
    for (const p of all) if (counted.has(p.parent)) counted.add(p.pid);
  }
  return all.filter((p) => counted.has(p.pid)).reduce((sum, p) => sum + p.ms, 0);
}
