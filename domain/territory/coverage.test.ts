import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asksRural, ruralMissing } from './coverage.ts';

const territory = path.join(import.meta.dirname, '../../reference/territory');
const lines = (file: string) =>
  readFileSync(path.join(territory, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('coverage (BR-01)', () => {
  it('asks in the ten capital cities, El Alto among them, and in no other municipality', () => {
    const all = lines('municipalities.csv').map(([code, , department, name]) => ({
      code: code as string,
      department,
      name,
    }));
    const capitals = lines('departments.csv').map(
      ([code, , , , capital]) => all.find((m) => m.department === code && m.name === capital)?.code,
    );
    const asked = all.map((m) => m.code).filter(asksRural);
    expect(asked).toHaveLength(10);
    expect(asked.filter((code) => code !== '020105')).toEqual(capitals);
  });

  it.each([
    ['020101', null, true],
    ['020101', undefined, true],
    ['020101', true, false],
    ['020101', false, true],
    ['010102', null, false],
    ['010102', true, false],
    ['010102', false, true],
    [null, null, false],
    [undefined, undefined, false],
  ] as const)('municipality %s, said %s: missing %s', (municipalityCode, ruralConfirmed, missing) => {
    expect(ruralMissing({ municipalityCode, ruralConfirmed })).toBe(missing);
  });
});
