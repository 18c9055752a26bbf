import { html } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { Indicator, Measure } from '../../domain/monitoring/indicators.ts';
import type { Publication, PublicFigure } from '../data.ts';
import { bar, bigValue, parts, recordsBehind, written } from '../figure.ts';
import { type Html, page } from '../layout.ts';

const tables = [
  { dimension: 'department', name: 'Por departamento' },
  { dimension: 'unit', name: 'Por unidad operativa' },
  { dimension: 'model', name: 'Por modelo de alianza' },
  { dimension: 'product', name: 'Por producto' },
  { dimension: 'municipality', name: 'Por municipio' },
] as const;

/** One indicator: how it is computed, and every table of it. */
export function indicatorPage(publication: Publication | null, indicator: Indicator, measure: Measure, figures: readonly PublicFigure[]): Html {
  const total = figures.find((f) => f.dimension === 'total');
  const detail = total ? parts(measure, total) : null;
  return page(
    indicator.name,
    '/',
    publication,
    html`
<p class="code">${indicator.code}</p>
<h1>${indicator.name}</h1>
${indicator.measures.length > 1 ? html`<p class="lead">${measure.name}</p>` : ''}
${bigValue(measure, total)}
${detail ? html`<p>${detail}</p>` : ''}
${total && total.records !== null && total.status === 'value' ? html`<p class="small">${recordsBehind(total.records)}.</p>` : ''}
<h2>Cómo se calcula</h2>
<p>${measure.definition}</p>
<p class="small">Fuente: ${indicator.source}. Frecuencia: ${indicator.frequency.toLowerCase()}.${indicator.target === null ? '' : html` Meta: ${writtenNumber(indicator.target)}${measure.estimator === 'sum' ? ` ${measure.unit}` : ' %'}.`}</p>
${indicator.measures.length > 1 ? html`<p>También: ${indicator.measures.filter((m) => m !== measure).map((m) => html`<a href="/indicadores/${m.code}">${m.name}</a> `)}</p>` : ''}
${tables.map(({ dimension, name }) =>
  table(
    measure,
    name,
    dimension,
    figures.filter((f) => f.dimension === dimension),
  ),
)}`,
  );
}

function table(measure: Measure, name: string, dimension: string, rows: readonly PublicFigure[]): Html {
  if (rows.length === 0) return html``;
  const size = (f: PublicFigure) => Math.abs(f.value ?? 0);
  const most = Math.max(...rows.map(size), 0);
  const sorted = [...rows].sort((a, b) => size(b) - size(a) || a.label.localeCompare(b.label, 'es'));
  return html`<h2>${name}</h2><div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr><th scope="col">${name.replace('Por ', '').replace(/^./, (c) => c.toUpperCase())}</th><th scope="col" class="num">Valor</th>${measure.estimator === 'ratio' ? html`<th scope="col" class="num">Partes</th>` : ''}</tr></thead><tbody>${sorted.map(
    (f) =>
      html`<tr><td>${dimension === 'municipality' && f.key ? html`<a href="/municipios/${f.key}">${f.label}</a>` : f.label}${f.status === 'value' && most > 0 ? bar(size(f) / most, '') : ''}</td><td class="num">${written(measure, f)}</td>${measure.estimator === 'ratio' ? html`<td class="num">${f.status === 'value' ? `${writtenNumber(f.n ?? 0)} / ${writtenNumber(f.d ?? 0)}` : '—'}</td>` : ''}</tr>`,
  )}</tbody></table></div>`;
}
