import { dayOf, type Instant } from '../domain/kernel/dates.ts';
import { eraseConfirmed, eraseEarlierRows } from './commands/eraseConfirmed.ts';
import { Resting, sweepHeld } from './commands/executeCommands.ts';
import { startSequencer } from './commands/sequencer.ts';
import { sweepIdentity } from './identity/createIdentity.ts';
import { nightlyRehearsal } from './integrity/rehearsal.ts';
import { planCommitments } from './jobs/commitments.ts';
import { feedJobs } from './jobs/feed.ts';
import { runJobs } from './jobs/run.ts';
import { logError } from './log.ts';
import { nightlyEvidence, refreshEvidence } from './monitoring/evidence.ts';
import { prepareSums } from './monitoring/periodSums.ts';
import { bringTouches } from './monitoring/touches.ts';
import { publishOpenData } from './publishing/publishOpenData.ts';
import { readDemo } from './stores/systemState.ts';
import type { System } from './system.ts';

/**
 * Work that goes on beside the answers. Every part reads sealed entries and may run again, late, or on several servers.
 */
export interface Background {
  /** Call when a command was accepted, so that it is sealed soon. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

const SWEEP_MS = 2_000;
const ERASE_MS = 10_000;
const JOBS_MS = 5_000;
const EVIDENCE_PAUSE_MS = 1_500;
const NIGHTLY_CHECK_MS = 10 * 60_000;

/**
 * A task that took long rests this many times as long, so that people at work keep most of the machine (and of the one
 * embedded connection).
 */
const REST = 4;

/**
 * Runs a task again some time after it ended, never two runs at once; its signal tells it to end early when the server
 * closes.
 */
function repeat(everyMs: number, work: (signal: AbortSignal) => Promise<unknown>, name: string): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();
  const next = (afterMs: number) => {
    if (signal.aborted) return;
    timer = setTimeout(() => {
      const from = performance.now();
      running = work(signal)
        .catch((error: unknown) => signal.aborted || logError(name, error))
        .finally(() => next(Math.max(everyMs, REST * (performance.now() - from))));
    }, afterMs);
  };
  next(everyMs);
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await running;
  };
}

/** Whether the time of the daily work has come: 06:00 UTC is 02:00 in La Paz, when nobody works. */
const isNightly = (now: Instant): boolean => Number(now.slice(11, 13)) >= 6;

/**
 * Starts the sequencer, the release of held commands, the evidence of figures (what was touched; all of it once a day)
 * and the publication.
 */
export function startBackground(system: System, programme = 'PAR2FA'): Background {
  const { context, now } = system;
  const { background } = system.db;
  let sealed = -1;
  let fed = -2;
  let built = -1;
  let builtOn = '';
  let prepared = '';
  let earlierErased = false;
  const resting = new Resting();
  // Sealing is short, and phones and figures wait for it, so it takes its turn as people do.
  const sequencer = startSequencer(
    system.db,
    now,
    (error) => logError('sequencer', error),
    (head) => {
      sealed = head.number;
    },
  );
  const stops = [
    repeat(
      JOBS_MS,
      async () => {
        if (sealed !== fed) {
          const upTo = sealed;
          await feedJobs(background, now());
          await planCommitments(background, now(), dayOf(now()));
          fed = upTo;
        }
        await runJobs({ ...context, db: background }, now(), dayOf(now()));
      },
      'jobs',
    ),
    repeat(SWEEP_MS, (signal) => sweepHeld(context, { receivedAt: now(), signal, resting }), 'sweepHeld'),
    repeat(
      ERASE_MS,
      async () => {
        const erasing = { ...system, db: background, context: { ...context, db: background } };
        await eraseConfirmed(erasing);
        if (!earlierErased && (await eraseEarlierRows(erasing))) earlierErased = true;
      },
      'eraseConfirmed',
    ),
    repeat(NIGHTLY_CHECK_MS, () => sweepIdentity(background, now()), 'sweepIdentity'),
    repeat(
      EVIDENCE_PAUSE_MS,
      async (signal) => {
        const today = dayOf(now());
        // A new day may begin a new month, even if nobody wrote anything.
        if (sealed === built && builtOn === today) return;
        built = (await refreshEvidence(background, { programme, today, now: now(), signal })).sealedNumber;
        builtOn = today;
        await publishOpenData(background, { programme, today, now: now(), demo: await readDemo(background) });
      },
      'evidence',
    ),
    repeat(
      EVIDENCE_PAUSE_MS,
      async (signal) => {
        const today = dayOf(now());
        // All sums are computed again only on another day, or when everything changed; otherwise what an entry touched
        // is computed when somebody asks for it.
        const { everything } = await bringTouches(background);
        if (prepared === `${today} ${everything}`) return;
        if (!(await prepareSums(background, { programme, today }, signal))) prepared = `${today} ${everything}`;
      },
      'pastSums',
    ),
    repeat(
      NIGHTLY_CHECK_MS,
      async (signal) => {
        if (!isNightly(now())) return;
        const done = await nightlyEvidence(background, { programme, today: dayOf(now()), now: now(), signal });
        if (done && done.differed > 0 && !done.disturbed)
          logError('evidenceFull', new Error(`${done.differed} rows of evidence differed from a full computation`));
      },
      'evidenceFull',
    ),
    ...(system.config.rehearseFrom === null
      ? []
      : [
          repeat(
            NIGHTLY_CHECK_MS,
            async (signal) => {
              if (!isNightly(now())) return;
              const done = await nightlyRehearsal(background, { now: now(), signal });
              if (done?.problem) logError('rehearsal', new Error(done.problem));
            },
            'rehearsal',
          ),
        ]),
  ];
  return {
    wake: sequencer.wake,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await sequencer.stop();
    },
  };
}
