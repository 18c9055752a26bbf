import { useMemo, useRef, useState } from 'react';
import { countAlliances, type MapSelection, type TerritoryMapData } from '../../domain/territory/map.ts';
import './map.css';
import { MapCanvas, type MapHandle } from './MapCanvas.tsx';
import { MapControls } from './MapControls.tsx';
import { MapLegend } from './MapLegend.tsx';
import { type MapView, mapViews } from './mapStyle.ts';
import { SelectedCard } from './SelectedCard.tsx';
import { alliancesWord, TerritoryList } from './TerritoryList.tsx';
import { useShapes } from './useShapes.ts';

export interface TerritoryMapProps {
  readonly data: TerritoryMapData;
  /** The address of the shapes: boundaries, or areas of influence when `data.boundaries` is null. */
  readonly boundariesUrl?: string;
  /** The selection, when the caller keeps it (in the address, for example); without it, the map keeps it itself. */
  readonly selected?: MapSelection | null;
  readonly onSelect?: (selection: MapSelection | null) => void;
  /** Words for the state of an alliance; the state itself where not given. */
  readonly stateWord?: (state: string) => string;
  readonly initialView?: MapView;
}

/**
 * Units, municipalities and alliances: as a map for those who can point at it, and the same as a list for everybody.
 */
export function TerritoryMap({
  data,
  boundariesUrl,
  selected: given,
  onSelect: tell,
  stateWord = (state) => state,
  initialView = 'units',
}: TerritoryMapProps) {
  const [view, setView] = useState<MapView>(initialView);
  const [unavailable, setUnavailable] = useState(false);
  const [kept, keep] = useState<MapSelection | null>(null);
  const selected = given === undefined ? kept : given;
  const onSelect = (selection: MapSelection | null) => {
    keep(selection);
    tell?.(selection);
  };
  const handle = useRef<MapHandle>(null);
  const counts = useMemo(() => countAlliances(data.alliances), [data.alliances]);
  const { shapes, failed } = useShapes(boundariesUrl, data.boundaries?.versionId ?? '');
  const municipalities = useMemo(() => new Map(data.municipalities.map((m) => [m.code, m])), [data.municipalities]);
  const alliances = useMemo(() => new Map(data.alliances.map((a) => [a.id, a])), [data.alliances]);
  const selectedCode =
    selected === null
      ? null
      : selected.kind === 'municipality'
        ? selected.code
        : (alliances.get(selected.id)?.municipalityCode ?? null);

  const describe = (selection: MapSelection): string | null => {
    if (selection.kind === 'alliance') return alliances.get(selection.id)?.name ?? null;
    const m = municipalities.get(selection.code);
    return m ? `${m.name} · ${alliancesWord(counts.byMunicipality.get(m.code) ?? 0)}` : null;
  };
  const fromList = (selection: MapSelection) => {
    const alliance = selection.kind === 'alliance' ? alliances.get(selection.id) : undefined;
    const at =
      alliance?.lon != null && alliance.lat != null
        ? { lon: alliance.lon, lat: alliance.lat }
        : municipalities.get(selection.kind === 'municipality' ? selection.code : (alliance?.municipalityCode ?? ''));
    if (at) handle.current?.goTo(at.lon, at.lat, 8.5);
    onSelect(selection);
  };

  return (
    <div className="tmap-box">
      <div className="tmap">
        <fieldset className="tmap-views">
          <legend className="only-read">Qué mostrar</legend>
          {Object.entries(mapViews).map(([key, label]) => (
            <label key={key}>
              <input type="radio" name="tmap-view" checked={view === key} onChange={() => setView(key as MapView)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <div className="tmap-frame">
          {unavailable ? (
            <p className="tmap-unavailable">Este navegador no puede dibujar el mapa. La lista dice lo mismo.</p>
          ) : (
            <MapCanvas
              ref={handle}
              data={data}
              counts={counts}
              shapes={shapes}
              view={view}
              selectedCode={selectedCode}
              onSelect={onSelect}
              describe={describe}
              onUnavailable={() => setUnavailable(true)}
            />
          )}
          {unavailable ? null : <MapControls handle={handle} own={data.opensOn !== null} />}
        </div>
        <div className="tmap-side">
          {failed ? (
            <p className="tmap-failed small">
              No se pudo traer el dibujo de los municipios; el mapa muestra un punto por municipio.
            </p>
          ) : null}
          <SelectedCard
            data={data}
            selected={selected}
            counts={counts}
            stateWord={stateWord}
            onSelect={fromList}
            onClose={() => onSelect(null)}
          />
          <MapLegend data={data} counts={counts} view={view} withShapes={shapes !== null} />
          <TerritoryList data={data} counts={counts} selectedCode={selectedCode} onSelect={fromList} />
        </div>
      </div>
    </div>
  );
}
