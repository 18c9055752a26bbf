import type { RecordAlliance, RecordVersionView, ReviewStep } from '../../../domain/field/views.ts';
import { isTold, tellValue } from '../../../domain/kernel/noun/record.ts';
import { changedFields } from '../../../domain/kernel/versions.ts';
import { monitoringRecords } from '../../../domain/monitoring/records.ts';
import { isCaptured, versioned } from '../../../domain/monitoring/versioned.ts';
import { isRole, roles, type View } from '../../../domain/people/roles.ts';
import { fieldsOfTable } from '../../../domain/records.ts';
import { distanceM } from '../../../domain/territory/distance.ts';
import type { RecordNames } from '../../../domain/words/recordTitle.ts';
import { toCamelRow } from '../../commands/names.ts';
import type { Executor } from '../../db/database.ts';
import { namesOfRow, readReferentNames } from '../../nouns/names.ts';

/** A version as it was read: its row in camelCase, its words, and the names of what it points to. */
export interface ReadVersion {
  readonly row: Readonly<Record<string, unknown>> & { readonly id: string; readonly recordId: string };
  readonly names: RecordNames;
  readonly view: RecordVersionView;
}

/** The photos of a record by their hash, in the order in which they were taken, and whether each arrived. */
const PHOTOS = `(select jsonb_agg(jsonb_build_object('hash', h.hash,
    'arrived', exists (select 1 from stored_file f where f.hash = h.hash)) order by h.i)
  from unnest(t.photos) with ordinality h(hash, i))`;

/** Members who were present: of the alliance's own organisation only, because the id of another's family tells nothing here. */
const MEMBERS = `(select string_agg(
      coalesce(nullif(concat_ws(' ', p.given_names, p.paternal_surname, p.maternal_surname), ''), 's/d'), ', '
      order by p.paternal_surname, p.given_names)
    from organisation_member m left join person p on p.id = m.representative_id join organisation mo on mo.id = m.organisation_id
      join alliance va on va.id = t.alliance_id join organisation vo on vo.id = va.organisation_id
    where m.record_id = any(t.present_members) and m.standing = 'current'
      and coalesce(mo.merged_into, mo.id) = coalesce(vo.merged_into, vo.id))`;
/** Fields that the screen shows in places of their own. */
const APART = new Set(['photos', 'occurredOn']);

interface Row extends Record<string, unknown> {
  row: Record<string, unknown>;
  members: string | null;
  authorName: string | null;
  role: string | null;
  occurredOn: string | null;
  capturedAt: string | null;
  receivedAt: string | null;
  deviceName: string | null;
  clock: RecordVersionView['clock'];
  photos: { hash: string; arrived: boolean }[] | null;
}

function fieldsOf(
  noun: string,
  row: Readonly<Record<string, unknown>>,
  names: RecordNames,
  view: View,
): RecordVersionView['fields'] {
  const known = fieldsOfTable(noun);
  return (versioned[noun]?.fields ?? []).flatMap((field) => {
    const facts = known[field];
    if (APART.has(field) || !isTold(facts, view)) return [];
    return [{ field, label: facts.label, value: names[field] ?? tellValue(facts, row[field]) }];
  });
}

/**
 * Versions of records of one kind in words, the oldest of each record first.
 * @param predicate SQL over `t` (the version) with `values`; the caller has put the scope into it or checked it before.
 * `places`: the place of the alliance by record, for distances.
 */
