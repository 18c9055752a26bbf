import type { Dataset } from '../../portal/pages/data.ts';
import type { Executor } from '../db/database.ts';
import { readAlliances, readFigures, readHeads, readMunicipalities } from '../stores/openData.ts';

/** A public dataset: its page, its files and its dictionary follow from this entry. */
export interface PublicDataset extends Dataset {
  readonly rows: (tx: Executor) => Promise<readonly object[]>;
}

const EVERY = { limit: 100_000, offset: 0 };

export const datasets: readonly PublicDataset[] = [
  {
    name: 'cifras',
    title: 'Cifras',
    about: 'Cada indicador para todo el programa y por departamento, unidad, municipio, modelo y producto.',
    formats: ['csv', 'json'],
    columns: [
      { name: 'indicator', about: 'Código del indicador en el documento del programa.' },
      { name: 'measure', about: 'Forma de contarlo; un indicador puede tener varias.' },
      { name: 'dimension', about: 'Tabla: total, department, unit, municipality, model o product.' },
      { name: 'key, label', about: 'Código y nombre del departamento, municipio, producto… Vacío o «Sin dato» cuando no se conoce.' },
      { name: 'status', about: 'value: hay valor. noData: sin dato. notDue: aún no exigible. hidden: reservado.' },
      { name: 'value', about: 'El valor; los porcentajes como fracción (0,314 es 31,4 %).' },
      { name: 'n, d', about: 'Numerador y denominador.' },
      { name: 'records', about: 'Registros validados que lo sostienen, donde se puede decir.' },
    ],
    rows: (tx) => readFigures(tx),
  },
  {
    name: 'alianzas',
    title: 'Alianzas',
    about: 'Las alianzas cuyos datos fueron validados.',
    formats: ['csv', 'json'],
    columns: [
      { name: 'code, name', about: 'Código y nombre de la alianza.' },
      { name: 'organisation', about: 'Organización de productores.' },
      { name: 'departmentCode, department', about: 'Departamento (código INE y nombre).' },
      { name: 'municipalityCode, municipality', about: 'Municipio (código INE y nombre).' },
      { name: 'unit', about: 'Unidad operativa que la atiende.' },
      { name: 'product, rubro', about: 'Producto y rubro.' },
      { name: 'state', about: 'Estado en el ciclo de la alianza.' },
      { name: 'model', about: 'Modelo de alianza: 1, 2 o 3.' },
    ],
    rows: async (tx) => (await readAlliances(tx, EVERY)).rows,
  },
  {
    name: 'municipios',
    title: 'Municipios',
    about: 'Los 339 municipios, la unidad que los atiende y cuántas alianzas validadas tienen.',
    formats: ['csv', 'json'],
    columns: [
      { name: 'code, name', about: 'Código INE y nombre.' },
      { name: 'province, department', about: 'Provincia y departamento.' },
      { name: 'unit', about: 'Unidad operativa.' },
      { name: 'lon, lat', about: 'Un punto dentro del municipio, en grados.' },
      { name: 'alliances', about: 'Alianzas con datos validados.' },
    ],
    rows: (tx) => readMunicipalities(tx),
  },
  {
    name: 'huellas',
    title: 'Huellas de la bitácora',
    about: 'Las últimas huellas firmadas, para comprobar más adelante que nada fue alterado.',
    formats: ['json'],
    columns: [
      { name: 'number', about: 'Número de la última anotación.' },
      { name: 'hash', about: 'Huella encadenada (SHA-256).' },
      { name: 'publishedAt', about: 'Instante de publicación.' },
      { name: 'signature, publicKey', about: 'Firma Ed25519 y clave que la comprueba, en base64url.' },
    ],
    rows: (tx) => readHeads(tx),
  },
];
