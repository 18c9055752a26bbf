/**
 * The phone's engine, for the screens of web/field. `browserPhone()` makes the one engine of the app; `startRunner` keeps it
 * in step with the server; screens read `phone.state()` through `usePhone` (react.ts) and call the methods of `Phone`.
 */
import { PIN_ITERATIONS } from './crypto.ts';
import { Phone } from './phone.ts';
import { browserCall, realRules } from './ports.ts';

export type { OutboxRow } from './database.ts';
export type { Draft } from './drafts.ts';
export type { NounRecord } from './nounRecords.ts';
export { mayBeTakenBack } from './outbox.ts';
export { Phone } from './phone.ts';
export { shrinkPhoto } from './pictures.ts';
export { startRunner } from './runner.ts';
export type { ItemView } from './state.ts';
export type { PersonHere } from './vault.ts';
export type { AllianceView, Due, RecordView } from './views.ts';

/** The engine over this browser's store, clock and network. */
export function browserPhone(): Phone {
  return new Phone({
    call: browserCall,
    reachable: () => navigator.onLine,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    databaseName: 'sigg-campo',
    // What the app calls stored must survive an empty battery, not only a closed app.
    idb: { chromeTransactionDurability: 'strict' },
    iterations: PIN_ITERATIONS,
    rules: realRules,
  });
}

/** Asks the browser not to delete the store when the phone runs out of space. Answers whether it promised. */
export async function keepStore(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

export interface Room {
  /** Bytes that the app uses. */
  readonly used: number;
  /**
   * Bytes left, as far as the browser tells. Newer browsers always say ten gigabytes, so only a small number means
   * something.
   */
  readonly left: number;
  /** Whether the browser promised not to delete the store when the phone runs out of space. */
  readonly safe: boolean;
}

/** How the store stands; null where the browser does not tell. */
export async function readRoom(): Promise<Room | null> {
  const said = await navigator.storage?.estimate?.().catch(() => null);
  const safe = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  return said?.quota !== undefined && said.usage !== undefined
    ? { used: said.usage, left: said.quota - said.usage, safe }
    : null;
}
