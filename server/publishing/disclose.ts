import { Worker } from 'node:worker_threads';
import { type Counts, type Disclosure, isNews } from '../../domain/publishing/disclosure.ts';
import type { LayoutName } from './layouts.ts';

/**
 * Works out which counts may be told now, given what was told before; none below `minimum`. It runs in a thread of its
 * own, because the tables of the nation take seconds, during which people want answers.
 */
export function disclose(
  layout: LayoutName,
  before: Disclosure | null,
  now: Counts,
  minimum: number,
): Promise<Disclosure> {
  if (before && !isNews(before, now)) return Promise.resolve(before);
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./disclosureWorker.ts', import.meta.url), {
      workerData: { layout, before, now, minimum },
      name: 'sigg-disclosure',
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that works out what may be told ended with ${code}`)));
  });
}
