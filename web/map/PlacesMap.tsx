import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { NounDrawnRow } from '../../domain/kernel/noun/views.ts';
import type { TerritoryMapData } from '../../domain/territory/map.ts';
import { mapWords } from '../../domain/words/maps.ts';
import { placesMapWords as w } from '../../domain/words/placesMap.ts';
import './map.css';
import { MapCanvas, type MapHandle, type Marks } from './MapCanvas.tsx';
import { MapControls } from './MapControls.tsx';
import { markFeatures } from './mapSources.ts';
import { useShapes } from './useShapes.ts';

/** Things that are drawn at one place. */
export interface DrawnPlace {
  readonly key: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly things: readonly NounDrawnRow[];
  /** How many of them somebody has to act on. */
  readonly waiting: number;
}

interface PlacesMapProps {
  readonly ground: TerritoryMapData;
  readonly places: readonly DrawnPlace[];
  readonly boundariesUrl: string;
  /** What is told of all of them, above the legend. */
  readonly told: ReactNode;
  readonly thing: (thing: NounDrawnRow) => ReactNode;
  /** Opens the one thing of a place. */
  readonly onOpen: (thing: NounDrawnRow) => void;
}

/** How many things of a place are listed before it only says how many more there are. */
const LISTED = 20;
const NO_COUNTS = { byMunicipality: new Map<string, number>(), withoutMunicipality: 0, withoutPosition: 0 };

/** Things of any noun at their places: a map for who can point at it, and the places as a list for everybody. */
export function PlacesMap({ ground, places, boundariesUrl, told, thing, onOpen }: PlacesMapProps) {
  const [unavailable, setUnavailable] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const handle = useRef<MapHandle>(null);
  const { shapes, failed } = useShapes(boundariesUrl, ground.boundaries?.versionId ?? '');
  const byKey = useMemo(() => new Map(places.map((place) => [place.key, place])), [places]);
  const features = useMemo(
    () => markFeatures(places.map((place) => ({ ...pick(place), things: place.things.length }))),
    [places],
  );
  const chosen = key === null ? undefined : byKey.get(key);
  const marks: Marks = {
    features,
    onPress: (pressed) => {
      const place = byKey.get(pressed);
      const [only, another] = place?.things ?? [];
      if (only !== undefined && another === undefined) onOpen(only);
      else setKey(pressed);
    },
    describe: (pointed) => {
      const place = byKey.get(pointed);
      return place ? w.at(place.name, place.things.length) : null;
    },
    together: w.together,
  };
  return (
    <div className="tmap-box">
      <div className="tmap">
        <div className="tmap-frame">
          {unavailable ? (
            <p className="tmap-unavailable">{w.unavailable}</p>
          ) : (
            <MapCanvas
              ref={handle}
              data={ground}
              counts={NO_COUNTS}
              shapes={shapes}
              view="marks"
              selectedCode={null}
              onSelect={() => setKey(null)}
              describe={() => null}
              marks={marks}
              onUnavailable={() => setUnavailable(true)}
            />
          )}
          {unavailable ? null : <MapControls handle={handle} own={ground.opensOn !== null} />}
        </div>
        <div className="tmap-side">
          <div aria-live="polite">
            {chosen ? (
              <section className="tmap-card stack-s" aria-label={w.chosen}>
                <div className="tmap-card-head">
                  <h3>{w.at(chosen.name, chosen.things.length)}</h3>
                  <button
                    type="button"
                    className="btn btn-quiet btn-icon"
                    aria-label={w.close}
                    onClick={() => setKey(null)}
                  >
                    <span aria-hidden="true">×</span>
                  </button>
                </div>
                <ul className="places-things">{chosen.things.slice(0, LISTED).map(thing)}</ul>
                {chosen.things.length > LISTED ? (
                  <p className="small muted">{w.more(chosen.things.length - LISTED)}</p>
                ) : null}
              </section>
            ) : null}
          </div>
          {failed ? <p className="tmap-failed small">{w.failed}</p> : null}
          {told}
          <section className="tmap-legend" aria-label={w.asMap}>
            <ul>
              <li>
                <i className="tmap-swatch tmap-round tmap-accent" /> {w.waiting}
              </li>
              <li>
                <i className="tmap-swatch tmap-round places-settled" /> {w.settled}
              </li>
            </ul>
            <p className="small muted">
              {w.how}{' '}
              {ground.boundaries
                ? `${mapWords.source(ground.boundaries.source, ground.boundaries.datedOn?.slice(0, 4) ?? null)} ${mapWords.official}`
                : mapWords.areas}
            </p>
          </section>
          {places.length > 0 ? (
            <section className="stack-s" aria-label={w.places}>
              <ul className="places-list">
                {places
                  .toSorted((a, b) => b.things.length - a.things.length || a.name.localeCompare(b.name, 'es'))
                  .map((place) => (
                    <li key={place.key}>
                      <button
                        type="button"
                        aria-pressed={place.key === key}
                        onClick={() => {
                          handle.current?.goTo(place.lon, place.lat, 7);
                          setKey(place.key);
                        }}
                      >
                        <span>{place.name}</span>
                        <span className="num muted">{place.things.length}</span>
                      </button>
                    </li>
                  ))}
              </ul>
            </section>
          ) : null}
        </div>
      </div>
    </div>
  );
}

const pick = ({ key, lon, lat, waiting }: DrawnPlace) => ({ key, lon, lat, waiting });
