import { parentPort, workerData } from 'node:worker_threads';
import { type Counts, type Disclosure, nextDisclosure } from '../../domain/publishing/disclosure.ts';
import { loadSolver } from './highs.ts';
import { type LayoutName, layouts } from './layouts.ts';

const { layout, before, now, minimum } = workerData as {
  layout: LayoutName;
  before: Disclosure | null;
  now: Counts;
  minimum: number;
};
parentPort?.postMessage(nextDisclosure(before, now, layouts[layout], await loadSolver(), minimum));
