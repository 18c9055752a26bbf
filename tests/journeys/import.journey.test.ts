import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnName } from '../../domain/import/cell.ts';
import { type RunningApp, startApp } from '../helpers/appServer.ts';
import { axe, hasBrowser, launchBrowser, newPerson } from '../helpers/browser.ts';
import { choose, grave, logIn, settled } from './officeSteps.ts';

const PHRASE = 'los datos entran con cuidado';
const ORGANISATIONS = 12;
const FAMILIES = 340;
const OF_EACH = 30;

type Line = Readonly<Record<string, string | number>>;
/** The data that the unit has in its own sheets, by the sheets of the template. */
type Own = Readonly<Record<string, readonly Line[]>>;

const code = (n: number): string => `PRUEBA-${n}`;
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i + 1));
const day = (n: number): string =>
  `${String(1 + (n % 27)).padStart(2, '0')}/${String(1 + (n % 12)).padStart(2, '0')}/2023`;
const syllables = ['ma', 'ri', 'ta', 'lo', 'ne', 'su', 'ka', 'wi', 'cho', 'pa'];
/** A different surname for each number, so that no two people have similar names. */
const surname = (n: number): string => {
  const digits = [...String(n).padStart(3, '0')].map((d) => syllables[Number(d)] ?? '');
  return `Q${digits.join('')}`;
};
const places = ['Caranavi', 'Laja', 'Achacachi', 'Viacha', 'Sorata', 'Patacamaya'];
const names = [
  'Aurora',
  'Bermejo',
  'Cóndor',
  'Duraznal',
  'Encanto',
  'Frontera',
  'Guayabal',
  'Horizonte',
  'Illimani',
  'Jacarandá',
  'Kantuta',
  'Lucero',
];

const good: Own = {
  Organizaciones: many(ORGANISATIONS, (n) => ({
    'Nombre de la organización': `Asociación ${names[n - 1]} de la Prueba`,
    Código: code(n),
    'Unidad operativa': 'UOD La Paz',
    'Etapa o estado': 'En operación',
    Municipio: places[n % places.length] ?? '',
  })),
  Familias: many(FAMILIES, (n) => ({
    // The twelfth organisation has no families, so that none are refused with its row.
    Alianza: n % 2 === 0 ? code(1 + (n % 11)) : `Asociación ${names[n % 11]} de la Prueba`,
    Carnet: String(8_100_000 + n),
    Nombres: n % 3 === 0 ? 'Rosa' : 'Pedro',
    'Apellido paterno': surname(n),
    Sexo: n % 3 === 0 ? 'mujer' : 'hombre',
    'Fecha de nacimiento': `${String(1 + (n % 28)).padStart(2, '0')}/05/${1950 + (n % 45)}`,
    'Ingresó el': '10/01/2022',
  })),
  Compradores: many(3, (n) => ({
    Nombre: `Acopiadora de la Prueba ${names[n]}`,
    'Clase de comprador': 'Empresa',
    NIT: String(700_100_200 + n),
  })),
  Visitas: many(OF_EACH, (n) => ({
    Alianza: code(1 + (n % 11)),
    Fecha: day(n),
    Temas: 'Producción; Comercialización',
    'Mujeres presentes': 4,
    'Hombres presentes': 3,
    'Quién visitó': 'Ana Rojas',
  })),
  Ventas: many(OF_EACH, (n) => ({
    Alianza: code(1 + (n % 11)),
    Fecha: day(n),
    Producto: 'Café',
    Cantidad: `${n},5`,
    'Unidad de medida': 'qq',
    Precio: '1.250,50',
    Comprador: `Acopiadora de la Prueba ${names[1 + (n % 3)]}`,
  })),
};

