import type { Decision } from '../../domain/kernel/command.ts';
import type { Instant } from '../../domain/kernel/dates.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import type { FactRequest } from '../../domain/kernel/fact.ts';
import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { nounOfTable } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { judge } from '../commands/judge.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import { type ParsedCommand, parseCommand } from '../commands/parseCommand.ts';
import type { Executor } from '../db/database.ts';
import type { Coming } from './coming.ts';

/**
 * The loaders that answer a row by its id, by table: with them, the rules find for one sheet what an earlier one
 * brings.
 */
const loadersOf: Readonly<Record<string, string>> = {
  alliance: 'alliance',
  community: 'community',
  user_account: 'user',
  source_document: 'sourceDocument',
};

/**
 * What the write path would answer to commands: judged by the same rules with the same facts, without writing anything.
 */
export async function rehearse(
  db: Executor,
  texts: readonly string[],
  { actor, receivedAt, coming }: { readonly actor: Actor; readonly receivedAt: Instant; readonly coming: Coming },
): Promise<Decision[]> {
  const parsed = texts.map((text) => parseCommand(text, dayOf(receivedAt)));
  const readable = parsed.filter((c): c is ParsedCommand => !('commandId' in c) && !c.refused);
  const requests = new Map(readable.map((c) => [c, c.definition.facts(c.envelope) as Record<string, FactRequest>]));
  const loaded = await loadFacts(
    db,
    [],
    [...requests.values()].flatMap((r) => Object.values(r)),
  );
  return parsed.map((command): Decision => {
    if ('commandId' in command) return { outcome: 'refuse', problem: command.problem };
    if (command.refused) return { outcome: 'refuse', problem: command.refused };
    const facts = Object.fromEntries(
      Object.entries(requests.get(command) ?? {}).map(([name, request]) => [
        name,
        coming.fact(request.loader, request.key) ?? loaded.get(request),
      ]),
    );
    const { decision } = judge(command.definition, command.envelope, actor, facts, receivedAt);
    if (decision.outcome !== 'accept') return decision;
    for (const { noun, op, row } of decision.changes) {
      const of = nounOfTable(noun);
      const loader = of ? loaderOf(of) : loadersOf[noun];
      if (loader && op === 'insert') coming.keep(loader, row.id, row);
    }
    return decision;
  });
}
