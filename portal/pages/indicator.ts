import { html, raw } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { Estimator } from '../../domain/monitoring/estimators.ts';
import type { Indicator, Measure } from '../../domain/monitoring/indicators.ts';
import type { CountryShapes } from '../../domain/territory/map.ts';
import { saidOfShapes } from '../../domain/words/maps.ts';
import { isNobody, type Publication, type PublicFigure } from '../data.ts';
import { bar, bigValue, covered, fewFamilies, parts, recordsBehind, towardsTarget, written } from '../figure.ts';
import { type Html, page } from '../layout.ts';
import { escapeText, shadedMap } from '../map.ts';
import { plainName } from '../plain.ts';
import { COMPLAINT_FIGURES } from './complaintFigures.ts';

const tables = [
  { dimension: 'department', name: 'Por departamento' },
  { dimension: 'unit', name: 'Por unidad operativa' },
  { dimension: 'model', name: 'Por modelo de alianza' },
  { dimension: 'product', name: 'Por producto' },
  { dimension: 'municipality', name: 'Por municipio' },
] as const;

const arithmetic: Record<Estimator, string> = {
  sum: 'Se cuentan y se suman.',
  ratio: 'Se suman los numeradores y los denominadores y se dividen: nunca se promedian porcentajes.',
  change: 'Se suma lo de ahora y lo de antes, y se comparan las dos sumas: nunca se promedian porcentajes.',
  increase: 'Se suma lo de ahora y lo de antes, y se resta.',
};

/** One indicator: how it is computed, and every table of it. */
export function indicatorPage(
  publication: Publication | null,
  indicator: Indicator,
  measure: Measure,
  figures: readonly PublicFigure[],
  shapes: CountryShapes,
): Html {
  const total = figures.find((f) => f.dimension === 'total');
  const detail = total ? parts(measure, total) : null;
  const others = indicator.measures.filter((m) => m !== measure);
  const shown = tables.filter(({ dimension }) => figures.some((f) => f.dimension === dimension));
  return page(
    plainName(measure),
    '/',
    publication,
    html`
<p class="path"><a href="/">Resultados</a></p>
<h1>${plainName(measure)}</h1>
<p class="lead">Indicador ${indicator.code}: «${indicator.name}»${
      others.length > 0 ? html`, contado como ${measure.name.replace(/ \(BR-\d+\)/, '').toLowerCase()}` : ''
    }.</p>
<div class="two"><div class="card">${bigValue(measure, total)}
${detail ? html`<p>${detail}</p>` : ''}
${towardsTarget(measure, total, indicator.target) ?? ''}
<p class="small">${total && total.records !== null && total.status === 'value' ? `${recordsBehind(total.records)}. ` : ''}
${covered(measure, publication, total?.asOf)}.</p>
${
  total?.status === 'hidden'
    ? html`<p class="small">Reservado: ${
        measure.subject === 'complaint'
          ? 'se podría deducir de dónde es alguno.'
          : `son ${fewFamilies(publication)}, o se podría deducir cuántas son.`
      }</p>`
    : ''
}</div>
<section aria-labelledby="calculo"><h2 id="calculo">Cómo se calcula</h2>
<p>${measure.definition}</p><p>${arithmetic[measure.estimator]}</p></section></div>
<dl class="data"><dt>Qué se cuenta</dt><dd>${measure.thing}</dd><dt>Nivel</dt>
<dd>${
      measure.subject === 'complaint'
        ? html`Todo reclamo cuenta desde que se recibe. Por tema y lugar, en
        <a href="${COMPLAINT_FIGURES}">Reclamos en cifras</a>`
        : 'Solo registros validados a nivel nacional: lo declarado que todavía no se validó no cuenta, ' +
          'y la cifra sube cuando se valida'
    }</dd><dt>Fuente</dt><dd>${indicator.source}</dd><dt>Frecuencia</dt><dd>${indicator.frequency}</dd>
      ${
        indicator.target === null
          ? ''
          : html`<dt>Meta del programa</dt>
      <dd>${writtenNumber(indicator.target)}${measure.estimator === 'sum' ? ` ${measure.unit}` : ' %'}</dd>`
      }${
        indicator.programmed2022 === null
          ? ''
          : html`<dt>Programado en el POA 2022</dt>
        <dd>${writtenNumber(indicator.programmed2022)}${measure.estimator === 'sum' ? ` ${measure.unit}` : ' %'}</dd>`
      }<dt>Datos</dt><dd><a href="/datos">Todas las tablas en CSV, Excel y JSON</a></dd></dl>
${
  others.length > 0
    ? html`<p>Otra forma de contarlo:
  ${others.map((m, i) => html`${i > 0 ? ' · ' : ''}<a href="/indicadores/${m.code}">${plainName(m)}</a>`)}</p>`
    : ''
}
${
  shown.length > 1
    ? html`<nav aria-label="Tablas de esta página"><ul class="plain inline">
  ${shown.map((t) => html`<li><a href="#${t.dimension}">${t.name}</a></li>`)}</ul></nav>`
    : ''
}
${mapOf(measure, figures, shapes)}
${shown.map(({ dimension, name }) =>
  table(
    publication,
    measure,
    name,
    dimension,
    figures.filter((f) => f.dimension === dimension),
  ),
)}`,
    { description: `${plainName(measure)}: cuánto, dónde y cómo se calcula, a partir de registros validados.` },
  );
}

