import { type Problem, problem } from '../../../domain/kernel/problem.ts';

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte);
/** How many bytes are searched for the names of parts of a zip file or of an old Office file. */
const BEGINNING = 64 * 1024;

/**
 * The problem of a spreadsheet in a format that is not read, recognised by its content, with what its owner can do;
 * null for everything else.
 */
export function foreignFormat(bytes: Uint8Array): Problem | null {
  const text = () =>
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, BEGINNING)).toString('latin1');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return all.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? problem('importLocked')
      : problem('importOldExcel');
  }
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) {
    const head = text();
    if (head.slice(30, 200).includes('application/vnd.oasis.opendocument.spreadsheet'))
      return problem('importOpenDocument');
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (all.includes('xl/workbook.bin')) return problem('importBinaryExcel');
    if (all.includes('Index/Document.iwa')) return problem('importNumbers');
    return null;
  }
  // Some programs call .xls what is a page, or XML, with a table in it; any other page is no spreadsheet.
  const page = /^(?:\xef\xbb\xbf)?\s*</.test(text().slice(0, 200)) && /<(?:\w+:)?table[\s>]/i.test(text());
  return page ? problem('importWebPage') : null;
}
