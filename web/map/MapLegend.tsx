import type { AllianceCounts, TerritoryMapData } from '../../domain/territory/map.ts';
import { mapWords } from '../../domain/words/maps.ts';
import { useShownTheme } from '../ui/theme.ts';
import type { MapView } from './mapStyle.ts';
import { unitColour } from './palette.ts';

const number = (n: number) => n.toLocaleString('es-BO');

/** What the colours and circles mean, and what the map cannot show: it says so instead of leaving it out. */
export function MapLegend({
  data,
  counts,
  view,
  withShapes,
}: {
  data: TerritoryMapData;
  counts: AllianceCounts;
  view: MapView;
  withShapes: boolean;
}) {
  const theme = useShownTheme();
  const served = new Map<string, number>();
  for (const m of data.municipalities) served.set(m.unitCode, (served.get(m.unitCode) ?? 0) + 1);
  const units = data.units.filter((unit) => served.has(unit.code));
  return (
    <section className="tmap-legend" aria-label="Qué muestra el mapa">
      {view === 'counts' ? (
        <p>
          <i className="tmap-swatch tmap-round tmap-accent" /> Un círculo por municipio con alianzas: cuanto más grande,
          más alianzas.
        </p>
      ) : (
        <>
          <p className="small muted">
            {view === 'units'
              ? 'Cada unidad y cuántos municipios atiende hoy'
              : 'Color de la unidad que lleva la alianza'}
          </p>
          <ul className="tmap-units">
            {units.map((unit) => (
              <li key={unit.code}>
                <i
                  className={`tmap-swatch ${withShapes && view === 'units' ? '' : 'tmap-round'}`}
                  style={{ background: unitColour(unit.code, theme) }}
                />
                <span>{unit.shortName}</span>
                {view === 'units' ? <span className="muted num">{number(served.get(unit.code) ?? 0)}</span> : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {view === 'alliances' ? (
        <p>
          <i className="tmap-swatch tmap-round tmap-accent" /> Un círculo con número reúne varias alianzas cercanas.
        </p>
      ) : null}
      <ul className="tmap-notes small muted">
        {view === 'counts' && counts.withoutMunicipality > 0 ? (
          <li>{missing(counts.withoutMunicipality, 'municipio')}</li>
        ) : null}
        {view === 'alliances' && counts.withoutPosition > 0 ? (
          <li>{missing(counts.withoutPosition, 'ubicación tomada en el lugar')}</li>
        ) : null}
        {!withShapes ? (
          <li>Cada punto señala un municipio y no dice hasta dónde llega.</li>
        ) : data.boundaries ? (
          <li>
            {mapWords.source(data.boundaries.source, data.boundaries.datedOn?.slice(0, 4) ?? null)} {mapWords.official}
          </li>
        ) : (
          <li>{mapWords.areas}</li>
        )}
      </ul>
    </section>
  );
}

function missing(count: number, what: string): string {
  return count === 1
    ? `1 alianza no está en el mapa: no tiene ${what}.`
    : `${number(count)} alianzas no están en el mapa: no tienen ${what}.`;
}
