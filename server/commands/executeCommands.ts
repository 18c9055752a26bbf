import { flags } from '../../domain/kernel/command.ts';
import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import type { FactRequest } from '../../domain/kernel/fact.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { constraintProblem, isPassing } from '../db/constraintProblems.ts';
import type { Database, Transaction } from '../db/database.ts';
import { addEntry, addReceipt } from './entry.ts';
import { answerTooEarly, type Faults } from './faults.ts';
import { type Held, letGo, waitingFor, waitingForNothing } from './holding.ts';
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
  /** For the crash test only. */
  readonly faults?: Faults;
}

export interface Sent {
  /** Serialised envelopes, as the device made them. */
  readonly texts: readonly string[];
  readonly actor: Actor;
  readonly receivedAt: Instant;
  /** Brought in by another hand from a phone that may not send any more (device.bringIn): facts only, each with its flag. */
  readonly broughtIn?: boolean;
}

const isUnreadable = (c: ParsedCommand | Unreadable): c is Unreadable => 'commandId' in c;

/**
 * The one write path (architecture 1.1). Every command is judged, saved with its journal entry and its receipt in one
 * transaction, and only then answered; the same command is always answered the same. Facts of a batch on different
 * subjects share a transaction; acts go one by one.
 */
export async function executeCommands(context: ExecuteContext, sent: Sent): Promise<CommandResult[]> {
  const today = dayOf(sent.receivedAt);
  const parsed = sent.texts.map((text) => parseCommand(text, today));
  const results = new Map<ParsedCommand | Unreadable, CommandResult>();
  const good: ParsedCommand[] = [];
  for (const command of parsed) {
    if (isUnreadable(command)) results.set(command, { commandId: command.commandId, status: 'unreadable', problem: command.problem });
    else if (command.envelope.actorId !== sent.actor.id)
      results.set(command, { commandId: command.envelope.id, status: 'unreadable', problem: problem('otherActor') });
    else good.push(command);
  }
  for (const wave of wavesOf(good)) {
    const answers = await runWave(context, wave, sent);
    answers.forEach((answer, i) => {
      const command = wave[i];
      if (command) results.set(command, answer);
    });
  }
  return parsed.map((command) => results.get(command) ?? { commandId: null, status: 'unreadable', problem: problem('internal') });
}

/** A wave in one transaction; when the database refuses it, each command alone, so that one bad record harms no other. */
async function runWave(context: ExecuteContext, wave: readonly ParsedCommand[], sent: Sent): Promise<CommandResult[]> {
  try {
    return await runTransaction(context, wave, sent);
  } catch (error) {
    if (wave.length > 1) {
      const results: CommandResult[] = [];
      for (const command of wave) results.push(...(await runWave(context, [command], sent)));
      return results;
    }
    return [await afterFailure(context, wave[0] as ParsedCommand, sent, error)];
  }
}

/** A constraint that the rules did not foresee refuses for good; a passing trouble asks for another try. */
async function afterFailure(context: ExecuteContext, command: ParsedCommand, sent: Sent, error: unknown): Promise<CommandResult> {
  const commandId = command.envelope.id;
  const refusal = constraintProblem(error);
  if (!refusal) {
    if (isPassing(error)) return { commandId, status: 'retry', problem: problem('busy') };
    throw error;
  }
  return context.db.transaction(
    async (tx) => {
      const { receipts } = await loadFacts(tx, [commandId], []);
      const known = receipts.get(commandId);
      if (known && known.status !== 'held' && !context.faults?.skipReceiptCheck) return answerOf(commandId, known);
      const writes = emptyWrites();
      addReceipt(writes, command, sent.actor.id, sent.receivedAt, { status: 'refused', problem: refusal });
      await writeRows(tx, await writableColumns(context.db), writes);
      return { commandId, status: 'refused' as const, problem: refusal };
    },
    { locks: locksOf([command]) },
  );
}

async function runTransaction(context: ExecuteContext, wave: readonly ParsedCommand[], sent: Sent): Promise<CommandResult[]> {
  const columns = await writableColumns(context.db);
  const work = (known: (judged: Judged) => Promise<void> = async () => {}) =>
    context.db.transaction(
      async (tx) => {
        const judged = await judgeAndWrite(context, tx, columns, wave, sent);
        await known(judged);
        return judged;
      },
      { locks: locksOf(wave), byKey: true },
    );
  const { results, waiting } = await (context.faults?.receiptBeforeCommit ? answerTooEarly(work) : work());
  if (results.some((r) => r.status === 'accepted' || r.status === 'conflict')) context.onAccepted?.();
  if (waiting) {
    const answered = wave.map((c) => c.envelope.id);
    await release(context, await waitingFor(context.db, answered), sent.receivedAt);
  }
  return results;
}

/** Runs commands that were held, for their own authors. One that has to wait on stays. */
async function release(context: ExecuteContext, held: readonly Held[], receivedAt: Instant): Promise<void> {
  for (const item of held) {
    const actor = await context.actorOf(item.actor_id);
    if (!actor) continue;
    const [result] = await executeCommands(context, { texts: [item.envelope], actor, receivedAt });
    if (result && result.status !== 'held' && result.status !== 'retry') await letGo(context.db, item.command_id);
  }
}

