import { describe, expect, test } from 'vitest';
import { wordsOfStates } from '../alliance/states.ts';
import { column, columnsFor, columnsOf, tableOf } from './columns.ts';
import { choice, choices, count, day, flag, money, price, quantity, text } from './noun/kinds.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly total: number;
  readonly state: 'open' | 'settled';
  readonly gaps: readonly ('a' | 'b')[];
  readonly since: string | null;
  readonly secret: string;
}

const row: Row = {
  id: '1',
  code: 'A-1',
  total: 250,
  state: 'open',
  gaps: ['a', 'b'],
  since: null,
  secret: 'x',
};

describe('declared columns', () => {
  test('a count called total is downloaded as itself, and money called total in bolivianos', () => {
    expect(tableOf(columnsOf<Row>({ total: count('total') }), [row], 'full').rows).toEqual([{ Total: 250 }]);
    expect(tableOf(columnsOf<Row>({ total: money('total') }), [row], 'full').rows).toEqual([{ Total: 2.5 }]);
    const many = columnsOf<{ p: number; q: number }>({ p: price('precio'), q: quantity('cantidad', 'kg') });
    expect(tableOf(many, [{ p: 25_000, q: 120_000 }], 'full').rows).toEqual([{ Precio: 2.5, Cantidad: 12 }]);
  });

  test('a state is written in the words of what the row is, whatever others are called', () => {
    const own = columnsOf<Row>({ state: choice('estado', { open: 'Sin resolver', settled: 'Resuelto' }) });
    expect(tableOf(own, [row], 'full').rows).toEqual([{ Estado: 'Sin resolver' }]);
    const alliances = columnsOf<{ state: keyof typeof wordsOfStates }>({ state: choice('estado', wordsOfStates) });
    expect(tableOf(alliances, [{ state: 'CERRADA' }], 'full').rows).toEqual([{ Estado: 'Cerrada' }]);
  });

  test('in the order declared, with a heading each even of no rows, codes in words, empty ones empty', () => {
    const columns = columnsOf<Row>({
      since: day('desde'),
      gaps: choices('datos por completar', { a: 'uno', b: 'dos' }),
      code: column('código', (code: string) => code.toLowerCase()),
    });
    expect(tableOf(columns, [row], 'full')).toEqual({
      headings: ['Desde', 'Datos por completar', 'Código'],
      rows: [{ Desde: null, 'Datos por completar': 'uno; dos', Código: 'a-1' }],
    });
    expect(tableOf(columns, [], 'full').headings).toEqual(['Desde', 'Datos por completar', 'Código']);
  });

  test('what is not declared is not downloaded, nor what the view does not see', () => {
    const columns = columnsOf<Row>({
      code: text('código').open('published'),
      total: count('total').open('noPersonal'),
      since: column('desde', (value: string) => value).open('noPersonal'),
      id: text('identificador'),
    });
    expect(columnsFor(columns, 'full')).toEqual(['code', 'total', 'since', 'id']);
    expect(columnsFor(columns, 'noPersonal')).toEqual(['code', 'total', 'since']);
    expect(tableOf(columns, [row], 'published')).toEqual({ headings: ['Código'], rows: [{ Código: 'A-1' }] });
  });

  test('a column that the row has not, of another kind than its value or without a word for it does not compile', () => {
    // @ts-expect-error the row has no `name`
    columnsOf<Row>({ name: text('nombre') });
    // @ts-expect-error a text is no number
    columnsOf<Row>({ code: count('código') });
    // @ts-expect-error `settled` has no word
    columnsOf<Row>({ state: choice('estado', { open: 'Sin resolver' }) });
    // @ts-expect-error a number is neither yes nor no
    columnsOf<Row>({ total: flag('total') });
    expect(true).toBe(true);
  });
});
