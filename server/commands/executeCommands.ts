import { flags } from '../../domain/kernel/command.ts';
import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import type { FactRequest } from '../../domain/kernel/fact.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { type Actor, can } from '../../domain/people/actor.ts';
import { constraintProblem, isPassing, ownTrouble } from '../db/constraintProblems.ts';
import type { Database, Transaction } from '../db/database.ts';
import { logError } from '../log.ts';
import { isBehind } from './clock.ts';
import { addEntry, addReceipt } from './entry.ts';
import { answerTooEarly, type Faults } from './faults.ts';
import { forgetAnswered, type Held, HOLDING_LOCK, readyAfterAnswers, readyPage, whyNotHeld } from './holding.ts';
import { judge } from './judge.ts';
import { loadFacts, type ReceiptRow } from './loadFacts.ts';
import { lockKey } from './lockKey.ts';
import { type ParsedCommand, parseCommand, type Unreadable } from './parseCommand.ts';
import { wavesOf } from './waves.ts';
import { addRow, emptyWrites, writableColumns, writeRows } from './writeRows.ts';

/** The answer to one command. `problem` says why it was refused or what it waits for. */
export interface CommandResult {
  readonly commandId: string | null;
  readonly status: 'accepted' | 'conflict' | 'held' | 'refused' | 'unreadable' | 'retry';
  readonly problem?: Problem;
  readonly flags?: readonly string[];
}

export interface ExecuteContext {
  readonly db: Database;
  /** The author of a held command, when it is released. */
  readonly actorOf: (actorId: string) => Promise<Actor | null>;
  /** Called after a commit that accepted something: wakes the sequencer. */
  readonly onAccepted?: () => void;
  /**
   * The clock of this server. Compared with the journal, it tells whether a refusal because of a day can be trusted.
   */
  readonly now?: () => Instant;
  /** For the crash test only. */
  readonly faults?: Faults;
}

export interface Sent {
  /** Serialised envelopes, as the device made them. */
  readonly texts: readonly string[];
  readonly actor: Actor;
  readonly receivedAt: Instant;
  /**
   * Set when another person brings the commands in from a phone that may no longer send (device.bringIn): only facts,
   * each with its flag.
   */
  readonly broughtIn?: boolean;
}

const isUnreadable = (c: ParsedCommand | Unreadable): c is Unreadable => 'commandId' in c;

/**
 * The only way to write (architecture 1.1). Every command is judged, saved together with its journal entry and its
 * receipt in one transaction, and answered only then; the same command always gets the same answer. The facts of a
 * batch on different subjects share a transaction; acts run one by one.
 */
export async function executeCommands(context: ExecuteContext, sent: Sent): Promise<CommandResult[]> {
  const today = dayOf(sent.receivedAt);
  const parsed = sent.texts.map((text) => parseCommand(text, today));
  const results = new Map<ParsedCommand | Unreadable, CommandResult>();
  const good: ParsedCommand[] = [];
  for (const command of parsed) {
    if (isUnreadable(command))
      results.set(command, {
        commandId: command.commandId,
        status: command.problem.retry === 'later' ? 'retry' : 'unreadable',
        problem: command.problem,
      });
    else if (command.envelope.actorId !== sent.actor.id)
      results.set(command, { commandId: command.envelope.id, status: 'unreadable', problem: problem('otherActor') });
    else good.push(command);
  }
  const followed: string[] = [];
  let left = RELEASED_AT_ONCE;
  for (const wave of wavesOf(good)) {
    const answers = await runWave(context, wave, sent, followed);
    answers.forEach((answer, i) => {
      const command = wave[i];
      if (command) results.set(command, answer);
    });
    left -= await release(context, followed.splice(0), { receivedAt: sent.receivedAt, most: left });
  }
  return parsed.map(
    (command) => results.get(command) ?? { commandId: null, status: 'unreadable', problem: problem('internal') },
  );
}

/**
 * Runs a wave in one transaction. When the database refuses it, each command runs alone, so that one bad record harms
 * no other. Adds to `followed` the commands that now have their final answer and that others waited for.
 */
async function runWave(
  context: ExecuteContext,
  wave: readonly ParsedCommand[],
  sent: Sent,
  followed: string[],
): Promise<CommandResult[]> {
  try {
    return await runTransaction(context, wave, sent, followed);
  } catch (error) {
    if (wave.length > 1) {
      const results: CommandResult[] = [];
      for (const command of wave) results.push(...(await runWave(context, [command], sent, followed)));
      return results;
    }
    return [await afterFailure(context, wave[0] as ParsedCommand, sent, error, followed)];
  }
}

/**
 * What a failure of the database means: a constraint that the rules did not foresee is a final refusal; a trouble of
 * the server asks for another try.
 */