interface Fault {
  readonly sheet: string;
  /** The row as spreadsheets count it: the headings are row 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
}

/** Mistakes of a person who fills in five sheets. */
const faults: readonly Fault[] = [
  { sheet: 'Organizaciones', row: 13, column: 'Etapa o estado', value: 'en veremos' },
  { sheet: 'Familias', row: 12, column: 'Fecha de nacimiento', value: '32/13/2023' },
  { sheet: 'Familias', row: 40, column: 'Nombres', value: '' },
  { sheet: 'Familias', row: 77, column: 'Sexo', value: 'otro' },
  { sheet: 'Familias', row: 200, column: 'Alianza', value: 'PRUEBA-99' },
  { sheet: 'Familias', row: 300, column: 'Carnet', value: '81O03' },
  { sheet: 'Compradores', row: 4, column: 'NIT', value: '700100201' },
  { sheet: 'Visitas', row: 5, column: 'Temas', value: 'fútbol' },
  { sheet: 'Visitas', row: 9, column: 'Fecha', value: '01/01/2099' },
  { sheet: 'Ventas', row: 7, column: 'Cantidad', value: 'mucho' },
  { sheet: 'Ventas', row: 21, column: 'Precio', value: '-5' },
];

const planted = (own: Own): Own =>
  Object.fromEntries(
    Object.entries(own).map(([sheet, lines]) => [
      sheet,
      lines.map((line, i) => {
        const wrong = faults.filter((fault) => fault.sheet === sheet && fault.row === i + 2);
        return { ...line, ...Object.fromEntries(wrong.map(({ column, value }) => [column, value])) };
      }),
    ]),
  );

/** The downloaded template, filled in under its headings. */
async function filled(template: Uint8Array, own: Own): Promise<{ bytes: Buffer; cellOf: (fault: Fault) => string }> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(template.buffer as ArrayBuffer);
  const at = (sheet: ExcelJS.Worksheet | undefined, heading: string): number => {
    const values = (sheet?.getRow(1).values ?? []) as (string | undefined)[];
    const found = values.indexOf(heading);
    if (found < 1) throw new Error(`${sheet?.name}: no «${heading}»`);
    return found;
  };
  for (const [name, lines] of Object.entries(own)) {
    const sheet = book.getWorksheet(name);
    if (!sheet) throw new Error(`no sheet ${name}`);
    for (const row of [2, 3])
      sheet.getRow(row).eachCell((cell) => {
        cell.value = null;
      });
    for (const [i, line] of lines.entries()) {
      for (const [heading, value] of Object.entries(line))
        if (value !== '') sheet.getRow(i + 2).getCell(at(sheet, heading)).value = value;
    }
  }
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  return {
    bytes,
    cellOf: ({ sheet, row, column }) => `${sheet}!${columnName(at(book.getWorksheet(sheet), column) - 1)}${row}`,
  };
}

