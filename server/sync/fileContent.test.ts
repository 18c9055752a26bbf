import sharp from 'sharp';
import { expect, test } from 'vitest';
import { workbookOf } from '../../tests/helpers/workbook.ts';
import { readContent, thumbnail } from './fileContent.ts';

test.each(['utf8', 'utf16le', 'latin1'] as const)(
  'a table as text is one in %s, and nothing else is',
  async (encoding) => {
    const text = `${encoding === 'latin1' ? '' : '\ufeff'}nombre;etapa\nÑandú;Operación\n`;
    expect((await readContent(new Uint8Array(Buffer.from(text, encoding))))?.mediaType).toBe('text/csv');
    expect(await readContent(Uint8Array.from([0xff, 0xfe, 1, 0, 2, 0, 3, 0]))).toBeNull();
    expect(await readContent(new Uint8Array(Buffer.from('<!doctype html><script>', encoding)))).toBeNull();
  },
);

test('a workbook broken at any one byte is told as what it is or as nothing, and never fails', async () => {
  const bytes = workbookOf([{ rows: '<row r="1"><c><v>1</v></c></row>' }]);
  const types = new Set<string>();
  for (let at = 0; at < Math.min(bytes.length, 400); at += 1) {
    const broken = Uint8Array.from(bytes);
    broken[at] = 0xff - (broken[at] ?? 0);
    types.add((await readContent(broken))?.mediaType ?? 'none');
  }
  expect(
    [...types].filter(
      (type) => !['none', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'].includes(type),
    ),
  ).toEqual([]);
});

test('a photo that is taken can be shown small, whatever is broken in it', async () => {
  const noise = Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, i) => (i * 7919) % 256));
  const bytes = new Uint8Array(
    await sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })
      .jpeg()
      .toBuffer(),
  );
  let shown = 0;
  for (let at = 300; at < bytes.length; at += 23) {
    const broken = Uint8Array.from(bytes);
    broken[at] = 0xff - (broken[at] ?? 0);
    if (!(await readContent(broken))) continue;
    expect((await thumbnail(broken, 160)).length).toBeGreaterThan(0);
    shown += 1;
  }
  expect(shown).toBeGreaterThan(10);
});
