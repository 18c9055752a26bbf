import { html } from 'hono/html';
import { type AllianceState, states } from '../../domain/alliance/states.ts';
import { writtenDay } from '../../domain/kernel/dates.ts';
import { writtenBs, writtenNumber } from '../../domain/kernel/money.ts';
import type { PublicAlliance, Publication } from '../data.ts';
import { bar } from '../figure.ts';
import { type Html, page } from '../layout.ts';

export interface AllianceFilter {
  readonly departamento: string;
  readonly producto: string;
  readonly estado: string;
  readonly pagina: number;
}

export interface AllianceListData {
  readonly rows: readonly PublicAlliance[];
  readonly total: number;
  readonly pageSize: number;
  readonly departments: readonly { code: string; name: string }[];
  readonly products: readonly { code: string; name: string }[];
  readonly states: readonly string[];
}

const stateName = (state: string): string => states[state as AllianceState]?.name ?? state;
const LAST_STAGE = Math.max(...Object.values(states).map((s) => s.stage ?? 0));

const option = (value: string, name: string, chosen: string) =>
  html`<option value="${value}"${value === chosen ? ' selected' : ''}>${name}</option>`;

/** The list of alliances, filtered by a plain form. */
export function alliancesPage(publication: Publication | null, filter: AllianceFilter, data: AllianceListData): Html {
  const pages = Math.max(1, Math.ceil(data.total / data.pageSize));
  const link = (pagina: number) =>
    `/alianzas?departamento=${encodeURIComponent(filter.departamento)}&producto=${encodeURIComponent(filter.producto)}` +
    `&estado=${encodeURIComponent(filter.estado)}&pagina=${pagina}`;
  const any = data.departments.length > 0;
  return page(
    'Alianzas',
    '/alianzas',
    publication,
    html`
<h1>Alianzas</h1>
<p class="lead">${
      any
        ? html`${data.total === 1 ? 'Una alianza' : `${writtenNumber(data.total)} alianzas`} con datos validados.`
        : ''
    } Cada una une a una organización de pequeños productores con su comprador. También están
  <a href="/mapa">en el mapa</a> y <a href="/datos">en datos abiertos</a>.</p>
${
  any
    ? html`<form class="filter" method="get" action="/alianzas">
<label>Departamento<select name="departamento">${option('', 'Todos', filter.departamento)}
${data.departments.map((d) => option(d.code, d.name, filter.departamento))}</select></label>
<label>Producto<select name="producto">${option('', 'Todos', filter.producto)}
${data.products.map((p) => option(p.code, p.name, filter.producto))}</select></label>
<label>Estado<select name="estado">${option('', 'Todos', filter.estado)}
${data.states.map((s) => option(s, stateName(s), filter.estado))}</select></label>
<button type="submit">Filtrar</button>
</form>
${
  data.rows.length === 0
    ? html`<p class="note">Ninguna alianza validada cumple ese filtro. <a href="/alianzas">Ver todas</a>.</p>`
    : allianceTable(data.rows)
}`
    : html`<p class="note">Todavía no hay alianzas con datos validados. Aparecerán aquí cuando el nivel nacional valide las primeras.</p>`
}
${
  pages > 1
    ? html`<nav class="pager" aria-label="Páginas">
  ${filter.pagina > 1 ? html`<a class="button" href="${link(filter.pagina - 1)}">Anterior</a>` : ''}<span>Página
  ${String(filter.pagina)} de
  ${String(pages)}</span>${
    filter.pagina < pages ? html`<a class="button" href="${link(filter.pagina + 1)}">Siguiente</a>` : ''
  }</nav>`
    : ''
}`,
  );
}

const committed = (a: PublicAlliance): number | null =>
  a.amountProgramme === null && a.amountCounterpart === null
    ? null
    : (a.amountProgramme ?? 0) + (a.amountCounterpart ?? 0);

