import { lives } from '../../domain/nouns.ts';
import { versionNouns } from '../../domain/versionNouns.ts';

/**
 * What holds each column of each table: every one stands here in a class, and a test refuses a table or a column that does not
 * (columnClasses.int.test.ts says what to write). The classes:
 *
 * - sealed: proved by `verify` against the journal, its chain or a signature; `how` says which check.
 * - derived: computed from what is sealed; `verify --full` computes it again (derivedChecks.ts).
 * - reference: catalogues and territory; proved against what the journal says was loaded.
 * - session: who is logged in, attempts counted, jobs on their way. Lost without harm to the record.
 * - outside: not proved by anything; `why` says why that is no hole in the record.
 */
type ColumnClass =
  | { readonly class: 'sealed'; readonly how: string }
  | { readonly class: 'derived'; readonly how: string }
  | { readonly class: 'reference' }
  | { readonly class: 'session'; readonly why: string }
  | { readonly class: 'outside'; readonly why: string };

export interface TableClass {
  readonly of: ColumnClass;
  /** All columns, by name, so that somebody has to think about each new one. */
  readonly columns: string;
  /** Rows are only added; the application's role may not even change them. */
  readonly addedOnly?: true;
  /** Reference rows that migration 0009 allows the application to remove; verifyReference.ts finds missing ones. */
  readonly mayEmpty?: true;
  /** Columns whose class differs from that of their table. */
  readonly but?: Readonly<Record<string, ColumnClass>>;
}

/**
 * Official tables: their rows name the entry that wrote them (entry_id) and carry the hash of their content (row_hash),
 * so that every column, a new one too, is sealed automatically. The table of a declared noun is official by its
 * declaration; any other is listed here and nowhere else.
 */
export const officialTableNames: readonly string[] = [
  ...lives.map(({ noun }) => noun.table),
  ...versionNouns.map(({ table }) => table),
  'access_reset',
  'alliance',
  'alliance_profile',
  'alliance_stage',
  'alliance_transfer',
  'api_token',
  'assignment',
  'community',
  'conflict',
  'delegation',
  'device',
  'duplicate_question',
  'erasure',
  'family',
  'imported_row',
  'life_step',
  'parameter',
  'person',
  'remark',
  'review',
  'role_grant',
  'source_document',
  'stored_file',
  'unit_move',
  'user_account',
  'verification_batch',
];

const chain: ColumnClass = { class: 'sealed', how: 'the chain and the hashes in it (verifyChain.ts)' };
const reference: ColumnClass = { class: 'reference' };
const identity: ColumnClass = {
  class: 'session',
  why: 'credentials and sessions of the identity library; what accounts may do is in official tables',
};
const job: ColumnClass = { class: 'session', why: 'how far a job has come; what it changed went through commands' };
const published: ColumnClass = { class: 'derived', how: 'replaced whole at each publication' };

