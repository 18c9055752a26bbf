import { expect, test } from 'vitest';
import { readContent } from './fileContent.ts';

test.each(['utf8', 'utf16le', 'latin1'] as const)('a table as text is one in %s, and nothing else is', async (encoding) => {
  const text = `${encoding === 'latin1' ? '' : '\ufeff'}nombre;etapa\nÑandú;Operación\n`;
  expect((await readContent(new Uint8Array(Buffer.from(text, encoding))))?.mediaType).toBe('text/csv');
  expect(await readContent(Uint8Array.from([0xff, 0xfe, 1, 0, 2, 0, 3, 0]))).toBeNull();
  expect(await readContent(new Uint8Array(Buffer.from('<!doctype html><script>', encoding)))).toBeNull();
});
