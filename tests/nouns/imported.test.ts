import { expect, test } from 'vitest';
import { guessImportable, guessMapping } from '../../domain/import/guess.ts';
import { NOTHING } from '../../domain/import/importable.ts';
import { importables, rowImportablesOf } from '../../domain/import/importables.ts';
import { isReadable, type KnownNames } from '../../domain/import/readField.ts';
import { readRow } from '../../domain/import/readRow.ts';
import { commandsOf } from '../../domain/kernel/noun/commands.ts';
import { beginFields } from '../../domain/kernel/noun/life.ts';
import { problem } from '../../domain/kernel/problem.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import { lives } from '../../domain/nouns.ts';
import { MAX_SHEETS } from '../../server/import/sheet/workbook.ts';
import { probe, probeLife } from './probe.ts';

/**
 * A noun can be imported from a sheet because it is declared: nothing names the probe except its declaration
 * (tests/nouns/probe.ts).
 */
const all = rowImportablesOf([...lives, probeLife]);
const importable = all.find(({ name }) => name === 'probe');
const known: KnownNames = {
  today: '2026-06-15',
  find: (to, said) =>
    to === 'unit' && said === 'La Paz'
      ? { id: 'LPZ' }
      : { problem: problem('importUnknownName', { what: 'la unidad', said }) },
};
const headers = [
  'Nombre',
  'Clase',
  'Temas',
  'Revisada',
  'Hecha el',
  'Vista a las',
  'Costo',
  'Precio',
  'Peso',
  'Familias',
  'Parte',
  'Unidad',
];

test('a declared noun has a column for every field that a cell can hold, under its label', () => {
  if (!importable) throw new Error('the probe is not importable');
  const fields = beginFields(probeLife).filter((name) => isReadable(probe.fields[name as keyof typeof probe.fields]));
  expect(Object.keys(importable.columns)).toEqual([...fields, 'rowKey', 'example']);
  expect(fields.map((name) => upperFirst(importable.columns[name]?.facts.label ?? ''))).toEqual(headers);
  expect(guessImportable(all, null, headers)).toBe('probe');
  expect(guessImportable(all, 'Sondas', ['Nombre'])).toBe('probe');
  expect(guessImportable(all, 'Otra', ['nada', 'de', 'esto'])).toBe(NOTHING);
});

test('its cells are read by the kinds of its fields, and the body is what its command takes', () => {
  if (!importable) throw new Error('the probe is not importable');
  const cells = [
    'Una sonda',
    'SEGUNDA',
    'equis; Yé',
    'Sí',
    '10/03/2024',
    '10/03/2024 14:30',
    '1.250,50',
    12.5,
    '3,25',
    7,
    '25 %',
    'La Paz',
  ];
  const read = readRow(importable, { number: 2, cells }, guessMapping(importable, headers), known);
  expect(read.problems).toEqual([]);
  const [told] = importable.commands(read.values ?? {}, {
    id: (part) => `00000000-0000-7000-8000-0000000000${part === 'row' ? 'a1' : 'a2'}`,
    source: null,
  });
  expect(told).toMatchObject({
    kind: 'probe.register',
    body: {
      name: 'Una sonda',
      kind: 'b',
      topics: ['x', 'y'],
      checked: true,
      madeOn: '2024-03-10',
      seenAt: '2024-03-10T18:30:00.000Z',
      cost: 125_050,
      unitPrice: 125_000,
      weight: 32_500,
      families: 7,
      part: 2_500,
      unitId: 'LPZ',
    },
  });
  const command = commandsOf(probeLife).find(({ kind }) => kind === told.kind);
  expect(command?.schema.safeParse(told.body).success).toBe(true);
});

test('every fault is told of its column and keeps the row out', () => {
  if (!importable) throw new Error('the probe is not importable');
  const cells = ['', 'tercera', 'zeta', 'quizás', '32/13/2023', 'ayer', '-4', 'doce', 'mucho', '2,5', '140', 'Luna'];
  const read = readRow(importable, { number: 9, cells }, guessMapping(importable, headers), known);
  expect(read.values).toBeNull();
  expect(read.problems.map(({ field, problem: { code } }) => [field, code])).toEqual([
    ['name', 'SIGG-566'],
    ['kind', 'SIGG-565'],
    ['topics', 'SIGG-565'],
    ['checked', 'SIGG-565'],
    ['madeOn', 'SIGG-528'],
    ['seenAt', 'SIGG-528'],
    ['cost', 'SIGG-531'],
    ['unitPrice', 'SIGG-530'],
    ['weight', 'SIGG-530'],
    ['families', 'SIGG-530'],
    ['part', 'SIGG-532'],
    ['unitId', 'SIGG-567'],
  ]);
  const later = readRow(
    importable,
    { number: 9, cells: ['Una', 'primera', '', '', '10/03/2027'] },
    guessMapping(importable, headers),
    known,
  );
  expect(later.problems.map(({ problem: { code } }) => code)).toEqual(['SIGG-563']);
});

test('no two importables are called alike, and what others name comes before them', () => {
  console.log(`importable: ${importables.map(({ name }) => name).join(', ')}`);
  expect(new Set(importables.map(({ many }) => many)).size).toBe(importables.length);
  for (const [i, { name, columns }] of importables.entries()) {
    const wanted = new Set(Object.values(columns).map(({ facts }) => facts.options.to ?? ''));
    const later = importables.slice(i + 1).filter((other) => other.gives.some((to) => wanted.has(to)));
    expect([name, later.map((other) => other.name)]).toEqual([name, []]);
  }
  for (const { name, columns } of importables) {
    const labels = Object.values(columns).map(({ facts }) => facts.label);
    expect([name, labels.length]).toEqual([name, new Set(labels).size]);
  }
});

test('a book with a sheet of everything is looked into whole, its explanation included', () => {
  console.log(`sheets of everything: ${importables.length}`);
  expect(importables.length + 2).toBeLessThan(MAX_SHEETS);
});
