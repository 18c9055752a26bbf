import { html } from 'hono/html';
import { writtenDay } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { Publication } from '../data.ts';
import { fewFamilies } from '../figure.ts';
import { type Html, page } from '../layout.ts';

export type DataFormat = 'csv' | 'xlsx' | 'json';

/** A column of an open dataset: its name in the files, the kind of its values, and what it means. */
export interface DataColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date' | 'datetime';
  readonly about: string;
}

/** One set of open data: its address without ending, what it holds, its columns. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly DataColumn[];
  readonly formats: readonly DataFormat[];
}

/** Terms of use of everything that is published here. */
export const LICENCE = {
  code: 'CC-BY-4.0',
  name: 'Creative Commons Atribución 4.0 Internacional',
  url: 'https://creativecommons.org/licenses/by/4.0/deed.es',
} as const;

const formatNames: Record<DataFormat, string> = { csv: 'CSV', xlsx: 'Excel', json: 'JSON' };
const typeNames: Record<DataColumn['type'], string> = {
  string: 'texto',
  integer: 'entero',
  number: 'número',
  date: 'fecha',
  datetime: 'instante (UTC)',
};

/** Downloads, each with its dictionary. */
export function dataPage(publication: Publication | null, datasets: readonly Dataset[]): Html {
  return page(
    'Datos abiertos',
    '/datos',
    publication,
    html`
<h1>Datos abiertos</h1>
<p class="lead">Lo mismo que muestran estas páginas, para usar en una planilla o en un programa. Las direcciones de los
  archivos no cambian: siempre traen la última
  publicación${publication ? html` (ahora, con corte al ${writtenDay(publication.cutoff)})` : ''}.</p>
${datasets.map(
  (d) =>
    html`<section aria-labelledby="${d.name}"><h2 id="${d.name}">${d.title}</h2><p>${d.about}</p><p class="buttons">
      ${d.formats.map(
        (f) => html`<a class="button" href="/datos/${d.name}.${f}" download>${formatNames[f]}<span
      class="only-read"> de ${d.title.toLowerCase()}</span></a> `,
      )}</p>
<details><summary>Qué significa cada columna (${String(d.columns.length)})</summary>
  <div class="scroll" tabindex="0" role="region" aria-label="Columnas de ${d.title.toLowerCase()}"><table><thead><tr>
  <th scope="col">Columna</th><th scope="col">Tipo</th><th scope="col">Significado</th></tr></thead>
  <tbody>${d.columns.map(
    (c) => html`<tr><th scope="row" class="mono">${c.name}</th><td>${typeNames[c.type]}</td><td>${c.about}</td></tr>`,
  )}</tbody></table></div></details></section>`,
)}
<h2>Para programas</h2>
<p><a href="/datos/datapackage.json">datapackage.json</a> describe todos los archivos y sus columnas en el formato Data
  Package. Los archivos CSV están en UTF-8, separados por comas, con punto decimal.</p>
<h2 id="licencia">Licencia y cómo citar</h2>
<p>Puede copiar, usar y publicar estos datos, también con fines comerciales, si dice de dónde vienen:
  <a href="${LICENCE.url}" rel="license">${LICENCE.name}</a> (CC BY 4.0).</p>
<p class="note">SIGG, alianzas rurales de Bolivia. Registros validados${
      publication
        ? ` hasta el ${writtenDay(publication.cutoff)}, asiento ${writtenNumber(publication.sealedNumber)} de la bitácora`
        : ''
    }.${publication?.demo ? ' Datos de demostración: inventados.' : ''}</p>
<h2>Qué no contienen</h2>
<p>Nombres, cédulas, teléfonos ni fotos de personas; compradores; el lugar exacto de una comunidad; y cuentas de
  ${fewFamilies(publication)}. <a href="/acerca#privacidad">Qué no se publica y por qué</a>.</p>`,
  );
}
