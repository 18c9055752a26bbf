import type * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import type { CommandDefinition } from '../../domain/kernel/command.ts';
import { addDays, type Day, dayOf } from '../../domain/kernel/dates.ts';
import { type Envelope, envelopeSchema } from '../../domain/kernel/envelope.ts';
import { issueProblem } from '../../domain/kernel/form.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { upgradeBody } from '../../domain/kernel/upgrades.ts';
import { sha256 } from './hash.ts';

/** A command as received: its bytes, their hash, and what they say. */
export interface ParsedCommand {
  readonly text: string;
  readonly hash: string;
  readonly envelope: Envelope;
  readonly definition: CommandDefinition;
  /** A problem of form. It is a final refusal, kept in the receipt. */
  readonly refused: Problem | null;
}

/** A text that is not even an envelope: it is answered and never kept. `commandId` where one could be read. */
export interface Unreadable {
  readonly commandId: string | null;
  readonly problem: Problem;
}

/** The first day of the programme: no fact can be earlier (architecture 6). */
const PROGRAMME_START: Day = '2017-01-01';

/**
 * The first issue of a schema as a problem of the catalogue, at its field.
 * @param prefix where the schema is within the command: 'body'
 * @param labels what people call its fields
 */
export function issueToProblem(
  issue: z.core.$ZodIssue | undefined,
  prefix: string,
  labels?: CommandDefinition['labels'],
): Problem {
  if (!issue) return problem('malformed');
  return issueProblem(prefix ? { ...issue, path: [prefix, ...issue.path] } : issue, labels);
}

/** Reads one serialised envelope. The text is kept as it came; an old body is brought up to date in a second value. */
export function parseCommand(text: string, today: Day, known = commands): ParsedCommand | Unreadable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { commandId: null, problem: problem('malformed') };
  }
  const read = envelopeSchema.safeParse(json);
  if (!read.success) {
    const id = (json as { id?: unknown } | null)?.id;
    return { commandId: typeof id === 'string' ? id : null, problem: issueToProblem(read.error.issues[0], '') };
  }
  const definition = known.get(read.data.kind);
  if (!definition) return { commandId: read.data.id, problem: problem('unknownCommand', { kind: read.data.kind }) };
  if (read.data.schemaVersion > definition.version)
    return { commandId: read.data.id, problem: problem('unknownCommand', { kind: read.data.kind }) };
  const raw = upgradeBody(definition.kind, read.data.schemaVersion, definition.version, read.data.body);
  const body = definition.schema.safeParse(raw);
  const envelope: Envelope = { ...read.data, body: body.success ? body.data : raw };
  const refused =
    unstorable(read.data.body) ??
    (body.success ? envelopeProblem(envelope, today) : issueToProblem(body.error.issues[0], 'body', definition.labels));
  return { text, hash: sha256(text), envelope, definition, refused };
}

/**
 * Refuses a day later than tomorrow or before the programme, as the form does, and a command that waits for itself,
 * which would wait for ever.
 */
function envelopeProblem({ id, after, occurredOn: day, clock, capturedAt }: Envelope, today: Day): Problem | null {
  if (after.includes(id)) return problem('malformed', undefined, 'after');
  if (day > addDays(today, 1)) {
    // The day is past for the device and future for the server. Which clock is wrong cannot be told from here, so the
    // refusal is not final.
    const there = dayOf(clock?.deviceAt ?? capturedAt);
    return day <= addDays(there, 1)
      ? problem('clocksDiffer', { day, today }, 'occurredOn')
      : problem('dayInFuture', { day }, 'occurredOn');
  }
  if (day < PROGRAMME_START) return problem('dayBeforeProgramme', { day, start: PROGRAMME_START }, 'occurredOn');
  return null;
}

/**
 * A body with a NUL or half of a surrogate pair in some text. No column can store it, and a held command would be
 * refused only when it runs. Walked without recursion, because a body may be nested deeper than the stack.
 */
function unstorable(body: unknown): Problem | null {
  const left: { readonly value: unknown; readonly path: string }[] = [{ value: body, path: 'body' }];
  for (let at = left.pop(); at; at = left.pop()) {
    const { value, path } = at;
    if (typeof value === 'string' && !isStorable(value)) return problem('invalidField', { sentence: UNSTORABLE }, path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (!isStorable(key)) return problem('invalidField', { sentence: UNSTORABLE }, path);
      if (typeof member === 'string' || typeof member === 'object')
        left.push({ value: member, path: path.length < 200 ? `${path}.${key}` : path });
    }
  }
  return null;
}
const UNSTORABLE = 'Un texto tiene caracteres que no se pueden guardar. Bórrelo y escríbalo otra vez.';
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
