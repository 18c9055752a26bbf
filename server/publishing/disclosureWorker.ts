import { parentPort, workerData } from 'node:worker_threads';
import { type Counts, type Disclosure, nextDisclosure } from '../../domain/publishing/disclosure.ts';
import { familyLayout } from './familyLayout.ts';
import { loadSolver } from './highs.ts';

const { before, now, minimum } = workerData as { before: Disclosure | null; now: Counts; minimum: number };
parentPort?.postMessage(nextDisclosure(before, now, familyLayout, await loadSolver(), minimum));
