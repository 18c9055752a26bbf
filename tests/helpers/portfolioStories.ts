import fc from 'fast-check';

export const PLACES = ['020101', '020201', '040101', '051101', null];
export const UNITS = ['LPZ', 'ORU', 'POT'];
export const PRODUCTS = ['QUINUA', 'PAPA', 'LECHE', null];
export const NOUNS = [
  'visit',
  'sale',
  'agreement',
  'organisation_member',
  'alliance_profile',
  'commercial_agreement',
] as const;
export type Noun = (typeof NOUNS)[number];
/** Kinds of files of alliances that are brought in, which differ in what they contain and lack. */
const FILES = ['whole', 'unsigned', 'undated', 'ended', 'closed', 'resolved'] as const;
export type FileOfAlliance = (typeof FILES)[number];

const ago = fc.nat(500);
/** One act of a person; `at` chooses among the existing rows. Everything is done with the commands that people send. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('visit' as const), ago, done: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sale' as const),
      ago,
      agreed: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 5_000_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('family' as const), woman: fc.boolean(), ago }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('agreement' as const), ago, integral: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      noun: fc.constantFrom(...NOUNS),
      at: fc.nat(20),
      ago,
      stale: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      how: fc.constantFrom('verify', 'verify', 'verify', 'validate', 'validate', 'observe'),
      at: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('settle' as const), choice: fc.constantFrom('current', 'proposed') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), at: fc.nat(20), ago }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      noun: fc.constantFrom('family' as const, 'organisation' as const),
      at: fc.nat(20),
      with: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('transfer' as const), unit: fc.constantFrom(...UNITS), ago: fc.nat(200) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('adopt' as const), file: fc.constantFrom(...FILES), ago }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      to: fc.constantFrom('CONVENIO_FIRMADO', 'EN_INVERSION', 'EN_OPERACION'),
      ago: fc.nat(300),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('refresh' as const) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/**
 * A record from its capture on. It is decided and corrected several times, so that its versions have different levels.
 */
const lifeOf = (noun: 'visit' | 'sale', course: fc.Arbitrary<readonly ('raise' | 'correct' | 'observe')[]>) =>
  fc.record({ on: fc.nat(3), noun: fc.constant(noun), ago: fc.integer({ min: 1, max: 160 }), course });
const anyCourse = fc.array(fc.constantFrom('raise', 'raise', 'correct', 'correct', 'observe'), {
  minLength: 3,
  maxLength: 6,
});
/** Courses that end with a validated version behind a newer one that is not validated. */
const hiddenBehind = fc.constantFrom(
  ['raise', 'raise', 'correct', 'observe'] as const,
  ['observe', 'correct', 'raise', 'raise', 'correct'] as const,
);
const lives = fc
  .tuple(
    fc.array(fc.oneof(lifeOf('visit', anyCourse), lifeOf('sale', anyCourse)), { minLength: 2, maxLength: 4 }),
    lifeOf('visit', hiddenBehind),
    lifeOf('sale', hiddenBehind),
  )
  .map(([some, visit, sale]) => [...some, visit, sale]);
export type Life = typeof lives extends fc.Arbitrary<(infer L)[]> ? L : never;

/**
 * A portfolio and what happens to it, in random order over its alliances: first the lives of some records, then random
 * steps, and last one family that is found to be in two alliances, and then found not to be.
 */
export const portfolio = fc.record({
  alliances: fc.array(
    fc.record({
      unit: fc.constantFrom(...UNITS),
      place: fc.constantFrom(...PLACES),
      product: fc.constantFrom(...PRODUCTS),
      model: fc.constantFrom(1, 2, 3, null),
      operating: fc.boolean(),
      file: fc.constantFrom('whole' as const, 'whole' as const, 'whole' as const, ...FILES),
    }),
    { minLength: 3, maxLength: 4 },
  ),
  lives,
  steps: fc.array(fc.record({ on: fc.nat(3), step }), { minLength: 20, maxLength: 36 }),
  twins: fc.record({ on: fc.nat(3), ago: fc.integer({ min: 1, max: 200 }) }),
});
/** Acts that nobody has verified; they must change nothing at the levels above. */
export const unseen = fc.array(
  fc.record({
    on: fc.nat(3),
    step: step.filter((s) => ['visit', 'sale', 'family', 'agreement', 'correct', 'adopt'].includes(s.kind)),
  }),
  { minLength: 6, maxLength: 10 },
);
export type Unseen = typeof unseen extends fc.Arbitrary<infer U> ? U : never;
export type Portfolio = typeof portfolio extends fc.Arbitrary<infer P> ? P : never;
