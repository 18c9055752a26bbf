import { OrganisationIndex } from '../../domain/import/check.ts';
import type { ImportCatalogue } from '../../domain/import/words.ts';
import type { Day, Instant } from '../../domain/kernel/dates.ts';
import type { Executor } from '../db/database.ts';
import type { ImportRun } from '../stores/importRuns.ts';
import { municipalities, units, unitsByMunicipality } from '../stores/territory.ts';

/** The catalogues with which rows are checked, as they are on a day. */
export async function importCatalogue(db: Executor, day: Day): Promise<ImportCatalogue> {
  const places = await municipalities(db);
  const serves = await unitsByMunicipality(db, day);
  return {
    units: await units(db),
    municipalities: places.map((m) => ({
      code: m.code,
      name: m.name,
      officialName: m.officialName,
      unitId: serves.get(m.code) ?? null,
    })),
    programmes: await db.query<{ id: string; name: string }>('select id, name from programme order by id'),
    products: await db.query<{ code: string; name: string }>('select code, name from product order by code'),
  };
}

/** Whether a programme is in the catalogue. */
export async function knownProgramme(db: Executor, id: string): Promise<boolean> {
  return (await db.query('select 1 from programme where id = $1', [id])).length > 0;
}

/** An alliance that the system already has, with the command that brought it in. */
export interface KnownAlliance {
  readonly id: string;
  readonly code: string;
  readonly entryId: string | null;
  readonly receivedAt: Instant | null;
  /** The body of the adopting command; null when the alliance came in otherwise or its data were erased. */
  readonly body: Record<string, unknown> | null;
}

/** Alliances with one of these ids or codes. */
export async function knownAlliances(
  db: Executor,
  ids: readonly string[],
  codes: readonly string[],
): Promise<KnownAlliance[]> {
  const rows = await db.query<{
    id: string;
    code: string;
    entry_id: string | null;
    received_at: string | null;
    body: string | null;
  }>(
    `select a.id, a.code, e.id as entry_id, e.received_at, b.body
       from alliance a
       left join journal_entry e on e.subject_id = a.id and e.kind = 'alliance.adopt'
       left join journal_body b on b.entry_id = e.id
      where a.id = any($1::text[]::uuid[]) or a.code = any($2::text[])`,
    [ids, codes],
  );
  return rows.map((r) => ({
    id: r.id,
    code: r.code,
    entryId: r.entry_id,
    receivedAt: r.received_at,
    body: r.body === null ? null : (JSON.parse(r.body) as { body: Record<string, unknown> }).body,
  }));
}

/** Organisations by unit, without some; those that were joined to another are left out. */
export async function knownOrganisations(
  db: Executor,
  unitIds: readonly string[],
  but: readonly string[],
): Promise<Map<string, OrganisationIndex>> {
  const rows = await db.query<{ id: string; name: string; municipality_code: string | null; unit_id: string }>(
    `select id, name, municipality_code, unit_id from organisation
      where unit_id = any($1::text[]) and merged_into is null and id <> all($2::text[]::uuid[]) order by id`,
    [unitIds, but],
  );
  const found = new Map(unitIds.map((unit) => [unit, new OrganisationIndex()]));
  for (const r of rows) found.get(r.unit_id)?.add({ id: r.id, name: r.name, municipalityCode: r.municipality_code });
  return found;
}

/**
 * Organisations that a run brought in before it was interrupted: all commands of a run are captured by its person at
 * the instant at which it began.
 */
export async function organisationsOfRun(
  db: Executor,
  run: Pick<ImportRun, 'actorId' | 'startedAt'>,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select a.organisation_id as id from journal_entry e join alliance a on a.id = e.subject_id
      where e.kind = 'alliance.adopt' and e.actor_id = $1 and e.captured_at = $2::timestamptz`,
    [run.actorId, run.startedAt],
  );
  return rows.map((r) => r.id);
}

/** Source documents already recorded, among these. */
export async function knownDocuments(db: Executor, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>('select id from source_document where id = any($1::text[]::uuid[])', [
    ids,
  ]);
  return new Set(rows.map((r) => r.id));
}

/** A record that came in before, with the command that brought it. */
interface KnownSubject {
  readonly entryId: string;
  /** Body of that command; null when its data were erased. */
  readonly body: Record<string, unknown> | null;
}

/** The records among these ids that were brought in by commands of some kinds. */
export async function knownSubjects(
  db: Executor,
  ids: readonly string[],
  kinds: readonly string[],
): Promise<Map<string, KnownSubject>> {
  const rows = await db.query<{ subject: string; id: string; body: string | null }>(
    `select e.subject_id as subject, e.id, b.body from journal_entry e left join journal_body b on b.entry_id = e.id
      where e.subject_id = any($1::text[]::uuid[]) and e.kind = any($2::text[])`,
    [ids, kinds],
  );
  return new Map(
    rows.map((r) => [
      r.subject,
      { entryId: r.id, body: r.body === null ? null : (JSON.parse(r.body) as { body: Record<string, unknown> }).body },
    ]),
  );
}
