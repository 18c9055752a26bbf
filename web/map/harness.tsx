/*
 * For looking at the map while working on it, in development only (no build enters here): `npx vite web` and
 * /map/harness.html. The territory is the real reference; the alliances are made up by a fixed rule.
 * ?view=units|counts|alliances, ?bounds=<address of shapes>, ?alliances=<number>, ?select=<municipality code>.
 */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { AlliancePoint, MapSelection, TerritoryMapData } from '../../domain/territory/map.ts';
import { expandCoverage } from '../../domain/territory/unit.ts';
import departmentsText from '../../reference/territory/departments.csv?raw';
import municipalitiesText from '../../reference/territory/municipalities.csv?raw';
import coverageText from '../../reference/territory/unit_coverage.csv?raw';
import unitsText from '../../reference/territory/units.csv?raw';
import '../ui/tokens.css';
import '../ui/base.css';
import type { MapView } from './mapStyle.ts';
import { TerritoryMap } from './TerritoryMap.tsx';

/** Enough for the reference files: none of their quoted fields contains a comma. */
function lines(text: string): Record<string, string>[] {
  const [head = '', ...rest] = text.trim().split('\n');
  const names = head.split(',');
  return rest.map((line) =>
    Object.fromEntries(
      line.split(',').map((cell, i) => [names[i] ?? '', cell.replaceAll('""', '"').replace(/^"|"$/g, '')]),
    ),
  );
}

const asked = new URLSearchParams(location.search);
const rules = lines(coverageText).map((l) => ({
  territory: l.territory ?? '',
  unitCode: l.unit ?? '',
  from: l.from ?? '',
  basis: l.basis ?? '',
}));
const municipalities = lines(municipalitiesText).map((l) => ({
  code: l.code ?? '',
  name: l.name ?? '',
  departmentCode: l.department ?? '',
  unitCode: expandCoverage(rules, l.code ?? '').at(-1)?.unitCode ?? '',
  lon: Number(l.lon),
  lat: Number(l.lat),
}));
const alliances = Array.from({ length: Number(asked.get('alliances') ?? 300) }, (_, i): AlliancePoint => {
  const m = municipalities[(i * i * 7 + i * 31) % municipalities.length] as (typeof municipalities)[number];
  const placed = i % 9 !== 0;
  const known = i % 7 !== 0;
  return {
    id: `a${i}`,
    code: `${m.unitCode}-${String(i).padStart(4, '0')}`,
    name: `Asociación de prueba ${i}`,
    state: 'EN_EJECUCION',
    unitCode: m.unitCode,
    municipalityCode: known ? m.code : null,
    lon: known && placed ? m.lon + ((i % 5) - 2) * 0.03 : null,
    lat: known && placed ? m.lat + ((i % 3) - 1) * 0.03 : null,
  };
});
const bounds = asked.get('bounds');
const data: TerritoryMapData = {
  departments: lines(departmentsText).map((l) => ({
    code: l.code ?? '',
    iso: l.iso ?? '',
    initials: l.initials ?? '',
    name: l.name ?? '',
  })),
  units: lines(unitsText).map((l) => ({
    code: l.code ?? '',
    name: l.name ?? '',
    shortName: l.short_name ?? '',
    kind: 'UOD',
    seat: l.seat || null,
  })),
  municipalities,
  alliances,
  boundaries: bounds ? { versionId: 'prueba', source: 'archivo de prueba', datedOn: '2022-04-04' } : null,
  opensOn: null,
};

function Harness() {
  const code = asked.get('select');
  const [selected, select] = useState<MapSelection | null>(code ? { kind: 'municipality', code } : null);
  return (
    <TerritoryMap
      data={data}
      selected={selected}
      onSelect={select}
      initialView={(asked.get('view') as MapView | null) ?? 'units'}
      stateWord={(state) => (state === 'EN_EJECUCION' ? 'En ejecución' : state)}
      {...(bounds ? { boundariesUrl: bounds } : {})}
    />
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Harness />);
