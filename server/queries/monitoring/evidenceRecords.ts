import { columnOf } from '../../../domain/kernel/noun/noun.ts';
import { type Dimension, dimensions } from '../../../domain/monitoring/indicators.ts';
import type { EvidenceRecord } from '../../../domain/monitoring/indicatorViews.ts';
import { isCaptured, isVersioned } from '../../../domain/monitoring/versioned.ts';
import { versionNouns } from '../../../domain/versionNouns.ts';
import { modelWords } from '../../../domain/words/alliance.ts';
import { captureWords } from '../../../domain/words/capture.ts';
import { indicatorWords } from '../../../domain/words/monitoring.ts';
import type { Executor } from '../../db/database.ts';

/** Tables of the catalogue with the names of a dimension's values. */
const NAMED: Partial<Record<Dimension, string>> = {
  unit: 'select code, short_name as name from operating_unit',
  department: 'select code, name from department',
  municipality: `select m.code, m.name || ' (' || d.initials || ')' as name from municipality m
    join department d on d.code = m.department_code`,
  product: 'select code, name from product',
};
const YES_NO: Readonly<Record<string, string>> = { true: 'Sí', false: 'No' };
const WORDED: Partial<Record<Dimension, Readonly<Record<string, string>>>> = {
  model: modelWords,
  sex: captureWords.sex,
  young: YES_NO,
  indigenous: YES_NO,
};

/**
 * The names of the values of a dimension: from the catalogue, or in words; the value itself when it is its own name.
 */
export async function valueNames(db: Executor, dimension: Dimension): Promise<(key: string | null) => string> {
  const sql = NAMED[dimension];
  const known = new Map<string, string>(Object.entries(WORDED[dimension] ?? {}));
  if (sql) for (const row of await db.query<{ code: string; name: string }>(sql)) known.set(row.code, row.name);
  return (key) => (key === null ? indicatorWords.unknownValue : (known.get(key) ?? key));
}

/** The names of the dimensions, for the middle of a sentence. */
export const dimensionNames = Object.fromEntries(Object.entries(dimensions).map(([key, d]) => [key, d.name])) as Record<
  Dimension,
  string
>;

/** Day and place in the alliance of each kind of record. */
const DAY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    versionNouns.flatMap(({ table, inVersions }) => (inVersions?.on ? [[table, `t.${columnOf(inVersions.on)}`]] : [])),
  ),
  agreement: 't.signed_on',
  organisation_member: 't.joined_on',
};

/** The level that an event `t` has reached (its `reaches`). */
const EVENT_LEVEL = `case t.state when 'VALIDADO' then 3 when 'VERIFICADO' then 2 else 1 end`;

/** Nouns kept as one row: behind a figure is the row itself, shown by its code and day. */
const ROWS: Readonly<Record<string, string>> = {
  complaint: `select t.id as "versionId", 'complaint' as noun, t.id as "recordId", t.version, 'current' as standing, 3 as level,
                     t.received_on as "occurredOn", t.code as who, 0 as photos from complaint t where t.id = any($1::text[]::uuid[])`,
  event: `select t.id as "versionId", 'event' as noun, t.id as "recordId", t.version, 'current' as standing, ${EVENT_LEVEL} as level,
                 t.held_on as "occurredOn", t.name as who, 0 as photos from event t where t.id = any($1::text[]::uuid[])`,
  provider_contract: `select t.id as "versionId", 'provider_contract' as noun, t.id as "recordId", t.version, 'current' as standing,
                             3 as level, t.starts_on as "occurredOn", t.number as who, 0 as photos
                        from provider_contract t where t.id = any($1::text[]::uuid[])`,
  // A line of a list leads to its event; whose line it is stands there.
  event_attendance: `select a.id as "versionId", 'event' as noun, t.id as "recordId", t.version, 'current' as standing,
                            ${EVENT_LEVEL} as level, t.held_on as "occurredOn", t.name as who, 0 as photos
                       from event_attendance a join event t on t.id = a.event_id where a.id = any($1::text[]::uuid[])`,
};

/** The representative of the family of a member `t`. */
const REPRESENTATIVE = `(select nullif(concat_ws(' ', p.given_names, p.paternal_surname, p.maternal_surname), '')
  from person p where p.id = t.representative_id)`;

/**
 * The versions behind evidence, by id: kind, record, level and day. For a member, which has no page of its own, also
 * the representative of its family if `named`. Nothing else of their content, which the page of each record shows.
 * @param nouns the kinds that they can be of
 */
export async function evidenceRecords(
  db: Executor,
  versionIds: readonly string[],
  nouns: readonly string[],
  named: boolean,
): Promise<Map<string, EvidenceRecord>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db.query<EvidenceRecord & Record<string, unknown>>(
    nouns
      .filter((noun) => isVersioned(noun) || noun in ROWS)
      .map(
        (noun) =>
          ROWS[noun] ??
          `select t.id as "versionId", '${noun}' as noun, t.record_id as "recordId", t.version, t.standing, t.level,
            ${DAY[noun] ?? 'null::date'} as "occurredOn",
             ${named && noun === 'organisation_member' ? REPRESENTATIVE : 'null::text'} as who,
             ${isCaptured(noun) ? 'cardinality(t.photos)' : '0'} as photos from ${noun} t
               where t.id = any($1::text[]::uuid[])`,
      )
      .join(' union all '),
    [versionIds],
  );
  return new Map(rows.map((r) => [r.versionId, r]));
}

/** Corrections under way: records whose newest validated version is older than the one in force, counted by kind. */
export async function correctionsUnderWay(
  db: Executor,
  nouns: readonly string[],
  scope: (noun: string, values: unknown[]) => string,
): Promise<Map<string, number>> {
  const values: unknown[] = [];
  const asked = [...new Set(nouns)].filter((n) => isVersioned(n) && n !== 'organisation_member');
  if (asked.length === 0) return new Map();
  const rows = await db.query<{ noun: string; n: number }>(
    asked
      .map(
        (noun) => `select '${noun}' as noun, count(*)::int as n from ${noun} t
          join alliance a on a.id = ${noun === 'alliance_profile' ? 't.record_id' : 't.alliance_id'}
          where t.standing = 'current' and t.level < 3 and t.version > 1
            and exists (select 1 from ${noun} v where v.record_id = t.record_id and v.level = 3) and ${scope(noun, values)}`,
      )
      .join(' union all '),
    values,
  );
  return new Map(rows.map((r) => [r.noun, r.n]));
}
