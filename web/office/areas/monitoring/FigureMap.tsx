import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MeasureView, PlacesView } from '../../../../domain/monitoring/indicatorViews.ts';
import type { MapBox } from '../../../../domain/territory/map.ts';
import { mapWords, saidOfShapes } from '../../../../domain/words/maps.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { writtenFigure, writtenParts } from './figures.ts';
import './chart.css';

/** Bolivia in degrees, with a margin, at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const WIDTH = 400;
const SCALE = WIDTH / (BOX.east - BOX.west);
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE * STRETCH);
const x = (lon: number) => (lon - BOX.west) * SCALE;
const y = (lat: number) => (BOX.north - lat) * SCALE * STRETCH;
const MATRIX = `matrix(${SCALE} 0 0 ${SCALE * STRETCH} ${-BOX.west * SCALE} ${BOX.north * SCALE * STRETCH})`;
/** A part of the country, or all of it, as the view of the drawing. */
const viewOf = (box: MapBox | null): string =>
  box ? [x(box.west), y(box.north), x(box.east) - x(box.west), y(box.south) - y(box.north)].map((n) => n.toFixed(1)).join(' ') : `0 0 ${WIDTH} ${HEIGHT}`;
/** What is little is still seen. */
const PALEST = 0.12;

/**
 * The parts by municipality where they are, each area as dark as its figure: of what is counted against the municipality that has most,
 * of shares by the share. The areas are those of the boundaries in use, else of influence of each municipal centre, drawn without
 * tiles, over the outlines of the departments. It opens on where the reader works. The keyboard walks the same links in the table by municipality; a hundred more stops here would only be
 * in its way.
 */
export function FigureMap({ view, href }: { view: MeasureView; href: ((key: string | null) => string) | null }) {
  const navigate = useNavigate();
  const { unit } = useSession();
  const found = useData<PlacesView>('territory.places', unit ? { unit } : {});
  const [whole, setWhole] = useState(false);
  const opensOn = found.data?.opensOn ?? null;
  const parts = view.parts.municipality ?? [];
  const areas = new Map(found.data?.areas.map((a) => [a.code, a.path]));
  const drawn = parts.flatMap((part) => {
    const path = part.key === null ? undefined : areas.get(part.key);
    return path ? [{ part, path }] : [];
  });
  if (drawn.length === 0) return null;
  const isShare = view.measure.estimator === 'ratio';
  const most = isShare ? 1 : Math.max(...drawn.map((d) => Math.abs(d.part.figure.value ?? 0)), 0) || 1;
  const depth = (value: number | null) => (value === null ? 0 : Math.max(PALEST, Math.min(1, Math.abs(value) / most)));
  const boundaries = found.data?.boundaries;
  const without = parts.find((p) => p.key === null);
  return (
    <Section
      title={w.map}
      actions={
        opensOn ? (
          <button type="button" className="btn btn-quiet no-print" onClick={() => setWhole(!whole)}>
            {whole ? mapWords.own : mapWords.whole}
          </button>
        ) : null
      }
    >
      <figure className="figure-map">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing that holds links is no fieldset */}
        <svg viewBox={viewOf(whole ? null : opensOn)} role="group" aria-label={w.mapOf(view.measure.name)}>
          <g transform={MATRIX}>
            {found.data?.outlines.map((o) => (
              <path key={o.code} className="land" d={o.path} />
            ))}
            {drawn.map(({ part: { figure, name, key }, path }) => {
              const text = [`${name}: ${writtenFigure(view.measure, figure)}`, writtenParts(view.measure, figure)].filter(Boolean).join(' · ');
              const area = (
                <path key={key} className="has" data-state={figure.status} d={path} style={{ fillOpacity: depth(figure.value) }}>
                  <title>{text}</title>
                </path>
              );
              if (!href) return area;
              return (
                <a
                  key={key}
                  href={`/oficina${href(key)}`}
                  aria-label={text}
                  tabIndex={-1}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ to: href(key) } as never);
                  }}
                >
                  {area}
                </a>
              );
            })}
            {found.data?.outlines.map((o) => (
              <path key={o.code} className="outline" d={o.path} />
            ))}
          </g>
        </svg>
        <figcaption className="small muted">
          {isShare ? w.mapShare : w.mapSum} {boundaries ? mapWords.source(boundaries.source, boundaries.datedOn?.slice(0, 4) ?? null) : null}{' '}
          {found.data ? saidOfShapes(found.data) : null} {without ? w.mapWithout(writtenFigure(view.measure, without.figure)) : null}
        </figcaption>
      </figure>
    </Section>
  );
}
