import { sale } from '../../domain/field/sale.ts';
import { visit } from '../../domain/field/visit.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import type { Noun } from '../../domain/kernel/noun/noun.ts';
import { contentFields } from '../../domain/kernel/noun/versions.ts';
import { capturedNames } from '../../domain/monitoring/versioned.ts';
import type { FeedKind } from '../../domain/sync/feed.ts';

/** One field of a feed row: its SQL, and whether a view without personal data gets null instead. */
interface Field {
  readonly sql: string;
  readonly personal?: true;
}

/**
 * How the rows of one kind are read for an alliance. Fields are listed one by one: what is not named here is not sent.
 */
export interface Kind {
  readonly kind: FeedKind;
  readonly from: string;
  /** The alliance a row belongs to. */
  readonly subject: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** The journal entries that wrote what the row shows. When any is newer than the cursor, the row is sent again. */
  readonly entries: readonly string[];
  /** The condition for rows that belong to the feed at all; `me` is the reader. */
  readonly where?: (me: string) => string;
  /** The condition for rows that still belong to the feed; the others are sent as gone. */
  readonly keep?: string;
}

const columns = (alias: string, ...names: string[]): Record<string, Field> =>
  Object.fromEntries(names.map((name) => [name, { sql: `${alias}.${snake(name)}` }]));
const plain = (...names: string[]): Record<string, Field> => columns('t', ...names);

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
}

