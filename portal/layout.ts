import { html, raw } from 'hono/html';
import { writtenDay } from '../domain/kernel/dates.ts';
import { writtenNumber } from '../domain/kernel/money.ts';
import type { Publication } from './data.ts';
import { style } from './style.ts';

/** A piece of HTML made by the tagged template, which escapes everything that is put into it. */
export type Html = ReturnType<typeof html>;

const LOGO =
  '<svg width="40" height="40" viewBox="0 0 32 32" aria-hidden="true">' +
  '<path fill="#0a5569" d="M11 1h10v5h5v5h5v10h-5v5h-5v5H11v-5H6v-5H1V11h5V6h5z"/>' +
  '<path fill="#fff" d="M16 8.5a6 6 0 0 0-6 6c0 4.2 6 9.5 6 9.5s6-5.3 6-9.5a6 6 0 0 0-6-6z"/>' +
  '<circle cx="16" cy="14.5" r="2.4" fill="#d49a1f"/></svg>';
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E" +
  "%3Cpath fill='%230a5569' d='M11 1h10v5h5v5h5v10h-5v5h-5v5H11v-5H6v-5H1V11h5V6h5z'/%3E%3C/svg%3E";

/** The public addresses of the menu. */
export const menu = [
  { href: '/', name: 'Resultados' },
  { href: '/alianzas', name: 'Alianzas' },
  { href: '/municipios', name: 'Municipios' },
  { href: '/mapa', name: 'Mapa' },
  { href: '/convocatorias', name: 'Convocatorias' },
  { href: '/datos', name: 'Datos' },
  { href: '/integridad', name: 'Integridad' },
  { href: '/reclamos', name: 'Reclamos' },
] as const;

const DESCRIPTION =
  'Resultados, mapa y datos abiertos de las alianzas rurales de Bolivia, a partir de registros validados.';

export interface PageOptions {
  /** Shown above the text, over the whole width. */
  readonly hero?: Html;
  /** One or two sentences for search engines and for people with whom the address is shared. */
  readonly description?: string;
  /**
   * The language of title and text, when it is not Spanish; the frame around them stays Spanish and is marked as such.
   */
  readonly language?: string;
  /** The words of the link that skips the menu, in the language of the text. */
  readonly skip?: string;
  /** More lines of the head. */
  readonly head?: Html;
}

const SPANISH = 'es-BO';

/** A whole page. `here` is the address of its entry in the menu; '' for none. */
export function page(
  title: string,
  here: string,
  publication: Publication | null,
  content: Html,
  options: PageOptions = {},
): Html {
  const description = options.description ?? DESCRIPTION;
  const language = options.language ?? SPANISH;
  const own = language === SPANISH ? '' : raw(` lang="${SPANISH}"`);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · SIGG, alianzas rurales de Bolivia</title>
<meta name="description" content="${description}">
<meta property="og:title" content="${title}"><meta property="og:description" content="${description}">
<meta property="og:locale" content="es_BO"><meta property="og:site_name" content="SIGG">
<meta name="theme-color" content="#0a5569">
<link rel="icon" href="${ICON}">${options.head ?? ''}
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#contenido">${options.skip ?? 'Ir al contenido'}</a>
<div class="cloth"></div>
<header class="top"${own}><div class="wrap">
<a class="brand" href="/">${raw(LOGO)}<span>SIGG<small>Alianzas rurales de Bolivia</small></span></a>
<nav aria-label="Principal"><ul>
${menu.map(
  (m) => html`<li><a href="${m.href}"${m.href === here ? raw(' aria-current="page"') : ''}>${m.name}</a></li>`,
)}</ul></nav>
</div></header>
${
  publication?.demo
    ? html`<aside class="demo"${own} aria-label="Aviso"><div class="wrap">
  <strong>Datos de demostración.</strong> Las personas, organizaciones y cifras son inventadas.</div></aside>`
    : ''
}
<main id="contenido">${options.hero ?? ''}<div class="wrap main">${content}</div></main>
<footer${own}><div class="wrap">
<div>${
    publication
      ? html`<h2>De dónde salen estas cifras</h2>
        <p>De registros validados hasta el <strong>${writtenDay(publication.cutoff)}</strong> (asiento
        ${writtenNumber(publication.sealedNumber)} de la bitácora). Cada registro lo hace una persona, lo verifica otra
        y lo valida una tercera.</p>
        ${publication.official ? '' : html`<p>Este sistema no contiene registros oficiales.</p>`}`
      : html`<h2>Sin publicación</h2><p>Todavía no se publicó nada.</p>`
  }</div>
<div><h2>Sobre este sitio</h2><ul><li><a href="/acerca">Quiénes lo hacen</a></li>
<li><a href="/acerca#privacidad">Qué no se publica y por qué</a></li>
<li><a href="/acerca#accesibilidad">Accesibilidad</a></li></ul></div>
<div><h2>Para usar</h2><ul><li><a href="/datos">Datos abiertos y licencia</a></li>
<li><a href="/integridad">Comprobar la integridad</a></li>
<li><a href="/oficina">Ingreso del personal</a></li></ul></div>
</div></footer>
</body>
</html>`;
}
