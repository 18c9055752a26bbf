import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { Indicator } from '../../../../domain/monitoring/indicators.ts';
import type { MeasureView } from '../../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { Section } from '../../parts/Page.tsx';
import { writtenTarget } from './figures.ts';
import './chart.css';

/**
 * The definition of the indicator in the programme's document, word for word, beside how it is computed here; what the
 * document lacks is shown as s/d.
 */
export function Promised({ indicator, view }: { indicator: Indicator; view: MeasureView }) {
  const { measure } = view;
  const published = indicator.measures[0]?.code === measure.code;
  const number = (value: number | null) => (value === null || !published ? null : writtenTarget(measure, value));
  const facts: readonly (readonly [string, string | null])[] = [
    [w.counted, measure.thing],
    [w.window, w.windows[measure.window]],
    [w.unit, indicator.unit],
    [w.frequency, indicator.frequency],
    [w.base, number(indicator.baseline)],
    [w.target, number(indicator.target)],
    [w.programmed, number(indicator.programmed2022)],
    [w.source, indicator.source],
  ];
  return (
    <Section title={w.definition}>
      <p className="measure-text">{measure.definition}</p>
      {indicator.methodology ? (
        <blockquote className="poa-text">
          <p>«{indicator.methodology.replace(/\.$/, '')}.»</p>
          <footer className="small muted">{w.poaSays}</footer>
        </blockquote>
      ) : null}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? <span className="missing">{w.poaSilent}</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/**
 * The balance from before the records, what the records add to it, and the sum. Shown apart, because no record is
 * behind the balance.
 */
export function AccumulatedPart({ view }: { view: MeasureView }) {
  if (!view.accumulated) return null;
  const { opening, after, total } = view.accumulated;
  return (
    <Section title={w.accumulated}>
      <dl className="sum-up num">
        <div>
          <dt>{w.openingUpTo(writtenDay(opening.upTo))}</dt>
          <dd>{writtenNumber(opening.value)}</dd>
        </div>
        <div>
          <dt>{w.openingAfter(writtenDay(opening.upTo))}</dt>
          <dd>+ {writtenNumber(after.value ?? 0)}</dd>
        </div>
        <div>
          <dt>{w.openingTotal}</dt>
          <dd>
            {writtenNumber(total.value ?? 0)} {view.measure.unit}
          </dd>
        </div>
      </dl>
      <p className="small muted measure-text">
        {w.openingSource(opening.source)} {w.openingWhy}
      </p>
    </Section>
  );
}
