import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { problem } from '../../domain/kernel/problem.ts';
import type { CommandResult, CommandsAnswer, ProblemView } from '../../domain/kernel/views.ts';
import { newId } from '../local/ids.ts';
import { ApiError, sendEnvelopes } from './api.ts';
import { deviceId, nextSeq } from './device.ts';

/** What a form needs to know to make its command. */
export interface CommandTarget {
  readonly kind: string;
  readonly schemaVersion?: number;
  readonly subjectId: string;
  /** Version of the subject the person is looking at; null when the command creates it. */
  readonly baseVersion: number | null;
  readonly occurredOn: Day;
  readonly actorId: string;
}

/** A command that went out and whose answer is not known. */
export interface Pending {
  readonly id: string;
  readonly envelope: string;
  readonly body: string;
}

const nonce = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (x) => x.toString(16).padStart(2, '0')).join('');

/** Serialises a command, once: these bytes are what is sent, and sent again. */
export function makeEnvelope(target: CommandTarget, id: string, body: unknown, now = new Date()): Pending {
  const envelope: Envelope = {
    id,
    kind: target.kind,
    schemaVersion: target.schemaVersion ?? 1,
    actorId: target.actorId,
    deviceId: deviceId(),
    deviceSeq: nextSeq(),
    subjectId: target.subjectId,
    baseVersion: target.baseVersion,
    after: [],
    occurredOn: target.occurredOn,
    capturedAt: now.toISOString(),
    clock: { deviceAt: now.toISOString(), offsetMs: null, sinceContactMs: null },
    place: null,
    nonce: nonce(),
    body,
  };
  return { id, envelope: JSON.stringify(envelope), body: JSON.stringify(body) };
}

export type Outcome =
  | { readonly kind: 'answered'; readonly result: CommandResult }
  /** Nothing, or nothing readable, came back: it may or may not have been taken. The same bytes must be sent again. */
  | { readonly kind: 'unknown'; readonly problem: ProblemView }
  /** The request as a whole was turned away before the command was looked at (no session, not allowed, too large). */
  | { readonly kind: 'turnedAway'; readonly problem: ProblemView };

export type Send = (envelopes: readonly string[]) => Promise<CommandsAnswer>;

/** Sends one command and says what is known of it afterwards. */
export async function deliver(pending: Pending, send: Send = sendEnvelopes): Promise<Outcome> {
  try {
    const answer = await send([pending.envelope]);
    const result = answer.results.find((r) => r.commandId === pending.id);
    return result ? { kind: 'answered', result } : { kind: 'unknown', problem: problem('unreadableAnswer') };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const reached = error.status >= 400 && error.status < 500;
    return { kind: reached ? 'turnedAway' : 'unknown', problem: error.problem };
  }
}

/**
 * The life of one form's command. Its id is fixed when the form opens, so a double click, a lost answer and a second try are
 * all the same command. Only a refusal, which the server remembers under that id, makes a new id for the corrected form. While
 * the outcome of an earlier try is unknown those very bytes are sent again before anything that was changed since.
 */
export class CommandDraft {
  id: string;
  pending: Pending | null;
  private running: Promise<Outcome> | null = null;
  constructor(kept?: { id: string; pending: Pending | null } | null) {
    this.id = kept?.id ?? newId();
    this.pending = kept?.pending ?? null;
  }

  /** Sends the body; a call while one is under way joins it. */
  submit(target: CommandTarget, body: unknown, send: Send = sendEnvelopes): Promise<Outcome> {
    this.running ??= this.run(target, body, send).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(target: CommandTarget, body: unknown, send: Send): Promise<Outcome> {
    const text = JSON.stringify(body);
    if (this.pending && this.pending.body !== text) {
      const earlier = await this.deliver(this.pending, send);
      const refused = earlier.kind === 'answered' && earlier.result.status === 'refused';
      if (!refused && earlier.kind !== 'turnedAway') return earlier;
    }
    this.pending ??= makeEnvelope(target, this.id, body);
    return this.deliver(this.pending, send);
  }

  private async deliver(pending: Pending, send: Send): Promise<Outcome> {
    const outcome = await deliver(pending, send);
    if (outcome.kind === 'turnedAway') this.pending = null;
    if (outcome.kind === 'answered') {
      this.pending = null;
      if (outcome.result.status === 'refused') this.id = newId();
    }
    return outcome;
  }
}
