import { lives } from '../../domain/nouns.ts';
import type { QueryDefinition } from '../queries/query.ts';
import { actsOf } from './acts.ts';
import { choicesOf } from './choices.ts';
import { fileOf } from './file.ts';
import { listOf } from './list.ts';
import { mapOf } from './map.ts';

/**
 * The queries of every noun: its list, the file of one row, the options of its references, and the steps over many
 * rows.
 */
export const nounQueries: readonly QueryDefinition[] = lives.flatMap((l) =>
  [listOf(l), fileOf(l), choicesOf(l) ?? [], actsOf(l) ?? [], mapOf(l) ?? []].flat(),
);
