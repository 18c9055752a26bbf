import type * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import type { CommandDefinition } from '../../domain/kernel/command.ts';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
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
  /** A problem of form that refuses it for good, to be kept in its receipt. */
  readonly refused: Problem | null;
}

/** Not even an envelope: answered, never kept. `commandId` where one could be read. */
export interface Unreadable {
  readonly commandId: string | null;
  readonly problem: Problem;
}

/** First day of the programme: no fact is earlier (architecture 6). */
export const PROGRAMME_START: Day = '2017-01-01';

/** The first issue of a schema as a problem of the catalogue, at its field. @param prefix where the schema stands: 'body' */
export function issueToProblem(issue: z.core.$ZodIssue | undefined, prefix: string): Problem {
  if (!issue) return problem('malformed');
  return issueProblem(prefix ? { ...issue, path: [prefix, ...issue.path] } : issue);
}

/** Reads one serialised envelope. The text is kept as it came; a numbered upgrade makes a second value of old bodies. */
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
  if (read.data.schemaVersion > definition.version) return { commandId: read.data.id, problem: problem('unknownCommand', { kind: read.data.kind }) };
  const raw = upgradeBody(definition.kind, read.data.schemaVersion, definition.version, read.data.body);
  const body = definition.schema.safeParse(raw);
  const envelope: Envelope = { ...read.data, body: body.success ? body.data : raw };
  const refused = body.success ? envelopeProblem(envelope, today) : issueToProblem(body.error.issues[0], 'body');
  return { text, hash: sha256(text), envelope, definition, refused };
}

/** A day later than tomorrow, or before the programme, is refused while typing and here; what waits for itself would wait for ever. */
function envelopeProblem({ id, after, occurredOn: day }: Envelope, today: Day): Problem | null {
  if (after.includes(id)) return problem('malformed', undefined, 'after');
  if (day > addDays(today, 1)) return problem('dayInFuture', { day }, 'occurredOn');
  if (day < PROGRAMME_START) return problem('dayBeforeProgramme', { day, start: PROGRAMME_START }, 'occurredOn');
  return null;
}