/** ISO text with milliseconds, as everywhere else. */
const instant = (column: string): Field => ({
  sql: `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
});

const recordHead: Record<string, Field> = {
  id: { sql: 't.record_id' },
  versionId: { sql: 't.id' },
  ...plain('version', 'level', 'annulled', 'allianceId', 'unitId', 'authorId', 'occurredOn'),
  authorName: { sql: 'author.name', personal: true },
  capturedAt: instant('t.captured_at'),
};
const recordTail: Record<string, Field> = {
  photos: { sql: 't.photos', personal: true },
  notes: { sql: 't.notes', personal: true },
  ...plain('flags'),
  observedReason: { sql: 't.observed_reason', personal: true },
};

/**
 * The content of a declared noun. Files and what is closed go to the full view alone; so does the name behind a closed
 * reference, not its identity.
 */
const contentOf = (n: Noun): Record<string, Field> =>
  Object.fromEntries(
    contentFields(n).map((name) => {
      const facts = n.fields[name] as FieldFacts;
      const personal = kindOf(facts).files !== undefined || (facts.kind !== 'reference' && facts.view === 'full');
      const sql = facts.kind === 'instant' ? instant(`t.${snake(name)}`).sql : `t.${snake(name)}`;
      return [name, { sql, ...(personal ? { personal } : {}) }];
    }),
  );
/** Who was there is sent as identities; their names come with the members. */
const visitContent: Record<string, Field> = { ...contentOf(visit), ...plain('presentMembers') };
const saleContent: Record<string, Field> = { ...contentOf(sale), buyerName: { sql: 'b.name', personal: true } };

const jsonOf = (fields: Readonly<Record<string, Field>>): string =>
  `jsonb_build_object(${Object.entries(fields)
    .map(([name, f]) => `'${name}', ${f.sql}`)
    .join(', ')})`;

/** The values of a version of a record, as both sides of a conflict show them. */
const versionValues = (id: string): string => `case c.noun
  when 'visit' then (select ${jsonOf({ ...plain('occurredOn'), ...visitContent, ...recordTail })} from visit t where t.id = ${id})
  when 'sale' then (select ${jsonOf({ ...plain('occurredOn'), ...saleContent, ...recordTail })} from sale t
    left join buyer b on b.id = t.buyer_id where t.id = ${id})
end`;
const versionAuthor = (id: string, column: string): string =>
  `(select u.${column} from journal_entry e join user_account u on u.id = e.actor_id where e.id = ${id})`;

export const kinds: readonly Kind[] = [
  {
    kind: 'alliance',
    subject: 't.id',
    from: `alliance t join organisation o on o.id = t.organisation_id join operating_unit ou on ou.code = t.unit_id
      left join alliance_profile p on p.record_id = t.id and p.standing = 'current'
        left join municipality m on m.code = p.municipality_code`,
    entries: ['t.entry_id', 'o.entry_id', 'p.entry_id'],
    fields: {
      ...plain('id', 'programmeId', 'code', 'name', 'organisationId'),
      organisationName: { sql: 'o.name' },
      ...plain('unitId'),
      unitName: { sql: 'ou.short_name' },
      ...plain('state', 'stateSince', 'suspendedOn'),
      suspendedReason: { sql: 't.suspended_reason', personal: true },
      municipalityCode: { sql: 'p.municipality_code' },
      municipalityName: { sql: 'm.name' },
      communityName: { sql: 'p.community_name' },
      lon: { sql: 'p.lon' },
      lat: { sql: 'p.lat' },
      productCode: { sql: 'p.product_code' },
      familiesDeclared: { sql: 'p.families_declared' },
      gaps: { sql: "coalesce(p.gaps, '{}')" },
      ...plain('demo', 'version'),
    },
  },
  {
    kind: 'assignment',
    subject: 't.alliance_id',
    from: 'assignment t',
    where: (me) => `t.user_id = ${me}::text::uuid`,
    entries: ['t.entry_id'],
    fields: plain('id', 'allianceId', 'userId', 'role', 'validFrom', 'validTo'),
  },
  {
    kind: 'member',
    subject: 'a.id',
    // Under any of the joined names of the alliance's organisation.
    from: `alliance a join organisation own on own.id = a.organisation_id
      join organisation o on coalesce(o.merged_into, o.id) = coalesce(own.merged_into, own.id)
      join organisation_member t on t.organisation_id = o.id left join person pe on pe.id = t.representative_id`,
    where: () => "t.standing = 'current' and not t.annulled",
    entries: ['t.entry_id', 'a.entry_id', 'pe.entry_id'],
    fields: {
      id: { sql: 't.record_id' },
      ...plain('familyId'),
      name: {
        sql: "nullif(concat_ws(' ', pe.given_names, pe.paternal_surname, pe.maternal_surname), '')",
        personal: true,
      },
      sex: { sql: 'coalesce(t.representative_sex, pe.sex)' },
      ...plain('joinedOn', 'leftOn'),
    },
  },
  {
    kind: 'agreement',
    subject: 't.alliance_id',
    from: 'commercial_agreement t join buyer b on b.id = t.buyer_id',
    where: () => "t.standing = 'current'",
    entries: ['t.entry_id', 'b.entry_id'],
    fields: {
      id: { sql: 't.record_id' },
      ...plain('buyerId'),
      buyerName: { sql: 'b.name', personal: true },
      ...plain('productCode', 'quantityPerCycle', 'unitCode', 'price', 'startsOn', 'endsOn', 'annulled'),
    },
  },
  {
    kind: 'visit',
    subject: 't.alliance_id',
    from: 'visit t left join user_account author on author.id = t.author_id',
    where: () => "t.standing = 'current'",
    entries: ['t.entry_id', 'author.entry_id'],
    fields: { ...recordHead, ...visitContent, ...recordTail },
  },
  {
    kind: 'sale',
    subject: 't.alliance_id',
    from: 'sale t left join user_account author on author.id = t.author_id left join buyer b on b.id = t.buyer_id',
    where: () => "t.standing = 'current'",
    entries: ['t.entry_id', 'author.entry_id', 'b.entry_id'],
    fields: { ...recordHead, ...saleContent, ...recordTail },
  },
  {
    kind: 'commitment',
    subject: 't.alliance_id',
    from: 'commitment t',
    entries: ['t.entry_id'],
    fields: {
      ...plain('id', 'version'),
      what: { sql: 't.what', personal: true },
      who: { sql: 't.who', personal: true },
      ...plain('saidOn', 'promisedOn', 'movedTo', 'visitId', 'state', 'stateSince', 'settledIn', 'officeOn'),
      reason: { sql: 't.reason', personal: true },
    },
  },
  {
    kind: 'conflict',
    subject: 'c.alliance_id',
    from: 'conflict c',
    where: () => `c.noun in (${capturedNames.map((n) => `'${n}'`).join(', ')})`,
    keep: "c.status = 'open'",
    entries: ['c.entry_id'],
    fields: {
      ...columns('c', 'id', 'noun', 'recordId', 'fields'),
      current: { sql: versionValues('c.current_id'), personal: true },
      proposed: { sql: versionValues('c.proposed_id'), personal: true },
      currentBy: { sql: versionAuthor('c.current_id', 'name'), personal: true },
      proposedBy: { sql: versionAuthor('c.proposed_id', 'name'), personal: true },
      currentById: { sql: versionAuthor('c.current_id', 'id') },
      proposedById: { sql: versionAuthor('c.proposed_id', 'id') },
      ...columns('c', 'version'),
    },
  },
];

/** The reference data that forms need. It is small, and is sent whole when any of it changes. */
export const catalogueKinds: readonly {
  readonly kind: FeedKind;
  readonly fields: readonly string[];
  readonly sql: string;
}[] = [
  {
    kind: 'product',
    fields: ['id', 'name', 'rubro', 'baseUnit'],
    sql: 'select jsonb_build_array(code, name, rubro, base_unit) as row, code as k from product',
  },
  {
    kind: 'unit',
    fields: ['id', 'name', 'kind'],
    sql: 'select jsonb_build_array(code, name, kind) as row, code as k from measure_unit',
  },
  {
    kind: 'conversion',
    fields: ['id', 'productCode', 'unitCode', 'factor'],
    sql: `select jsonb_build_array(product_code || ':' || unit_code, product_code, unit_code, factor) as row,
      product_code || ':' || unit_code as k from unit_conversion`,
  },
  {
    kind: 'parameter',
    fields: ['id', 'programmeId', 'key', 'value', 'validFrom', 'validTo'],
    sql: 'select jsonb_build_array(id, programme_id, key, value, valid_from, valid_to) as row, id::text as k from parameter',
  },
];