/**
 * Runs every held command that has nothing left to wait for: the background sweep that makes up for a predecessor and its
 * follower committing at the same moment, or for a server that stopped in between.
 */
export async function sweepHeld(context: ExecuteContext, receivedAt: Instant): Promise<void> {
  await release(context, await waitingForNothing(context.db), receivedAt);
}

function locksOf(wave: readonly ParsedCommand[]): bigint[] {
  return wave.flatMap(({ envelope, definition, refused }) => [envelope.subjectId, ...(refused ? [] : (definition.locks?.(envelope) ?? []))].map(lockKey));
}

interface Judged {
  readonly results: CommandResult[];
  /** Whether held commands wait for any of these. */
  readonly waiting: boolean;
}

async function judgeAndWrite(
  context: ExecuteContext,
  tx: Transaction,
  columns: Map<string, readonly string[]>,
  wave: readonly ParsedCommand[],
  sent: Sent,
): Promise<Judged> {
  const requests = wave.map((c) => (c.refused ? {} : c.definition.facts(c.envelope)) as Record<string, FactRequest>);
  const loaded = await loadFacts(
    tx,
    wave.flatMap((c) => [c.envelope.id, ...c.envelope.after]),
    requests.flatMap((r) => Object.values(r)),
    wave.map((c) => c.envelope.deviceId),
  );
  const receipts: ReadonlyMap<string, ReceiptRow> = loaded.receipts;
  const writes = emptyWrites();
  const results = wave.map((command, i): CommandResult => {
    const { envelope } = command;
    const known = context.faults?.skipReceiptCheck ? undefined : receipts.get(envelope.id);
    if (known && known.envelopeHash !== command.hash) return { commandId: envelope.id, status: 'refused', problem: problem('sameIdOtherContent') };
    if (known && known.status !== 'held') return answerOf(envelope.id, known);
    // Not kept: should the device be taken up again, its outbox sends the same command.
    if (!known && !sent.broughtIn && loaded.revoked.has(envelope.deviceId))
      return { commandId: envelope.id, status: 'unreadable', problem: problem('deviceRevoked') };
    const answer = (status: CommandResult['status'], more: { problem?: Problem; flags?: readonly string[] } = {}): CommandResult => {
      addReceipt(writes, command, sent.actor.id, sent.receivedAt, { status, ...more });
      return { commandId: envelope.id, status, ...more };
    };
    if (sent.broughtIn && command.definition.type !== 'fact') return { commandId: envelope.id, status: 'unreadable', problem: problem('notAllowed') };
    if (command.refused) return answer('refused', { problem: command.refused });
    const before = envelope.after.map((id) => receipts.get(id)?.status ?? null);
    if (before.includes('refused')) return answer('refused', { problem: problem('predecessorRefused') });
    if (before.some((status) => status === null || status === 'held')) {
      if (known) return answerOf(envelope.id, known);
      // What is held is released for its author, with all that the author may do: a key, which may less, sends it again itself.
      if (sent.actor.kind === 'token') return { commandId: envelope.id, status: 'retry', problem: problem('predecessorMissing') };
      addRow(writes.inserts, 'held_command', {
        command_id: envelope.id,
        envelope: command.text,
        waits_for: envelope.after,
        actor_id: sent.actor.id,
        received_at: sent.receivedAt,
      });
      return answer('held');
    }
    const facts = Object.fromEntries(Object.entries(requests[i] ?? {}).map(([name, request]) => [name, loaded.get(request)]));
    const judged = judge(command.definition, envelope, sent.actor, facts, sent.receivedAt);
    const { decision } = judged;
    if (decision.outcome === 'refuse') return answer('refused', { problem: decision.problem });
    if (decision.outcome === 'unconfirmed') throw new Error(`${envelope.kind}: a fact is unknown at the server`);
    const raised = [...(decision.flags ?? []), ...(sent.broughtIn ? [flags.broughtIn] : [])];
    addEntry(writes, command, sent.actor, { ...judged, changes: withFlags(decision.changes, raised), flags: raised }, sent.receivedAt);
    return answer(decision.outcome === 'accept' ? 'accepted' : 'conflict', { flags: raised });
  });
  await writeRows(tx, columns, writes);
  return { results, waiting: loaded.waiting };
}

/** A flag raised by the judge is carried by the record it concerns, not only by its entry. */
function withFlags<C extends { op: string; row: object }>(changes: readonly C[], raised: readonly string[]): C[] {
  return changes.map((c) => (c.op === 'insert' && 'flags' in c.row ? { ...c, row: { ...c.row, flags: [...raised] } } : c));
}

function answerOf(commandId: string, receipt: ReceiptRow): CommandResult {
  return {
    commandId,
    status: receipt.status,
    ...(receipt.problem ? { problem: receipt.problem as unknown as Problem } : {}),
    flags: receipt.flags,
  };
}
