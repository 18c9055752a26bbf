import { html } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { searchKey } from '../../domain/kernel/search.ts';
import type { Publication, PublicMunicipality } from '../data.ts';
import { type Html, page } from '../layout.ts';

/** Municipalities whose name, province or department holds what was typed; those that begin so first. */
function findMunicipalities(all: readonly PublicMunicipality[], typed: string): PublicMunicipality[] {
  const wanted = searchKey(typed);
  if (wanted === '') return [];
  const rank = (m: PublicMunicipality) => {
    const name = searchKey(m.name);
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    if (searchKey(m.province).includes(wanted) || m.code === wanted) return 3;
    return searchKey(m.department) === wanted ? 4 : 9;
  };
  return all
    .map((m) => ({ m, at: rank(m) }))
    .filter((x) => x.at < 9)
    .sort((a, b) => a.at - b.at || b.m.alliances - a.m.alliances || a.m.name.localeCompare(b.m.name, 'es'))
    .map((x) => x.m);
}

/** Ask for a municipality; a plain form. */
export function findForm(typed: string): Html {
  return html`<form class="find" method="get" action="/municipios" role="search"><label>¿Qué se hace en su
    municipio?<input name="buscar" type="search" value="${typed}" maxlength="60" autocomplete="off"
    placeholder="Por ejemplo: San Benito"></label><button type="submit">Buscar</button></form>`;
}

const count = (m: PublicMunicipality) =>
  m.alliances > 0 ? html` <strong>(${writtenNumber(m.alliances)})</strong>` : '';

/** Every municipality by department, or those that were looked for. */
export function municipalitiesPage(
  publication: Publication | null,
  municipalities: readonly PublicMunicipality[],
  typed: string,
): Html {
  const departments = [...new Set(municipalities.map((m) => m.department))].sort((a, b) => a.localeCompare(b, 'es'));
  const of = (department: string) =>
    municipalities.filter((m) => m.department === department).sort((a, b) => a.name.localeCompare(b.name, 'es'));
  const found = findMunicipalities(municipalities, typed);
  return page(
    'Municipios',
    '/municipios',
    publication,
    html`
<h1>Municipios</h1>
${findForm(typed)}
${typed.trim() === '' ? '' : foundList(typed, found)}
${
  municipalities.length === 0
    ? html`<p class="note">Todavía no se publicó ningún municipio.</p>`
    : html`<p>Los ${writtenNumber(municipalities.length)} municipios de Bolivia. Entre paréntesis, cuántas alianzas
      validadas tiene cada uno.</p>
<nav aria-label="Departamentos"><ul class="plain inline">
  ${departments.map((d, i) => html`<li><a href="#d${String(i)}">${d}</a></li>`)}</ul></nav>`
}
${departments.map(
  (department, i) =>
    html`<h2 id="d${String(i)}">${department}</h2><ul class="plain columns">
      ${of(department).map((m) => html`<li><a href="/municipios/${m.code}">${m.name}</a>${count(m)}</li>`)}</ul>`,
)}`,
  );
}

function alliancesIn(m: PublicMunicipality): string {
  if (m.alliances === 0) return 'sin alianzas validadas';
  return m.alliances === 1 ? 'una alianza' : `${writtenNumber(m.alliances)} alianzas`;
}

function foundList(typed: string, found: readonly PublicMunicipality[]): Html {
  if (found.length === 0)
    return html`<p class="note">Ningún municipio, provincia o departamento se llama «${typed}». Pruebe con otra forma de
      escribirlo o búsquelo en la lista.</p>`;
  return html`<h2>${found.length === 1 ? 'Un municipio' : `${writtenNumber(found.length)} municipios`} para
    «${typed}»</h2><ul class="list">${found.slice(0, 30).map(
      (m) =>
        html`<li class="card"><h3><a href="/municipios/${m.code}">${m.name}</a></h3>
          <p class="small">Provincia ${m.province}, ${m.department} ·
          ${alliancesIn(m)}</p></li>`,
    )}</ul>`;
}