/** A person with a new account brings in the data of their unit alone, from the template to the lists. */
describe.runIf(hasBrowser())('the data of a unit', () => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Creates an account with its role, and returns the code that is handed over on paper. */
  async function account(): Promise<string> {
    const admin = await (await newPerson(browser)).newPage();
    await logIn(admin, app.base, 'demo.admin.ti');
    const dialog = admin.getByRole('dialog');
    await admin.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: 'Usuarios', exact: true }).click();
    await admin.getByRole('button', { name: 'Nuevo usuario' }).click();
    await dialog.getByLabel('Nombre completo').fill('Elena Vargas Ticona');
    await dialog
      .getByRole('group', { name: /Carnet/ })
      .getByRole('textbox')
      .first()
      .fill('5432109');
    await dialog.getByLabel('Nombre de usuario').fill('elena.vargas');
    await dialog.getByRole('button', { name: 'Guardar' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Elena Vargas Ticona' }).waitFor();
    await admin.getByRole('button', { name: 'Otorgar rol' }).click();
    await choose(dialog, 'Rol', 'Oficial de alianzas');
    await choose(dialog, 'Unidad', 'UOD La Paz');
    await dialog.getByRole('button', { name: 'Otorgar rol', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await admin.getByRole('button', { name: 'Código para poner contraseña' }).click();
    await dialog.getByRole('radio', { name: 'La contraseña', exact: true }).check();
    await dialog.getByRole('button', { name: 'Hacer el código' }).click();
    return (await dialog.locator('.code-text').textContent()) ?? '';
  }

  async function newcomer(): Promise<Page> {
    const paper = await account();
    const page = await (await newPerson(browser)).newPage();
    await page.goto(`${app.base}/oficina/`);
    await page.getByRole('link', { name: 'Ya tengo un código' }).click();
    await page.getByLabel('Usuario').fill('elena.vargas');
    await page.getByLabel('Código').fill(paper);
    await page.getByLabel('Contraseña', { exact: true }).fill(PHRASE);
    await page.getByLabel('Repita la contraseña').fill(PHRASE);
    await page.getByRole('button', { name: 'Guardar la contraseña' }).click();
    await page.getByText('La contraseña está guardada').waitFor();
    await logIn(page, app.base, 'elena.vargas', PHRASE);
    return page;
  }

  const menu = (page: Page, screen: string) =>
    page.getByRole('navigation', { name: 'Menú' }).getByRole('link', { name: screen, exact: true }).click();
  const bring = async (page: Page, bytes: Buffer) => {
    await menu(page, 'Importar');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'datos de la unidad.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
    await page.getByRole('button', { name: 'Revisar sin guardar' }).click();
    await page.getByRole('button', { name: 'Revisar otra vez' }).waitFor({ timeout: 60_000 });
  };
  /** The number of refused rows of the file. */
  const out = (page: Page) =>
    page.locator('.counter').filter({ hasText: 'No entran' }).locator('.counter-value').textContent();

  it('comes in from the template: each fault at its cell, mended, and then in the lists', {
    timeout: 240_000,
  }, async () => {
    const page = await newcomer();
    const began = Date.now();
    await menu(page, 'Importar');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Bajar todas en un libro' }).click();
    const template = new Uint8Array(readFileSync(await (await download).path()));

    const wrong = await filled(template, planted(good));
    await bring(page, wrong.bytes);
    await choose(page, 'Qué pasa', 'No entra');
    await settled(page);
    const problems = page.getByRole('region', { name: /Problemas por fila/ });
    const told = (await problems.getByRole('table').innerText()).replaceAll(/\s+/g, ' ');
    for (const fault of faults)
      expect(told, `${fault.sheet} ${fault.row} ${fault.column}`).toContain(wrong.cellOf(fault));
    expect(told).toContain('«32/13/2023» no es una fecha');
    // Sales to the buyer whose row is refused are refused too, with that reason; one of them also has a fault of its
    // own.
    const withIt = (good.Ventas ?? []).filter((line) => line.Comprador === good.Compradores?.[2]?.Nombre).length - 1;
    expect(told).toContain('está en la hoja Compradores, fila 4, que no entra');
    expect(Number(await out(page))).toBe(faults.length + withIt);
    expect(grave(await axe(page))).toEqual([]);

    const mended = await filled(template, good);
    await bring(page, mended.bytes);
    expect(await out(page)).toBe('0');
    const rows = ORGANISATIONS + FAMILIES + 3 + 2 * OF_EACH;
    await page.getByRole('button', { name: `Importar ${rows} filas` }).click();
    await page.getByText('Terminada').waitFor({ timeout: 90_000 });
    await settled(page);
    expect(await out(page)).toBe('0');
    console.log(`import of ${rows} rows from the template to the lists: ${Math.round((Date.now() - began) / 1000)} s`);

    await menu(page, 'Organizaciones');
    await page.getByRole('searchbox').first().fill('de la Prueba');
    await page.getByText(`${ORGANISATIONS} en total`).waitFor();
    await menu(page, 'Alianzas');
    await page.getByLabel('Buscar por nombre, código u organización').fill(code(2));
    await page.getByRole('link', { name: /Bermejo de la Prueba/ }).click();
    const families = many(FAMILIES, (n) => n).filter((n) => n % 11 === 1).length;
    await page.getByRole('link', { name: new RegExp(`^${families} · ver la lista`) }).click();
    await page.getByRole('heading', { level: 1, name: 'Familias inscritas' }).waitFor();
    await page.getByText(`${families} en total`).waitFor();
    for (const noun of ['visit', 'sale']) {
      const answer = await page
        .context()
        .request.get(`${app.base}/api/q/verification.batches?noun=${noun}&unit=LPZ&pageSize=200`);
      const { data } = (await answer.json()) as { data: { rows: { waiting: number; month: string }[] } };
      const waiting = data.rows
        .filter(({ month }) => month.startsWith('2023'))
        .reduce((sum, batch) => sum + batch.waiting, 0);
      expect([noun, waiting]).toEqual([noun, OF_EACH]);
    }
  });
});
