import { Link } from '@tanstack/react-router';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import type { FigureView } from '../../../domain/kernel/views.ts';
import { figureWords as w } from '../../../domain/words/office.ts';
import { levelWords } from '../../../domain/words/shared.ts';
import { LevelBadge } from './Badge.tsx';

/** Numerator, denominator and the number of records behind them. */
function basis({ n, d, records }: FigureView): string {
  const divided = n === null || d === null ? null : w.of(writtenNumber(n), writtenNumber(d));
  return [divided, records === null ? null : w.basedOn(writtenNumber(records))].filter(Boolean).join(' · ');
}

/**
 * A figure with everything needed to believe it. "s/d", 0, "aún no exigible" and "reservado" are different things and
 * look different. `evidence` is the screen, below /oficina, that lists the records behind it.
 */
export function Figure({ figure, evidence }: { figure: FigureView; evidence?: string }) {
  const { missing, value } = figure;
  const state = missing ?? (value === 0 ? 'zero' : 'value');
  const none = missing ?? (value === null ? 'sd' : null);
  return (
    <article className="card figure" data-state={state}>
      <h3 className="figure-name">{figure.name}</h3>
      <p className="figure-value num">
        {none === 'sd' ? (
          <abbr title={figure.nothing ?? w.sdLong}>{w.sd}</abbr>
        ) : none ? (
          <span title={w[`${none}Long`]}>{w[none]}</span>
        ) : (
          <>
            {writtenNumber(value ?? 0, figure.decimals)} <span className="figure-unit">{figure.unit}</span>
          </>
        )}
      </p>
      <p className="small muted num">
        {none === 'sd' && figure.nothing ? figure.nothing : none ? w[`${none}Long`] : basis(figure)}
      </p>
      {figure.lag ? <p className="small num">{figure.lag}</p> : null}
      <div className="row figure-foot">
        <LevelBadge level={figure.level} title={levelWords[figure.level]} />
        <span className="small muted">{w.cutoff(writtenDay(figure.cutoff))}</span>
        {figure.corrections ? (
          <span className="small muted">{w.corrections(writtenNumber(figure.corrections))}</span>
        ) : null}
        {evidence ? <Link to={evidence as never}>{w.evidence}</Link> : null}
      </div>
    </article>
  );
}
