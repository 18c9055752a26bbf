/**
 * The server as `npm start` makes it, without demonstration data and screens, in its own process: prints its address
 * and serves. The process that started it may ask for a piece of background work by name and receives a message when it
 * is done.
 */
import { readConfig } from '../server/config.ts';
import { collectStatistics } from '../server/db/maintenance.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { publishOpenData } from '../server/publishing/publishOpenData.ts';
import { start } from '../server/start.ts';
import { noteSlowStatements } from './slowStatements.ts';

const slow = noteSlowStatements(100);
const running = await start(readConfig(process.env), () => undefined);
const { db, now, today } = running.system;
const background = db.background;
/**
 * A full rebuild takes minutes, but its effect on answers is visible in the first seconds, so the work is stopped after
 * 15 s.
 */
const someOf = (work: (signal: AbortSignal) => Promise<unknown>) => {
  const signal = AbortSignal.timeout(15_000);
  return work(signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
};
const asked = () => ({ programme: 'PAR2FA', today: today(), now: now() });
const work: Readonly<Record<string, () => Promise<unknown>>> = {
  upToDate: () => refreshEvidence(background, asked()),
  evidence: () => someOf((signal) => refreshEvidence(background, { ...asked(), full: true, signal })),
  publication: () => publishOpenData(background, { ...asked(), demo: true }),
  statistics: () => collectStatistics(background, { everyTable: true }),
  slow: async () =>
    process.stderr.write(
      slow()
        .map((line) => `  held ${line}\n`)
        .join(''),
    ),
};
process.on('message', (name: string) => {
  Promise.resolve(work[name]?.()).then(
    () => process.send?.({ name }),
    (error: unknown) => process.send?.({ name, error: String(error) }),
  );
});
const address = await running.listen();
process.stdout.write(`${address}\n`);
process.on('SIGTERM', () => {
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
