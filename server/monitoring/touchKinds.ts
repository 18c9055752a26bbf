import { keptMeasures, type Measure } from '../../domain/monitoring/indicators.ts';
import { lives } from '../../domain/nouns.ts';

/** Nouns whose changes touch alliances; touched.ts finds which. */
const BY_ALLIANCE = [
  'agreement',
  'alliance',
  'alliance_profile',
  'alliance_stage',
  'alliance_transfer',
  'commercial_agreement',
  'family',
  'organisation',
  'organisation_member',
  'person',
  'sale',
  'visit',
];

/**
 * Those of them that change nothing of the alliance itself: they touch only the measures that read the noun (a test
 * checks their statements).
 */
export const FACTS: readonly string[] = ['sale', 'visit'];

/**
 * Nouns that no measure reads, so nothing is computed again for them. When a measure begins to read one, it is moved to
 * the list above (periodSums.int.test.ts holds that).
 */
const UNREAD = [
  'access_reset',
  'api_token',
  'assignment',
  'community',
  'conflict',
  'delegation',
  'device',
  'duplicate_question',
  'erasure',
  'imported_row',
  'review',
  'role_grant',
  'signing_key',
  'source_document',
  'stored_file',
  'user_account',
  'verification_batch',
];
/** Declared nouns and their steps, as long as no measure with stored evidence reads them. */
const read = new Set(keptMeasures.flatMap((m) => m.reads));
const declared = lives
  .filter(({ noun }) => !BY_ALLIANCE.includes(noun.table))
  .some(({ noun }) => read.has(noun.name) || read.has(noun.table))
  ? []
  : [
      ...lives.flatMap(({ noun }) => [noun.name, noun.table]).filter((name) => !BY_ALLIANCE.includes(name)),
      'life_step',
      'remark',
    ];

/** Nouns that touch nothing. */
export const NOTHING: readonly string[] = [...UNREAD, ...declared];
/** Any noun not named here touches everything: parameters, catalogues, and nouns that are not known here yet. */
export const KNOWN: readonly string[] = [...BY_ALLIANCE, ...NOTHING];

/** How a noun touches figures. */
export function touchOf(noun: string): 'alliances' | 'nothing' | 'everything' {
  return BY_ALLIANCE.includes(noun) ? 'alliances' : KNOWN.includes(noun) ? 'nothing' : 'everything';
}

/** The name under which a touch of the alliance itself is recorded: it concerns every measure. */
export const ALLIANCE = 'alliance';

/** The names under which the touches that concern a measure are recorded. */
export const touchesOf = ({ reads }: Pick<Measure, 'reads'>): string[] => [
  ALLIANCE,
  ...FACTS.filter((noun) => reads.includes(noun)),
];
