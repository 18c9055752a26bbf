import { html } from 'hono/html';
import { writtenDay } from '../domain/kernel/dates.ts';
import { writtenNumber } from '../domain/kernel/money.ts';
import { upperFirst } from '../domain/kernel/text.ts';
import { hasBefore, isFraction, percent } from '../domain/monitoring/estimators.ts';
import type { Measure } from '../domain/monitoring/indicators.ts';
import { periodOf } from '../domain/monitoring/period.ts';
import type { Publication, PublicFigure } from './data.ts';
import type { Html } from './layout.ts';

const isPercentage = (measure: Measure) => isFraction(measure.estimator);

/** A figure as people read it: '27.825', '31,4 %'; the three kinds of missing values in words, never as zero. */
export function written(measure: Measure, figure: PublicFigure | undefined): string {
  if (!figure || figure.status === 'noData') return 's/d (sin dato)';
  if (figure.status === 'notDue') return 'aún no exigible';
  if (figure.status === 'hidden') return 'reservado';
  const value = figure.value ?? 0;
  const sign = value > 0 && hasBefore(measure.estimator) ? '+' : '';
  if (!isPercentage(measure)) return `${sign}${writtenNumber(value)}`;
  return `${sign}${writtenNumber(percent(value), 1)} %`;
}

/** '41 de 52 alianzas', for figures that are a share. */
export function parts(measure: Measure, figure: PublicFigure): string | null {
  if (figure.status !== 'value' || measure.estimator !== 'ratio') return null;
  return `${writtenNumber(figure.n ?? 0)} de ${writtenNumber(figure.d ?? 0)} ${measure.unit.replace(/^% de /, '')}`;
}

/** The value of a figure, large; when there is none, the reason. */
export function bigValue(measure: Measure, figure: PublicFigure | undefined): Html {
  const text = written(measure, figure);
  if (figure?.status === 'value')
    return html`<div class="value">${text}${isPercentage(measure) ? '' : html` <small>${measure.unit}</small>`}</div>`;
  return html`<div class="value none${figure?.status === 'notDue' ? ' notdue' : ''}">${text}</div>`;
}

const width = (share: number) => Math.max(0, Math.min(100, share * 100)).toFixed(1);

/**
 * A bar from 0 to 1, with a mark at the target. It is drawn as SVG because the pages' policy allows no style
 * attributes.
 */
export function bar(share: number, label: string, goal: number | null = null): Html {
  const name = label === '' ? html` aria-hidden="true"` : html` role="img" aria-label="${label}"`;
  const mark =
    goal === null
      ? ''
      : html`<rect class="goal" x="${Math.max(0, Math.min(99, goal * 100 - 0.5)).toFixed(1)}" width="1" height="1"/>`;
  return html`<svg class="bar"${name} viewBox="0 0 100 1" preserveAspectRatio="none">
    <rect class="fill" width="${width(share)}" height="1"/>${mark}</svg>`;
}

/** One bar with two parts of a whole. */
export function splitBar(first: number, second: number, label: string): Html {
  const share = first + second === 0 ? 0 : first / (first + second);
  return html`<svg class="bar tall" role="img" aria-label="${label}" viewBox="0 0 100 1" preserveAspectRatio="none">
    <rect class="fill" width="${width(share)}" height="1"/>
    <rect class="fill-2" x="${width(share)}" width="${width(1 - share)}" height="1"/></svg>`;
}

/** The value compared with the target: a bar and a sentence; null when there is no target or no value. */
export function towardsTarget(measure: Measure, figure: PublicFigure | undefined, target: number | null): Html | null {
  if (!target || figure?.status !== 'value' || figure.value === null) return null;
  if (measure.estimator === 'ratio') {
    const sentence = `Meta del programa: ${writtenNumber(target)} %`;
    return html`${bar(figure.value, `${written(measure, figure)}; ${sentence.toLowerCase()}`, target / 100)}<p
      class="small">${sentence}</p>`;
  }
  const share = figure.value / target;
  const sentence = `${writtenNumber(share * 100, share < 0.1 ? 1 : 0)} % de la meta del programa (${writtenNumber(target)})`;
  return html`${bar(share, sentence)}<p class="small">${sentence}</p>`;
}

/** 'Según 214 registros validados'. */
export function recordsBehind(records: number): string {
  if (records === 0) return 'Todavía sin registros validados';
  return records === 1 ? 'Según un registro validado' : `Según ${writtenNumber(records)} registros validados`;
}

/** The numbers of families that are too few to be told, in words; shorter before anything was published. */
export const fewFamilies = (publication: Publication | null): string =>
  publication ? `menos de ${writtenNumber(publication.cellMinimum)} familias` : 'muy pocas familias';

/** The time that a figure covers: 'Acumulado hasta el 27/11/2026', 'Gestión 2026, hasta el 27/11/2026'. */
export function covered(measure: Measure, publication: Publication | null, asOf: string | null = null): string {
  if (!publication) return '';
  const until = `hasta el ${writtenDay(asOf ?? publication.cutoff)}`;
  if (measure.window === 'cumulative') return `Acumulado ${until}`;
  const name = periodOf(publication.period)?.name ?? publication.period;
  return `${upperFirst(name)}, ${until}`;
}
