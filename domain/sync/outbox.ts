/**
 * The life of a command on the phone, as pure rules (architecture 6): what may be sent now and in which order, and what an
 * answer makes of it. Nothing here deletes: an accepted command leaves only when a verified backup holds it (`mayLeave`).
 */
import type { ProblemView } from '../kernel/views.ts';

/**
 * pending: only here. sent: handed to the network, the answer is not known. accepted, conflict (kept as a proposed version),
 * held (the server waits for another one), attention (a person must decide), withdrawn (the person decided: replaced or not sent).
 */
export const outboxStates = ['pending', 'sent', 'accepted', 'conflict', 'held', 'attention', 'withdrawn'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** The part of an outbox item that rules look at. */
export interface OutboxHead {
  readonly id: string;
  /** Number of the command on this device. */
  readonly seq: number;
  readonly subjectId: string;
  readonly after: readonly string[];
  readonly state: OutboxState;
  /** How often it was handed to the network. */
  readonly tries: number;
  /** Not sent before this moment (device milliseconds); 0 means at once. */
  readonly nextTryAt: number;
  /** Number in the journal, once known; belongs to `epoch`. */
  readonly number: number | null;
}

/** The server has not given it a final answer. */
const isOpen = (state: OutboxState): boolean => state === 'pending' || state === 'sent' || state === 'held';
/** The server has it for good. */
export const isTaken = (state: OutboxState): boolean => state === 'accepted' || state === 'conflict';

/**
 * Why an item is not sent although its time has come: the first earlier item that a person must decide about, or one
 * that this item needs and that the person withdrew.
 */
export function blockedBy(item: OutboxHead, items: readonly OutboxHead[]): OutboxHead | null {
  const earlier = items.filter(
    (o) => o.id !== item.id && o.seq < item.seq && (o.subjectId === item.subjectId || item.after.includes(o.id)),
  );
  const direct = earlier.find((o) => o.state === 'attention' || (o.state === 'withdrawn' && item.after.includes(o.id)));
  if (direct) return direct;
  for (const other of earlier) {
    if (!isOpen(other.state)) continue;
    const blocked = blockedBy(other, items);
    if (blocked) return blocked;
  }
  return null;
}

/**
 * Whether a wait still lasts. One longer than any wait ever set comes from a clock that was moved back, and is over.
 */
export function stillWaits(nextTryAt: number, nowMs: number): boolean {
  return nextTryAt > nowMs && nextTryAt <= nowMs + HELD_AGAIN_MS;
}

/**
 * What to send now, at most `max`, oldest first. A command never overtakes an earlier one on the same subject, nor one
 * that it needs: those go before it in the same batch, or were handed over already. Commands on other subjects need not
 * wait.
 */
export function nextBatch<T extends OutboxHead>(items: readonly T[], nowMs: number, max = 20): T[] {
  const ordered = [...items].sort((a, b) => a.seq - b.seq);
  const chosen: T[] = [];
  const chosenIds = new Set<string>();
  for (const item of ordered) {
    if (chosen.length >= max) break;
    if (!isOpen(item.state) || stillWaits(item.nextTryAt, nowMs)) continue;
    const before = ordered.filter(
      (o) => o.seq < item.seq && (o.subjectId === item.subjectId || item.after.includes(o.id)),
    );
    const clear = before.every(
      (o) =>
        isTaken(o.state) ||
        o.state === 'held' ||
        chosenIds.has(o.id) ||
        (o.state === 'withdrawn' && !item.after.includes(o.id)),
    );
    if (!clear) continue;
    chosen.push(item);
    chosenIds.add(item.id);
  }
  return chosen;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A held command is asked about again after this. */
export const HELD_AGAIN_MS = 10 * 60_000;

/**
 * The wait before the n-th new try (n from 1). It doubles up to five minutes and tries never end; a random part keeps
 * phones from coming all at once.
 * @param random 0 to 1
 */
export function backOff(tries: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 20));
  return Math.round(full * (0.5 + random / 2));
}

/** The server's answer to one command. After 'retry' and 'unreadable' the server keeps no receipt. */
export interface SentResult {
  readonly commandId: string | null;
  readonly status: 'accepted' | 'conflict' | 'held' | 'refused' | 'unreadable' | 'retry';
  readonly problem?: ProblemView;
  readonly flags?: readonly string[];
}

/** What changes on an item. `problem` null clears it. */
export interface OutboxPatch {
  readonly state: OutboxState;
  readonly nextTryAt: number;
  readonly problem: ProblemView | null;
  readonly flags?: readonly string[];
}

/** What an answer makes of an item. */
export function afterResult(item: OutboxHead, result: SentResult, nowMs: number, random: number): OutboxPatch {
  switch (result.status) {
    case 'accepted':
    case 'conflict':
      return { state: result.status, nextTryAt: 0, problem: null, flags: result.flags ?? [] };
    case 'held':
      return { state: 'held', nextTryAt: nowMs + HELD_AGAIN_MS, problem: null };
    case 'retry':
      return { state: 'sent', nextTryAt: nowMs + backOff(item.tries, random), problem: result.problem ?? null };
    default:
      // Whatever the status says: a problem that will pass never asks the person to decide.
      if (result.problem?.retry === 'later')
        return { state: 'sent', nextTryAt: nowMs + backOff(item.tries, random), problem: result.problem };
      return { state: 'attention', nextTryAt: 0, problem: result.problem ?? null };
  }
}

/** What follows for sending in general when the answer was not one result for each command. */
export type WholeAnswer =
  | { readonly kind: 'again' }
  /** The session ended, or the second factor is missing: sending rests until the person has logged in. */
  | { readonly kind: 'pause'; readonly problem: ProblemView | null }
  /** This phone was withdrawn. */
  | { readonly kind: 'revoked'; readonly problem: ProblemView }
  /** Too many at once: send fewer. */
  | { readonly kind: 'fewer' }
  /** The person must decide. */
  | { readonly kind: 'ask'; readonly problem: ProblemView | null };

/** Reads an HTTP answer that carried no results. @param status 0 when nothing came back */
export function readWhole(status: number, problem: ProblemView | null): WholeAnswer {
  if (problem?.code === 'SIGG-204') return { kind: 'revoked', problem };
  if (status === 401 || problem?.retry === 'afterLogin') return { kind: 'pause', problem };
  if (status === 413) return { kind: 'fewer' };
  if (problem?.retry === 'later') return { kind: 'again' };
  if (status === 400 || status === 403 || status === 409 || status === 422) return { kind: 'ask', problem };
  return { kind: 'again' };
}

/** An accepted command may leave the phone once a verified backup holds it (architecture 6). */
export function mayLeave(item: Pick<OutboxHead, 'state' | 'number'>, durable: number): boolean {
  return isTaken(item.state) && item.number !== null && item.number <= durable;
}

/**
 * After the server was restored from a backup, every command still on the phone is sent again; for those that the
 * server has, it answers as before.
 */
export function afterRestore(item: OutboxHead): Pick<OutboxHead, 'state' | 'number' | 'nextTryAt' | 'tries'> | null {
  if (!isTaken(item.state) && item.state !== 'held' && item.state !== 'sent') return null;
  return { state: 'pending', number: null, nextTryAt: 0, tries: Math.max(1, item.tries) };
}
