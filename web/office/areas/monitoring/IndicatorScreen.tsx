import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { type Dimension, dimensions, indicatorOfMeasure } from '../../../../domain/monitoring/indicators.ts';
import type { MeasureView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { useData } from '../../useQueryPage.ts';
import { Asking } from './Asking.tsx';
import { figureView, writtenFigure, writtenParts } from './figures.ts';
import { Target } from './Target.tsx';
import { useAsked } from './useAsked.ts';
import './monitoring.css';

/** One measure: what it means, the same figure at the three levels, and every way of breaking it down. */
export default function IndicatorScreen() {
  const { id: code } = useParams({ strict: false }) as { id: string };
  const asked = useAsked();
  const found = useData<MeasureView>('indicator.figure', { ...asked.params, measure: code });
  const indicator = indicatorOfMeasure(code);
  const view = found.data;
  const address = `/indicadores/${encodeURIComponent(code)}`;
  return (
    <Page
      title={view?.measure.name ?? code}
      asOf={found.asOf}
      above={
        <Link to={`/indicadores${asked.carried()}` as never} className="back no-print">
          <Icon name="left" size={16} /> {w.title}
        </Link>
      }
      lead={
        indicator ? (
          <>
            <span className="mono">{indicator.code}</span> · {indicator.name}
          </>
        ) : null
      }
    >
      <Asking asked={asked} periods={view?.periods ?? []} now={view?.period} />
      {found.isPending ? <Loading lines={10} /> : null}
      {found.error && !view ? <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} /> : null}
      {view && indicator ? (
        <>
          <section className="stack-s" aria-label={w.threeLevels}>
            <h2>{w.threeLevels}</h2>
            <div className="figures">
              {view.byLevel.map(({ level, figure }) => (
                <div key={level} className="figure-card" data-chosen={level === view.level ? '' : undefined}>
                  <Figure
                    figure={figureView(view.measure, figure, {
                      name: w.levels[level],
                      cutoff: view.cutoff,
                      level,
                      ...(level === 3 ? { corrections: view.corrections } : {}),
                    })}
                    evidence={`${address}/registros${asked.carried({ level: String(level) })}`}
                  />
                  {figure.status === 'value' && figure.notDue > 0 ? <p className="small muted num">{w.notDueMore(writtenNumber(figure.notDue))}</p> : null}
                  <Target measure={view.measure} figure={figure} target={indicator.target} />
                </div>
              ))}
            </div>
          </section>
          <Section title={w.definition}>
            <p className="measure-text">{view.measure.definition}</p>
            <dl className="facts">
              <Fact name={w.counted}>{view.measure.thing}</Fact>
              <Fact name={w.window}>{w.windows[view.measure.window]}</Fact>
              <Fact name={w.frequency}>{indicator.frequency}</Fact>
              <Fact name={w.source}>{indicator.source}</Fact>
              {indicator.programmed2022 === null ? null : <Fact name={w.programmed}>{writtenNumber(indicator.programmed2022)}</Fact>}
            </dl>
          </Section>
          <section className="stack-s" aria-label={w.parts}>
            <h2>{w.parts}</h2>
            <div className="columns">
              {view.measure.dimensions.map((dimension) => (
                <Parts
                  key={dimension}
                  dimension={dimension}
                  view={view}
                  href={(key) => `${address}/registros${asked.carried({ dimension, key: key ?? '' })}`}
                />
              ))}
            </div>
          </section>
        </>
      ) : null}
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A long list keeps to its place; what scrolls can be reached by the keyboard. */
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

/** One dimension: each value with its figure, what was divided, and a bar against the largest. */
function Parts({ dimension, view, href }: { dimension: Dimension; view: MeasureView; href: (key: string | null) => string }) {
  const parts = [...(view.parts[dimension] ?? [])].sort(
    (a, b) => Number(a.key === null) - Number(b.key === null) || b.figure.d - a.figure.d || b.figure.n - a.figure.n || a.name.localeCompare(b.name, 'es'),
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
              <tr key={part.key ?? ''} data-state={part.figure.status === 'value' ? (part.figure.value === 0 ? 'zero' : 'value') : part.figure.status}>
                <th scope="row">
                  <Link to={href(part.key) as never}>{part.name}</Link>
                </th>
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
