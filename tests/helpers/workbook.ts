import { type ZipPart, zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface WorkbookSheet {
  readonly name?: string;
  /** The XML inside `sheetData`: rows. */
  readonly rows: string;
  /** The XML before and after it. */
  readonly before?: string;
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WorkbookMore {
  /** The `si` elements. */
  readonly texts?: string;
  /** The XML inside `styleSheet`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly parts?: readonly ZipPart[];
}

/**
 * A workbook made from the XML of its sheets, so that a test can put into a cell whatever a program could have written.
 */
export function workbookOf(sheets: readonly WorkbookSheet[], more: WorkbookMore = {}): Uint8Array {
  const names = sheets.map((sheet, i) => sheet.name ?? `Hoja${i + 1}`);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const listed = sheets.map(
    (s, i) => `<sheet name="${names[i]}" sheetId="${i + 1}" r:id="s${i + 1}"${s.state ? ` state="${s.state}"` : ''}/>`,
  );
  return zipOf([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Override PartName="/xl/workbook.xml" ' +
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${more.date1904 ? '<workbookPr date1904="1"/>' : ''}` +
        `<sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        `<Relationships xmlns="${PACKAGE}">`,
        ...sheets.map((_, i) => relation(`s${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        more.texts === undefined ? '' : relation('t', 'sharedStrings', 'sharedStrings.xml'),
        more.styles === undefined ? '' : relation('y', 'styles', 'styles.xml'),
        '</Relationships>',
      ].join(''),
    },
    ...sheets.map(({ rows, before = '', after = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
    ...(more.texts === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${more.texts}</sst>` }]),
    ...(more.styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${more.styles}</styleSheet>` }]),
    ...(more.parts ?? []),
  ]);
}

/** A row of cells with text. */
export function textRow(number: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, i) => `<c r="${String.fromCharCode(65 + i)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}
