import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { Figure } from '../../../../domain/monitoring/estimators.ts';
import type { Measure } from '../../../../domain/monitoring/indicators.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { useSession } from '../../session.tsx';
import { reached, writtenFigure, writtenTarget } from './figures.ts';

/**
 * How far the figure is from its target; nothing when the programme set none. The target of a sum is for the whole
 * programme, so for a single unit it is named and no bar is drawn.
 */
export function Target({ measure, figure, target }: { measure: Measure; figure: Figure; target: number | null }) {
  const { me, unit } = useSession();
  if (target === null) return null;
  const whole = unit === '' && me.roles.some((r) => r.scope.kind === 'national');
  const written = writtenTarget(measure, target);
  // No bar is drawn for a figure that the reader may not see: an empty bar would say that nothing was reached.
  if (figure.status === 'hidden' || (measure.estimator === 'sum' && !whole)) {
    return (
      <p className="target small num">
        {whole ? w.target : w.targetNational}: {written}
      </p>
    );
  }
  const way = reached(measure, figure, target);
  return (
    <div className="target">
      <span className="small num">
        {w.target}: {written}
        {measure.estimator === 'sum' && way !== null ? ` (${w.wayOfTarget(writtenNumber(100 * way, 1))})` : ''}
      </span>
      <meter
        className="target-bar"
        min={0}
        max={1}
        value={way ?? 0}
        aria-label={`${writtenFigure(measure, figure)} / ${w.target.toLowerCase()} ${written}`}
      />
    </div>
  );
}
