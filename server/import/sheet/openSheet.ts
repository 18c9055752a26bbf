import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { SheetRow } from '../../../domain/import/row.ts';
import { type Problem, ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { type SheetLimits, sheetLimits } from './limits.ts';
import type { SheetHead, Wanted } from './readTable.ts';

/** What the thread answers to each request. */
export type ThreadAnswer =
  | { readonly part: SheetHead | readonly SheetRow[] }
  | { readonly problem: Problem }
  | { readonly end: true };

/** A spreadsheet that is being read: what is known of it, and its rows in slices, which can be read once. */
export interface OpenSheet extends SheetHead {
  readonly slices: AsyncIterable<readonly SheetRow[]>;
}

/**
 * Reads a spreadsheet in a thread of its own, with limits on work, time and memory, while `work` consumes its rows; the
 * thread ends with it. Nobody else waits meanwhile, because rows come in slices. Throws ProblemError, one for each
 * limit.
 */
export async function withSheet<T>(
  bytes: Uint8Array,
  work: (sheet: OpenSheet) => Promise<T>,
  wanted: Wanted = {},
  limits: SheetLimits = sheetLimits,
): Promise<T> {
  const worker = new Worker(new URL('./sheetThread.ts', import.meta.url), {
    workerData: { bytes, limits, wanted },
    name: 'sigg-sheet',
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 4 },
  });
  const thread = new Thread(worker, limits.ms);
  const letGrow = keepYoungSmall();
  try {
    const head = await thread.next();
    if (head === null || isRows(head)) throw new ProblemError(problem('importNoRows'));
    return await work({ ...head, slices: slicesOf(thread) });
  } finally {
    letGrow();
    await worker.terminate();
  }
}

let sheetsOpen = 0;

/**
 * Keeps V8's space for new objects at its size while a sheet is read. V8 cannot tell what passes through from what is
 * kept of every row, and would enlarge that space to 100 MB for 50,000 rows, nearly all of it unused. Answers how to
 * end this.
 */
function keepYoungSmall(): () => void {
  sheetsOpen += 1;
  if (sheetsOpen === 1) setFlagsFromString('--semi-space-growth-factor=1');
  return () => {
    sheetsOpen -= 1;
    if (sheetsOpen === 0) setFlagsFromString('--semi-space-growth-factor=2');
  };
}

const isRows = (part: SheetHead | readonly SheetRow[]): part is readonly SheetRow[] => Array.isArray(part);

async function* slicesOf(thread: Thread): AsyncGenerator<readonly SheetRow[]> {
  for (let part = await thread.next(); part !== null; part = await thread.next()) if (isRows(part)) yield part;
}

/**
 * Asks the thread for one part after the other. Only the time that the thread takes is counted, not what is done with
 * its parts.
 */
class Thread {
  private left: number;
  private readonly worker: Worker;
  private settle: (answer: ThreadAnswer) => void = () => {};

  constructor(worker: Worker, ms: number) {
    this.worker = worker;
    this.left = ms;
    worker.on('message', (answer: ThreadAnswer) => this.settle(answer));
    // The only error that the thread cannot answer itself is that its memory was not enough.
    worker.on('error', () => this.settle({ problem: problem('importTooHeavy') }));
    worker.on('exit', () => this.settle({ problem: problem('importTooHeavy') }));
  }

  next(): Promise<SheetHead | readonly SheetRow[] | null> {
    const began = Date.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.settle({ problem: problem('importTooSlow') }), Math.max(0, this.left));
      this.settle = (answer) => {
        clearTimeout(timer);
        this.left -= Date.now() - began;
        this.settle = () => {};
        if ('problem' in answer) reject(new ProblemError(answer.problem));
        else resolve('end' in answer ? null : answer.part);
      };
      this.worker.postMessage('next');
    });
  }
}
