import { type CommandDefinition, runDecide } from '../kernel/command.ts';
import { addDays, dayOf, type Instant } from '../kernel/dates.ts';
import type { Envelope } from '../kernel/envelope.ts';
import { type FactRequest, UnknownFact } from '../kernel/fact.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { type Actor, entitlementOf } from '../people/actor.ts';

/** What the phone can say before the server decides. */
export type Forecast =
  | { readonly outcome: 'ok'; readonly flags: readonly string[] }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  /** The phone does not hold a fact that the rule needs: *por confirmar*. */
  | { readonly outcome: 'unconfirmed' };

/**
 * Answers a fact from what the phone holds: UNKNOWN where it does not hold it, null only where it knows that there is
 * none.
 */
export type LocalFacts = (request: FactRequest) => unknown;

interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

function formProblem(issue: Issue | undefined): Problem {
  const path = ['body', ...(issue?.path ?? []).map(String)].join('.');
  const spoken =
    issue && !/^(Invalid|Too|Unrecognized|Expected|Required)/.test(issue.message)
      ? issue.message
      : `El dato «${path}» no es válido.`;
  return problem('invalidField', { sentence: spoken }, path);
}

/**
 * Runs the server's own rules with what the phone holds: form, day, authority, decision. When a rule needs a fact that
 * the phone lacks, the forecast is *por confirmar*, never a guess.
 */
export function forecast(
  definition: CommandDefinition,
  envelope: Envelope,
  actor: Actor,
  facts: LocalFacts,
  now: Instant,
): Forecast {
  const today = dayOf(now);
  const body = definition.schema.safeParse(envelope.body);
  if (!body.success) return { outcome: 'refused', problem: formProblem(body.error.issues[0]) };
  if (envelope.occurredOn > addDays(today, 1))
    return { outcome: 'refused', problem: problem('dayInFuture', { day: envelope.occurredOn }, 'occurredOn') };
  const command: Envelope = { ...envelope, body: body.data };
  const loaded = Object.fromEntries(
    Object.entries(definition.facts(command) as Record<string, FactRequest>).map(([name, request]) => [
      name,
      request.key === null ? null : facts(request),
    ]),
  );
  const day = definition.type === 'fact' ? command.occurredOn : today;
  try {
    const allowed = entitlementOf(actor, definition, definition.placement(command, loaded), day);
    if (!allowed.may)
      return { outcome: 'refused', problem: problem(allowed.reason === 'role' ? 'notAllowed' : 'outsideScope') };
  } catch (error) {
    if (error instanceof UnknownFact) return { outcome: 'unconfirmed' };
    throw error;
  }
  const decision = runDecide(definition, { command, actor, facts: loaded, receivedAt: now, today });
  if (decision.outcome === 'refuse') return { outcome: 'refused', problem: decision.problem };
  if (decision.outcome === 'unconfirmed') return { outcome: 'unconfirmed' };
  return { outcome: 'ok', flags: decision.flags ?? [] };
}
