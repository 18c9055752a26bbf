import type * as z from 'zod/mini';
import type { Placement } from '../../people/actor.ts';
import { need } from '../fact.ts';
import { type NounFacts, placementOfRow } from './decide.ts';
import type { AnyRow, Noun } from './noun.ts';

/** Loader of a noun's row by its id. */
export const loaderOf = (n: Noun): string => `noun.${n.name}`;

/** The row an act is about. */
export const actedOn = (facts: NounFacts): AnyRow | null => need(facts.row ?? null) as AnyRow | null;

/** Where what an act is about stands. */
export const placeOf = (n: Noun, facts: NounFacts): Placement => {
  const row = actedOn(facts);
  // What is not there is told by `decide`, after the role was asked; and where something stands that not all may know of, which `decide`
  // asks for again: that it is elsewhere would tell that it is.
  return row && !n.visible ? placementOfRow(n, row) : { anywhere: true };
};

type Body = z.ZodMiniType<Record<string, unknown>>;

/** Made at first use: a phone or a server that starts reads many declarations and few bodies. */
export function atFirstUse(make: () => Body): () => Body {
  let made: Body | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
