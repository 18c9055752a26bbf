import { waitingLoader } from '../../domain/monitoring/batch.ts';
import { checkedLoader } from '../../domain/monitoring/review.ts';
import { isCaptured, versionedNames } from '../../domain/monitoring/versioned.ts';
import { checkedRows, reviewRows } from '../stores/reviewRows.ts';
import { type Loader, row } from './loader.ts';

/**
 * How the alliance of a record is found, by table. A membership belongs to an organisation, so its unit is that of the
 * organisation.
 */
const ALLIANCE: Readonly<Record<string, string>> = {
  alliance_profile: 't.record_id',
  organisation_member: 'null::uuid',
};
const UNIT: Readonly<Record<string, string>> = {
  organisation_member: '(select o.unit_id from organisation o where o.id = t.organisation_id)',
};
const allianceOf = (table: string) => ALLIANCE[table] ?? 't.alliance_id';
const unitOf = (table: string) => UNIT[table] ?? `(select a.unit_id from alliance a where a.id = ${allianceOf(table)})`;
const missingFilesOf = (table: string) =>
  isCaptured(table)
    ? '(select count(*) from unnest(t.photos) h where not exists (select 1 from stored_file f where f.hash = h))'
    : '0';

/**
 * Everybody who wrote a version of the record: the authors of the entries that inserted one, and the author that the
 * record names.
 */
const authorsOf = (table: string) =>
  `(select coalesce(jsonb_agg(distinct w.actor_id), '[]'::jsonb) from (
       select je.actor_id from ${table} v join journal_change jc on jc.row_id = v.id and jc.noun = '${table}' and jc.op = 'insert'
         join journal_entry je on je.id = jc.entry_id where v.record_id = t.record_id and v.standing in ('current', 'superseded')
       ${isCaptured(table) ? 'union select t.author_id' : ''}) w)`;

const QUESTION_ROWS: readonly string[] = ['organisation', 'person', 'family'];
/** The row of one side of a question, from the table that the question is about. */
const sideRow = (id: string) =>
  `(case q.noun ${QUESTION_ROWS.map((t) => `when '${t}' then (select ${row('s')} from ${t} s where s.id = ${id})`).join(' ')} end)`;
const byNoun = (column: string, id: string) => `${sideRow(id)} as ${column}`;
/** Everything that earlier decisions joined to one side, directly or through others. */
const under = (column: string, id: string) =>
  `(select coalesce(jsonb_agg(${sideRow('d.id')}), '[]'::jsonb)
      from (with recursive d(id) as (
              select case when c.kept_id = c.left_id then c.right_id else c.left_id end from duplicate_question c
               where c.noun = q.noun and c.status = 'same' and c.kept_id = ${id} and c.id <> q.id
              union
              select case when c.kept_id = c.left_id then c.right_id else c.left_id end from duplicate_question c join d on c.kept_id = d.id
               where c.noun = q.noun and c.status = 'same' and c.id <> q.id)
            select id from d) d) as ${column}`;

/** The families (`root`, after joining) of a person and of everybody joined to that person. */
const FAMILIES = (person: string) =>
  `select coalesce(f.merged_into, f.id) as root from person n join family f on n.id in (f.holder_id, f.spouse_id)
    where n.id = ${person} or n.merged_into = ${person}`;

/**
 * For questions `q` about two persons: the pairs of their families (`l`, `r`, after joining), with those of everybody
 * joined to them, about which nobody was asked yet; `k` is the question.
 */
export const familyPairs = (where: string): string =>
  `select p.* from (
     select distinct q.id::text as k, least(fl.root, fr.root) as l, greatest(fl.root, fr.root) as r
       from duplicate_question q
       join lateral (${FAMILIES('q.left_id')}) fl on true
       join lateral (${FAMILIES('q.right_id')}) fr on fr.root <> fl.root
      where q.noun = 'person' and ${where}) p
    where not exists (select 1 from duplicate_question d
      where d.noun = 'family' and ((d.left_id = p.l and d.right_id = p.r) or (d.left_id = p.r and d.right_id = p.l)))`;

const versionById = (id: string) =>
  `(case c.noun ${versionedNames.map((t) => `when '${t}' then (select ${row('v')} from ${t} v where v.id = ${id})`).join(' ')} end)`;
const currentVersion = `(case c.noun ${versionedNames
  .map(
    (t) =>
      `when '${t}' then (select ${row('v')} from ${t} v where v.record_id = c.record_id and v.standing = 'current')`,
  )
  .join(' ')} end)`;
const baseVersion = `(case c.noun ${versionedNames
  .map(
    (t) =>
      `when '${t}' then (select ${row('v')} from ${t} v join ${t} p on p.id = c.proposed_id
        where v.record_id = c.record_id and v.version = p.base_version and v.standing in ('current', 'superseded')
        order by v.id limit 1)`,
  )
  .join(' ')} end)`;

