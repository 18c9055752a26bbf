import { Worker } from 'node:worker_threads';
import { type Counts, type Disclosure, isNews } from '../../domain/publishing/disclosure.ts';
import type { LayoutName } from './layouts.ts';

/**
 * What may be told of counts now, beside what was told before; none below `minimum`. Worked out in a thread of its own: a nation's
 * tables take seconds, in which people want answers.
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
