import type { Publication } from '../../portal/data.ts';
import { type DataColumn, type DataFormat, type Dataset, LICENCE } from '../../portal/pages/data.ts';
import type { Executor } from '../db/database.ts';
import { readAlliances, readComplaintCounts, readFigures, readHeads, readMunicipalities } from '../stores/openData.ts';
import { csvOf } from './csv.ts';
import { workbookOf } from './spreadsheet.ts';

/** A public dataset. Its page, its files and its dictionary follow from this declaration. */
export interface PublicDataset extends Dataset {
  readonly rows: (tx: Executor) => Promise<readonly object[]>;
}

const text = (name: string, about: string): DataColumn => ({ name, type: 'string', about });
const whole = (name: string, about: string): DataColumn => ({ name, type: 'integer', about });
const date = (name: string, about: string): DataColumn => ({ name, type: 'date', about });
const number = (name: string, about: string): DataColumn => ({ name, type: 'number', about });

export const datasets: readonly PublicDataset[] = [
  {
    name: 'cifras',
    title: 'Cifras',
    about: 'Cada indicador para todo el programa y por departamento, unidad, municipio, modelo y producto.',
    formats: ['csv', 'xlsx', 'json'],
    columns: [
      text('indicator', 'Código del indicador en el documento del programa.'),
      text('measure', 'Forma de contarlo; un indicador puede tener varias.'),
      text('dimension', 'Tabla: total, department, unit, municipality, model o product.'),
      text(
        'key',
        'Código del departamento o municipio (INE), de la unidad, del modelo o del producto. Vacío en el total, o si no se conoce.',
      ),
      text('label', 'Su nombre; «Sin dato» cuando no se conoce.'),
      text(
        'status',
        'value: hay valor. noData: sin dato. notDue: aún no exigible. hidden: reservado, por ser menos ' +
          'familias que el mínimo que se publica, o poder deducirse.',
      ),
      number(
        'value',
        'El valor; los porcentajes como fracción (0,314 es 31,4 %). Vacío si no hay valor: nunca es cero por falta de dato.',
      ),
      whole('n', 'Numerador.'),
      whole('d', 'Denominador; 0 donde solo se cuenta.'),
      whole('records', 'Registros validados que lo sostienen; vacío donde decirlo contaría familias.'),
      date('asOf', 'Día al que corresponde, cuando es anterior al corte de la publicación.'),
    ],
    rows: (tx) => readFigures(tx),
  },
  {
    name: 'alianzas',
    title: 'Alianzas',
    about: 'Las alianzas cuyos datos fueron validados, con lo comprometido en sus convenios.',
    formats: ['csv', 'xlsx', 'json'],
    columns: [
      text('code', 'Código de la alianza.'),
      text('name', 'Nombre de la alianza.'),
      text('organisation', 'Organización de productores.'),
      text('departmentCode', 'Código INE del departamento.'),
      text('department', 'Departamento.'),
      text('municipalityCode', 'Código INE del municipio.'),
      text('municipality', 'Municipio.'),
      text('unit', 'Unidad operativa que la atiende.'),
      text('product', 'Producto.'),
      text('rubro', 'Rubro: grupo de productos.'),
      text('state', 'Estado en el ciclo de la alianza.'),
      whole('model', 'Modelo de alianza: 1, 2 o 3.'),
      whole('agreements', 'Convenios validados.'),
      date('signedOn', 'Día de firma del primer convenio validado.'),
      whole('amountProgramme', 'Aporte del programa según los convenios validados, en centavos de boliviano.'),
      whole(
        'amountCounterpart',
        'Contraparte de la organización según los convenios validados, en centavos de boliviano.',
      ),
    ],
    rows: async (tx) => (await readAlliances(tx)).rows,
  },
  {
    name: 'municipios',
    title: 'Municipios',
    about: 'Los municipios, la unidad que los atiende y cuántas alianzas validadas tienen.',
    formats: ['csv', 'xlsx', 'json'],
    columns: [
      text('code', 'Código INE del municipio.'),
      text('name', 'Nombre.'),
      text('province', 'Provincia.'),
      text('departmentCode', 'Código INE del departamento.'),
      text('department', 'Departamento.'),
      text('unit', 'Unidad operativa que lo atiende.'),
      number('lon', 'Longitud de un punto dentro del municipio, en grados (WGS 84).'),
      number('lat', 'Latitud del mismo punto.'),
      whole('alliances', 'Alianzas con datos validados.'),
    ],
    rows: (tx) => readMunicipalities(tx),
  },
  {
    name: 'reclamos',
    title: 'Reclamos',
    about:
      'Reclamos recibidos en cada semestre y gestión y cómo están; por semestre, también de qué tratan, de dónde son y por dónde llegaron.',
    formats: ['csv', 'xlsx', 'json'],
    columns: [
      text('period', 'Semestre (2026-S1) o gestión (2026) en que se recibieron.'),
      text(
        'dimension',
        'Tabla: total, due (exigibles), referred (derivados, sin respuesta), standing (cómo están), category, department, unit o channel.',
      ),
      text(
        'key',
        'Código del estado, del tema, del departamento (INE), de la unidad o del canal. Vacío en el total, o si no se conoce.',
      ),
      text('label', 'Su nombre.'),
      whole(
        'received',
        'Reclamos recibidos. Vacío: ninguno, menos que el mínimo que se publica, o los que permitirían deducir una cuenta así.',
      ),
      whole(
        'inTerm',
        'De ellos, respondidos dentro del plazo de 30 días. Puede faltar hasta que hayan cambiado tantos como el mínimo que se publica.',
      ),
      date('asOf', 'Día al que corresponde la cuenta de todo el programa. Vacío en las demás tablas.'),
    ],
    rows: (tx) => readComplaintCounts(tx),
  },
  {
    name: 'huellas',
    title: 'Huellas de la bitácora',
    about:
      'Las huellas firmadas, para comprobar más adelante que nada fue alterado. Cómo se usan está en la página Integridad.',
    formats: ['csv', 'json'],
    columns: [
      whole('number', 'Número del último asiento.'),
      text('hash', 'Huella encadenada (SHA-256, hexadecimal).'),
      { name: 'publishedAt', type: 'datetime', about: 'Instante de la firma.' },
      text('epoch', 'Época de la base de datos: cambia cuando se repone una copia de respaldo.'),
      text('signature', 'Firma Ed25519, en base64url.'),
      text('publicKey', 'Clave que la comprueba (SPKI), en base64url.'),
    ],
    rows: (tx) => readHeads(tx),
  },
];

