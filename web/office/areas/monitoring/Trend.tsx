import { Link } from '@tanstack/react-router';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { isFraction } from '../../../../domain/monitoring/estimators.ts';
import type { Measure } from '../../../../domain/monitoring/indicators.ts';
import type { TrendPoint, TrendView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Section } from '../../parts/Page.tsx';
import { useData } from '../../useQueryPage.ts';
import { pathsOf, scaleOf, shortPeriod } from './chart.ts';
import { writtenFigure, writtenParts } from './figures.ts';
import type { useAsked } from './useAsked.ts';
import './chart.css';

const [WIDTH, HEIGHT] = [480, 290];
const BOX = { left: 56, right: 14, top: 26, bottom: 28 };
const INNER_H = HEIGHT - BOX.top - BOX.bottom;
/** Width of a digit of the labels, in the units of the drawing. */
const DIGIT = 8;
/** The most labels that fit below the line without touching. */
const MOST_LABELS = 6;

/** The figure over the last periods of the same kind, as a line and as a table. */
export function Trend({ measure, asked }: { measure: Measure; asked: ReturnType<typeof useAsked> }) {
  const found = useData<TrendView>('indicator.trend', { ...asked.params, measure: measure.code });
  const begins = found.data?.begins ?? '';
  return (
    <Section title={w.trend}>
      {found.isPending ? <Loading lines={6} /> : null}
      {found.error && !found.data ? (
        <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data ? (
        <>
          <Drawn
            measure={measure}
            points={found.data.points}
            href={(code) => `/indicadores/${measure.code}${asked.carried({ period: code })}`}
          />
          {found.data.points.some(({ period }) => period.to < begins) ? (
            <p className="small muted">{w.begins(writtenDay(begins))}</p>
          ) : null}
        </>
      ) : null}
    </Section>
  );
}

function Drawn({
  measure,
  points,
  href,
}: {
  measure: Measure;
  points: readonly TrendPoint[];
  href: (period: string) => string;
}) {
  if (points.some((p) => p.figure.status === 'hidden'))
    return <p className="muted">{measure.subject === 'complaint' ? w.complaintsTrend : w.reservedTrend}</p>;
  const values = points.map((p) => (p.figure.status === 'value' ? p.figure.value : null));
  if (values.every((v) => v === null)) return <p className="muted">{w.trendNone}</p>;
  const share = isFraction(measure.estimator);
  const scale = scaleOf(values, measure.estimator);
  const y = (v: number) => BOX.top + INNER_H * (1 - (v - scale.min) / (scale.max - scale.min || 1));
  const tick = (v: number) =>
    share ? `${Math.round(v * 100)} %` : v.toLocaleString('es-BO', { maximumFractionDigits: 1 });
  const left = Math.max(BOX.left, 12 + DIGIT * Math.max(...scale.ticks.map((t) => tick(t).length)));
  const width = WIDTH - left - BOX.right;
  const x = (i: number) => left + (points.length === 1 ? width / 2 : (i * width) / (points.length - 1));
  const last = values.findLastIndex((v) => v !== null);
  const every = Math.ceil(points.length / MOST_LABELS);
  const lastPoint = points[last];
  return (
    <>
      <figure className="trend">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={w.trendOf(measure.name, points.length)}>
          {scale.ticks.map((t) => (
            <g key={t}>
              <line className="grid" x1={left} x2={WIDTH - BOX.right} y1={y(t)} y2={y(t)} />
              <text x={left - 8} y={y(t) + 4} textAnchor="end">
                {tick(t)}
              </text>
            </g>
          ))}
          {points.map((p, i) =>
            (points.length - 1 - i) % every === 0 ? (
              <text key={p.period.code} x={x(i)} y={HEIGHT - 8} textAnchor={i === points.length - 1 ? 'end' : 'middle'}>
                {shortPeriod(p.period.code)}
              </text>
            ) : null,
          )}
          {pathsOf(values, x, y).map((d) => (
            <path key={d} className="line" d={d} />
          ))}
          {values.map((v, i) =>
            v === null ? null : (
              <circle key={points[i]?.period.code} className="point" cx={x(i)} cy={y(v)} r={i === last ? 5 : 3.5} />
            ),
          )}
          {lastPoint && values[last] !== undefined && values[last] !== null ? (
            <text
              className="last"
              x={x(last)}
              y={y(values[last]) - 11}
              textAnchor={last === points.length - 1 ? 'end' : 'middle'}
            >
              {writtenFigure(measure, lastPoint.figure)}
            </text>
          ) : null}
        </svg>
      </figure>
      <details>
        <summary>{w.asTable}</summary>
        <table className="trend-table">
          <thead>
            <tr>
              <th scope="col">{w.period}</th>
              <th scope="col">{w.figure}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((p) => (
              <tr key={p.period.code}>
                <th scope="row">
                  <Link to={href(p.period.code) as never}>{upperFirst(p.period.name)}</Link>
                </th>
                <td className="num">
                  <strong>{writtenFigure(measure, p.figure)}</strong>{' '}
                  <span className="muted">{writtenParts(measure, p.figure)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