async function afterFailure(
  context: ExecuteContext,
  command: ParsedCommand,
  sent: Sent,
  error: unknown,
  followed: string[],
): Promise<CommandResult> {
  const commandId = command.envelope.id;
  const refusal = constraintProblem(error);
  if (!refusal) {
    // The fault is the server's, not the sender's: the rest of the batch goes on, and this command is sent again.
    if (!isPassing(error)) logError(`command ${command.envelope.kind}`, error);
    return { commandId, status: 'retry', problem: ownTrouble(error) };
  }
  const { result, waiting } = await context.db.transaction(
    async (tx) => {
      const { receipts, waitedFor, latestSeal } = await loadFacts(tx, [commandId], [], [], [commandId]);
      const known = receipts.get(commandId);
      if (known && known.status !== 'held' && !context.faults?.skipReceiptCheck)
        return { result: answerOf(commandId, known), waiting: false };
      const ours = notFinal(refusal, context.now ? isBehind(context.now(), latestSeal) : false);
      if (ours) return { result: { commandId, status: 'retry' as const, problem: ours }, waiting: false };
      const writes = emptyWrites();
      addReceipt(writes, command, sent.actor.id, sent.receivedAt, { status: 'refused', problem: refusal });
      await writeRows(tx, await writableColumns(context.db), writes);
      return { result: { commandId, status: 'refused' as const, problem: refusal }, waiting: waitedFor.size > 0 };
    },
    { locks: locksOf([command]) },
  );
  if (waiting) followed.push(commandId);
  return result;
}

async function runTransaction(
  context: ExecuteContext,
  wave: readonly ParsedCommand[],
  sent: Sent,
  followed: string[],
  /** True when the command runs alone: only then may it begin to wait for another. */
  mayWait = false,
): Promise<CommandResult[]> {
  const columns = await writableColumns(context.db);
  const moved = await movedBy(context, wave);
  const work = (known: (judged: Judged) => Promise<void> = async () => {}) =>
    context.db.transaction(
      async (tx) => {
        const judged = await judgeAndWrite(context, tx, columns, wave, sent, mayWait);
        await known(judged);
        return judged;
      },
      { locks: [...locksOf(wave), ...moved, ...(mayWait ? [HOLDING_LOCK] : [])], byKey: true },
    );
  const { answers, waitedFor } = await (context.faults?.receiptBeforeCommit ? answerTooEarly(work) : work());
  if (answers.some((r) => r !== 'toWait' && (r.status === 'accepted' || r.status === 'conflict')))
    context.onAccepted?.();
  const results: CommandResult[] = [];
  for (const [i, answer] of answers.entries()) {
    const command = wave[i] as ParsedCommand;
    if (answer === 'toWait') results.push(...(await runTransaction(context, [command], sent, followed, true)));
    else {
      if (isFinal(answer) && waitedFor.has(command.envelope.id)) followed.push(command.envelope.id);
      results.push(answer);
    }
  }
  return results;
}

/**
 * The problem to answer instead of a refusal that is not final, because its cause is on the server; null when the
 * refusal is final. Such a command gets no receipt, and its device sends it again.
 */
function notFinal(refusal: Problem, behind: boolean): Problem | null {
  if (refusal.retry === 'later') return refusal;
  return behind ? problem('clockBehind', { said: refusal.message }) : null;
}

/** Whether an answer is final, so that commands waiting for this one can go on. */
const isFinal = (r: CommandResult): boolean =>
  r.status === 'accepted' || r.status === 'conflict' || r.status === 'refused';

/** How many held commands one request runs; the background sweep runs the others. */
const RELEASED_AT_ONCE = 100;
/** How many held commands are read at a time. */
const PAGE = 50;

interface Releasing {
  readonly receivedAt: Instant;
  /** The most to run. */
  readonly most?: number;
  readonly signal?: AbortSignal;
  /** The commands to leave alone for now; those tried without success are added to it. */
  readonly resting?: Resting;
}

/**
 * Runs the held commands that waited for the answered ones, then those that waited for these, and so on, each for its
 * own author. It goes level by level, never one run inside another, and tries none again. Answers how many it ran.
 */
async function release(context: ExecuteContext, answered: readonly string[], how: Releasing): Promise<number> {
  const tried = new Set<string>();
  let level = [...answered];
  while (level.length > 0) {
    const next: string[] = [];
    for (;;) {
      const room = Math.min(PAGE, (how.most ?? Number.POSITIVE_INFINITY) - tried.size);
      if (room <= 0 || how.signal?.aborted) return tried.size;
      const page = await readyAfterAnswers(context.db, level, room);
      const fresh = page.filter((item) => !tried.has(item.command_id));
      for (const item of fresh) {
        if (how.signal?.aborted) return tried.size;
        tried.add(item.command_id);
        if (await runHeld(context, item, how)) next.push(item.command_id);
      }
      // Those that ran are no longer in the list. A page without a new one holds only commands that must go on waiting.
      if (page.length < room || fresh.length === 0) break;
    }
    level = next;
  }
  return tried.size;
}

