import { html, raw } from 'hono/html';
import { writtenDay } from '../domain/kernel/dates.ts';
import type { Publication } from './data.ts';
import { style } from './style.ts';

/** A piece of HTML made by the tagged template, which escapes everything that is put into it. */
export type Html = ReturnType<typeof html>;

const LOGO = `<svg width="36" height="36" viewBox="0 0 32 32" aria-hidden="true"><path fill="#0a5569" d="M11 1h10v5h5v5h5v10h-5v5h-5v5H11v-5H6v-5H1V11h5V6h5z"/><path fill="#fff" d="M16 8.5a6 6 0 0 0-6 6c0 4.2 6 9.5 6 9.5s6-5.3 6-9.5a6 6 0 0 0-6-6z"/><circle cx="16" cy="14.5" r="2.4" fill="#d49a1f"/></svg>`;

const menu = [
  { href: '/', name: 'Resultados' },
  { href: '/mapa', name: 'Mapa' },
  { href: '/alianzas', name: 'Alianzas' },
  { href: '/municipios', name: 'Municipios' },
  { href: '/datos', name: 'Datos abiertos' },
  { href: '/integridad', name: 'Integridad' },
] as const;

/** A whole page. `here` is the address in the menu that it belongs to. */
export function page(title: string, here: string, publication: Publication | null, content: Html): Html {
  return html`<!doctype html>
<html lang="es-BO">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · SIGG</title>
<meta name="description" content="Resultados, mapa y datos abiertos de las alianzas rurales de Bolivia, a partir de registros validados.">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath fill='%230a5569' d='M11 1h10v5h5v5h5v10h-5v5h-5v5H11v-5H6v-5H1V11h5V6h5z'/%3E%3C/svg%3E">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#contenido">Ir al contenido</a>
<div class="band"></div>
<header class="top"><div class="wrap">
<a class="brand" href="/">${raw(LOGO)}<span>SIGG<small>Alianzas rurales de Bolivia</small></span></a>
<nav aria-label="Principal"><ul>${menu.map((m) => html`<li><a href="${m.href}"${m.href === here ? raw(' aria-current="page"') : ''}>${m.name}</a></li>`)}</ul></nav>
</div></header>
${publication?.demo ? html`<div class="demo" role="note"><div class="wrap"><strong>Datos de demostración.</strong> Las personas, organizaciones y cifras son inventadas.</div></div>` : ''}
<main id="contenido" class="wrap">${content}</main>
<footer><div class="wrap">
${
  publication
    ? html`<p>Corte: <strong>${writtenDay(publication.cutoff)}</strong>. Solo cuentan registros validados por el nivel nacional. Registro ${String(publication.sealedNumber)} de la bitácora. <a href="/integridad">Cómo comprobar que nada fue alterado</a>.</p>${publication.official ? '' : html`<p>Este sistema no contiene registros oficiales.</p>`}`
    : ''
}
<p><a href="/oficina">Ingreso del personal</a></p>
</div></footer>
</body>
</html>`;
}
