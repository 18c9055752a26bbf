import { html } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { measureOf } from '../../domain/monitoring/indicators.ts';
import type { PublicAlliance, Publication, PublicFigure, PublicMunicipality } from '../data.ts';
import { written } from '../figure.ts';
import { type Html, page } from '../layout.ts';
import { allianceTable } from './alliances.ts';

/** Every municipality, by department. */
export function municipalitiesPage(publication: Publication | null, municipalities: readonly PublicMunicipality[]): Html {
  const departments = [...new Set(municipalities.map((m) => m.department))].sort((a, b) => a.localeCompare(b, 'es'));
  return page(
    'Municipios',
    '/municipios',
    publication,
    html`
<h1>Municipios</h1>
<p class="lead">El programa llega a las comunidades rurales de ${writtenNumber(municipalities.length)} municipios. Entre paréntesis, cuántas alianzas validadas tiene cada uno.</p>
${departments.map((department) => {
  const rows = municipalities.filter((m) => m.department === department).sort((a, b) => a.name.localeCompare(b.name, 'es'));
  return html`<h2>${department}</h2><ul class="plain columns">${rows.map((m) => html`<li><a href="/municipios/${m.code}">${m.name}</a>${m.alliances > 0 ? html` <strong>(${writtenNumber(m.alliances)})</strong>` : ''}</li>`)}</ul>`;
})}`,
  );
}

const shown = ['R5', 'R5a', 'P9', 'N5', 'A4', 'N8-visitas'];

/** One municipality: its alliances and its figures. */
export function municipalityPage(
  publication: Publication | null,
  municipality: PublicMunicipality,
  alliances: readonly PublicAlliance[],
  figures: readonly PublicFigure[],
): Html {
  const rows = shown.flatMap((code) => {
    const measure = measureOf(code);
    const figure = figures.find((f) => f.measure === code);
    return measure && figure ? [{ measure, figure }] : [];
  });
  return page(
    municipality.name,
    '/municipios',
    publication,
    html`
<p class="small"><a href="/municipios">Municipios</a> · ${municipality.department} · provincia ${municipality.province}</p>
<h1>${municipality.name}</h1>
<p class="lead">${alliances.length === 0 ? 'No hay alianzas con datos validados en este municipio.' : alliances.length === 1 ? 'Una alianza con datos validados.' : `${writtenNumber(alliances.length)} alianzas con datos validados.`}${municipality.unit ? html` Lo atiende la ${municipality.unit}.` : ''}</p>
${rows.length > 0 ? html`<h2>Cifras</h2><div class="scroll"><table><tbody>${rows.map(({ measure, figure }) => html`<tr><td><a href="/indicadores/${measure.code}">${measure.name}</a></td><td class="num"><strong>${written(measure, figure)}</strong></td></tr>`)}</tbody></table></div>` : ''}
${alliances.length > 0 ? html`<h2>Alianzas</h2>${allianceTable(alliances)}` : ''}`,
  );
}
