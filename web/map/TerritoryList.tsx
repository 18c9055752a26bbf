import { useMemo, useState } from 'react';
import { hasWords, searchWords } from '../../domain/kernel/search.ts';
import type { AllianceCounts, MapSelection, TerritoryMapData } from '../../domain/territory/map.ts';

export const alliancesWord = (n: number) => (n === 1 ? '1 alianza' : `${n.toLocaleString('es-BO')} alianzas`);

/** The same as the map, as a list: departments, their municipalities, and how many alliances each has. */
export function TerritoryList({
  data,
  counts,
  selectedCode,
  onSelect,
}: {
  data: TerritoryMapData;
  counts: AllianceCounts;
  selectedCode: string | null;
  onSelect: (selection: MapSelection) => void;
}) {
  const [sought, setSought] = useState('');
  const unitNames = useMemo(() => new Map(data.units.map((unit) => [unit.code, unit.shortName])), [data.units]);
  const words = searchWords(sought);
  const groups = data.departments
    .map((department) => {
      const all = data.municipalities.filter((m) => m.departmentCode === department.code);
      const shown = all.filter((m) => hasWords(`${m.name} ${unitNames.get(m.unitCode) ?? ''}`, words));
      return {
        department,
        shown,
        alliances: shown.reduce((sum, m) => sum + (counts.byMunicipality.get(m.code) ?? 0), 0),
      };
    })
    .filter((group) => group.shown.length > 0);
  return (
    <section className="tmap-list stack-s" aria-label="Municipios en lista">
      <label className="tmap-search">
        <span className="small">Buscar municipio o unidad</span>
        <input
          type="search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <div className="tmap-groups">
        {groups.map(({ department, shown, alliances }) => (
          <details
            key={department.code}
            open={words.length > 0 || shown.some((m) => m.code === selectedCode) || undefined}
          >
            <summary>
              <strong>{department.name}</strong>
              <span className="muted small num">
                {shown.length} mun. · {alliancesWord(alliances)}
              </span>
            </summary>
            <ul>
              {shown.map((m) => (
                <li key={m.code}>
                  <button
                    type="button"
                    aria-pressed={m.code === selectedCode}
                    onClick={() => onSelect({ kind: 'municipality', code: m.code })}
                  >
                    <span>{m.name}</span>
                    <span className="muted small num">
                      {unitNames.get(m.unitCode)} · {alliancesWord(counts.byMunicipality.get(m.code) ?? 0)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
        {groups.length === 0 ? <p className="muted">Ningún municipio ni unidad se llama así.</p> : null}
      </div>
    </section>
  );
}
