import type { Life } from '../../domain/kernel/noun/life.ts';

/**
 * The lives of the nouns captured in the field. They are a file of their own, so that the first screen and a visit do
 * not wait for them: it is asked for as soon as the app starts, and the service worker keeps it with all others. What
 * waits to be sent, and what comes from the office, needs none of them.
 */
let held: readonly Life[] = [];

/** Those that are here: none until the file has come. */
export const livesHere = (): readonly Life[] => held;

/** Brings them. Answers whether they are here. */
export async function bringLives(): Promise<boolean> {
  try {
    held = (await import('../../domain/fieldLives.ts')).fieldLives;
    return true;
  } catch {
    // Without the file, the screens that need it say so (web/field/Later.tsx).
    return false;
  }
}
