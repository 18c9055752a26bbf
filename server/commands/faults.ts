import { setTimeout as wait } from 'node:timers/promises';

/** Deliberate defects, to prove that the tests notice them. */
export interface Faults {
  /** Answers when the command is judged, before it is committed. */
  readonly receiptBeforeCommit?: boolean;
  /** Judges a command without checking whether it was answered before. */
  readonly skipReceiptCheck?: boolean;
}

/** The defect that SIGG_TEST_FAULT names. It works only in a test process, never in an installation. */
export function faultsOf(env: Readonly<Record<string, string | undefined>>): Faults | undefined {
  if (env.NODE_ENV !== 'test') return undefined;
  if (env.SIGG_TEST_FAULT === 'receipt-before-commit') return { receiptBeforeCommit: true };
  if (env.SIGG_TEST_FAULT === 'skip-receipt-check') return { skipReceiptCheck: true };
  return undefined;
}

/** Long enough for the test to kill the process between the answer and the commit. */
const TOO_EARLY_MS = 150;

/** Runs `work` and answers its value as soon as it is known, although `work` has not ended. */
export function answerTooEarly<T>(work: (known: (value: T) => Promise<void>) => Promise<unknown>): Promise<T> {
  return new Promise((resolve, reject) => {
    work(async (value) => {
      resolve(value);
      await wait(TOO_EARLY_MS);
    }).catch(reject);
  });
}
