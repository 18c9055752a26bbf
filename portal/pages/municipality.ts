import { html } from 'hono/html';
import { writtenBs, writtenNumber } from '../../domain/kernel/money.ts';
import { isFraction } from '../../domain/monitoring/estimators.ts';
import { indicators, measureOf } from '../../domain/monitoring/indicators.ts';
import {
  isNobody,
  type PublicAlliance,
  type Publication,
  type PublicFigure,
  type PublicMunicipality,
} from '../data.ts';
import { fewFamilies, parts, written } from '../figure.ts';
import { type Html, page } from '../layout.ts';
import { plainName, questions } from '../plain.ts';
import { allianceTable } from './alliances.ts';
import { findForm } from './municipalities.ts';

export interface MunicipalityData {
  readonly municipality: PublicMunicipality;
  readonly alliances: readonly PublicAlliance[];
  readonly figures: readonly PublicFigure[];
  readonly all: readonly PublicMunicipality[];
}

/** In the order of the front page's questions, then the rest. */
const order = [...questions.flatMap((q) => q.measures), ...indicators.flatMap((i) => i.measures.map((m) => m.code))];

/** The nearest municipalities that have alliances. */
function nearest(data: MunicipalityData): PublicMunicipality[] {
  const { municipality: here, all } = data;
  const far = (m: PublicMunicipality) => (m.lon - here.lon) ** 2 + (m.lat - here.lat) ** 2;
  return all
    .filter((m) => m.alliances > 0 && m.code !== here.code)
    .sort((a, b) => far(a) - far(b))
    .slice(0, 4);
}

/** One municipality: its alliances, its money and its figures. */
export function municipalityPage(publication: Publication | null, data: MunicipalityData): Html {
  const { municipality, alliances, figures } = data;
  const rows = [...new Set(order)].flatMap((code) => {
    const measure = measureOf(code);
    const figure = figures.find((f) => f.measure === code);
    if (!measure || !figure) return [];
    // That there are no families where there are no alliances is no news.
    return alliances.length === 0 && measure.families && isNobody(figure) ? [] : [{ measure, figure }];
  });
  const amount = alliances.reduce((a, x) => a + (x.amountProgramme ?? 0) + (x.amountCounterpart ?? 0), 0);
  const products = [...new Set(alliances.flatMap((a) => a.product ?? []))];
  const near = nearest(data);
  const said =
    alliances.length === 0
      ? 'Este municipio no tiene alianzas con datos validados.'
      : `${alliances.length === 1 ? 'Una alianza' : `${writtenNumber(alliances.length)} alianzas`} con datos validados` +
        `${products.length > 0 ? `: ${products.join(', ').toLowerCase()}` : ''}.`;
  return page(
    municipality.name,
    '/municipios',
    publication,
    html`
<p class="path"><a href="/municipios">Municipios</a> ·
  <a href="/alianzas?departamento=${municipality.departmentCode}">${municipality.department}</a> · provincia
  ${municipality.province}</p>
<h1>${municipality.name}</h1>
<p class="lead">${said}${amount > 0 ? html` Sus convenios comprometen <strong>${writtenBs(amount)}</strong>.` : ''}${
      municipality.unit ? html` Lo atiende la ${municipality.unit}.` : ''
    }</p>
${alliances.length > 0 ? html`<h2>Alianzas</h2>${allianceTable(alliances)}` : ''}
${
  rows.length > 0
    ? html`<h2>Cifras</h2><div class="scroll" tabindex="0" role="region" aria-label="Cifras"><table class="stacked">
      <thead><tr><th scope="col">Indicador</th><th scope="col" class="num">Valor</th>
      <th scope="col" class="num">Partes</th></tr></thead><tbody>${rows.map(
        ({ measure, figure }) =>
          html`<tr><th scope="row"><a href="/indicadores/${measure.code}">${plainName(measure)}</a></th>
            <td class="num"><strong>${written(measure, figure)}</strong></td>
            <td class="num">
            ${parts(measure, figure) ?? (figure.status === 'value' && !isFraction(measure.estimator) ? measure.unit : '')}
            </td></tr>`,
      )}</tbody></table></div>
        ${
          rows.some((r) => r.figure.status === 'hidden')
            ? html`<p class="small">Reservado: son
        ${fewFamilies(publication)}, o se podría deducir cuántas son (<a href="/acerca#privacidad">por
        qué</a>).</p>`
            : ''
        }`
    : ''
}
${
  near.length > 0
    ? html`<h2>Cerca de aquí</h2><ul class="plain inline">
  ${near.map((m) => html`<li><a href="/municipios/${m.code}">${m.name}</a> (${writtenNumber(m.alliances)})</li>`)}</ul>`
    : ''
}
${findForm('')}`,
    { description: `${municipality.name}, ${municipality.department}: ${said}` },
  );
}