/** Runs one held command for its author. True when it has its final answer now; otherwise it stays held. */
async function runHeld(context: ExecuteContext, item: Held, how: Releasing): Promise<boolean> {
  if (how.resting?.has(item.command_id)) return false;
  const actor = await context.actorOf(item.actor_id);
  const command = parseCommand(item.envelope, dayOf(how.receivedAt));
  const [result] =
    actor && !isUnreadable(command)
      ? await runWave(context, [command], { texts: [], actor, receivedAt: how.receivedAt }, [])
      : [];
  if (result && isFinal(result)) return true;
  how.resting?.add(item.command_id);
  return false;
}

/**
 * Held commands that were tried without success. Each is left alone for twice as many sweeps as the time before, at
 * most for about an hour.
 */
export class Resting {
  private sweep = 0;
  private readonly until = new Map<string, { readonly sweep: number; readonly times: number }>();

  begin(): void {
    this.sweep += 1;
    // A command that was answered meanwhile is never tried again, so its line would stay for ever.
    for (const [id, { sweep }] of this.until) if (sweep < this.sweep - LONGEST_REST) this.until.delete(id);
  }

  has(id: string): boolean {
    return (this.until.get(id)?.sweep ?? 0) > this.sweep;
  }

  add(id: string): void {
    const times = (this.until.get(id)?.times ?? 0) + 1;
    this.until.set(id, { sweep: this.sweep + Math.min(LONGEST_REST, 2 ** times), times });
  }
}
const LONGEST_REST = 2_048;

/**
 * Runs every held command that has nothing left to wait for. This background sweep covers what a request leaves: a
 * command and the one it waits for committed at the same moment, a chain longer than one request runs, a server that
 * stopped in between. Ends between two commands when `signal` says so.
 */
