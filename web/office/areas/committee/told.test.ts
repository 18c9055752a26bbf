import { expect, test } from 'vitest';
import type { BoardRow, BoardRun } from '../../../../domain/committee/views.ts';
import { counterpartShare, onlyIn, perFamily, reachedBy, writtenPoints } from './told.ts';

const row = (id: string, enters: boolean, more: Partial<BoardRow> = {}) =>
  ({
    allianceId: id,
    name: id,
    enters,
    amountPar: 70_00,
    amountCounterpart: 30_00,
    families: 7,
    women: 3,
    ...more,
  }) as BoardRow;
const run = (...rows: BoardRow[]) => ({ rows }) as unknown as BoardRun;

test('what enters is added up, and of whom the families are not known is counted apart', () => {
  const of = run(
    row('a', true, { department: 'Beni' }),
    row('b', true, { families: null, women: null }),
    row('c', false),
  );
  expect(reachedBy(of)).toEqual({
    alliances: 2,
    amount: 140_00,
    families: 7,
    women: 3,
    unknown: 1,
    departments: ['Beni'],
  });
});

test('two runs are told apart by who enters in one of them alone', () => {
  const [one, other] = [run(row('a', true), row('b', false)), run(row('a', false), row('b', true))];
  expect([onlyIn(one, other), onlyIn(other, one), onlyIn(one, one)]).toEqual([['a'], ['b'], []]);
});

test('shares and amounts for each family are told exactly, and not where something is not known', () => {
  expect([counterpartShare(row('a', true)), counterpartShare(row('a', true, { amountCounterpart: null }))]).toEqual([
    '30,0 %',
    null,
  ]);
  expect([perFamily(row('a', true)), perFamily(row('a', true, { families: null }))]).toEqual(['Bs 10,00', null]);
  expect(writtenPoints(861_234)).toBe('86,12');
});
