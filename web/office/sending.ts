import type { Day } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { problem } from '../../domain/kernel/problem.ts';
import type { CommandResult, CommandsAnswer, ProblemView } from '../../domain/kernel/views.ts';
import { newId } from '../local/ids.ts';
import { ApiError, sendEnvelopes } from './api.ts';
import { deviceId, nextSeq } from './device.ts';

/** The data besides the body that a form's command needs. */
export interface CommandTarget {
  readonly kind: string;
  readonly schemaVersion?: number;
  readonly subjectId: string;
  /** Version of the row that the person looks at; null when the command creates the row. */
  readonly baseVersion: number | null;
  readonly occurredOn: Day;
  readonly actorId: string;
}

/** A paper on which the command rests, recorded with it: body of `document.record`. */
export interface DocumentBody {
  readonly title: string;
  readonly reference: string | null;
  readonly issuedOn: Day | null;
  readonly fileHash: string | null;
}

/** What was sent without a known answer: the command, and before it the document it needs. */
export interface Pending {
  readonly id: string;
  readonly envelopes: readonly string[];
  readonly body: string;
}

/** A document sent with a command. `accepted` is its content once the server has accepted it. */
interface DraftDocument {
  readonly commandId: string;
  readonly id: string;
  accepted: string | null;
}

/** The part of a draft that survives a reload. */
export interface KeptDraft {
  readonly id: string;
  readonly pending: Pending | null;
  readonly document?: DraftDocument | null;
}

const nonce = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (x) => x.toString(16).padStart(2, '0')).join('');

/** Serialises a command once: the same bytes are sent and, if needed, sent again. */
function makeEnvelope(
  target: CommandTarget,
  id: string,
  body: unknown,
  after: readonly string[] = [],
  now = new Date(),
): string {
  const envelope: Envelope = {
    id,
    kind: target.kind,
    schemaVersion: target.schemaVersion ?? 1,
    actorId: target.actorId,
    deviceId: deviceId(),
    deviceSeq: nextSeq(),
    subjectId: target.subjectId,
    baseVersion: target.baseVersion,
    after: [...after],
    occurredOn: target.occurredOn,
    capturedAt: now.toISOString(),
    clock: { deviceAt: now.toISOString(), offsetMs: null, sinceContactMs: null },
    place: null,
    nonce: nonce(),
    body,
  };
  return JSON.stringify(envelope);
}

export type Outcome =
  | { readonly kind: 'answered'; readonly result: CommandResult }
  /** No answer, or none that can be read: the command may or may not be accepted. The same bytes must be sent again. */
  | { readonly kind: 'unknown'; readonly problem: ProblemView }
  /** The whole request was refused before the command was looked at (no session, not allowed, too large). */
  | { readonly kind: 'turnedAway'; readonly problem: ProblemView };

export type Send = (envelopes: readonly string[]) => Promise<CommandsAnswer>;

/** Makes the body of a command, given the id of its document when it has one. */
export type MakeBody = (documentId: string | null) => unknown;

/**
 * The command of one form, from its opening to the answer. Its id is fixed when the form opens, so a double click, a
 * lost answer and a second try send the same command. Only after a refusal, which the server remembers under that id,
 * the corrected form gets a new id. While the outcome of an earlier try is unknown, the same bytes are sent again
 * before anything that was changed since.
 */
export class CommandDraft {
  id: string;
  pending: Pending | null;
  document: DraftDocument | null;
  private running: Promise<Outcome> | null = null;
  constructor(kept?: KeptDraft | null) {
    this.id = kept?.id ?? newId();
    this.pending = kept?.pending ?? null;
    this.document = kept?.document ?? null;
  }

  get kept(): KeptDraft {
    return { id: this.id, pending: this.pending, document: this.document };
  }

  /** Sends the command, after its document when it has one; a call during the sending joins it. */
  submit(
    target: CommandTarget,
    makeBody: MakeBody,
    send: Send = sendEnvelopes,
    document: DocumentBody | null = null,
  ): Promise<Outcome> {
    this.running ??= this.run(target, makeBody, send, document).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(
    target: CommandTarget,
    makeBody: MakeBody,
    send: Send,
    document: DocumentBody | null,
  ): Promise<Outcome> {
    const paper = document ? JSON.stringify(document) : null;
    const body = makeBody(paper === null ? null : this.documentFor(paper).id);
    const text = JSON.stringify([body, paper]);
    if (this.pending && this.pending.body !== text) {
      const earlier = await this.deliver(this.pending, send);
      const refused = earlier.kind === 'answered' && earlier.result.status === 'refused';
      if (!refused && earlier.kind !== 'turnedAway') return earlier;
      if (paper !== null) return this.run(target, makeBody, send, document);
    }
    this.pending ??= this.prepare(target, body, document, text);
    return this.deliver(this.pending, send);
  }

  /**
   * The document with this content. When another content was already accepted, that document stays and a new one is
   * made.
   */
  private documentFor(paper: string): DraftDocument {
    if (this.document && this.document.accepted !== null && this.document.accepted !== paper) this.document = null;
    this.document ??= { commandId: newId(), id: newId(), accepted: null };
    return this.document;
  }

  private prepare(target: CommandTarget, body: unknown, document: DocumentBody | null, text: string): Pending {
    const paper = document && this.document?.accepted === null ? this.document : null;
    const envelopes = paper
      ? [
          makeEnvelope(
            { ...target, kind: 'document.record', schemaVersion: 1, subjectId: paper.id, baseVersion: null },
            paper.commandId,
            document,
          ),
        ]
      : [];
    envelopes.push(makeEnvelope(target, this.id, body, paper ? [paper.commandId] : []));
    return { id: this.id, envelopes, body: text };
  }

  private async deliver(pending: Pending, send: Send): Promise<Outcome> {
    let answer: CommandsAnswer;
    try {
      answer = await send(pending.envelopes);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const reached = error.status >= 400 && error.status < 500;
      if (reached) this.pending = null;
      return { kind: reached ? 'turnedAway' : 'unknown', problem: error.problem };
    }
    const result = answer.results.find((r) => r.commandId === pending.id);
    if (!result) return { kind: 'unknown', problem: problem('unreadableAnswer') };
    this.pending = null;
    const paper = answer.results.find((r) => r.commandId === this.document?.commandId);
    if (paper?.status === 'accepted' && this.document)
      this.document.accepted = (JSON.parse(pending.body) as [unknown, string])[1];
    if (paper?.status === 'refused') this.document = null;
    // The server kept nothing of the command: the same one is sent again, now or when the obstacle is gone.
    if (result.status === 'retry' || result.status === 'unreadable')
      return { kind: 'turnedAway', problem: result.problem ?? problem('internal') };
    if (result.status !== 'refused') return { kind: 'answered', result };
    this.id = newId();
    return { kind: 'answered', result: paper?.problem ? { ...result, problem: paper.problem } : result };
  }
}
