import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Department, Municipality, Province } from '../../domain/territory/municipality.ts';
import type { CoverageRule, OperatingUnit, UnitKind } from '../../domain/territory/unit.ts';

/** What `reference/territory` holds, with the SHA-256 of its files. */
export interface TerritoryReference {
  readonly departments: readonly Department[];
  readonly provinces: readonly Province[];
  readonly municipalities: readonly Municipality[];
  readonly units: readonly OperatingUnit[];
  readonly coverage: readonly CoverageRule[];
  readonly sha256: string;
}

/** The folder `reference/territory` of this program. */
export const TERRITORY_FOLDER = path.join(import.meta.dirname, '../../reference/territory');

const FILES = ['departments.csv', 'provinces.csv', 'municipalities.csv', 'units.csv', 'unit_coverage.csv'] as const;

type Line = Readonly<Record<string, string>>;

/** Reads the reference files. Throws when one is missing or a line lacks a column, naming file and line. */
export async function readTerritory(folder: string = TERRITORY_FOLDER): Promise<TerritoryReference> {
  const texts = await Promise.all(FILES.map((file) => readFile(path.join(folder, file), 'utf8')));
  const hash = createHash('sha256');
  const tables = FILES.map((file, i) => {
    hash.update(`${file}\n${texts[i]}\n`);
    return table(file, texts[i] as string);
  });
  const [departments, provinces, municipalities, units, coverage] = tables as [Table, Table, Table, Table, Table];
  return {
    departments: departments((get) => ({
      code: get('code'),
      iso: get('iso'),
      initials: get('initials'),
      name: get('name'),
    })),
    provinces: provinces((get) => ({ code: get('code'), departmentCode: get('department'), name: get('name') })),
    municipalities: municipalities((get) => ({
      code: get('code'),
      provinceCode: get('province'),
      departmentCode: get('department'),
      name: get('name'),
      officialName: get('official_name', '') || null,
      lon: Number(get('lon')),
      lat: Number(get('lat')),
    })),
    units: units((get) => ({
      code: get('code'),
      name: get('name'),
      shortName: get('short_name'),
      kind: get('kind') as UnitKind,
      seat: get('seat', '') || null,
    })),
    coverage: coverage((get) => ({
      territory: get('territory'),
      unitCode: get('unit'),
      from: get('from'),
      basis: get('basis'),
    })),
    sha256: hash.digest('hex'),
  };
}

type Get = (column: string, fallback?: string) => string;
type Table = <T>(make: (get: Get) => T) => T[];

function table(file: string, text: string): Table {
  const lines = parse(text, { columns: true, skip_empty_lines: true }) as Line[];
  return (make) =>
    lines.map((line, i) =>
      make((column, fallback) => {
        const value = line[column];
        if (value === undefined) throw new Error(`reference/territory/${file}: no column "${column}"`);
        if (value === '' && fallback === undefined)
          throw new Error(`reference/territory/${file}, line ${i + 2}: "${column}" is empty`);
        return value;
      }),
    );
}
