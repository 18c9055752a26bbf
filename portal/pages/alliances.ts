import { html } from 'hono/html';
import { type AllianceState, states } from '../../domain/alliance/states.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { PublicAlliance, Publication } from '../data.ts';
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

export const stateName = (state: string): string => states[state as AllianceState]?.name ?? state;

const option = (value: string, name: string, chosen: string) => html`<option value="${value}"${value === chosen ? ' selected' : ''}>${name}</option>`;

/** The list of alliances, filtered by a plain form. */
export function alliancesPage(publication: Publication | null, filter: AllianceFilter, data: AllianceListData): Html {
  const pages = Math.max(1, Math.ceil(data.total / data.pageSize));
  const link = (pagina: number) =>
    `/alianzas?departamento=${encodeURIComponent(filter.departamento)}&producto=${encodeURIComponent(filter.producto)}&estado=${encodeURIComponent(filter.estado)}&pagina=${pagina}`;
  return page(
    'Alianzas',
    '/alianzas',
    publication,
    html`
<h1>Alianzas</h1>
<p class="lead">${data.total === 1 ? 'Una alianza' : `${writtenNumber(data.total)} alianzas`} con datos validados. La misma información está <a href="/mapa">en el mapa</a>.</p>
<form class="filter" method="get" action="/alianzas">
<label>Departamento<select name="departamento">${option('', 'Todos', filter.departamento)}${data.departments.map((d) => option(d.code, d.name, filter.departamento))}</select></label>
<label>Producto<select name="producto">${option('', 'Todos', filter.producto)}${data.products.map((p) => option(p.code, p.name, filter.producto))}</select></label>
<label>Estado<select name="estado">${option('', 'Todos', filter.estado)}${data.states.map((s) => option(s, stateName(s), filter.estado))}</select></label>
<button type="submit">Filtrar</button>
</form>
${data.rows.length === 0 ? html`<p class="note">Ninguna alianza validada cumple ese filtro. <a href="/alianzas">Ver todas</a>.</p>` : allianceTable(data.rows)}
${pages > 1 ? html`<nav class="pager" aria-label="Páginas">${filter.pagina > 1 ? html`<a class="button" href="${link(filter.pagina - 1)}">Anterior</a>` : ''}<span>Página ${String(filter.pagina)} de ${String(pages)}</span>${filter.pagina < pages ? html`<a class="button" href="${link(filter.pagina + 1)}">Siguiente</a>` : ''}</nav>` : ''}`,
  );
}

/** Alliances as a table, for the list and for a municipality. */
export function allianceTable(rows: readonly PublicAlliance[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Alianzas"><table><thead><tr><th scope="col">Alianza</th><th scope="col">Producto</th><th scope="col">Municipio</th><th scope="col">Estado</th></tr></thead><tbody>${rows.map(
    (a) =>
      html`<tr><td><strong>${a.name}</strong><div class="small">${a.organisation} · ${a.code}</div></td><td>${a.product ?? 's/d'}</td><td>${a.municipalityCode ? html`<a href="/municipios/${a.municipalityCode}">${a.municipality}</a>` : 's/d'}<div class="small">${a.department ?? ''}</div></td><td>${stateName(a.state)}</td></tr>`,
  )}</tbody></table></div>`;
}
