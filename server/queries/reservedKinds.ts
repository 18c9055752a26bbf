import { commands } from '../../domain/commands.ts';
import { nouns } from '../../domain/nouns.ts';

/** Kinds of commands about what is told on its own file alone (`reserved`): who sent one is told by no list. */
export const reservedKinds: readonly string[] = [...commands.keys()].filter(
  (kind) => nouns.get(kind.split('.')[0] ?? '')?.reserved,
);
