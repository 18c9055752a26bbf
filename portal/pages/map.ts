import { html, raw } from 'hono/html';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { CountryShapes } from '../../domain/territory/map.ts';
import { saidOfShapes } from '../../domain/words/maps.ts';
import type { Publication, PublicMunicipality } from '../data.ts';
import { type Html, page } from '../layout.ts';
import { dotRadius, dotsPath, escapeText, land, litAreas, projection } from '../map.ts';

const said = (m: PublicMunicipality) => `${m.name}: ${m.alliances} ${m.alliances === 1 ? 'alianza' : 'alianzas'}`;

/**
 * The map of alliances, drawn here: a dot for each municipality, larger where there are more alliances, each a link. It needs
 * no script and no tiles; the list of the same stands beside it.
 */
export function mapPage(
  publication: Publication | null,
  municipalities: readonly PublicMunicipality[],
  shapes: CountryShapes,
): Html {
  const to = projection(760);
  const withSome = municipalities
    .filter((m) => m.alliances > 0)
    .sort((a, b) => b.alliances - a.alliances || a.name.localeCompare(b.name, 'es'));
  const departments = [...new Set(municipalities.map((m) => m.department))].sort((a, b) => a.localeCompare(b, 'es'));
  const labels = departments.map((department) => {
    const all = municipalities.filter((m) => m.department === department);
    const middle = (of: (m: PublicMunicipality) => number) => all.reduce((a, m) => a + of(m), 0) / all.length;
    return `<text class="dept" x="${to.x(middle((m) => m.lon))}" y="${to.y(middle((m) => m.lat))}">${escapeText(department)}</text>`;
  });
  const dots = dotsPath(
    to,
    municipalities.filter((m) => m.alliances === 0),
    5,
  );
  const links = withSome.map(
    (m) =>
      `<a href="/municipios/${m.code}" aria-label="${escapeText(said(m))}">
        <circle class="has" cx="${to.x(m.lon)}" cy="${to.y(m.lat)}" r="${dotRadius(m.alliances, 10)}"><title>
        ${escapeText(said(m))}</title></circle></a>`,
  );
  return page(
    'Mapa',
    '/mapa',
    publication,
    html`
<h1>Mapa de alianzas</h1>
<p class="lead">Cada círculo es un municipio con alianzas; cuanto más grande, más alianzas. Los puntos claros son
  municipios que aún no tienen. Toque un círculo para ver sus alianzas.</p>
${withSome.length === 0 ? html`<p class="note">Todavía no hay alianzas con datos validados.</p>` : ''}
<div class="two map-first"><figure class="map"><svg viewBox="0 0 ${String(to.width)} ${String(to.height)}" role="group"
  aria-label="Municipios de Bolivia con alianzas">
${raw(land(to, shapes.outlines) + litAreas(to, municipalities, shapes) + dots + links.join('') + labels.join(''))}</svg>
</figure>
<div>${departments.map((department) => {
      const rows = withSome.filter((m) => m.department === department);
      return rows.length === 0
        ? ''
        : html`<h2>${department}</h2><ul class="plain inline">
          ${rows.map(
            (m) => html`<li><a href="/municipios/${m.code}">${m.name}</a> (${writtenNumber(m.alliances)})</li>`,
          )}</ul>`;
    })}</div></div>
<p class="small">Los puntos están en el lugar de cada municipio, no en las comunidades. La misma información en
  <a href="/alianzas">lista</a> y <a href="/municipios">por municipio</a>. ${saidOfShapes(shapes)}</p>`,
  );
}
