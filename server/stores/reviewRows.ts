import { capturedNames } from '../../domain/monitoring/versioned.ts';
import { knownSql } from './captureKnown.ts';

/**
 * Whether a business agreement, in its current version, is the one of a sale: same alliance, buyer and product, on that
 * day.
 */
const CARRIES = (g: string, sale: string) =>
  `${g}.alliance_id = ${sale}.alliance_id and ${g}.buyer_id = ${sale}.buyer_id and ${g}.product_code = ${sale}.product_code
     and ${g}.standing = 'current'
     and (${g}.starts_on is null or ${g}.starts_on <= ${sale}.occurred_on)
     and (${g}.ends_on is null or ${sale}.occurred_on <= ${g}.ends_on)`;

/** Whether a sale had only annulled agreements. */
export const restsOnAnnulled = (sale: string): string =>
  `(exists (select 1 from commercial_agreement g where ${CARRIES('g', sale)} and g.annulled)
     and not exists (select 1 from commercial_agreement g where ${CARRIES('g', sale)} and not g.annulled))`;

/** How many sales belong to an agreement in its current version. */
export const salesResting = (g: string): string =>
  `(select count(*) from sale s where s.standing = 'current' and not s.annulled and ${CARRIES(g, 's')})`;

/**
 * Photos that differ in at most this many of 64 bits are given to the check; the parameter decides which of them count.
 */
const MOST_BITS = 16;
/** How many comparable sales the usual price is taken from: the newest within a year. */
const COMPARABLE = 200;

/** Whether a position of `t` is inside the municipality, by the newest boundaries. */
const INSIDE = `(select st_intersects(b.shape, st_setsrid(st_makepoint(t.lon, t.lat), 4326)) from municipality_boundary b
    where b.municipality_code = p.municipality_code and t.lon is not null
      and b.boundary_version_id = (select v.id from boundary_version v order by v.loaded_at desc, v.id desc limit 1))`;

const ALLIANCE = (inside: string) => `jsonb_build_object('programmeId', a.programme_id, 'suspendedOn', a.suspended_on,
    'place', case when p.lon is null then null else jsonb_build_object('lon', p.lon, 'lat', p.lat) end,
    'municipalityName', (select m.name from municipality m where m.code = p.municipality_code), 'inside', ${inside})`;

/** Records in force that have a photo, except one of them; each table is searched by its own index. */
const CARRIERS = (hash: string, except: string) =>
  capturedNames
    .map(
      (t) =>
        `select '${t}' as noun, c.record_id, c.alliance_id, c.occurred_on from ${t} c
          where c.photos @> array[${hash}] and c.standing = 'current' and c.record_id <> ${except}`,
    )
    .join(' union all ');

const LIKE_PHOTOS = `(select coalesce(jsonb_agg(distinct jsonb_build_object('alliance', oa.code,
  'occurredOn', o.occurred_on, 'bits', n.bits)), '[]'::jsonb)
    from (select g.hash, bit_count(('x' || g.perceptual_hash)::bit(64) # ('x' || f.perceptual_hash)::bit(64)) as bits
            from stored_file f join stored_file g on g.perceptual_hash is not null
           where f.hash = any(t.photos) and f.perceptual_hash is not null
             and bit_count(('x' || g.perceptual_hash)::bit(64) # ('x' || f.perceptual_hash)::bit(64)) <= ${MOST_BITS}
           order by bits limit 20) n
    cross join lateral (${CARRIERS('n.hash', 't.record_id')}) o
    join alliance oa on oa.id = o.alliance_id)`;

const OPEN_CONFLICT = `exists (select 1 from conflict c where c.record_id = t.record_id and c.status = 'open')`;
/** The row of the document from which the record was imported; null when it was captured. */
const IMPORTED = `(select jsonb_build_object('document', d.title, 'sheet', i.sheet, 'row', i.row_number)
    from imported_row i join source_document d on d.id = i.document_id where i.record_id = t.record_id limit 1)`;
const NOTHING = `'price', null, 'unitCode', null, 'productName', null, 'quantityBase', null, 'usualPrice', null, 'usualQuantity', null`;

const captured = (table: 'visit' | 'sale', own: string, twins: string) =>
  `jsonb_build_object('noun', '${table}', 'occurredOn', t.occurred_on, 'photos', t.photos, 'flags', t.flags,
     'place', case when t.lon is null then null else jsonb_build_object('lon', t.lon, 'lat', t.lat, 'accuracyM', t.accuracy_m) end,
     ${own}, 'alliance', ${ALLIANCE(INSIDE)},
     'missingFiles', (select count(*) from unnest(t.photos) h where not exists (select 1 from stored_file f where f.hash = h)),
     'likePhotos', ${LIKE_PHOTOS},
     'twins', (select coalesce(jsonb_agg(jsonb_build_object('occurredOn', w.occurred_on, 'author', coalesce(u.name, 's/d'))), '[]'::jsonb)
                 from ${table} w left join user_account u on u.id = w.author_id
                where w.alliance_id = t.alliance_id and w.record_id <> t.record_id and w.standing = 'current' and not w.annulled
                  and w.occurred_on between t.occurred_on - 30 and t.occurred_on + 30 and ${twins}),
     'agreementAnnulled', ${table === 'sale' ? restsOnAnnulled('t') : 'false'}, 'annulled', t.annulled,
       'openConflict', ${OPEN_CONFLICT}, 'imported', ${IMPORTED})`;