/** Every other table, with its schema where that is not public. */
export const tableClasses: Readonly<Record<string, TableClass>> = {
  journal_entry: {
    of: chain,
    addedOnly: true,
    columns: `id n kind type schema_version subject_noun subject_id actor_id role grant_id delegated_by device_id device_seq occurred_on
      captured_at received_at clock place flags unit_id alliance_id organisation_id body_hash changes_hash digest text_version`,
    but: { n: { class: 'sealed', how: 'entries of a subject are sealed in its order (verifyOrder)' } },
  },
  journal_body: { of: chain, addedOnly: true, columns: 'entry_id body' },
  journal_change: { of: chain, addedOnly: true, columns: 'entry_id ordinal noun row_id op row_hash after' },
  journal_pending: {
    of: { class: 'sealed', how: 'an entry that waits is there and has no number (verifyUnsealed)' },
    columns: 'entry_id n',
  },
  journal_seal: {
    of: chain,
    addedOnly: true,
    columns: 'number entry_id digest hash sealed_at text_version',
    but: {
      sealed_at: {
        class: 'outside',
        why: 'when the sequencer came by; the moments that count are in the entry, under the chain',
      },
    },
  },
  receipt: {
    of: {
      class: 'sealed',
      how: 'of what was accepted, against its entry; of what waits, against the command (verifyReceipts.ts)',
    },
    columns: 'command_id status kind actor_id device_id device_seq subject_id envelope_hash problem flags received_at',
    but: {
      problem: {
        class: 'outside',
        why: 'the sentence of a refusal: what was refused is not of the record, and the phone that sent it keeps it',
      },
    },
  },
  held_command: {
    of: { class: 'sealed', how: 'against the hash of what came (verifyReceipts.ts)' },
    columns: 'command_id envelope waits_for actor_id received_at',
  },
  head_publication: {
    of: { class: 'sealed', how: 'signed by a known key (verifyHeads.ts)' },
    addedOnly: true,
    columns: 'id number hash published_at epoch signature public_key',
    but: { id: { class: 'outside', why: 'only tells rows apart' } },
  },
  schema_migration: {
    of: { class: 'sealed', how: 'part of the schema that verify expects (verifySchema.ts)' },
    columns: 'name checksum applied_at',
    but: { applied_at: { class: 'outside', why: 'a note of the operator' } },
  },
  system_state: {
    of: {
      class: 'outside',
      why: 'facts of this installation (epoch, reach of backups, demonstration), different in every one',
    },
    columns: 'key value',
  },
  access_log: {
    of: {
      class: 'outside',
      why: 'reading is no command; only added to, by triggers and rights that verify does check',
    },
    addedOnly: true,
    columns: 'n at user_id via query about subjects',
    but: { n: { class: 'sealed', how: 'its counter is not behind (verifyOrder)' } },
  },

  department: { of: reference, columns: 'code iso initials name' },
  province: { of: reference, columns: 'code department_code name' },
  municipality: { of: reference, columns: 'code province_code department_code name official_name lon lat' },
  operating_unit: { of: reference, columns: 'code name short_name kind seat' },
  unit_municipality: { of: reference, columns: 'id municipality_code unit_code valid_from basis' },
  boundary_version: {
    of: reference,
    mayEmpty: true,
    columns: 'id file_hash source dated_on margin_m municipalities repaired loaded_at',
  },
  municipality_boundary: { of: reference, mayEmpty: true, columns: 'boundary_version_id municipality_code shape' },
  programme: { of: reference, columns: 'id name starts_on ends_on' },
  product: { of: reference, columns: 'code name rubro base_unit' },
  measure_unit: { of: reference, columns: 'code name kind' },
  unit_conversion: { of: reference, columns: 'product_code unit_code factor source' },

  evidence: {
    of: { class: 'derived', how: 'evidence of the open periods' },
    columns: `programme_id measure period level thing subject_noun subject_id alliance_id unit_id municipality_code
      model product_code sex young indigenous counts_on due n d n0 d0 note sources`,
  },
  period_sums: {
    of: { class: 'derived', how: 'sums of past periods, those that would be answered as they are' },
    columns: `measure span level alliance_id unit_id municipality_code model product_code sex young indigenous counts_on due n d n0 d0 rows
      records`,
  },
  period_sums_state: {
    of: { class: 'derived', how: 'not ahead of the journal (verifyDerived.ts)' },
    columns: 'programme measure span level sealed_number definition',
  },
  alliance_touch: {
    of: { class: 'derived', how: 'not ahead of the journal (verifyDerived.ts)' },
    columns: 'alliance_id noun sealed_number',
  },
  touch_state: {
    of: { class: 'derived', how: 'not ahead of the journal (verifyDerived.ts)' },
    columns: 'id sealed_number everything',
  },
  evidence_state: {
    of: { class: 'derived', how: 'not ahead of the journal' },
    columns: 'programme_id sealed_number periods day rebuilt_at full_at',
    but: {
      rebuilt_at: { class: 'outside', why: 'when, for the screen' },
      full_at: { class: 'outside', why: 'when, for the screen' },
    },
  },
  family_disclosure: {
    of: {
      class: 'outside',
      why: 'what the public was already shown: it remembers former publications, so no computation gives it again',
    },
    columns: 'programme_id edition state',
  },
  complaint_disclosure: {
    of: {
      class: 'outside',
      why: 'what the public was already shown: it remembers former publications, so no computation gives it again',
    },
    columns: 'programme_id edition state',
  },
  'open_data.complaint_count': { of: published, columns: 'period dimension key label received in_term as_of' },
  'open_data.publication': {
    of: published,
    columns: 'id programme sealed_number published_at cutoff period demo official records cell_minimum',
  },
  'open_data.figure': {
    of: published,
    columns: 'indicator measure dimension key label status value n d records as_of',
  },
  'open_data.alliance': {
    of: published,
    columns: `code name organisation department_code department municipality_code municipality unit product_code product rubro state model
      agreements signed_on amount_programme amount_counterpart lon lat demo`,
  },
  'open_data.municipality': {
    of: published,
    columns: 'code name province department_code department unit lon lat alliances',
  },
  'open_data.department_shape': { of: published, columns: 'code name path boundary_version_id' },
  'open_data.municipality_shape': { of: published, columns: 'code path boundary_version_id' },

  import_run: {
    of: job,
    columns: `id filename file_hash actor_id programme_id source sheet notices headers samples mapping states status done
      total report failure started_at beat_at thing workbook_id position hidden`,
  },
  import_row: { of: job, columns: 'run_id row_number outcome alliance_id gaps problems to_person subject_id' },
  job: {
    of: { class: 'derived', how: 'planned from sealed entries; what it did are entries of their own' },
    columns: 'id kind noun subject_id act_for state attempts try_after problem ended_at',
  },
  complaint_recovery: {
    of: {
      class: 'outside',
      why: 'finds a lost code again by a phrase; it says nothing of a complaint and is lost without harm to it',
    },
    columns: 'complaint_id key week',
  },
  phone_key: {
    of: { class: 'session', why: 'half of the key that locks a phone; useless without it' },
    columns: 'device_id user_id secret made_at',
  },
  auth_user: {
    of: identity,
    columns: 'id username name email email_verified image two_factor_enabled last_login_at created_at updated_at',
  },
  auth_session: {
    of: identity,
    columns: 'id user_id token expires_at ip_address user_agent device_id second_factor created_at updated_at',
  },
  auth_account: {
    of: identity,
    columns: `id account_id provider_id user_id access_token refresh_token id_token access_token_expires_at refresh_token_expires_at scope
      password
      created_at updated_at`,
  },
  auth_verification: { of: identity, columns: 'id identifier value expires_at created_at updated_at' },
  auth_two_factor: {
    of: identity,
    columns: 'id user_id secret backup_codes verified failed_verification_count locked_until',
  },
  auth_limit: { of: identity, columns: 'key hits since' },
  auth_first_link: { of: identity, columns: 'token_hash made_at expires_at used_at' },
  auth_reset_use: { of: identity, columns: 'reset_id used_at' },
};

/** The names in the list of a table's columns. */
export function columnsOf(table: TableClass): string[] {
  return table.columns.trim().split(/\s+/);
}
