import { expandCoverage } from '../../domain/territory/unit.ts';
import type { Database, Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readTerritory, TERRITORY_FOLDER, type TerritoryReference } from './readReference.ts';

/** What a load found and did. `changed` is how many rows it wrote: 0 on every load after the first of the same files. */
export interface TerritoryLoad {
  readonly sha256: string;
  readonly departments: number;
  readonly provinces: number;
  readonly municipalities: number;
  readonly units: number;
  readonly coverageAdded: number;
  readonly changed: number;
}

/** Only one load runs at a time; the constant is arbitrary. */
const LOAD_LOCK = 7_204_001n;

/**
 * Loads `reference/territory` into its tables in one transaction; loading again changes nothing. Names and points
 * follow the files. Who serves a municipality is loaded only when the table says nothing about it, because people
 * change that by date (`municipality.move`). `onLoaded` runs inside the transaction, so that the journal entry is
 * committed together with the load or not at all; it is not called when nothing changed.
 */
export async function loadReference(
  db: Database,
  options: { folder?: string; onLoaded?: (load: TerritoryLoad, tx: Transaction) => Promise<void> } = {},
): Promise<TerritoryLoad> {
  const reference = await readTerritory(options.folder ?? TERRITORY_FOLDER);
  return db.transaction(
    async (tx) => {
      const load = await write(tx, reference);
      if (load.changed > 0) await options.onLoaded?.(load, tx);
      return load;
    },
    { locks: [LOAD_LOCK] },
  );
}

async function write(tx: Transaction, reference: TerritoryReference): Promise<TerritoryLoad> {
  let changed = 0;
  changed += await upsert(
    tx,
    'department',
    { code: 'text', iso: 'text', initials: 'text', name: 'text' },
    reference.departments,
  );
  changed += await upsert(
    tx,
    'province',
    { code: 'text', department_code: 'text', name: 'text' },
    reference.provinces.map((p) => ({ code: p.code, department_code: p.departmentCode, name: p.name })),
  );
  changed += await upsert(
    tx,
    'municipality',
    {
      code: 'text',
      province_code: 'text',
      department_code: 'text',
      name: 'text',
      official_name: 'text',
      lon: 'double precision',
      lat: 'double precision',
    },
    reference.municipalities.map((m) => ({
      code: m.code,
      province_code: m.provinceCode,
      department_code: m.departmentCode,
      name: m.name,
      official_name: m.officialName,
      lon: m.lon,
      lat: m.lat,
    })),
  );
  changed += await upsert(
    tx,
    'operating_unit',
    { code: 'text', name: 'text', short_name: 'text', kind: 'text', seat: 'text' },
    reference.units.map((u) => ({ code: u.code, name: u.name, short_name: u.shortName, kind: u.kind, seat: u.seat })),
  );
  const coverageAdded = await addCoverage(tx, reference);
  return {
    sha256: reference.sha256,
    departments: reference.departments.length,
    provinces: reference.provinces.length,
    municipalities: reference.municipalities.length,
    units: reference.units.length,
    coverageAdded,
    changed: changed + coverageAdded,
  };
}

/** Inserts or updates rows by `code`; answers how many differed. Names come from this file only, never from outside. */
async function upsert(
  tx: Transaction,
  table: string,
  columns: Record<string, string>,
  rows: readonly object[],
): Promise<number> {
  const names = Object.keys(columns);
  const others = names.filter((name) => name !== 'code');
  const typed = names.map((name) => `${name} ${columns[name]}`).join(', ');
  const written = await tx.query(
    `insert into ${table} (${names.join(', ')})
     select ${names.join(', ')} from jsonb_to_recordset($1::text::jsonb) as r(${typed})
     on conflict (code) do update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
     where (${others.map((name) => `${table}.${name}`).join(', ')})
       is distinct from (${others.map((name) => `excluded.${name}`).join(', ')})
     returning code`,
    [JSON.stringify(rows)],
  );
  return written.length;
}

async function addCoverage(tx: Transaction, reference: TerritoryReference): Promise<number> {
  const held = await tx.query<{ municipality_code: string }>(
    'select distinct municipality_code from unit_municipality',
  );
  const known = new Set(held.map((row) => row.municipality_code));
  const spans = reference.municipalities
    .filter((m) => !known.has(m.code))
    .flatMap((m) => {
      const expanded = expandCoverage(reference.coverage, m.code).map((line) => ({
        ...line,
        municipalityCode: m.code,
      }));
      if (expanded.length === 0)
        throw new Error(`reference/territory/unit_coverage.csv: no unit serves municipality ${m.code} ${m.name}`);
      return expanded;
    });
  if (spans.length === 0) return 0;
  await tx.query(
    `insert into unit_municipality (id, municipality_code, unit_code, valid_from, basis)
     select id, municipality_code, unit_code, valid_from, basis
     from jsonb_to_recordset($1::text::jsonb)
       as r(id uuid, municipality_code text, unit_code text, valid_from date, basis text)`,
    [
      JSON.stringify(
        spans.map((s) => ({
          id: newId(),
          municipality_code: s.municipalityCode,
          unit_code: s.unitCode,
          valid_from: s.validFrom,
          basis: s.basis,
        })),
      ),
    ],
  );
  return spans.length;
}
