import { html } from 'hono/html';
import { writtenDay } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import { percent } from '../../domain/monitoring/estimators.ts';
import { periodOf } from '../../domain/monitoring/period.ts';
import {
  type ComplaintTable,
  complaintTableNames,
  complaintTables,
  type Timeliness,
  timeliness,
} from '../../domain/participation/complaintCounts.ts';
import type { Publication, PublicComplaintCount } from '../data.ts';
import { bar } from '../figure.ts';
import { type Html, page } from '../layout.ts';

export const COMPLAINT_FIGURES = '/reclamos/cifras';

const few = (publication: Publication | null) =>
  publication ? `menos de ${writtenNumber(publication.cellMinimum)}` : 'muy pocos';
const nameOf = (code: string) => periodOf(code)?.name ?? code;
const share = (n: number, d: number) => `${writtenNumber(percent(n / d), 1)} %`;

/**
 * Public counts of complaints (BR-57): how many arrived and their state, by half-year, without any number so small that
 * it would reveal who complained.
 */
export function complaintFiguresPage(
  publication: Publication | null,
  counts: readonly PublicComplaintCount[],
  asked: string,
): Html {
  const periods = [...new Set(counts.map((c) => c.period))];
  const period = periods.includes(asked)
    ? asked
    : (periods
        .filter((p) => p.includes('S'))
        .sort()
        .at(-1) ?? null);
  const own = counts.filter((c) => c.period === period);
  return page(
    'Reclamos en cifras',
    '/reclamos',
    publication,
    html`
<p class="path"><a href="/reclamos">Reclamos</a></p>
<h1>Reclamos en cifras</h1>
<p class="lead">Cuántos reclamos recibió el programa, cuántos respondió dentro de los 30 días y cuáles esperan. Nunca se
  publica qué dice un reclamo ni quién lo hizo.</p>
${
  period === null
    ? html`<p class="note">Todavía no se publicó ningún reclamo. Cuando se reciban, aparecerán aquí.
      <a href="/reclamos">Hacer un reclamo</a>.</p>`
    : html`${choice(periods, period)}${wholeOf(publication, own, period)}${evolution(counts)}
${complaintTableNames.map((table) => tableOf(publication, own, table))}
<p class="small">Los mismos números están en <a href="/datos">datos abiertos</a>. El indicador del programa es
  <a href="/indicadores/3.2.1">«Reclamos respondidos en plazo»</a>.</p>`
}`,
    {
      description:
        'Reclamos recibidos por el programa de alianzas rurales, cuántos se respondieron en plazo, de qué tratan y de dónde son.',
    },
  );
}

/** The half-years and years as links, because the page has no script. */
function choice(periods: readonly string[], period: string): Html {
  return html`<nav aria-label="Período"><ul class="plain inline">${periods.map(
    (code) =>
      html`<li>${
        code === period
          ? html`<a href="${COMPLAINT_FIGURES}?periodo=${code}"
        aria-current="page"><strong>${upperFirst(nameOf(code))}</strong></a>`
          : html`<a href="${COMPLAINT_FIGURES}?periodo=${code}">${upperFirst(nameOf(code))}</a>`
      }</li>`,
  )}</ul></nav>`;
}

