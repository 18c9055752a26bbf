import { describe, expect, it } from 'vitest';
import { estimate } from '../../../../domain/monitoring/estimators.ts';
import { type Measure, measureOf } from '../../../../domain/monitoring/indicators.ts';
import { figureView, reached, writtenFigure, writtenParts } from './figures.ts';

const measure = (code: string): Measure => {
  const found = measureOf(code);
  if (!found) throw new Error(code);
  return found;
};
const parts = (n: number, d: number, n0 = 0, d0 = 0, due = true) => ({ n, d, n0, d0, due });
const seen = { name: 'Cobertura', cutoff: '2026-06-15', level: 3, records: 3, declared: null } as const;

describe('a figure in words', () => {
  const coverage = measure('N8-visitas');
  const change = measure('A4');

  it('a share is a percentage with one decimal, with what was divided', () => {
    // 3 of 9 is 33,3 %.
    const figure = estimate('ratio', [parts(3, 9)]);
    expect(writtenFigure(coverage, figure)).toBe('33,3 %');
    expect(writtenParts(coverage, figure)).toBe('3 de 9');
    expect(figureView(coverage, figure, seen)).toMatchObject({ value: 33.3, missing: null, n: 3, d: 9, decimals: 1 });
  });

  it('nothing to divide by, zero, and not due yet are three different things', () => {
    const none = estimate('ratio', []);
    const zero = estimate('ratio', [parts(0, 4)]);
    const later = estimate('change', [parts(10, 1, 5, 1, false)]);
    expect([writtenFigure(coverage, none), writtenFigure(coverage, zero), writtenFigure(change, later)]).toEqual([
      's/d',
      '0,0 %',
      'aún no exigible',
    ]);
    expect(writtenFigure(coverage, { ...none, status: 'hidden' })).toBe('reservado');
    expect(figureView(coverage, none, seen)).toMatchObject({ value: null, missing: 'sd' });
    expect(figureView(coverage, zero, seen)).toMatchObject({ value: 0, missing: null });
    expect(figureView(change, later, seen)).toMatchObject({ value: null, missing: 'notDue' });
  });

  it('what waits to be validated is told beside, and never as 0', () => {
    const declared = estimate('ratio', [parts(6, 9)]);
    const lagOf = (n: number, level: 1 | 2 | 3, status: 'value' | 'noData' = 'value') =>
      figureView(coverage, { ...estimate('ratio', [parts(n, 9)]), status }, { ...seen, level, declared }).lag;
    expect(lagOf(3, 3)).toBe('33,3 % validado de 66,7 % declarado');
    expect(lagOf(3, 2)).toBe('33,3 % verificado de 66,7 % declarado');
    expect(lagOf(0, 3, 'noData')).toBe('Declarado 66,7 %; todavía nada está validado');
    expect([lagOf(6, 3), lagOf(6, 1)]).toEqual([undefined, undefined]);
  });

  it('a change says both amounts, and falls below zero with a sign', () => {
    // Bs 150 a unit against Bs 200 before: a quarter less.
    const figure = estimate('change', [parts(15_000, 1, 20_000, 1)]);
    expect(writtenFigure(change, figure)).toBe('−25,0 %');
    expect(writtenParts(change, figure)).toBe('Bs 150,00 frente a Bs 200,00 antes del proyecto');
  });

  it('an increase is an amount of its unit, with both amounts; of a sum it is told how many lack a datum', () => {
    const increase = measure('A4-aumento');
    const figure = estimate('increase', [parts(1_250_050, 1, 20_000, 1)]);
    expect([writtenFigure(increase, figure), writtenParts(increase, figure)]).toEqual([
      '12.301',
      'Bs 12.500,50 frente a Bs 200,00 antes del proyecto',
    ]);
    expect(figureView(increase, figure, seen)).toMatchObject({
      value: 12_300.5,
      decimals: 0,
      unit: 'Bs a precios pactados',
    });
    const signed = measure('1.2a');
    expect(writtenParts(signed, estimate('sum', [parts(1, 0), parts(0, 0, 1)]))).toBe('más una sin dato');
    expect(writtenFigure(signed, estimate('sum', [parts(0, 0, 1), parts(0, 0, 1)]))).toBe('s/d');
    expect(writtenParts(signed, estimate('sum', [parts(0, 0, 1), parts(0, 0, 1)]))).toBe('más 2 sin dato');
  });

  it('the way to a target ends at it', () => {
    const families = measure('R5');
    expect(reached(families, estimate('sum', [parts(50, 0)]), 200)).toBe(0.25);
    expect(reached(families, estimate('sum', [parts(500, 0)]), 200)).toBe(1);
    expect(reached(coverage, estimate('ratio', []), 30)).toBeNull();
    expect(reached(families, estimate('sum', [parts(1, 0)]), null)).toBeNull();
  });
});
