import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkField, checkForm, type FieldSpec, issueProblem, readNumber } from './form.ts';

describe('numbers as typed in Bolivia', () => {
  it.each([
    ['1.234,50', 1234.5],
    ['1234,5', 1234.5],
    ['1234.5', 1234.5],
    ['1.234', 1234],
    ['12.345.678', 12_345_678],
    ['0,5', 0.5],
    ['−3', -3],
    [' 7 ', 7],
  ])('%s', (text, n) => expect(readNumber(text)).toBe(n));
  it.each(['doce', '1,2,3', '1.2.3', '12a', '1,5.0', '--1'])('%s is no number', (text) =>
    expect(readNumber(text)).toBeNaN(),
  );
  it('nothing written is null', () => expect(readNumber('  ')).toBeNull());
});

const today = '2026-11-23';
const check = (spec: FieldSpec, value: unknown) => checkField(spec, value, today)?.code ?? null;

describe('answers', () => {
  it('an optional question may stay empty, a required one may not', () => {
    expect(check({ kind: 'text', name: 'a', label: 'A' }, null)).toBeNull();
    expect(check({ kind: 'text', name: 'a', label: 'A', required: true }, '')).toBe('SIGG-109');
  });
  it('zero is an answer', () => expect(check({ kind: 'number', name: 'n', label: 'N', required: true }, 0)).toBeNull());
  it.each([
    [{ kind: 'number', name: 'n', label: 'N' }, 1.5],
    [{ kind: 'number', name: 'n', label: 'N', min: 1 }, 0],
    [{ kind: 'number', name: 'n', label: 'N' }, Number.NaN],
    [{ kind: 'money', name: 'm', label: 'M' }, -1],
    [
      { kind: 'quantity', name: 'q', label: 'Q', units: [{ code: 'qq', label: 'qq' }] },
      { quantity: -1, unit: 'qq' },
    ],
    [
      { kind: 'quantity', name: 'q', label: 'Q', units: [{ code: 'qq', label: 'qq' }] },
      { quantity: 1, unit: 'kg' },
    ],
    [{ kind: 'choice', name: 'c', label: 'C', options: [{ value: 'a', label: 'A' }] }, 'b'],
  ] as [FieldSpec, unknown][])('%o refuses %o', (spec, value) => expect(check(spec, value)).toBe('SIGG-101'));
  it('a day that has not come, and one before the programme', () => {
    expect(check({ kind: 'date', name: 'd', label: 'D' }, '2099-01-01')).toBe('SIGG-105');
    expect(check({ kind: 'date', name: 'd', label: 'D', min: '2013-01-01' }, '2012-12-31')).toBe('SIGG-106');
    expect(check({ kind: 'date', name: 'd', label: 'D' }, '2026-02-30')).toBe('SIGG-101');
    expect(check({ kind: 'date', name: 'd', label: 'D' }, today)).toBeNull();
  });
  it('a card with letters', () => {
    expect(check({ kind: 'person', name: 'p', label: 'P' }, { ci: '12A4567', complement: '' })).toBe('SIGG-400');
    expect(check({ kind: 'person', name: 'p', label: 'P' }, { ci: '1234567', complement: '1B' })).toBeNull();
  });
  it('a form tells every problem at its field', () => {
    const specs: FieldSpec[] = [
      { kind: 'text', name: 'reason', label: 'Motivo', required: true },
      { kind: 'number', name: 'n', label: 'N', max: 3 },
    ];
    expect(Object.keys(checkForm(specs, { n: 4 }, today))).toEqual(['reason', 'n']);
  });
});

describe('issues of a schema are told in Spanish', () => {
  const schema = z.object({
    name: z.string().check(z.minLength(2)),
    n: z.number().check(z.nonnegative()),
    kind: z.enum(['a', 'b']),
    day: z.string().check(z.refine(() => false, 'fecha no válida')),
  });
  const told = (value: unknown) => {
    const r = schema.safeParse(value);
    return r.success ? [] : r.error.issues.map((i) => issueProblem(i, { name: 'Nombre' }).message);
  };
  it('missing, negative, unknown option, own sentence', () => {
    expect(told({ n: -1, kind: 'c', day: 'x' })).toEqual([
      'Falta completar «Nombre».',
      'El número no puede ser negativo.',
      'Elija una de las opciones de la lista.',
      'Fecha no válida.',
    ]);
  });
  it('nothing English comes through', () => {
    for (const m of told({ name: 'x', n: 'a', kind: null, day: 3 }))
      expect(m).not.toMatch(/invalid|expected|string|number/i);
  });
});
