import { html } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import { indicators } from '../../domain/monitoring/indicators.ts';
import type { Publication, PublicFigure } from '../data.ts';
import { bar, bigValue, parts, recordsBehind, towardsTarget } from '../figure.ts';
import { type Html, page } from '../layout.ts';

/** Front page: what the programme is, and its validated figures. */
export function homePage(publication: Publication | null, totals: readonly PublicFigure[]): Html {
  const figureOf = (measure: string) => totals.find((f) => f.measure === measure);
  const cards = indicators.flatMap((i) => i.measures.map((m) => ({ i, m })));
  return page(
    'Resultados',
    '/',
    publication,
    html`
<h1>Pequeños productores y compradores que se comprometen juntos</h1>
<p class="lead">El programa de alianzas rurales acompaña a organizaciones de pequeños productores que acuerdan con un comprador qué, cuánto y cuándo vender. Estas cifras salen de las visitas, ventas y convenios registrados en las comunidades y validados después por dos personas distintas.</p>
${publication ? '' : html`<p class="note">Todavía no se publicó ninguna cifra. Aparecerán aquí cuando haya registros validados.</p>`}
<h2>Resultados</h2>
<ul class="cards">${cards.map(({ i, m }) => {
      const figure = figureOf(m.code);
      const share = towardsTarget(m, figure, i.target);
      const detail = figure ? parts(m, figure) : null;
      return html`<li class="card"><span class="code">${i.code}</span><h3><a href="/indicadores/${m.code}">${i.measures.length > 1 ? m.name : i.name}</a></h3>
${bigValue(m, figure)}
${detail ? html`<div class="small">${detail}</div>` : ''}
${share === null ? '' : html`${bar(share, `${writtenNumber(share * 100, 0)} % de la meta`)}<div class="small">${writtenNumber(share * 100, 0)} % de la meta (${writtenNumber(i.target ?? 0)}${m.estimator === 'sum' ? '' : ' %'})</div>`}
${figure && figure.records !== null && figure.status === 'value' ? html`<div class="small">${recordsBehind(figure.records)}</div>` : ''}</li>`;
    })}</ul>
<p class="small"><strong>s/d</strong>: no hay datos para calcular. <strong>Aún no exigible</strong>: el resultado se mide más adelante. <strong>Reservado</strong>: son menos de cinco personas, o se podría deducir quiénes son. Ninguno de los tres es un cero.</p>
<h2>Dónde</h2>
<p>Mire las alianzas <a href="/mapa">en el mapa</a>, en <a href="/alianzas">la lista</a> o <a href="/municipios">por municipio</a>.</p>`,
  );
}
