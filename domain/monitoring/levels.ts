import { lives } from '../nouns.ts';

/** How a noun without versions counts at the levels 2 (verified) and 3 (validated). */
interface WithoutVersions {
  /**
   * The versioned noun with which it counts: it counts at a level once a record of that noun that leads to it has
   * reached the level. For a noun with a life, the noun itself. Several where rows of several nouns are in one table.
   */
  readonly existsWith: readonly string[];
  /** Which of its own states count as verified and as validated; `every` when nobody reviews it. */
  readonly reaches: Readonly<Record<2 | 3, 'every' | readonly string[]>>;
}

const byAct = (...existsWith: string[]): WithoutVersions => ({
  existsWith,
  reaches: { 2: 'every', 3: 'every' },
});

/** Nouns with a life that say which of their states reach a level. */
const bySteps = Object.fromEntries(
  lives.flatMap(({ noun }): [string, WithoutVersions][] =>
    noun.reaches ? [[noun.table, { existsWith: [noun.table], reaches: noun.reaches }]] : [],
  ),
);

/**
 * What measures and the public output read besides record versions (domain brief 4.0.1). None of these has states of
 * review: a change by a person is an act of the competent role, recorded in the journal, and holds at every level at
 * which the row counts. What came with an adopted alliance counts with that alliance. A noun that is neither here nor
 * in `versioned` is read by no measure; a test holds that (tests/levels.int.test.ts).
 */
export const withoutVersions: Readonly<Record<string, WithoutVersions>> = {
  alliance: byAct('alliance_profile'),
  alliance_stage: byAct('alliance_profile'),
  alliance_transfer: byAct('alliance_profile'),
  organisation: byAct('alliance_profile'),
  family: byAct('organisation_member'),
  person: byAct('organisation_member'),
  ...bySteps,
  // A line of a list stands with its event.
  event_attendance: byAct('event'),
  service_provider: byAct('provider_contract'),
  // The steps of a complaint and the signature of a contract are acts of the competent role. Steps of other nouns are
  // not read yet.
  life_step: byAct('complaint', 'provider_contract'),
};
