import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadSolver } from '../../server/publishing/highs.ts';
import { nextDisclosure } from '../publishing/disclosure.ts';
import type { Solver } from '../publishing/program.ts';
import { type CountedComplaint, complaintLayout, complaintTableNames, type Timeliness } from './complaintCounts.ts';
import { type ComplaintsTold, countsOf, nextTold, toldCounts } from './complaintsTold.ts';

const MINIMUM = 5;
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

const complaint = (more: Partial<CountedComplaint> = {}): CountedComplaint => ({
  receivedOn: '2026-03-10',
  timeliness: 'inTerm',
  due: true,
  referred: false,
  category: 'servicio',
  department: '02',
  unit: 'LPZ',
  channel: 'oficina',
  ...more,
});
const many = (n: number, more: Partial<CountedComplaint> = {}) => Array.from({ length: n }, () => complaint(more));
const publish = (before: ComplaintsTold | null, complaints: readonly CountedComplaint[], today = '2026-06-15') =>
  nextTold(
    before,
    nextDisclosure(before?.disclosure ?? null, countsOf(complaints), complaintLayout, solver, MINIMUM),
    complaints,
    { minimum: MINIMUM, today },
  );

const KEYS = {
  category: ['servicio', 'violencia_o_acoso', ''],
  department: ['02', '07', ''],
  unit: ['LPZ', 'SCZ', ''],
  channel: ['oficina', 'portal'],
};
const rowsOf = (told: ComplaintsTold, period = '2026-S1') => toldCounts(told, period, KEYS);
const cell = (told: ComplaintsTold, dimension: string, key = '', period = '2026-S1') => {
  const row = rowsOf(told, period).find((r) => r.dimension === dimension && r.key === key);
  return row && [row.received, row.inTerm];
};

test('a small count is not told, nor one it follows from, nor that there is none; the whole country is', () => {
  const told = publish(null, [
    ...many(12),
    ...many(3, { category: 'violencia_o_acoso', department: '07', unit: 'SCZ' }),
  ]);
  expect([
    cell(told, 'category', 'violencia_o_acoso'),
    cell(told, 'category', 'servicio'),
    cell(told, 'category', ''),
  ]).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect([cell(told, 'total'), cell(told, 'channel', 'oficina'), cell(told, 'total', '', '2026')]).toEqual([
    [15, 15],
    [15, 15],
    [15, 15],
  ]);
  expect(cell(told, 'total', '', '2025-S1')).toEqual([0, 0]);
});

test('how they stand is told of the whole country; sent elsewhere, due and late ones apart', () => {
  const told = publish(null, [
    ...many(6),
    ...many(2, { timeliness: 'late' }),
    ...many(1, { timeliness: 'overdue', referred: true }),
    ...many(3, { timeliness: 'open', due: false }),
  ]);
  const timeliness = (key: Timeliness) => cell(told, 'standing', key)?.[0];
  expect([timeliness('inTerm'), timeliness('late'), timeliness('overdue'), timeliness('open')]).toEqual([6, 2, 1, 3]);
  expect([cell(told, 'due'), cell(told, 'referred')]).toEqual([
    [9, 6],
    [1, 0],
  ]);
});

test('one more answered moves the country and no row; five more move the row', () => {
  const open = { timeliness: 'open' as const };
  const first = publish(null, [
    ...many(10),
    ...many(10, open),
    ...many(10, { category: 'violencia_o_acoso', channel: 'portal' }),
  ]);
  expect(cell(first, 'category', 'servicio')).toEqual([20, 10]);
  const second = publish(first, [
    ...many(11),
    ...many(9, open),
    ...many(10, { category: 'violencia_o_acoso', channel: 'portal' }),
  ]);
  expect([cell(second, 'category', 'servicio'), cell(second, 'total')]).toEqual([
    [20, 10],
    [30, 21],
  ]);
  const third = publish(second, [
    ...many(15),
    ...many(5, open),
    ...many(10, { category: 'violencia_o_acoso', channel: 'portal' }),
  ]);
  expect(cell(third, 'category', 'servicio')).toEqual([20, 15]);
});

test('a number that waits is told with the day it is of, as are those who stand in it', () => {
  const first = publish(null, many(14, { timeliness: 'open', due: false }), '2026-06-15');
  // One more, and all late: with its row standing still, the new number would tell of one.
  const late = { timeliness: 'overdue' as const };
  const second = publish(first, many(15, late), '2026-06-20');
  const whole = (told: ComplaintsTold) =>
    rowsOf(told).filter((r) => r.dimension === 'total' || r.key === 'open' || r.key === 'overdue');
  const told = (received: number, asOf: string) => expect.objectContaining({ received, asOf });
  expect(whole(second)).toEqual([told(14, '2026-06-15'), told(0, '2026-06-15'), told(14, '2026-06-15')]);
  const third = publish(second, many(19, late), '2026-06-25');
  expect(whole(third)).toEqual([told(19, '2026-06-25'), told(19, '2026-06-25'), told(0, '2026-06-25')]);
  expect(rowsOf(third).find((r) => r.dimension === 'unit')?.asOf).toBeNull();
});

test('nothing new is told anew', () => {
  const told = publish(null, many(9));
  expect(publish(told, many(9))).toBe(told);
  // As it comes back from where it is kept.
  const kept = JSON.parse(JSON.stringify(told)) as ComplaintsTold;
  expect(publish(kept, many(9)).revision).toBe(told.revision);
});

test('in any story of publications a row is never small, never changes by few, and its part is never more than it', () => {
  const any = fc.record({
    half: fc.constantFrom('2026-03-10', '2026-08-10'),
    category: fc.constantFrom('servicio', 'violencia_o_acoso', null),
    place: fc.constantFrom(['02', 'LPZ'] as const, ['07', 'SCZ'] as const),
    channel: fc.constantFrom('oficina', 'portal'),
    timeliness: fc.constantFrom<Timeliness>('inTerm', 'late', 'overdue', 'open'),
  });
  let rows = 0;
  fc.assert(
    fc.property(fc.array(fc.array(any, { minLength: 1, maxLength: 14 }), { minLength: 2, maxLength: 4 }), (stages) => {
      let told: ComplaintsTold | null = null;
      const all: CountedComplaint[] = [];
      const was = new Map<string, { received: number; inTerm: number }>();
      for (const stage of stages) {
        for (const { half, category, place, channel, timeliness } of stage)
          all.push(
            complaint({
              receivedOn: half,
              category,
              department: place[0],
              unit: place[1],
              channel,
              timeliness,
              due: timeliness !== 'open',
            }),
          );
        told = publish(told, all);
        for (const period of ['2026-S1', '2026-S2'])
          for (const { dimension, key, received, inTerm } of rowsOf(told, period)) {
            if (!(complaintTableNames as readonly string[]).includes(dimension)) continue;
            if (received === null || inTerm === null) {
              expect(received).toBe(inTerm);
              continue;
            }
            rows += 1;
            const before = was.get(`${period} ${dimension} ${key}`);
            expect(received).toBeGreaterThanOrEqual(MINIMUM);
            expect(inTerm).toBeLessThanOrEqual(received);
            const [more, better] = [
              Math.abs(received - (before?.received ?? received)),
              Math.abs(inTerm - (before?.inTerm ?? inTerm)),
            ];
            expect(more === 0 || more >= MINIMUM).toBe(true);
            expect(more > 0 || better === 0 || better >= MINIMUM).toBe(true);
            was.set(`${period} ${dimension} ${key}`, { received, inTerm });
          }
      }
    }),
    { numRuns: 60 },
  );
  expect(rows).toBeGreaterThan(100);
});
