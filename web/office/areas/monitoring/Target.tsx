import type { Figure } from '../../../../domain/monitoring/estimators.ts';
import type { Measure } from '../../../../domain/monitoring/indicators.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { reached, writtenFigure, writtenTarget } from './figures.ts';

/** How far the figure is from its target. Says nothing when the programme set none. */
export function Target({ measure, figure, target }: { measure: Measure; figure: Figure; target: number | null }) {
  if (target === null) return null;
  const share = reached(measure, figure, target);
  return (
    <div className="target">
      <span className="small num">
        {w.target}: {writtenTarget(measure, target)}
      </span>
      <meter
        className="target-bar"
        min={0}
        max={1}
        value={share ?? 0}
        aria-label={`${writtenFigure(measure, figure)} / ${w.target.toLowerCase()} ${writtenTarget(measure, target)}`}
      />
    </div>
  );
}
