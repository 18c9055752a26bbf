import { problem as problemNamed } from '../../domain/kernel/problem.ts';
import type { ProblemView } from '../../domain/kernel/views.ts';
import { batchBytes } from '../../domain/sync/line.ts';
import {
  afterResult,
  backOff,
  blockedBy,
  type OutboxPatch,
  readWhole,
  type SentResult,
  type WholeAnswer,
} from '../../domain/sync/outbox.ts';
import type { OutboxRow } from './database.ts';
import { problemIn } from './feed.ts';
import { outboxOf, sealProblem, textOf } from './outbox.ts';
import { type Person, storing } from './person.ts';

/** The result of a round of sending. 'idle': nothing may be sent now. */
export type SendOutcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sent'; readonly answered: number }
  | { readonly kind: 'failed'; readonly answer: WholeAnswer; readonly status: number };

/**
 * Sends what may be sent now, at most `max` commands, and stores each answer. Commands are marked as sent before they
 * leave: whatever happens on the way, the same bytes are sent again and the server answers as before.
 */
export async function sendRound(person: Person, max = 20): Promise<SendOutcome> {
  const { ports } = person;
  const items = await outboxOf(person);
  await holdFollowers(person, items);
  const batch = await withTexts(person, ports.rules.nextBatch(items, ports.now(), max));
  if (batch.length === 0) return { kind: 'idle' };
  await storing(() =>
    handOver(
      person,
      batch.map(({ row }) => row),
    ),
  );
  let status = 0;
  let json: unknown = null;
  try {
    const commands = batch.map(({ text }) => text);
    const bytes = commands.reduce((sum, text) => sum + text.length, 0);
    ({ status, json } = await person.line.time(bytes, (wait) =>
      ports.call('POST', '/api/commands', { commands }, {}, wait),
    ));
  } catch {
    await waitAll(
      person,
      batch.map(({ row }) => row),
    );
    return { kind: 'failed', answer: { kind: 'again' }, status: 0 };
  }
  const results = (json as { results?: readonly SentResult[] } | null)?.results;
  if (status === 200 && Array.isArray(results))
    return readResults(
      person,
      batch.map(({ row }) => row),
      results,
    );
  return wholeAnswer(
    person,
    batch.map(({ row }) => row),
    status,
    problemIn(json),
  );
}

async function withTexts(person: Person, rows: readonly OutboxRow[]): Promise<{ row: OutboxRow; text: string }[]> {
  const out: { row: OutboxRow; text: string }[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = await textOf(person, row);
    bytes += text.length;
    if (out.length > 0 && bytes > batchBytes(person.line.rate())) break;
    out.push({ row, text });
  }
  return out;
}

/** Items that depend on one that waits for the person wait with it: they are resolved together (architecture 6). */
async function holdFollowers(person: Person, items: readonly OutboxRow[]): Promise<void> {
  const { db } = person;
  const said = problemNamed('predecessorRefused');
  for (const item of items) {
    if (item.state !== 'pending' || !item.after.includes(blockedBy(item, items)?.id ?? '')) continue;
    const answer = await sealProblem(person, item, said);
    await db.outbox
      .where('id')
      .equals(item.id)
      .filter((now) => now.state === 'pending')
      .modify({ state: 'attention', problemCode: said.code, answer });
    person.changed();
  }
}

function handOver(person: Person, rows: readonly OutboxRow[]): Promise<void> {
  return person.db.transaction('rw', person.db.outbox, async () => {
    for (const row of rows)
      await person.db.outbox.update(row.id, { state: row.state === 'held' ? 'held' : 'sent', tries: row.tries + 1 });
  });
}

async function waitAll(person: Person, rows: readonly OutboxRow[]): Promise<void> {
  const { db, ports } = person;
  await db.transaction('rw', db.outbox, async () => {
    for (const row of rows)
      await db.outbox.update(row.id, { nextTryAt: ports.now() + backOff(row.tries + 1, ports.random()) });
  });
  person.changed();
}

async function readResults(
  person: Person,
  rows: readonly OutboxRow[],
  results: readonly SentResult[],
): Promise<SendOutcome> {
  const { ports } = person;
  const patches: { row: OutboxRow; patch: OutboxPatch; problem: ProblemView | null }[] = [];
  /** Why the server looked at no command: another person is logged in, or this phone was withdrawn. */
  let turnedAway: ProblemView | null = null;
  rows.forEach((row, i) => {
    const result = results.find((r) => r.commandId === row.id) ?? (results[i]?.commandId ? null : results[i]);
    // Without a result for it, it counts as unanswered.
    const said: SentResult = result ?? { commandId: row.id, status: 'retry' };
    if (said.problem?.code === 'SIGG-203' || said.problem?.code === 'SIGG-204') {
      // It waits for its author to log in, or for the unit to rescue it.
      turnedAway = said.problem;
      patches.push({ row, patch: { state: 'sent', nextTryAt: 0, problem: null }, problem: null });
      return;
    }
    const patch = afterResult({ ...row, tries: row.tries + 1 }, said, ports.now(), ports.random());
    patches.push({ row, patch, problem: patch.problem });
  });
  const sealed = await Promise.all(patches.map(({ row, problem }) => sealProblem(person, row, problem)));
  await storing(() =>
    person.db.transaction('rw', person.db.outbox, async () => {
      for (const [i, { row, patch, problem }] of patches.entries()) {
        const final = patch.state === 'accepted' || patch.state === 'conflict' || patch.state === 'attention';
        await person.db.outbox.update(row.id, {
          state: patch.state,
          nextTryAt: patch.nextTryAt,
          flags: patch.flags ?? row.flags,
          problemCode: problem?.code ?? null,
          answer: sealed[i] ?? null,
          answeredAt: final ? ports.now() : row.answeredAt,
        });
      }
    }),
  );
  person.changed();
  if (turnedAway) return { kind: 'failed', answer: turnedAwayAnswer(turnedAway), status: 200 };
  return { kind: 'sent', answered: rows.length };
}

function turnedAwayAnswer(problem: ProblemView): WholeAnswer {
  return problem.code === 'SIGG-204' ? { kind: 'revoked', problem } : { kind: 'pause', problem };
}

/** Handles an answer that refused the whole request before any command was looked at. */
async function wholeAnswer(
  person: Person,
  rows: readonly OutboxRow[],
  status: number,
  said: ProblemView | null,
): Promise<SendOutcome> {
  const answer = readWhole(status, said);
  if (answer.kind === 'again') {
    await waitAll(person, rows);
    return { kind: 'failed', answer, status };
  }
  if (answer.kind === 'fewer' || answer.kind === 'ask') {
    if (rows.length > 1) return sendRound(person, Math.floor(rows.length / 2));
    const only = rows[0];
    if (only) {
      const sealed = await sealProblem(person, only, answer.kind === 'ask' ? answer.problem : said);
      await person.db.outbox.update(only.id, {
        state: 'attention',
        problemCode: said?.code ?? null,
        answer: sealed,
        nextTryAt: 0,
      });
      person.changed();
    }
    return { kind: 'failed', answer, status };
  }
  return { kind: 'failed', answer, status };
}

/** The person asks to try at once: waiting times are dropped. */
export async function tryNow(person: Person): Promise<void> {
  const { db, owner } = person;
  await db.outbox
    .where('owner')
    .equals(owner)
    .filter((o) => o.nextTryAt > 0)
    .modify({ nextTryAt: 0 });
  await db.files
    .where('owner')
    .equals(owner)
    .filter((f) => f.nextTryAt > 0)
    .modify({ nextTryAt: 0 });
}
