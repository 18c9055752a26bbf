import type { Actor } from '../../domain/people/actor.ts';
import { readingOf } from '../../server/queries/query.ts';
import { queries } from '../../server/queries/registry.ts';
import { TODAY, type World } from '../helpers/world.ts';

/**
 * Asks a query as an actor, through its own parameters. Throws when the actor may not ask it or the parameters are
 * wrong.
 */
export async function ask<T>(
  world: World,
  actor: Actor,
  name: string,
  params: Record<string, string> = {},
): Promise<T> {
  const query = queries.get(name);
  if (!query) throw new Error(`no query ${name}`);
  const read = query.params.safeParse(params);
  if (!read.success) throw new Error(JSON.stringify(read.error.issues));
  const reading = readingOf(query, world.db, actor, read.data, TODAY);
  if (!reading) throw new Error('not allowed');
  return query.run(reading) as Promise<T>;
}
