import { keptMeasures, type Measure } from '../../domain/monitoring/indicators.ts';
import { lives } from '../../domain/nouns.ts';

/** Nouns whose changes touch the alliances that they lead to: touched.ts follows each. */
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
 * Of these, what says nothing of the alliance itself: only the measures that read the noun are touched (a test looks
 * into their statements).
 */
export const FACTS: readonly string[] = ['sale', 'visit'];

/**
 * Nouns that no measure reads: nothing is computed again for them. A measure that comes to read one moves it up
 * (periodSums.int.test.ts).
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
/** Nouns that are declared, with their steps, while no measure whose evidence is kept reads one of them. */
const read = new Set(keptMeasures.flatMap((m) => m.reads));
const declared = lives.some(({ noun }) => read.has(noun.name) || read.has(noun.table))
  ? []
  : [...lives.flatMap(({ noun }) => [noun.name, noun.table]), 'life_step', 'remark'];

/** Nouns that touch nothing. */
export const NOTHING: readonly string[] = [...UNREAD, ...declared];
/** Every other noun touches all there is: parameters, catalogues, and what is not known here yet. */
export const KNOWN: readonly string[] = [...BY_ALLIANCE, ...NOTHING];

/** How a noun touches figures. */
export function touchOf(noun: string): 'alliances' | 'nothing' | 'everything' {
  return BY_ALLIANCE.includes(noun) ? 'alliances' : KNOWN.includes(noun) ? 'nothing' : 'everything';
}

/** What a touch of the alliance itself is written down under: every measure reads alliances. */
export const ALLIANCE = 'alliance';

/** Under what the touches of a measure are written down. */
export const touchesOf = ({ reads }: Pick<Measure, 'reads'>): string[] => [
  ALLIANCE,
  ...FACTS.filter((noun) => reads.includes(noun)),
];
