import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unitWord } from './units.ts';

it('every unit of the catalogue is said for one and for several', () => {
  const units = JSON.parse(
    readFileSync(new URL('../../reference/catalogue/measure_units.json', import.meta.url), 'utf8'),
  ) as { name: string }[];
  expect(units.map((u) => unitWord(u.name, 10_000))).toEqual(units.map((u) => u.name));
  expect(units.map((u) => unitWord(u.name, 125_000))).toEqual([
    'kilogramos',
    'gramos',
    'libras',
    'arrobas',
    'quintales',
    'toneladas',
    'cargas',
    'fanegas',
    'cajas',
    'bolsas',
    'chipas',
    'litros',
    'bidones de 20 litros',
    'cabezas',
    'unidades',
    'docenas',
    'maples de 30',
    'cientos',
    'plantines',
    'amarros',
  ]);
});
