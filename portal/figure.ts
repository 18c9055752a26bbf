import { html } from 'hono/html';
import { writtenNumber } from '../domain/kernel/money.ts';
import { percent } from '../domain/monitoring/estimators.ts';
import type { Measure } from '../domain/monitoring/indicators.ts';
import type { PublicFigure } from './data.ts';
import type { Html } from './layout.ts';

const isPercentage = (measure: Measure) => measure.estimator !== 'sum';

/** A figure as people read it: '27.825', '31,4 %'; the three kinds of none in words, never as zero. */
export function written(measure: Measure, figure: PublicFigure | undefined): string {
  if (!figure || figure.status === 'noData') return 's/d (sin dato)';
  if (figure.status === 'notDue') return 'aún no exigible';
  if (figure.status === 'hidden') return 'reservado';
  const value = figure.value ?? 0;
  if (!isPercentage(measure)) return writtenNumber(value);
  const sign = measure.estimator === 'change' && value > 0 ? '+' : '';
  return `${sign}${writtenNumber(percent(value), 1)} %`;
}

/** '41 de 52 alianzas', for figures that are a part of something. */
export function parts(measure: Measure, figure: PublicFigure): string | null {
  if (figure.status !== 'value' || measure.estimator !== 'ratio') return null;
  return `${writtenNumber(figure.n ?? 0)} de ${writtenNumber(figure.d ?? 0)} ${measure.unit.replace(/^% de /, '')}`;
}

/** Value of a figure, large, with what kind of none it is when there is no value. */
export function bigValue(measure: Measure, figure: PublicFigure | undefined): Html {
  const text = written(measure, figure);
  if (figure?.status === 'value') return html`<div class="value">${text}${measure.estimator === 'sum' ? html` <small>${measure.unit}</small>` : ''}</div>`;
  return html`<div class="value none${figure?.status === 'notDue' ? ' notdue' : ''}">${text}</div>`;
}

/** A bar from 0 to 1; nothing for figures that are not a share. */
export function bar(share: number | null, label: string): Html {
  if (share === null) return html``;
  const width = Math.max(0, Math.min(100, share * 100)).toFixed(1);
  // Drawn, not styled: the pages' policy lets no style stand in an element.
  return html`<svg class="bar" role="img" aria-label="${label}" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width="${width}" height="1"/></svg>`;
}

/** How far towards the target, 0 to 1; null where there is no target or no value. */
export function towardsTarget(measure: Measure, figure: PublicFigure | undefined, target: number | null): number | null {
  if (!target || figure?.status !== 'value' || figure.value === null) return null;
  return (isPercentage(measure) ? figure.value * 100 : figure.value) / target;
}

/** 'Según 214 registros validados'. */
export function recordsBehind(records: number): string {
  if (records === 0) return 'Todavía sin registros validados';
  return records === 1 ? 'Según un registro validado' : `Según ${writtenNumber(records)} registros validados`;
}
