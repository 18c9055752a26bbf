import { useNavigate } from '@tanstack/react-router';
import type { MeasureView, PlacesView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Section } from '../../parts/Page.tsx';
import { useData } from '../../useQueryPage.ts';
import { writtenFigure, writtenParts } from './figures.ts';
import './chart.css';

/** Bolivia in degrees, with a margin, at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const WIDTH = 400;
const SCALE = WIDTH / (BOX.east - BOX.west);
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE * STRETCH);
const [SMALL, LARGE] = [5, 18];

/**
 * The parts by municipality where they are: for what is counted, the area of a dot; for shares, its depth of colour with the area
 * of what is divided by. All 339 municipalities stand behind as fine dots, which draw the country without tiles or boundaries. The
 * keyboard walks the same links in the table by municipality; a hundred more stops here would only be in its way.
 */
export function FigureMap({ view, href }: { view: MeasureView; href: ((key: string | null) => string) | null }) {
  const navigate = useNavigate();
  const found = useData<PlacesView>('territory.places');
  const at = new Map(found.data?.places.map((p) => [p.code, p]));
  const placed = (view.parts.municipality ?? []).flatMap((part) => {
    const place = part.key === null ? undefined : at.get(part.key);
    return place ? [{ part, x: (place.lon - BOX.west) * SCALE, y: (BOX.north - place.lat) * SCALE * STRETCH }] : [];
  });
  if (placed.length === 0) return null;
  const isSum = view.measure.estimator === 'sum';
  const weight = (p: (typeof placed)[number]) => (isSum ? p.part.figure.n : p.part.figure.d);
  const most = Math.max(...placed.map(weight), 1);
  const without = (view.parts.municipality ?? []).find((p) => p.key === null);
  return (
    <Section title={w.map}>
      <figure className="figure-map">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing that holds links is no fieldset */}
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={w.mapOf(view.measure.name)}>
          {found.data?.places.map((p) => (
            <circle key={p.code} className="town" cx={(p.lon - BOX.west) * SCALE} cy={(BOX.north - p.lat) * SCALE * STRETCH} r={1.6} />
          ))}
          {[...placed]
            .sort((a, b) => weight(b) - weight(a))
            .map((p) => {
              const { figure, name, key } = p.part;
              const text = [`${name}: ${writtenFigure(view.measure, figure)}`, writtenParts(view.measure, figure)].filter(Boolean).join(' · ');
              const depth = isSum || figure.value === null ? 1 : Math.max(0.15, Math.min(1, Math.abs(figure.value)));
              const dot = (
                <circle
                  key={key}
                  className="has"
                  data-state={figure.status}
                  cx={p.x}
                  cy={p.y}
                  r={SMALL + (LARGE - SMALL) * Math.sqrt(weight(p) / most)}
                  style={{ fillOpacity: figure.status === 'value' ? depth * 0.85 : 0 }}
                >
                  <title>{text}</title>
                </circle>
              );
              if (!href) return dot;
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
                  {dot}
                </a>
              );
            })}
        </svg>
        <figcaption className="small muted">
          {isSum ? w.mapSum : w.mapShare} {without ? w.mapWithout(writtenFigure(view.measure, without.figure)) : null}
        </figcaption>
      </figure>
    </Section>
  );
}
