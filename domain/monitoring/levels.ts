import { lives } from '../nouns.ts';

/** How a noun without versions comes to count at the verification levels 2 (verified) and 3 (validated). */
interface WithoutVersions {
  /**
   * The versioned noun that brings it: at a level it is there once a record of that, which leads to it, has reached the level. Of a noun
   * that lives by steps, itself.
   */
  readonly existsWith: string;
  /** Which of its own states are as good as verified and as validated; `every` where it has none that somebody reviews. */
  readonly reaches: Readonly<Record<2 | 3, 'every' | readonly string[]>>;
}

const byAct = (existsWith: string): WithoutVersions => ({ existsWith, reaches: { 2: 'every', 3: 'every' } });

/** Nouns that live by steps and say which of their states reach a level. */
const bySteps = Object.fromEntries(
  lives.flatMap(({ noun }): [string, WithoutVersions][] =>
    noun.reaches ? [[noun.table, { existsWith: noun.table, reaches: noun.reaches }]] : [],
  ),
);

/**
 * What measures and the public output read besides record versions (domain brief 4.0.1). None has states of review: what a person
 * changes in it is an act of the competent role, in the journal, and holds at every level where the thing exists. What came by
 * adoption came with the alliance and exists with it. A noun that is neither here nor in `versioned` is read by no measure: a test
 * refuses it (tests/levels.int.test.ts).
 */
export const withoutVersions: Readonly<Record<string, WithoutVersions>> = {
  alliance: byAct('alliance_profile'),
  alliance_stage: byAct('alliance_profile'),
  alliance_transfer: byAct('alliance_profile'),
  organisation: byAct('alliance_profile'),
  family: byAct('organisation_member'),
  person: byAct('organisation_member'),
  ...bySteps,
  // The steps of a complaint are acts of the competent role; no other noun's are read yet.
  life_step: byAct('complaint'),
};
