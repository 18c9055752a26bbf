import { html } from 'hono/html';
import type { Publication } from '../data.ts';
import { type Html, page } from '../layout.ts';

/** One set of open data: its address without ending, what it holds, its columns. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly { readonly name: string; readonly about: string }[];
  readonly formats: readonly ('csv' | 'json')[];
}

/** Downloads, each with its dictionary. */
export function dataPage(publication: Publication | null, datasets: readonly Dataset[]): Html {
  return page(
    'Datos abiertos',
    '/datos',
    publication,
    html`
<h1>Datos abiertos</h1>
<p class="lead">Lo mismo que muestran estas páginas, para usar en una planilla o un programa. No contienen datos de personas; las cifras de menos de cinco personas están reservadas.</p>
${datasets.map(
  (
    d,
  ) => html`<h2>${d.title}</h2><p>${d.about}</p><p>${d.formats.map((f) => html`<a class="button" href="/datos/${d.name}.${f}" download>Descargar ${f.toUpperCase()}</a> `)}</p>
<details><summary>Qué significa cada columna</summary><div class="scroll"><table><tbody>${d.columns.map((c) => html`<tr><td class="mono">${c.name}</td><td>${c.about}</td></tr>`)}</tbody></table></div></details>`,
)}`,
  );
}

/** Not found, in the same language. */
export function notFoundPage(publication: Publication | null): Html {
  return page(
    'No encontrada',
    '',
    publication,
    html`<h1>Esta página no existe</h1><p class="lead">Puede que la dirección esté mal escrita o que haya cambiado.</p><p><a class="button" href="/">Ir a los resultados</a></p>`,
  );
}