/** The figure by municipality as a map; nothing where no municipality has one that may be told. */
function mapOf(measure: Measure, figures: readonly PublicFigure[], shapes: CountryShapes): Html | '' {
  const told = figures.filter((f) => f.dimension === 'municipality' && f.key !== '' && f.status === 'value');
  if (told.length === 0) return '';
  const most = measure.estimator === 'ratio' ? 1 : Math.max(...told.map((f) => Math.abs(f.value ?? 0))) || 1;
  const shaded = told.map((f) => ({
    code: f.key,
    depth: Math.abs(f.value ?? 0) / most,
    title: escapeText(`${f.label}: ${written(measure, f)}`),
  }));
  return html`<h2 id="mapa">En el mapa</h2><figure class="map narrow">
    ${raw(shadedMap(shaded, shapes, `${plainName(measure)}, por municipio`))}<figcaption class="small">Cuanto más
    intenso el color, más alta la cifra. ${saidOfShapes(shapes)} Los municipios sin color no tienen cifra, o está
    reservada.</figcaption></figure>`;
}

function table(
  publication: Publication | null,
  measure: Measure,
  name: string,
  dimension: string,
  rows: readonly PublicFigure[],
): Html {
  const size = (f: PublicFigure) => Math.abs(f.value ?? 0);
  // A share fills its own part of the bar; what is counted is drawn beside the largest.
  const most = measure.estimator === 'ratio' ? 1 : Math.max(...rows.map(size), 0);
  // Places without a value stand last, after those that have one.
  const told = rows.filter((f) => !(measure.families && dimension === 'municipality' && isNobody(f)));
  const sorted = [...told].sort(
    (a, b) =>
      Number(b.status === 'value') - Number(a.status === 'value') ||
      size(b) - size(a) ||
      a.label.localeCompare(b.label, 'es'),
  );
  const hidden = rows.filter((f) => f.status === 'hidden').length;
  const ratio = measure.estimator === 'ratio';
  const empty = rows.length - told.length;
  const others =
    empty === 1
      ? 'En otro municipio de estos departamentos no hay ninguna'
      : `En otros ${writtenNumber(empty)} municipios de estos departamentos no hay ninguna`;
  return html`<h2 id="${dimension}">${name}</h2><div class="scroll" tabindex="0" role="region" aria-label="${name}">
    <table><thead><tr><th scope="col">${name.replace('Por ', '').replace(/^./, (c) => c.toUpperCase())}</th>
    <th scope="col" class="num">Valor</th>${ratio ? html`<th scope="col" class="num">Partes</th>` : ''}</tr></thead>
    <tbody>${sorted.map(
      (f) =>
        html`<tr><th scope="row">
        ${
          dimension === 'municipality' && f.key ? html`<a href="/municipios/${f.key}">${f.label}</a>` : f.label
        }${f.status === 'value' && most > 0 ? bar(size(f) / most, '') : ''}</th>
          <td class="num">${written(measure, f)}</td>
          ${
            ratio
              ? html`<td class="num">
          ${f.status === 'value' ? `${writtenNumber(f.n ?? 0)} / ${writtenNumber(f.d ?? 0)}` : '—'}</td>`
              : ''
          }</tr>`,
    )}</tbody></table></div>
    ${empty > 0 ? html`<p class="small">${others}.</p>` : ''}${
      hidden > 0
        ? html`<p class="small">«Reservado» en
    ${hidden === 1 ? 'una fila' : `${writtenNumber(hidden)} filas`}: son ${fewFamilies(publication)}, o se podría
    deducir cuántas son de las demás cifras (<a href="/acerca#privacidad">por qué</a>).</p>`
        : ''
    }`;
}
