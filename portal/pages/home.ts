import { html, raw } from 'hono/html';
import { writtenDay } from '../../domain/kernel/dates.ts';
import { writtenBs, writtenNumber, writtenWholeBs } from '../../domain/kernel/money.ts';
import { type Indicator, indicators, type Measure, measureOf } from '../../domain/monitoring/indicators.ts';
import type { CountryShapes } from '../../domain/territory/map.ts';
import { saidOfShapes } from '../../domain/words/maps.ts';
import type { Publication, PublicFigure, PublicMoney, PublicMunicipality } from '../data.ts';
import {
  bar,
  bigValue,
  covered,
  fewFamilies,
  parts,
  recordsBehind,
  splitBar,
  towardsTarget,
  written,
} from '../figure.ts';
import { type Html, page } from '../layout.ts';
import { smallMap } from '../map.ts';
import { plainName, questions } from '../plain.ts';
import { COMPLAINT_FIGURES } from './complaintFigures.ts';
import { findForm } from './municipalities.ts';

export interface HomeData {
  readonly totals: readonly PublicFigure[];
  readonly municipalities: readonly PublicMunicipality[];
  readonly money: readonly PublicMoney[];
  readonly shapes: CountryShapes;
}

type Card = { readonly i: Indicator; readonly m: Measure };

/** Front page: what the programme is, what was promised and done, where, with which money. */
export function homePage(publication: Publication | null, data: HomeData): Html {
  const cards = indicators.flatMap((i) => i.measures.map((m) => ({ i, m })));
  const asked = new Set(questions.flatMap((q) => q.measures));
  const groups = [
    ...questions.map((q) => ({
      title: q.title,
      cards: q.measures.flatMap((code) => cards.filter((c) => c.m.code === code)),
    })),
    { title: 'Otros resultados', cards: cards.filter((c) => !asked.has(c.m.code)) },
  ].filter((g) => g.cards.length > 0);
  return page(
    'Resultados',
    '/',
    publication,
    html`
${findForm('')}
<section aria-labelledby="resultados"><h2 id="resultados">Lo prometido y lo hecho</h2>
<p>Cada cifra sale de registros validados y dice cuántos son. Toque un título para ver cómo se calcula y sus tablas por
  lugar, modelo y producto.</p>
<div class="groups">
${groups.map(
  (g) => html`<div><h3>${g.title}</h3><ul class="cards">
  ${g.cards.map((c) => card(publication, c, data.totals))}</ul></div>`,
)}</div>
<p class="small"><strong>s/d</strong>: no hay datos para calcular. <strong>Aún no exigible</strong>: el resultado se
  mide más adelante. <strong>Reservado</strong>: son ${fewFamilies(publication)}, o se podría deducir cuántas son
  (<a href="/acerca#privacidad">por qué</a>). Ninguno de los tres es un cero.</p>
</section>
${complaintSection()}
${moneySection(data.money)}
${whereSection(data.money)}`,
    { hero: heroOf(publication, data) },
  );
}

function heroOf(publication: Publication | null, { totals, municipalities, money, shapes }: HomeData): Html {
  const fact = (code: string, name: string) => {
    const measure = measureOf(code);
    const figure = totals.find((f) => f.measure === code);
    if (!measure) return '';
    const detail = figure ? parts(measure, figure) : null;
    return html`<div><dt>${name}${detail ? ` (${detail})` : ''}</dt><dd>${written(measure, figure)}</dd></div>`;
  };
  const amount = money.reduce((a, m) => a + m.programme + m.counterpart, 0);
  return html`<div class="hero"><div class="wrap"><div>
<h1>Pequeños productores y compradores que se comprometen juntos</h1>
<p class="lead">El programa acompaña a organizaciones de pequeños productores que acuerdan con un comprador qué, cuánto
  y cuándo vender. Aquí se ve lo que se prometió, lo que se hizo y dónde.</p>
${
  publication
    ? html`<dl class="facts">
${fact('R5', 'familias participan')}${fact('P9', 'alianzas con convenio firmado')}
${fact('R5a', 'representadas por una mujer')}
${amount > 0 ? html`<div><dt>comprometidos en convenios</dt><dd>${writtenWholeBs(amount)}</dd></div>` : ''}</dl>
<p class="lead small">Validado hasta el ${writtenDay(publication.cutoff)}.</p>`
    : html`<p class="lead"><strong>Todavía no se publicó ninguna cifra.</strong> Aparecerán aquí cuando haya registros validados.</p>`
}</div>${
    municipalities.some((m) => m.alliances > 0)
      ? html`<figure>
  <a href="/mapa" aria-label="Ver el mapa de alianzas">${raw(smallMap(municipalities, shapes))}</a>
  <figcaption class="small">Cuanto más intenso el color, más alianzas. ${saidOfShapes(shapes)}</figcaption>
  </figure>`
      : ''
  }</div></div>`;
}

