import type { Day } from '../../../domain/kernel/dates.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { officeWords } from '../../../domain/words/office.ts';
import { sendEnvelopes } from '../api.ts';
import { CommandDraft, type KeptDraft, type Send } from '../sending.ts';

/** The result of one row. `told` is why it was refused, or a note about an accepted one. */
export interface BulkRow {
  readonly id: string;
  /** The version that the person looked at; null where the act makes the row. */
  readonly version: number | null;
  /** What this row says, where the rows do not all say the same. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly called: string;
  readonly outcome: 'waiting' | 'done' | 'refused';
  readonly told: string | null;
  readonly draft: KeptDraft | null;
}

/** One act on many rows, kept in this tab until its result is read. */
export interface KeptRun {
  readonly command: string;
  /** The title of the act: 'Dar por cumplidos'. */
  readonly title: string;
  readonly actorId: string;
  readonly occurredOn: Day;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rows: readonly BulkRow[];
}

export interface RunState extends KeptRun {
  readonly sending: boolean;
  /** The problem that stopped it; the remaining rows wait. */
  readonly problem: ProblemView | null;
}

interface Keep {
  readonly get: () => KeptRun | null;
  readonly set: (run: KeptRun | null) => void;
}

/**
 * Sends one command for each row, one after the other. The bytes of a command are kept before they are sent: a second
 * tap joins the sending under way, and after a reload the same bytes are sent again, which the server answers as
 * before. When no answer arrives it stops, and continues later from that row.
 */
export class BulkRun {
  #state: RunState | null;
  #running: Promise<void> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #keep: Keep;
  readonly #send: Send;

  constructor(keep: Keep, send: Send = sendEnvelopes) {
    this.#keep = keep;
    this.#send = send;
    const kept = keep.get();
    this.#state = kept ? { ...kept, sending: false, problem: null } : null;
  }

  get state(): RunState | null {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins with new rows, unless rows of an earlier act are being sent or wait. */
  begin(
    run: Omit<KeptRun, 'rows'>,
    rows: readonly Pick<BulkRow, 'id' | 'version' | 'called' | 'body'>[],
  ): Promise<void> {
    if (!this.#state || this.left === 0) {
      this.#set({
        ...run,
        rows: rows.map((row) => ({ ...row, outcome: 'waiting', told: null, draft: null })),
        sending: false,
        problem: null,
      });
    }
    return this.resume();
  }

  /** Sends the remaining rows; a call during the sending joins it. */
  resume(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Rows without an outcome. */
  get left(): number {
    return this.#state?.rows.filter((row) => row.outcome === 'waiting').length ?? 0;
  }

  /** Forgets the act, because its result was read or the rest is not to be sent. Does nothing while it is sending. */
  forget(): void {
    if (!this.#running) this.#set(null);
  }

  async #run(): Promise<void> {
    for (;;) {
      const run = this.#state;
      const at = run?.rows.findIndex((row) => row.outcome === 'waiting') ?? -1;
      const row = run?.rows[at];
      if (!run || !row) break;
      this.#set({ ...run, sending: true, problem: null });
      const draft = new CommandDraft(row.draft);
      const send: Send = (envelopes) => {
        this.#row(at, { draft: draft.kept });
        return this.#send(envelopes);
      };
      const target = {
        kind: run.command,
        subjectId: row.id,
        baseVersion: row.version,
        occurredOn: run.occurredOn,
        actorId: run.actorId,
      };
      const outcome = await draft.submit(target, () => row.body ?? run.body, send);
      if (outcome.kind !== 'answered') {
        this.#row(at, { draft: draft.kept });
        this.#set({ ...(this.#state as RunState), sending: false, problem: outcome.problem });
        return;
      }
      const { status, problem, flags = [] } = outcome.result;
      if (status === 'refused') this.#row(at, { outcome: 'refused', told: problem?.message ?? null, draft: null });
      else {
        const said = [
          status === 'conflict' ? officeWords.conflict : status === 'held' ? officeWords.held : null,
          ...flags,
        ];
        this.#row(at, { outcome: 'done', told: said.filter(Boolean).join(' ') || null, draft: null });
      }
    }
    if (this.#state) this.#set({ ...this.#state, sending: false });
  }

  #row(at: number, more: Partial<BulkRow>): void {
    const run = this.#state as RunState;
    this.#set({ ...run, rows: run.rows.map((row, i) => (i === at ? { ...row, ...more } : row)) });
  }

  #set(state: RunState | null): void {
    this.#state = state;
    if (state) {
      const { sending: _sending, problem: _problem, ...kept } = state;
      this.#keep.set(kept);
    } else this.#keep.set(null);
    for (const listener of this.#listeners) listener();
  }
}

const runs = new Map<string, BulkRun>();

/**
 * The act on many rows of a noun, for this tab and person. It survives leaving the screen and a reload, and ends with
 * the log-out.
 */
export function runOf(noun: string, userId: string): BulkRun {
  const key = `sigg.draft.${userId}.bulk.${noun}`;
  const made =
    runs.get(key) ??
    new BulkRun({
      get: () => {
        try {
          return JSON.parse(sessionStorage.getItem(key) ?? 'null') as KeptRun | null;
        } catch {
          return null;
        }
      },
      set: (run) => (run ? sessionStorage.setItem(key, JSON.stringify(run)) : sessionStorage.removeItem(key)),
    });
  runs.set(key, made);
  return made;
}
