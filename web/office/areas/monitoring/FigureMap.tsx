import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MeasureView, PlacesView } from '../../../../domain/monitoring/indicatorViews.ts';
import { mapWords, saidOfShapes } from '../../../../domain/words/maps.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { CountryDrawing, depthOf } from '../../../map/CountryDrawing.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { writtenFigure, writtenParts } from './figures.ts';
import './chart.css';

/**
 * A map of the figure by municipality. The darkness of an area shows its figure: counts are compared with the largest
 * municipality, shares are shown as they are. The areas are the boundaries in use or, without them, the areas of
 * influence of the municipal centres, drawn without tiles over the outlines of the departments. The map opens on the
 * reader's own territory. The areas are not in the tab order: the keyboard uses the same links in the table by
 * municipality, without a hundred more stops.
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
        <CountryDrawing
          outlines={found.data?.outlines ?? []}
          box={whole ? null : opensOn}
          label={w.mapOf(view.measure.name)}
        >
          {drawn.map(({ part: { figure, name, key }, path }) => {
            const text = [`${name}: ${writtenFigure(view.measure, figure)}`, writtenParts(view.measure, figure)]
              .filter(Boolean)
              .join(' · ');
            const area = (
              <path
                key={key}
                className="has"
                data-state={figure.status}
                d={path}
                style={{ fillOpacity: depthOf(figure.value, most) }}
              >
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
        </CountryDrawing>
        <figcaption className="small muted">
          {isShare ? w.mapShare : w.mapSum}{' '}
          {boundaries ? mapWords.source(boundaries.source, boundaries.datedOn?.slice(0, 4) ?? null) : null}{' '}
          {found.data ? saidOfShapes(found.data) : null}{' '}
          {without ? w.mapWithout(writtenFigure(view.measure, without.figure)) : null}
        </figcaption>
      </figure>
    </Section>
  );
}