function card(publication: Publication | null, { i, m }: Card, totals: readonly PublicFigure[]): Html {
  const figure = totals.find((f) => f.measure === m.code);
  const detail = figure ? parts(m, figure) : null;
  return html`<li class="card"><h4><a href="/indicadores/${m.code}">${plainName(m)}</a></h4>
${bigValue(m, figure)}
${detail ? html`<p class="small">${detail}</p>` : ''}
${towardsTarget(m, figure, i.target) ?? ''}
<p class="small foot">${figure && figure.records !== null && figure.status === 'value' ? `${recordsBehind(figure.records)}. ` : ''}
${covered(m, publication, figure?.asOf)}${publication ? '. ' : ''}Indicador ${i.code}.</p></li>`;
}

/** What the agreements of a place commit; 's/d' where there are agreements whose amounts nobody knows. */
function committed(m: PublicMoney): string {
  if (m.programme + m.counterpart > 0) return writtenBs(m.programme + m.counterpart);
  return m.agreements > 0 ? 's/d' : 'sin convenios';
}

/** Where anybody says what is wrong, and what became of what others said. */
function complaintSection(): Html {
  return html`<section aria-labelledby="reclamos"><h2 id="reclamos">Si algo no está bien</h2>
    <p>Cualquiera puede <a href="/reclamos">hacer un reclamo</a> sin dar su nombre, y ver
    <a href="${COMPLAINT_FIGURES}">cuántos se recibieron y se respondieron</a>.</p></section>`;
}

function moneySection(money: readonly PublicMoney[]): Html {
  const sum = (of: (m: PublicMoney) => number) => money.reduce((a, m) => a + of(m), 0);
  const [programme, counterpart, agreements, missing] = [
    sum((m) => m.programme),
    sum((m) => m.counterpart),
    sum((m) => m.agreements),
    sum((m) => m.withoutAmount),
  ];
  if (programme + counterpart === 0) return html``;
  const share = writtenNumber((programme / (programme + counterpart)) * 100, 1);
  return html`<section aria-labelledby="dinero"><h2 id="dinero">Con qué dinero</h2>
<p>Lo que dicen ${writtenNumber(agreements)} convenios validados: <strong>${writtenBs(programme + counterpart)}</strong>
  comprometidos. Es lo acordado, no lo gastado: los desembolsos todavía no se publican.</p>
${splitBar(programme, counterpart, `${share} % del programa, el resto contraparte de las organizaciones`)}
<ul class="key"><li><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="fill" width="1" height="1"/></svg>Programa:
  <strong>${writtenBs(programme)}</strong> (${share} %)</li><li><svg viewBox="0 0 1 1" aria-hidden="true">
<rect class="fill-2" width="1" height="1"/></svg>Contraparte de las organizaciones:
  <strong>${writtenBs(counterpart)}</strong></li></ul>
${
  missing > 0
    ? html`<p class="small">
  ${missing === 1 ? 'Una alianza tiene' : `${writtenNumber(missing)} alianzas tienen`} convenio sin monto registrado: no
  entra en la suma.</p>`
    : ''
}</section>`;
}

function whereSection(money: readonly PublicMoney[]): Html {
  if (money.length === 0) return html``;
  const most = Math.max(...money.map((m) => m.alliances));
  return html`<section aria-labelledby="donde"><h2 id="donde">Dónde</h2>
<p>Alianzas con datos validados, en cualquier etapa, y lo comprometido en sus convenios. También <a href="/mapa">en el
  mapa</a>, <a href="/alianzas">en la lista</a> o <a href="/municipios">por municipio</a>.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Alianzas por departamento"><table><thead><tr>
<th scope="col">Departamento</th><th scope="col" class="num">Alianzas</th>
<th scope="col" class="num">Comprometido</th></tr></thead><tbody>${money.map(
    (m) =>
      html`<tr><th scope="row">
        ${
          m.code ? html`<a href="/alianzas?departamento=${m.code}">${m.name}</a>` : m.name
        }${bar(m.alliances / most, '')}</th>
        <td class="num">${writtenNumber(m.alliances)}</td>
        <td class="num">${committed(m)}</td></tr>`,
  )}</tbody></table></div></section>`;
}
