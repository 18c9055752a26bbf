import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import type { FigureView, Level } from '../../../../domain/kernel/views.ts';
import { type Figure, hasBefore, isFraction, percent } from '../../../../domain/monitoring/estimators.ts';
import type { Measure } from '../../../../domain/monitoring/indicators.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { figureWords } from '../../../../domain/words/office.ts';

/** Shares and changes are fractions; on the screen they are percentages with one decimal. */
const isPercentage = (measure: Measure) => isFraction(measure.estimator);

const NONE = { noData: 'sd', notDue: 'notDue', hidden: 'hidden' } as const;

/** The kind of missing value; null when the figure has a value. */
const noneOf = ({ status, value }: Figure) => (status !== 'value' ? NONE[status] : value === null ? 'sd' : null);

/** A value as a person reads it, without its unit; missing values are written in words. */
export function writtenFigure(measure: Measure, figure: Figure): string {
  const none = noneOf(figure);
  if (none || figure.value === null) return figureWords[none ?? 'sd'];
  return isPercentage(measure) ? `${writtenNumber(percent(figure.value), 1)} %` : writtenNumber(figure.value);
}

/** Numerator and denominator in words; for a change, both amounts; for a sum, how many rows lack a datum. */
export function writtenParts(measure: Measure, figure: Figure): string | null {
  if (measure.estimator === 'sum' && figure.n0 > 0 && figure.status !== 'hidden') return w.withoutData(figure.n0);
  if (figure.status !== 'value') return null;
  if (measure.estimator === 'ratio') return w.of(writtenNumber(figure.n), writtenNumber(figure.d));
  if (hasBefore(measure.estimator)) return w.baseline(writtenBs(figure.n), writtenBs(figure.n0));
  return null;
}

interface Told {
  readonly name: string;
  readonly cutoff: string;
  readonly level: Level;
  readonly records: number | null;
  /** The same figure counting everything registered; null when this is already that level or when it is not shown. */
  readonly declared: Figure | null;
  readonly corrections?: number;
}

/** The figure in the form that the component Figure takes. */
export function figureView(measure: Measure, figure: Figure, { declared, ...more }: Told): FigureView {
  const unit = measure.unit;
  const lag = declared ? lagOf(measure, figure, declared, more.level) : null;
  return {
    code: measure.code,
    name: more.name,
    value:
      figure.status !== 'value' || figure.value === null
        ? null
        : isPercentage(measure)
          ? percent(figure.value)
          : figure.value,
    missing: noneOf(figure),
    ...(measure.nothing ? { nothing: measure.nothing } : {}),
    unit,
    decimals: isPercentage(measure) ? 1 : 0,
    n: measure.estimator === 'ratio' ? figure.n : null,
    d: measure.estimator === 'ratio' ? figure.d : null,
    cutoff: more.cutoff,
    level: more.level,
    records: more.records,
    ...(lag ? { lag } : {}),
    ...(more.corrections ? { corrections: more.corrections } : {}),
  };
}

/**
 * '71,6 % validado de 91,3 % declarado': records that still wait for a check are not counted as zero. Null when none
 * waits.
 */
function lagOf(measure: Measure, figure: Figure, declared: Figure, level: Level): string | null {
  if (level === 1 || level === 0 || declared.status !== 'value' || !['value', 'noData'].includes(figure.status))
    return null;
  const [own, all] = [writtenFigure(measure, figure), writtenFigure(measure, declared)];
  if (own === all || declared.value === 0) return null;
  return figure.status === 'value' && figure.value !== 0
    ? figureWords.declared(level, own, all)
    : figureWords.declaredOnly(level, all);
}

/**
 * Whether the reader may not see the rows behind a figure. Rows of complaints are listed for people who read
 * complaints, each as far as they may see it.
 */
export const rowsAreReserved = (
  { reserved, subject }: { readonly reserved: boolean } & Pick<Measure, 'subject'>,
  readsComplaints: boolean,
): boolean => (subject === 'complaint' ? !readsComplaints : reserved);

/** The part of the target that a figure has reached, from 0 to 1; null without a value or a target. */
export function reached(measure: Measure, figure: Figure, target: number | null): number | null {
  if (target === null || target <= 0 || figure.value === null || figure.status !== 'value') return null;
  const shown = isPercentage(measure) ? percent(figure.value) : figure.value;
  return Math.max(0, Math.min(1, shown / target));
}

export function writtenTarget(measure: Measure, target: number): string {
  return isPercentage(measure) ? `${writtenNumber(target)} %` : writtenNumber(target);
}