export async function sweepHeld(context: ExecuteContext, how: Omit<Releasing, 'most'>): Promise<void> {
  how.resting?.begin();
  await forgetAnswered(context.db);
  let last: Held | null = null;
  for (;;) {
    const page: Held[] = await readyPage(context.db, last, PAGE);
    for (const item of page) {
      if (how.signal?.aborted) return;
      if (await runHeld(context, item, how)) await release(context, [item.command_id], how);
    }
    last = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

function locksOf(wave: readonly ParsedCommand[]): bigint[] {
  return wave.flatMap(({ envelope, definition, refused }) =>
    [envelope.subjectId, ...(refused ? [] : (definition.locks?.(envelope) ?? []))].map(lockKey),
  );
}

/** The locks on what the commands change besides their subjects. Which rows those are never changes. */
async function movedBy({ db }: ExecuteContext, wave: readonly ParsedCommand[]): Promise<bigint[]> {
  const requests = wave.flatMap(({ envelope, definition, refused }) =>
    refused ? [] : (definition.moves?.(envelope) ?? []),
  );
  if (requests.length === 0) return [];
  const loaded = await loadFacts(db, [], requests);
  return requests.flatMap((request) => {
    const found = loaded.get(request) as { readonly id?: string } | readonly { readonly id?: string }[] | null;
    return [found ?? []].flat().flatMap(({ id }) => (id ? [lockKey(id)] : []));
  });
}

interface Judged {
  /** `toWait`: it needs a command that has no answer yet; nothing of it was written. */
  readonly answers: (CommandResult | 'toWait')[];
  /** The commands of the wave for which held commands wait. */
  readonly waitedFor: ReadonlySet<string>;
}

async function judgeAndWrite(
  context: ExecuteContext,
  tx: Transaction,
  columns: Map<string, readonly string[]>,
  wave: readonly ParsedCommand[],
  sent: Sent,
  mayWait: boolean,
): Promise<Judged> {
  const requests = wave.map((c) => (c.refused ? {} : c.definition.facts(c.envelope)) as Record<string, FactRequest>);
  const loaded = await loadFacts(
    tx,
    wave.flatMap((c) => [c.envelope.id, ...c.envelope.after]),
    requests.flatMap((r) => Object.values(r)),
    wave.map((c) => c.envelope.deviceId),
    wave.map((c) => c.envelope.id),
  );
  const [alone] = wave;
  const noWait =
    mayWait && alone
      ? await whyNotHeld(tx, alone.envelope, alone.text, sent.actor.id, loaded.waitedFor.has(alone.envelope.id))
      : null;
  const behind = context.now ? isBehind(context.now(), loaded.latestSeal) : false;
  const receipts: ReadonlyMap<string, ReceiptRow> = loaded.receipts;
  const writes = emptyWrites();
  const answers = wave.map((command, i): CommandResult | 'toWait' => {
    const { envelope } = command;
    const known = context.faults?.skipReceiptCheck ? undefined : receipts.get(envelope.id);
    if (known && known.envelopeHash !== command.hash)
      return { commandId: envelope.id, status: 'refused', problem: problem('sameIdOtherContent') };
    if (known && known.status !== 'held') return answerOf(envelope.id, known);
    // No receipt: if the device is taken up again, its outbox sends the same command.
    if (!known && !sent.broughtIn && loaded.revoked.has(envelope.deviceId))
      return { commandId: envelope.id, status: 'unreadable', problem: problem('deviceRevoked') };
    const answer = (
      status: CommandResult['status'],
      more: { problem?: Problem; flags?: readonly string[] } = {},
    ): CommandResult => {
      const ours = status === 'refused' && more.problem ? notFinal(more.problem, behind) : null;
      if (ours) return { commandId: envelope.id, status: 'retry', problem: ours };
      addReceipt(writes, command, sent.actor.id, sent.receivedAt, { status, ...more });
      return { commandId: envelope.id, status, ...more };
    };
    if (sent.broughtIn && command.definition.type !== 'fact')
      return { commandId: envelope.id, status: 'unreadable', problem: problem('notAllowed') };
    if (command.refused) return answer('refused', { problem: command.refused });
    const before = envelope.after.map((id) => receipts.get(id)?.status ?? null);
    if (before.includes('refused')) return answer('refused', { problem: problem('predecessorRefused') });
    if (before.some((status) => status === null || status === 'held')) {
      if (known) return answerOf(envelope.id, known);
      // A held command is later run with all that its author may do. An integration key may do less, so it sends the
      // command again itself.
      if (sent.actor.kind === 'token')
        return { commandId: envelope.id, status: 'retry', problem: problem('predecessorMissing') };
      // The role is judged before it waits, its reach only when it runs: the assignment that gives the reach may still
      // arrive.
      const role = can(
        sent.actor,
        command.definition.by,
        {},
        command.definition.type === 'fact' ? envelope.occurredOn : dayOf(sent.receivedAt),
      );
      if (!role.may && role.reason === 'role') return answer('refused', { problem: problem('notAllowed') });
      if (!mayWait) return 'toWait';
      if (noWait) return answer('refused', { problem: noWait });
      addRow(writes.inserts, 'held_command', {
        command_id: envelope.id,
        envelope: command.text,
        waits_for: envelope.after,
        actor_id: sent.actor.id,
        received_at: sent.receivedAt,
      });
      return answer('held');
    }
    const facts = Object.fromEntries(
      Object.entries(requests[i] ?? {}).map(([name, request]) => [name, loaded.get(request)]),
    );
    const receivedAt = notBefore(known, sent.receivedAt);
    const judged = judge(command.definition, envelope, sent.actor, facts, receivedAt);
    const { decision } = judged;
    if (decision.outcome === 'refuse') return answer('refused', { problem: decision.problem });
    if (decision.outcome === 'unconfirmed') throw new Error(`${envelope.kind}: a fact is unknown at the server`);
    const raised = [...(decision.flags ?? []), ...(sent.broughtIn ? [flags.broughtIn] : [])];
    addEntry(
      writes,
      command,
      sent.actor,
      { ...judged, changes: withFlags(decision.changes, raised), flags: raised },
      receivedAt,
    );
    return answer(decision.outcome === 'accept' ? 'accepted' : 'conflict', { flags: raised });
  });
  await writeRows(tx, columns, writes);
  return { answers, waitedFor: loaded.waitedFor };
}

/**
 * The moment of an entry: that of the request that runs it, and never before its command arrived. A held command may
 * be run by a request that came in before it: another copy of itself, or the one that brought what it waited for.
 */
function notBefore(held: ReceiptRow | undefined, receivedAt: Instant): Instant {
  if (!held || Date.parse(held.receivedAt) <= Date.parse(receivedAt)) return receivedAt;
  return new Date(held.receivedAt).toISOString() as Instant;
}

/** Puts a flag raised by the judge on the record that it concerns, not only on its journal entry. */
function withFlags<C extends { op: string; row: object }>(changes: readonly C[], raised: readonly string[]): C[] {
  return changes.map((c) =>
    c.op === 'insert' && 'flags' in c.row ? { ...c, row: { ...c.row, flags: [...raised] } } : c,
  );
}

function answerOf(commandId: string, receipt: ReceiptRow): CommandResult {
  return {
    commandId,
    status: receipt.status,
    ...(receipt.problem ? { problem: receipt.problem as unknown as Problem } : {}),
    flags: receipt.flags,
  };
}