/**
 * What the author confirmed at capture. It is stored with the bytes of the command, which are erased together with
 * personal data.
 */
const CONFIRMED = `(select jb.body::jsonb #> '{body,confirmed}' from journal_body jb where jb.entry_id = t.entry_id)`;
const SAID = (own: string) => `jsonb_build_object('occurredOn', t.occurred_on, 
     'capturedOn', case when exists (select 1 from imported_row i where i.record_id = t.record_id) then t.occurred_on
       else (t.captured_at at time zone 'America/La_Paz')::date end,
     'place', case when t.lon is null then null else jsonb_build_object('lon', t.lon, 'lat', t.lat) end, ${own})`;
const PLAUSIBLE = (
  own: string,
  product: string,
  unit: string,
) => `jsonb_build_object('said', ${SAID(own)}, 'confirmed', ${CONFIRMED},
     'known', ${knownSql({ product, unit, record: 't.record_id', day: 't.occurred_on' })})`;
const VISIT_PLAUSIBLE = PLAUSIBLE(
  `'buyerId', null, 'price', null, 'unitCode', null, 'quantity', null, 'factor', null,
    'people', case when t.done then coalesce(t.present_women, 0) + coalesce(t.present_men, 0) end`,
  'null::text',
  'null::text',
);
const SALE_PLAUSIBLE = PLAUSIBLE(
  `'buyerId', t.buyer_id, 'price', t.price, 'unitCode', t.unit_code, 'quantity', t.quantity, 'people', null,
     'factor', (select c.factor from unit_conversion c where c.product_code = t.product_code and c.unit_code = t.unit_code)`,
  't.product_code',
  't.unit_code',
);

const VISIT = captured('visit', `'done', t.done, ${NOTHING}, 'plausible', ${VISIT_PLAUSIBLE}`, 'w.done and t.done');
const SALE = captured(
  'sale',
  `'done', null, 'price', t.price, 'unitCode', t.unit_code,
    'productName', (select name from product where code = t.product_code), 'quantityBase', t.quantity_base,
     'usualPrice', usual.price, 'usualQuantity', usual.quantity, 'plausible', ${SALE_PLAUSIBLE}`,
  'w.product_code = t.product_code and w.unit_code = t.unit_code and w.quantity = t.quantity and w.price = t.price',
);
const USUAL = `left join lateral (
    select case when count(*) = 0 then null
      else jsonb_build_object('median', round(percentile_cont(0.5) within group (order by z.price)),
        'count', count(*)) end as price,
           case when count(z.quantity_base) = 0 then null
             else jsonb_build_object('median', round(percentile_cont(0.5) within group (order by z.quantity_base)),
               'count', count(z.quantity_base)) end as quantity
      from (select s.price, s.quantity_base from sale s
             where s.product_code = t.product_code and s.unit_code = t.unit_code and s.standing = 'current'
               and not s.annulled and s.record_id <> t.record_id
               and s.occurred_on between t.occurred_on - 365 and t.occurred_on order by s.occurred_on desc
                 limit ${COMPARABLE}) z) usual on true`;
const PAPER = (
  table: string,
) => `jsonb_build_object('noun', '${table}', 'occurredOn', null, 'done', null, 'photos', '[]'::jsonb,
  'flags', '[]'::jsonb, 'place', null, ${NOTHING}, 'plausible', null,
     'alliance', jsonb_build_object('programmeId', 'PAR2FA', 'suspendedOn', null, 'place', null, 'municipalityName', null, 'inside', null),
     'missingFiles', 0, 'likePhotos', '[]'::jsonb, 'twins', '[]'::jsonb, 'agreementAnnulled', false,
       'annulled', t.annulled, 'openConflict', ${OPEN_CONFLICT}, 'imported', ${IMPORTED})`;

interface Source {
  /** The from clause, with the version as `t`. */
  readonly from: string;
  /** The from clause without what is compared, but with what `since` needs, for counting many rows. */
  readonly waitingFrom: string;
  /** What the checks compare, as JSON. */
  readonly checked: string;
  readonly unit: string;
  readonly alliance: string;
  /** The moment at which it came to wait: received or, when it waits for the nation, verified. */
  readonly since: string;
  /** The month to which it belongs, 'YYYY-MM'. */
  readonly month: string;
  /** Whether it belongs to the month, 'YYYY-MM', of the given placeholder. */
  readonly inMonth: (month: string) => string;
}

const monthOf = (receivedAt: string) => `to_char(${receivedAt} at time zone 'America/La_Paz', 'YYYY-MM')`;
/**
 * When the version was received. Looked up for each row, because for a join the planner might read the whole journal.
 */
