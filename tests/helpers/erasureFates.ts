import { officialTableNames } from '../../server/integrity/columnClasses.ts';

/**
 * What happens to what a table says about a person after two persons decided to erase it. Every table is in exactly one
 * group; a test (tests/erasure.int.test.ts) refuses tables in none or several, and searches all tables for erased
 * words. The groups:
 *
 * - emptied: by the erasure itself, in every row that contains them.
 * - today: the current row of a record. It is corrected by its own command; its earlier text is in the journal and is
 *   emptied there.
 * - kept: may contain words about a person, and is left as it is; `why` gives the reason.
 * - nobody: codes, counts, days and keys, which name no person.
 */
type Fate = 'emptied' | 'today' | 'kept' | 'nobody';

interface Group {
  readonly fate: Fate;
  readonly why: string;
  readonly tables: readonly string[];
}

const split = (text: string): string[] => text.trim().split(/\s+/);

/** Official tables that contain no words about a person. */
const WITHOUT_WORDS = split(
  'holiday imported_row parameter unit_move verification_batch complaint_key complaint_key_share',
);

export const fates: readonly Group[] = [
  {
    fate: 'emptied',
    why: 'what was received and its copies, and what imports keep of sheets',
    tables: split('journal_body journal_change import_row import_run'),
  },
  {
    fate: 'today',
    why: 'a row of a record: corrected by its own command',
    tables: officialTableNames.filter((name) => !WITHOUT_WORDS.includes(name)),
  },
  {
    fate: 'nobody',
    why: 'codes, days, counts and where a record comes from',
    tables: WITHOUT_WORDS.filter((name) => officialTableNames.includes(name)),
  },
  {
    fate: 'kept',
    why: 'a command that waits is no entry yet: it is erased once it is one, or is given up',
    tables: ['held_command'],
  },
  {
    fate: 'kept',
    why:
      'the sentence of a refusal: a rule and its numbers, never a card; final, so that a telephone is answered the same. ' +
      'SIGG-339 names the buyer that has a NIT already, who may be a person: that name stays',
    tables: ['receipt'],
  },
  {
    fate: 'kept',
    why: 'who looked at what: proof for the very person; it names accounts and ids',
    tables: ['access_log'],
  },
  {
    fate: 'kept',
    why: 'the account of who works with the system, as long as it works',
    tables: split('auth_user auth_session auth_account auth_verification auth_two_factor'),
  },
  {
    fate: 'kept',
    why: 'names of organisations and alliances that were published; no persons',
    tables: ['open_data.alliance'],
  },
  {
    fate: 'nobody',
    why: 'proof, reference data, counts and keys',
    tables:
      split(`journal_entry journal_pending journal_seal head_publication schema_migration system_state department province municipality
      operating_unit unit_municipality boundary_version municipality_boundary programme product measure_unit
      unit_conversion evidence period_sums
      period_sums_state alliance_touch touch_state evidence_state family_disclosure complaint_disclosure open_data.complaint_count
      open_data.publication open_data.figure open_data.municipality open_data.department_shape open_data.municipality_shape job
      complaint_recovery phone_key auth_limit auth_first_link auth_reset_use`),
  },
];
