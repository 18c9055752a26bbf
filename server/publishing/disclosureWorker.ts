import { parentPort, workerData } from 'node:worker_threads';
import { type Counts, type Disclosure, nextDisclosure } from '../../domain/publishing/disclosure.ts';
import { familyLayout } from './familyLayout.ts';

const { before, now } = workerData as { before: Disclosure | null; now: Counts };
parentPort?.postMessage(nextDisclosure(before, now, familyLayout));
