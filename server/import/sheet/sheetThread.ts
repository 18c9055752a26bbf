import { parentPort, workerData } from 'node:worker_threads';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import type { SheetLimits } from './limits.ts';
import type { ThreadAnswer } from './openSheet.ts';
import { readTable, type Wanted } from './readTable.ts';

/** Reads a spreadsheet in a thread of its own, one part for each request. */
const { bytes, limits, wanted } = workerData as { bytes: Uint8Array; limits: SheetLimits; wanted: Wanted };
const parts = readTable(bytes, limits, wanted);
const port = parentPort;

const answerOf = async (): Promise<ThreadAnswer> => {
  try {
    const { value, done } = await parts.next();
    return done ? { end: true } : { part: value };
  } catch (error) {
    return { problem: error instanceof ProblemError ? error.problem : problem('importUnreadable') };
  }
};

port?.on('message', () => {
  void answerOf().then((answer) => port.postMessage(answer));
});
