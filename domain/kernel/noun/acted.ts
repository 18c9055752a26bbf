import type * as z from 'zod/mini';
import type { Placement } from '../../people/actor.ts';
import { need } from '../fact.ts';
import { placementOfRow } from './decide.ts';
import type { AnyRow, Noun } from './noun.ts';
import type { NounFacts } from './references.ts';

/** Loader of a noun's row by its id. */
export const loaderOf = (n: Noun): string => `noun.${n.name}`;

/** The row that a step or a correction is about. */
export const actedOn = (facts: NounFacts): AnyRow | null => need(facts.row ?? null) as AnyRow | null;

/** The place of the row that a command is about, for the check of reach. */
export const placeOf = (n: Noun, facts: NounFacts): Placement => {
  const row = actedOn(facts);
  // No place is given in two cases, and `decide` then judges it: the row does not exist (`decide` says so, once it has
  // checked the role), or its noun is not visible to all (a refusal for reach would reveal that the row exists
  // elsewhere).
  return row && !n.visible ? placementOfRow(n, row) : { anywhere: true };
};

type Body = z.ZodMiniType<Record<string, unknown>>;

/** Makes a schema at its first use: a starting phone or server reads many declarations and few bodies. */
export function atFirstUse(make: () => Body): () => Body {
  let made: Body | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
