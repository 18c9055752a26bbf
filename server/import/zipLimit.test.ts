import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readSheet } from './readSheet.ts';
import { opensWithin } from './zipLimit.ts';

/** A zip file of one entry that declares whatever size it is told to. */
function zipOf(content: Buffer, declared: number, name = 'xl/worksheets/sheet1.xml'): Uint8Array {
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]));
}

const MB = 1024 * 1024;

describe('a spreadsheet that opens into more than it should', { timeout: 60_000 }, () => {
  test('an honest workbook passes', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('a').addRows([
      ['Organización', 'Familias'],
      ['APROQUI', 25],
    ]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await opensWithin(bytes, 5 * MB)).toBe(true);
    expect((await readSheet(bytes)).rows).toEqual([{ number: 2, cells: ['APROQUI', '25'] }]);
  });

  test('300 MB of blanks in 300 KB are refused without being opened, also when they say that they are small', async () => {
    const bomb = zipOf(Buffer.alloc(300 * MB, 0x20), 1000);
    expect(bomb.length).toBeLessThan(MB);
    const before = process.memoryUsage().arrayBuffers;
    expect(await opensWithin(bomb, 64 * MB)).toBe(false);
    await expect(readSheet(bomb)).rejects.toMatchObject({ problem: { code: 'SIGG-503' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * MB);
  });

  test('what only looks like a zip file', async () => {
    expect(await opensWithin(new Uint8Array([0x50, 0x4b, 3, 4]), MB)).toBe(false);
    expect(await opensWithin(zipOf(Buffer.from('<a/>'), 4).slice(0, 60), MB)).toBe(false);
    await expect(readSheet(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]))).rejects.toMatchObject({ problem: { code: 'SIGG-503' } });
  });

  test('a table of three million empty lines, and one of a single endless line', async () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    await expect(readSheet(encode(`a,b\n1,2${'\n'.repeat(3_000_000)}`))).rejects.toMatchObject({ problem: { code: 'SIGG-503' } });
    await expect(readSheet(encode(`a,b\n${','.repeat(3_000_000)}`))).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^SIGG-5/) } });
  });
});
