import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalized } from '../kernel/text.ts';
import { alikeWords, nameDifference } from './alike.ts';

test('unlike names are never "100 %", and what differs is said', () => {
  const [a, b] = ['Asociación de Productoras de Quinua', 'Asociación de Productores de Quinua'];
  expect(alikeWords(a, b, 100)).toBe('Nombres parecidos (99 %)');
  expect(nameDifference(a, b)).toEqual({ same: false, onlyLeft: ['Productoras'], onlyRight: ['Productores'] });
  expect(alikeWords('APROQUI  Asociación', 'Asociacion «Aproqui»', 71)).toBe('El mismo nombre');
});

test('property: 100 % is said of no two names that a person would tell apart, whatever measured them', () => {
  const name = fc.array(
    fc.constantFrom('Asociación', 'asociacion', 'de', 'Productoras', 'Productores', 'Quinua', 'N.º', '2', '12'),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(name, name, fc.integer({ min: 0, max: 100 }), (left, right, score) => {
      const bag = (words: readonly string[]) => words.map(normalized).filter(Boolean).sort().join(' ');
      const said = alikeWords(left.join(' '), right.join(' '), score);
      expect(said === 'El mismo nombre').toBe(bag(left) === bag(right));
      expect(said).not.toContain('100');
    }),
    { numRuns: 300 },
  );
});