const RECEIVED = (
  table: string,
) => `(select je.received_at from journal_change jc join journal_entry je on je.id = jc.entry_id
    where jc.row_id = t.id and jc.noun = '${table}' and jc.op = 'insert' limit 1)`;
const PAPERS = (table: string, from: string, place: Pick<Source, 'unit' | 'alliance'>): Source => ({
  from,
  waitingFrom: `${from} left join lateral ${RECEIVED(table)} w on true`,
  checked: PAPER(table),
  since: 'w.received_at',
  month: monthOf('w.received_at'),
  inMonth: (month) => `${monthOf(RECEIVED(table))} = ${month}`,
  ...place,
});
const WITH_ALLIANCE = (table: string, key: string) =>
  `${table} t join alliance a on a.id = ${key} join alliance_profile p on p.record_id = a.id and p.standing = 'current'`;
const OF_ALLIANCE = { unit: 'a.unit_id', alliance: 'a.id' } as const;
const FIELD = {
  since: '(select je.received_at from journal_entry je where je.id = t.entry_id)',
  month: `to_char(t.occurred_on, 'YYYY-MM')`,
  inMonth: (month: string) =>
    `t.occurred_on >= (${month} || '-01')::date and t.occurred_on < (${month} || '-01')::date + interval '1 month'`,
  ...OF_ALLIANCE,
} as const;
const VISITS = WITH_ALLIANCE('visit', 't.alliance_id');
const SALES = WITH_ALLIANCE('sale', 't.alliance_id');
const OFFICE = (table: string, key: string) => PAPERS(table, WITH_ALLIANCE(table, key), OF_ALLIANCE);

/** How the versions of each kind are read for review. */
export const reviewSources: Readonly<Record<string, Source>> = {
  visit: { from: VISITS, waitingFrom: VISITS, checked: VISIT, ...FIELD },
  sale: { from: `${SALES} ${USUAL}`, waitingFrom: SALES, checked: SALE, ...FIELD },
  alliance_profile: OFFICE('alliance_profile', 't.record_id'),
  agreement: OFFICE('agreement', 't.alliance_id'),
  commercial_agreement: OFFICE('commercial_agreement', 't.alliance_id'),
  organisation_member: PAPERS(
    'organisation_member',
    'organisation_member t join organisation o on o.id = t.organisation_id',
    {
      unit: 'o.unit_id',
      alliance: 'null::uuid',
    },
  ),
};

/** The level of the records that wait for a stage. */
export const levelBefore = { unit: 1, nation: 2 } as const;

/** The SQL of the records of one kind that wait for a stage and are in no batch of it; keys 'unit:month:stage'. */
export function reviewRows(noun: string, keys: string): string {
  const source = reviewSources[noun];
  if (!source) throw new Error(`no review source for ${noun}`);
  return `select x.k, r.v
    from (select k, split_part(k, ':', 1) as unit, split_part(k, ':', 2) as month, split_part(k, ':', 3) as stage
      from unnest(${keys}::text[]) as k) x
    cross join lateral (select jsonb_agg(jsonb_build_object('versionId', t.id, 'checked', ${source.checked})) as v from ${source.from}
      where ${source.unit} = x.unit and t.standing = 'current' and ${source.inMonth('x.month')}
        and t.level = case x.stage when 'unit' then ${levelBefore.unit} else ${levelBefore.nation} end
        and not exists (select 1 from verification_batch b
          where b.stage = x.stage and b.noun = '${noun}' and b.unit_id = x.unit
            and (t.id = any(b.flagged) or t.id = any(b.sample) or t.id = any(b.rest)))
      having count(*) > 0) r`;
}

/** The SQL of what the checks compare for versions of one kind; keys 'version,version…'. */
export function checkedRows(noun: string, keys: string): string {
  const source = reviewSources[noun];
  if (!source) throw new Error(`no review source for ${noun}`);
  return `select x.k, r.v from unnest(${keys}::text[]) as x(k)
    cross join lateral (select jsonb_agg(jsonb_build_object('versionId', t.id, 'checked', ${source.checked})) as v from ${source.from}
      where t.id = any(string_to_array(x.k, ',')::uuid[]) having count(*) > 0) r`;
}

/** Photos of records other than $3 that differ in at most $2 of 64 bits from those of $1; the closest first. */
export const LIKE_FILES = `select n.hash, n.like, o.noun, o.record_id as "recordId", oa.name as "allianceName",
  o.occurred_on as "occurredOn", n.bits
   from (select f.hash, g.hash as like, bit_count(('x' || g.perceptual_hash)::bit(64) # ('x' || f.perceptual_hash)::bit(64)) as bits
           from stored_file f join stored_file g on g.perceptual_hash is not null
          where f.hash = any($1::text[]) and f.perceptual_hash is not null
            and bit_count(('x' || g.perceptual_hash)::bit(64) # ('x' || f.perceptual_hash)::bit(64)) <= $2::integer) n
   cross join lateral (${CARRIERS('n.like', '$3::uuid')}) o
   join alliance oa on oa.id = o.alliance_id
   order by n.bits, o.occurred_on limit 20`;
