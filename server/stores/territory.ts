import type { Day } from '../../domain/kernel/dates.ts';
import type { Department, Municipality } from '../../domain/territory/municipality.ts';
import type { OperatingUnit } from '../../domain/territory/unit.ts';
import type { Executor } from '../db/database.ts';

const MUNICIPALITY = `m.code, m.province_code as "provinceCode", m.department_code as "departmentCode", m.name,
  m.official_name as "officialName", m.lon, m.lat`;

/** The nine departments, by code. */
export function departments(db: Executor): Promise<Department[]> {
  return db.query<Department & Record<string, unknown>>(
    'select code, iso, initials, name from department order by code',
  );
}

/** The municipalities, by code. */
export function municipalities(db: Executor): Promise<Municipality[]> {
  return db.query<Municipality & Record<string, unknown>>(`select ${MUNICIPALITY} from municipality m order by m.code`);
}

/** The operating units: the national one first, then by code. */
export function units(db: Executor): Promise<OperatingUnit[]> {
  return db.query<OperatingUnit & Record<string, unknown>>(
    `select code, name, short_name as "shortName", kind, seat from operating_unit order by kind <> 'UCN', kind, code`,
  );
}

/** The unit that serves a municipality on a day; null when the municipality does not exist. */
export async function unitOfMunicipality(db: Executor, municipalityCode: string, day: Day): Promise<string | null> {
  const rows = await db.query<{ unit: string | null }>('select unit_of_municipality($1, $2::date) as unit', [
    municipalityCode,
    day,
  ]);
  return rows[0]?.unit ?? null;
}

/** Every municipality with the unit that serves it on a day. */
export async function unitsByMunicipality(db: Executor, day: Day): Promise<Map<string, string>> {
  const rows = await db.query<{ municipality_code: string; unit_code: string }>(
    `select municipality_code, unit_code from municipality_unit
     where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)`,
    [day],
  );
  return new Map(rows.map((row) => [row.municipality_code, row.unit_code]));
}

/** A set of boundaries that was loaded. `complete` when it holds every municipality. */
export interface BoundaryVersion {
  readonly id: string;
  readonly source: string;
  readonly datedOn: Day | null;
  readonly marginM: number;
  readonly municipalities: number;
  readonly complete: boolean;
  readonly loadedAt: string;
}

/** The boundaries in use: the version loaded last; null when none was ever loaded. */
export async function currentBoundaries(db: Executor): Promise<BoundaryVersion | null> {
  const rows = await db.query<BoundaryVersion & Record<string, unknown>>(
    `select id, source, dated_on as "datedOn", margin_m as "marginM", municipalities,
       municipalities = (select count(*) from municipality) as complete, loaded_at as "loadedAt"
     from boundary_version order by loaded_at desc, id desc limit 1`,
  );
  return rows[0] ?? null;
}
