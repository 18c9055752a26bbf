import type { AllianceCounts, AlliancePoint, MapSelection, TerritoryMapData } from '../../domain/territory/map.ts';
import { alliancesWord } from './TerritoryList.tsx';

/** How many alliances the card lists; of the others it gives the number. */
const LISTED = 12;

/** What a person pointed at, in words. It is announced when it changes, because the map itself cannot be heard. */
export function SelectedCard({
  data,
  selected,
  counts,
  stateWord,
  onSelect,
  onClose,
}: {
  data: TerritoryMapData;
  selected: MapSelection | null;
  counts: AllianceCounts;
  stateWord: (state: string) => string;
  onSelect: (selection: MapSelection) => void;
  onClose: () => void;
}) {
  const alliance = selected?.kind === 'alliance' ? data.alliances.find((a) => a.id === selected.id) : undefined;
  const code = selected?.kind === 'municipality' ? selected.code : alliance?.municipalityCode;
  const municipality = data.municipalities.find((m) => m.code === code);
  const department = data.departments.find((d) => d.code === municipality?.departmentCode);
  const unit = data.units.find((u) => u.code === (alliance?.unitCode ?? municipality?.unitCode));
  const shown = selected !== null && (alliance !== undefined || municipality !== undefined);
  return (
    <div aria-live="polite">
      {shown ? (
        <section className="tmap-card stack-s" aria-label="Elegido en el mapa">
          <div className="tmap-card-head">
            <h3>{alliance?.name ?? municipality?.name}</h3>
            <button type="button" className="btn btn-quiet btn-icon" aria-label="Cerrar" onClick={onClose}>
              <span aria-hidden="true">×</span>
            </button>
          </div>
          <p className="muted small">
            {alliance ? <span className="mono">{alliance.code} · </span> : null}
            {municipality
              ? `${alliance ? `${municipality.name}, ` : ''}${department?.name ?? ''} · `
              : alliance
                ? 'Sin municipio · '
                : ''}
            {unit?.shortName}
          </p>
          {alliance ? <p>{stateWord(alliance.state)}</p> : null}
          {!alliance && municipality ? (
            <Alliances
              count={counts.byMunicipality.get(municipality.code) ?? 0}
              among={data.alliances.filter((a) => a.municipalityCode === municipality.code)}
              onSelect={onSelect}
            />
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function Alliances({
  count,
  among,
  onSelect,
}: {
  count: number;
  among: readonly AlliancePoint[];
  onSelect: (selection: MapSelection) => void;
}) {
  if (count === 0) return <p>Ninguna alianza en este municipio.</p>;
  return (
    <>
      <p>{alliancesWord(count)}</p>
      <ul className="tmap-card-list">
        {among.slice(0, LISTED).map((a) => (
          <li key={a.id}>
            <button type="button" onClick={() => onSelect({ kind: 'alliance', id: a.id })}>
              {a.name}
            </button>
          </li>
        ))}
      </ul>
      {count > LISTED ? <p className="small muted">y {(count - LISTED).toLocaleString('es-BO')} más</p> : null}
    </>
  );
}
