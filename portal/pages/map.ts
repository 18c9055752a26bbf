import { html, raw } from 'hono/html';
import type { DepartmentShape, Publication, PublicMunicipality } from '../data.ts';
import { type Html, page } from '../layout.ts';

/** Bolivia in degrees, with a margin; the drawing keeps shapes at its middle latitude. */
const BOX = { west: -69.9, east: -57.2, north: -9.4, south: -23.1 };
const WIDTH = 760;
const SCALE = WIDTH / (BOX.east - BOX.west);
const STRETCH = 1 / Math.cos((16.3 * Math.PI) / 180);
const HEIGHT = Math.round((BOX.north - BOX.south) * SCALE * STRETCH);

const x = (lon: number) => ((lon - BOX.west) * SCALE).toFixed(1);
const y = (lat: number) => ((BOX.north - lat) * SCALE * STRETCH).toFixed(1);
/** The area of a dot grows with the alliances. */
const radius = (alliances: number) => (5 + 3.2 * Math.sqrt(alliances)).toFixed(1);

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * The map of alliances, drawn here: a dot for each municipality, larger where there are more alliances, each a link. It needs
 * no script and no tiles; the list of the same is one tap away.
 */
export function mapPage(publication: Publication | null, municipalities: readonly PublicMunicipality[], shapes: readonly DepartmentShape[]): Html {
  const withSome = municipalities.filter((m) => m.alliances > 0).sort((a, b) => b.alliances - a.alliances);
  const without = municipalities.filter((m) => m.alliances === 0);
  const labels = [...new Set(municipalities.map((m) => m.department))].map((department) => {
    const all = municipalities.filter((m) => m.department === department);
    const middle = (of: (m: PublicMunicipality) => number) => all.reduce((a, m) => a + of(m), 0) / all.length;
    return `<text class="dept" x="${x(middle((m) => m.lon))}" y="${y(middle((m) => m.lat))}">${escaped(department.toUpperCase())}</text>`;
  });
  const transform = `matrix(${SCALE.toFixed(3)} 0 0 ${(SCALE * STRETCH).toFixed(3)} ${(-BOX.west * SCALE).toFixed(2)} ${(BOX.north * SCALE * STRETCH).toFixed(2)})`;
  const outlines = shapes.map((s) => `<path d="${s.path}" transform="${transform}"/>`).join('');
  const dots = without.map((m) => `<circle class="empty" cx="${x(m.lon)}" cy="${y(m.lat)}" r="3.4"/>`);
  const links = withSome.map((m) => {
    const name = `${escaped(m.name)}: ${m.alliances} ${m.alliances === 1 ? 'alianza' : 'alianzas'}`;
    return `<a href="/municipios/${m.code}" aria-label="${name}"><circle class="has" cx="${x(m.lon)}" cy="${y(m.lat)}" r="${radius(m.alliances)}"><title>${name}</title></circle></a>`;
  });
  return page(
    'Mapa',
    '/mapa',
    publication,
    html`
<h1>Mapa de alianzas</h1>
<p class="lead">Cada círculo es un municipio con alianzas; cuanto más grande, más alianzas. Los puntos claros son municipios que aún no tienen. Toque un círculo para ver sus alianzas.</p>
${withSome.length === 0 ? html`<p class="note">Todavía no hay alianzas con datos validados.</p>` : ''}
<figure class="map"><svg viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="group" aria-label="Municipios de Bolivia con alianzas">${raw((outlines ? `<g class="land">${outlines}</g>` : '') + dots.join('') + labels.join('') + links.join(''))}</svg></figure>
<p class="small">Los puntos están en el lugar de cada municipio, no en las comunidades. La misma información en <a href="/alianzas">lista</a> y <a href="/municipios">por municipio</a>.</p>`,
  );
}