export async function readVersions(
  db: Executor,
  noun: string,
  predicate: string,
  values: readonly unknown[],
  view: View,
  place: RecordAlliance['place'] = null,
): Promise<ReadVersion[]> {
  const kind = versioned[noun];
  if (!kind) return [];
  const full = view === 'full';
  const field = isCaptured(noun);
  const rows = await db.query<Row>(
    `select to_jsonb(t) as row, ${noun === 'visit' && full ? MEMBERS : 'null'} as members, u.name as "authorName", e.role,
       e.occurred_on as "occurredOn", e.captured_at as "capturedAt", e.received_at as "receivedAt",
       dv.name as "deviceName", e.clock, ${field ? PHOTOS : 'null::jsonb'} as photos
     from ${noun} t
     left join journal_change jc on jc.row_id = t.id and jc.noun = '${noun}' and jc.op = 'insert'
     left join journal_entry e on e.id = jc.entry_id
     left join user_account u on u.id = e.actor_id
     left join device dv on dv.id = e.device_id
     where ${predicate} order by t.record_id, t.version, t.id`,
    values,
  );
  const read: ReadVersion[] = [];
  const written = rows.map((r) => ({ noun, before: null, after: toCamelRow(r.row) }));
  const referents = await readReferentNames(db, written);
  for (const [i, r] of rows.entries()) {
    const row = written[i]?.after as Record<string, unknown> &
      RecordVersionView & {
        recordId: string;
        lon: number | null;
        lat: number | null;
        accuracyM: number | null;
        placeAgeS: number | null;
      };
    const previous = read.findLast(
      (p) => p.row.recordId === row.recordId && (p.view.standing === 'superseded' || p.view.standing === 'current'),
    );
    const at =
      field && row.lon !== null && row.lat !== null
        ? { lon: row.lon, lat: row.lat, accuracyM: row.accuracyM ?? null, ageS: row.placeAgeS ?? null }
        : null;
    const names = { ...namesOfRow(referents, noun, row), ...(r.members ? { presentMembers: r.members } : {}) };
    const changed = previous ? changedFields<Record<string, unknown>>(kind.fields as string[], previous.row, row) : [];
    read.push({
      row: row as ReadVersion['row'],
      names,
      view: {
        id: row.id,
        version: row.version,
        standing: row.standing,
        level: row.level,
        annulled: row.annulled,
        observedReason: full ? ((row.observedReason as string | null) ?? null) : null,
        annulledReason: full ? ((row.annulledReason as string | null | undefined) ?? null) : null,
        authorName: full ? (r.authorName ?? 'Sistema') : roleName(r.role),
        role: r.role ?? '',
        occurredOn: (row.occurredOn as string | undefined) ?? r.occurredOn ?? '',
        // A correction repeats when the first version was captured; when the correction itself was captured is in its
        // entry.
        capturedAt: (row.version === 1 ? (row.capturedAt as string | undefined) : undefined) ?? r.capturedAt ?? '',
        receivedAt: r.receivedAt ?? '',
        deviceName: full ? r.deviceName : null,
        clock: full ? r.clock : null,
        place: full ? at : null,
        distanceM: at && place ? Math.round(distanceM(at, place)) : null,
        flags: (row.flags as readonly string[] | undefined) ?? [],
        fields: fieldsOf(noun, row, names, view),
        changed: full ? changed : changed.filter((f) => isTold(fieldsOfTable(noun)[f], view)),
        photos: full ? (r.photos ?? []) : [],
      },
    });
  }
  return read;
}

const roleName = (role: string | null): string => (role && isRole(role) ? roles[role].name : 'Sistema');

/** Decisions on the versions of a record, oldest first. */
export async function reviewSteps(db: Executor, recordId: string, view: View): Promise<ReviewStep[]> {
  const rows = await db.query<ReviewStep & { role: string | null; canned: string | null } & Record<string, unknown>>(
    `select v.id, v.version_id as "versionId",
      coalesce((select (jc.after->>'version')::integer from journal_change jc
        where jc.row_id = v.version_id and jc.op = 'insert' limit 1), 0) as version,
       v.action, coalesce(u.name, 's/d') as "byName", v.reviewed_on as on,
       v.canned, v.reason, v.one_by_one as "oneByOne", v.batch_id as "batchId", e.role
     from review v left join user_account u on u.id = v.reviewed_by left join journal_entry e on e.id = v.entry_id
       where v.record_id = $1::uuid order by e.n, v.id`,
    [recordId],
  );
  const full = view === 'full';
  return rows.map(({ role, canned, ...r }) => ({
    ...r,
    byName: full ? r.byName : roleName(role),
    reason: full
      ? [tellValue(monitoringRecords.review.fields.canned, canned), r.reason].filter(Boolean).join(' ') || null
      : null,
  }));
}

/** The alliance of a record, for the heading of the record's page; null when it does not exist. */
export async function recordAlliance(db: Executor, allianceId: string): Promise<RecordAlliance | null> {
  const [found] = await db.query<RecordAlliance & Record<string, unknown>>(
    `select a.id, a.code, a.name, a.unit_id as "unitId", u.short_name as "unitName", m.name as "municipalityName",
       case when p.lon is null then null else jsonb_build_object('lon', p.lon, 'lat', p.lat) end as place
     from alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current' join operating_unit u on u.code = a.unit_id
       left join municipality m on m.code = p.municipality_code where a.id = $1::uuid`,
    [allianceId],
  );
  return found ?? null;
}
