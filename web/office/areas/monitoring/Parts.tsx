import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Dimension, dimensions } from '../../../../domain/monitoring/indicators.ts';
import type { MeasureView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { writtenFigure, writtenParts } from './figures.ts';

/** A long list scrolls inside its place and can be reached with the keyboard. */
function Scrolled({ long, title, children }: { long: boolean; title: string; children: ReactNode }) {
  if (!long) return <>{children}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className="parts-scroll" tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}

function Divided({ text }: { text: string | null }) {
  return text ? <span className="cell-sub">{text}</span> : null;
}

/**
 * One dimension: each value with its figure, numerator and denominator, and a bar compared with the largest. `href`
 * leads to the records behind a value, when the reader may open them.
 */
export function Parts({
  dimension,
  view,
  href,
}: {
  dimension: Dimension;
  view: MeasureView;
  href: ((key: string | null) => string) | null;
}) {
  const parts = [...(view.parts[dimension] ?? [])].sort(
    (a, b) =>
      Number(a.key === null) - Number(b.key === null) ||
      b.figure.d - a.figure.d ||
      b.figure.n - a.figure.n ||
      a.name.localeCompare(b.name, 'es'),
  );
  const title = w.by(dimensions[dimension].name);
  const most = Math.max(...parts.map((p) => Math.abs(p.figure.value ?? 0)), 0);
  const isShare = view.measure.estimator === 'ratio';
  if (parts.length === 0) return null;
  return (
    <section className="card stack-s parts" aria-label={title}>
      <h3>{title}</h3>
      <Scrolled long={parts.length > 12} title={title}>
        <table className="parts-table">
          <caption className="only-read">{title}</caption>
          <thead className="only-read">
            <tr>
              <th scope="col">{w.value}</th>
              <th scope="col">{w.share}</th>
              <th scope="col">{w.figure}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr
                key={part.key ?? ''}
                data-state={
                  part.figure.status === 'value' ? (part.figure.value === 0 ? 'zero' : 'value') : part.figure.status
                }
              >
                <th scope="row">{href ? <Link to={href(part.key) as never}>{part.name}</Link> : part.name}</th>
                <td className="parts-bar">
                  <span
                    className="bar"
                    data-negative={(part.figure.value ?? 0) < 0 ? '' : undefined}
                    style={{ inlineSize: `${(100 * Math.abs(part.figure.value ?? 0)) / (isShare ? 1 : most || 1)}%` }}
                  />
                </td>
                <td className="parts-figure num">
                  <strong>{writtenFigure(view.measure, part.figure)}</strong>
                  <Divided text={writtenParts(view.measure, part.figure)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