export const mediaTypes: Record<DataFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** A dataset as a file. The workbook carries its dictionary on a second sheet. */
export async function datasetFile(
  dataset: Dataset,
  format: DataFormat,
  rows: readonly object[],
): Promise<{ body: string | Uint8Array; mediaType: string; filename: string }> {
  const file = { mediaType: mediaTypes[format], filename: `sigg-${dataset.name}.${format}` };
  if (format === 'json') return { ...file, body: JSON.stringify(rows) };
  const columns = dataset.columns.map((c) => c.name);
  if (format === 'csv') return { ...file, body: csvOf(rows, columns) };
  const dictionary = dataset.columns.map((c) => ({ Columna: c.name, Significado: c.about }));
  return {
    ...file,
    body: await workbookOf([
      { title: dataset.title, columns, rows },
      { title: 'Diccionario', columns: ['Columna', 'Significado'], rows: dictionary },
    ]),
  };
}

/** Everything that is published, for programs (Data Package, https://datapackage.org). @param address of the portal */
export function dataPackage(publication: Publication | null, address: string): object {
  return {
    name: 'sigg-alianzas-rurales',
    title: 'SIGG: alianzas rurales de Bolivia',
    homepage: `${address}/`,
    licenses: [{ name: LICENCE.code, title: LICENCE.name, path: LICENCE.url }],
    ...(publication
      ? {
          created: publication.publishedAt,
          version: `${publication.cutoff}.${publication.sealedNumber}`,
          demonstration: publication.demo,
          official: publication.official,
        }
      : {}),
    resources: datasets
      .filter((d) => d.formats.includes('csv'))
      .map((d) => ({
        name: d.name,
        title: d.title,
        description: d.about,
        path: `${address}/datos/${d.name}.csv`,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: {
          fields: d.columns.map((c) => ({ name: c.name, type: c.type, description: c.about })),
          missingValues: [''],
        },
      })),
  };
}