function wholeOf(publication: Publication | null, own: readonly PublicComplaintCount[], period: string): Html {
  const of = (dimension: string, key = '') => own.find((c) => c.dimension === dimension && c.key === key);
  const total = of('total');
  const referred = of('referred')?.received ?? 0;
  const asOf = total?.asOf ?? publication?.cutoff;
  const until = asOf ? `${upperFirst(nameOf(period))}; cómo estaban el ${writtenDay(asOf)}` : '';
  const waits =
    publication && asOf && asOf < publication.cutoff
      ? html`<p class="small">Lo que pasó después se dirá junto con más: solo, permitiría deducir una cuenta pequeña
        (<a href="/acerca#privacidad">por qué</a>).</p>`
      : '';
  if (!total || total.received === null)
    return html`<section aria-labelledby="total"><h2 id="total">En total</h2>
      <p>${until}. No se dice cuántos fueron: se podría deducir una cuenta pequeña (<a href="/acerca#privacidad">por
      qué</a>).</p></section>`;
  const { received, inTerm } = total;
  if (received === 0)
    return html`<section aria-labelledby="total"><h2 id="total">En total</h2>
      <p><strong>Sin reclamos recibidos.</strong> ${until}.</p></section>`;
  return html`<section aria-labelledby="total"><h2 id="total">En total</h2>
<div class="two"><div class="card"><div class="value">
${writtenNumber(received)} <small>${received === 1 ? 'recibido' : 'recibidos'}</small></div>
${
  inTerm === null
    ? ''
    : html`<p><strong>${share(inTerm, received)}</strong> respondidos en plazo:
  ${writtenNumber(inTerm)} de ${writtenNumber(received)}.</p>
  ${bar(inTerm / received, `${share(inTerm, received)} respondidos en plazo; la meta es 80 %`, 0.8)}<p
  class="small">Meta del programa: 80 %. Cuentan también los que todavía están en plazo.</p>`
}
<p class="small foot">${until}.</p>${waits}</div>
<div><dl class="data">${(Object.keys(timeliness) as Timeliness[]).map((key) => {
    const n = of('standing', key)?.received;
    return n === undefined
      ? ''
      : html`<dt>${upperFirst(timeliness[key])}</dt><dd>${n === null ? 'no se dice' : writtenNumber(n)}</dd>`;
  })}</dl>${
    referred > 0
      ? html`<p class="small">De los que no tienen respuesta,
    ${referred === 1 ? 'uno fue derivado' : `${writtenNumber(referred)} fueron derivados`} a otra entidad y todavía
    ${referred === 1 ? 'espera' : 'esperan'} que responda: mientras tanto no ${referred === 1 ? 'cuenta' : 'cuentan'}
    como respondido.</p>`
      : ''
  }</div></div></section>`;
}

/** Half-year by half-year, the oldest first. */
function evolution(counts: readonly PublicComplaintCount[]): Html | '' {
  const rows = counts
    .filter((c) => c.dimension === 'total' && c.period.includes('S'))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  if (rows.length < 2) return '';
  const most = Math.max(...rows.map((r) => r.received ?? 0), 1);
  return html`<h2 id="semestres">Semestre por semestre</h2>${grid(
    'Semestre',
    rows.map((r) => ({
      name: html`<a href="${COMPLAINT_FIGURES}?periodo=${r.period}">${upperFirst(nameOf(r.period))}</a>`,
      row: r,
      most,
    })),
  )}`;
}

function tableOf(
  publication: Publication | null,
  own: readonly PublicComplaintCount[],
  table: ComplaintTable,
): Html | '' {
  const all = own.filter((c) => c.dimension === table);
  if (all.length === 0) return '';
  const rows = all
    .filter((c) => c.received !== null)
    .toSorted((a, b) => (b.received ?? 0) - (a.received ?? 0) || a.label.localeCompare(b.label, 'es'));
  const name = upperFirst(complaintTables[table].name);
  const rest = all.length - rows.length;
  const most = Math.max(...rows.map((r) => r.received ?? 0), 1);
  const which = rows.length > 0 ? `En los demás (${writtenNumber(rest)})` : 'En todos';
  const hidden =
    rest > 0
      ? html`<p class="small">${which} no hubo ninguno, hubo ${few(publication)}, o se podría deducir una cuenta así: no
        se dice cuál de las tres cosas (<a href="/acerca#privacidad">por qué</a>).</p>`
      : '';
  return html`<h2 id="${table}">${name}</h2>${
    rows.length > 0
      ? grid(
          name,
          rows.map((row) => ({ name: html`${upperFirst(row.label)}`, row, most })),
        )
      : ''
  }${hidden}`;
}

function grid(title: string, rows: readonly { name: Html; row: PublicComplaintCount; most: number }[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">
    ${title}</th><th scope="col" class="num">Recibidos</th><th scope="col" class="num">En plazo</th></tr></thead>
    <tbody>${rows.map(
      ({ name, row: { received, inTerm }, most }) =>
        html`<tr><th scope="row">${name}${received ? bar(received / most, '') : ''}</th>
        <td class="num">${received === null ? 'no se dice' : writtenNumber(received)}</td>
        <td class="num">${received && inTerm !== null ? share(inTerm, received) : '—'}</td></tr>`,
    )}</tbody></table></div>`;
}