function amountText(a: PublicAlliance): string {
  const amount = committed(a);
  return amount !== null ? writtenBs(amount) : a.agreements > 0 ? 's/d' : 'sin convenio';
}

/** Alliances as a table, for the list and for a municipality. */
export function allianceTable(rows: readonly PublicAlliance[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Alianzas"><table class="stacked"><thead><tr>
    <th scope="col">Alianza</th><th scope="col">Producto</th><th scope="col">Municipio</th><th scope="col">Estado</th>
    <th scope="col" class="num">Comprometido</th></tr></thead><tbody>${rows.map(
      (a) =>
        html`<tr><th scope="row"><a href="/alianzas/${encodeURIComponent(a.code)}"><strong>${a.name}</strong></a>
        <div class="small">${a.name === a.organisation ? '' : html`${a.organisation} · `}${a.code}</div></th>
        <td data-name="Producto">${a.product ?? 's/d'}</td><td data-name="Municipio">
        ${
          a.municipalityCode
            ? html`<a href="/municipios/${a.municipalityCode}">${a.municipality}</a>, ${a.department ?? ''}`
            : 's/d'
        }</td><td data-name="Estado">${stateName(a.state)}</td>
        <td class="num" data-name="Comprometido">${amountText(a)}</td></tr>`,
    )}</tbody></table></div>`;
}

/** One alliance: what is public about it. */
export function alliancePage(publication: Publication | null, a: PublicAlliance): Html {
  const stage = states[a.state as AllianceState]?.stage ?? null;
  const amount = committed(a);
  return page(
    a.name,
    '/alianzas',
    publication,
    html`
<p class="path"><a href="/alianzas">Alianzas</a> · ${a.code}</p>
<h1>${a.name}</h1>
${a.name === a.organisation ? '' : html`<p class="lead">${a.organisation}</p>`}
<div class="two"><div class="card"><span class="code">Estado</span><div class="value none">${stateName(a.state)}</div>
${
  stage === null
    ? html`<p class="small">Está fuera del camino corriente del ciclo.</p>`
    : html`${bar(stage / LAST_STAGE, `Paso ${stage} de ${LAST_STAGE}`)}<p class="small">Paso ${String(stage)}
  de los ${String(LAST_STAGE)} del ciclo de una alianza, de la solicitud al cierre.</p>`
}</div>
<div class="card"><span class="code">Comprometido en convenio</span>${
      amount === null
        ? html`<div class="value none">${a.agreements > 0 ? 's/d (sin dato)' : 'sin convenio firmado'}</div>`
        : html`<div class="value">${writtenBs(amount)}</div>
  <p class="small">Programa: ${a.amountProgramme === null ? 's/d' : writtenBs(a.amountProgramme)}. Contraparte de la
  organización: ${a.amountCounterpart === null ? 's/d' : writtenBs(a.amountCounterpart)}.</p>`
    }
${a.signedOn ? html`<p class="small">Firmado el ${writtenDay(a.signedOn)}.</p>` : ''}</div></div>
<dl class="data"><dt>Producto</dt>
<dd>${a.product ?? 's/d'}${a.rubro && a.rubro !== a.product ? ` (${a.rubro.toLowerCase()})` : ''}</dd><dt>Municipio</dt>
<dd>${
      a.municipalityCode
        ? html`<a href="/municipios/${a.municipalityCode}">${a.municipality}</a>, ${a.department ?? ''}`
        : 's/d'
    }</dd><dt>Modelo</dt><dd>${a.model === null ? 's/d' : `Modelo ${a.model}`}</dd>
<dt>La atiende</dt><dd>${a.unit}</dd></dl>
<p class="note">No se publican las familias una por una, el comprador, las fotos ni el lugar exacto.
  <a href="/acerca#privacidad">Por qué</a>.</p>`,
    { description: `${a.name}: estado, producto, municipio y montos comprometidos.` },
  );
}