/** Facts for verification, conflicts and duplicates. */
export const reviewLoaders: Record<string, Loader> = {
  /** Key 'noun:version,version…'. */
  reviewTargets: {
    many: true,
    nested: true,
    sql: (keys) =>
      `select r.k, jsonb_agg(jsonb_build_object('row', r.row, 'unitId', r.unit_id, 'allianceId', r.alliance_id,
        'authors', r.authors, 'missingFiles', r.missing,
           'verifiers', (select coalesce(jsonb_agg(w.reviewed_by), '[]'::jsonb) from review w
             where w.version_id = r.version_id and w.action = 'verified'),
           'verifiedBecause', (select w.reason from review w join journal_entry e on e.id = w.entry_id
              where w.version_id = r.version_id and w.action = 'verified' order by e.n desc limit 1),
           'imported', exists (select 1 from imported_row i where i.record_id = r.record_id),
           'openConflict', exists (select 1 from conflict c where c.record_id = r.record_id and c.status = 'open'))) as v
         from (${versionedNames
           .map(
             (table) =>
               `select x.k, t.id as version_id, t.record_id, ${row('t')} as row, ${unitOf(table)} as unit_id,
                 ${allianceOf(table)} as alliance_id, ${authorsOf(table)} as authors, ${missingFilesOf(table)} as missing
                  from unnest(${keys}::text[]) as x(k)
                    join ${table} t on split_part(x.k, ':', 1) = '${table}'
                      and t.id = any(string_to_array(split_part(x.k, ':', 2), ',')::uuid[])`,
           )
           .join(' union all ')}) r group by r.k`,
  },
  batch: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('reviewed', (
           select coalesce(jsonb_agg(distinct w.version_id), '[]'::jsonb) from review w
             where w.version_id = any(t.sample) and w.one_by_one)) as v
         from verification_batch t where t.id = any(${keys}::text[]::uuid[])`,
  },
  /** One loader for each noun, since each reads its own tables; key 'unit:month:stage'. */
  ...Object.fromEntries(
    versionedNames.map((noun) => [waitingLoader(noun), { many: true, sql: (keys: string) => reviewRows(noun, keys) }]),
  ),
  ...Object.fromEntries(
    versionedNames.map((noun) => [checkedLoader(noun), { many: true, sql: (keys: string) => checkedRows(noun, keys) }]),
  ),
  journalHead: {
    sql: (keys) =>
      `select x.k, to_jsonb(s) as v
        from unnest(${keys}::text[]) as x(k),
          lateral (select number, hash from journal_seal order by number desc limit 1) s`,
  },
  conflictInFull: {
    nested: true,
    sql: (keys) =>
      `select c.id::text as k,
        jsonb_build_object('conflict', ${row('c')}, 'current', ${currentVersion},
          'proposed', ${versionById('c.proposed_id')}, 'base', ${baseVersion},
           'unitId', coalesce((select a.unit_id from alliance a where a.id = c.alliance_id), c.unit_id),
           'conversions',
             case when c.noun = 'sale' then (select jsonb_agg(jsonb_build_object('productCode', u.product_code,
               'unitCode', u.unit_code, 'factor', u.factor)) from unit_conversion u) else '[]'::jsonb end) as v
         from conflict c where c.id = any(${keys}::text[]::uuid[])`,
  },
  duplicateInFull: {
    nested: true,
    sql: (keys) =>
      `select y.id::text as k,
        jsonb_build_object('question', y.question, 'left', y.l, 'right', y.r, 'underLeft', y.ul,
          'underRight', y.ur) as v
         from (select q.id, ${row('q')} as question, ${byNoun('l', 'q.left_id')}, ${byNoun('r', 'q.right_id')},
           ${under('ul', 'q.left_id')}, ${under('ur', 'q.right_id')}
                 from duplicate_question q where q.id = any(${keys}::text[]::uuid[])) y`,
  },
  /** The families of the two persons of a question that are separate and about which nobody was asked yet. */
  familiesOfPair: {
    many: true,
    sql: (keys) =>
      `select p.k, jsonb_agg(jsonb_build_object('leftId', p.l, 'rightId', p.r, 'units', array(
           select distinct om.unit_id from organisation_member om join family y on y.id = om.family_id
             where coalesce(y.merged_into, y.id) in (p.l, p.r))) order by p.l, p.r) as v
         from (${familyPairs(`q.id = any(${keys}::text[]::uuid[])`)}) p group by p.k`,
  },
  /** Key 'person:alliance'. */
  placeOfPerson: {
    sql: (keys) =>
      `select distinct on (x.k) x.k, jsonb_build_object('allianceId', a.id, 'unitId', a.unit_id, 'organisationId', a.organisation_id) as v
         from unnest(${keys}::text[]) as x(k)
         join alliance a on a.id = split_part(x.k, ':', 2)::uuid
         join organisation own on own.id = a.organisation_id
         join organisation o on coalesce(o.merged_into, o.id) = coalesce(own.merged_into, own.id)
         join organisation_member m on m.organisation_id = o.id and m.standing = 'current'
         join family f on f.id = m.family_id and split_part(x.k, ':', 1)::uuid in (f.holder_id, f.spouse_id)`,
  },
};
