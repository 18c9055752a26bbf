import { commands } from '../../domain/commands.ts';
import { nouns } from '../../domain/nouns.ts';

/** Kinds of commands about what is shown only on its own file (`reserved`): no list tells who sent one. */
export const reservedKinds: readonly string[] = [...commands.keys()].filter(
  (kind) => nouns.get(kind.split('.')[0] ?? '')?.reserved,
);
