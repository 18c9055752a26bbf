import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Known, oddities, type Said } from './plausible.ts';

const known: Known = {
  place: { lon: -63.18, lat: -17.78 },
  families: 30,
  agreed: [
    { buyerId: 'b', unitCode: 'qq', price: 1_000_000, factor: 460_000, quantityPerCycle: 5_000_000 },
    { buyerId: 'c', unitCode: 'kg', price: null, factor: 10_000, quantityPerCycle: null },
  ],
  usual: { price: 900_000, quantity: 100_000, count: 5 },
};
const fine: Said = {
  occurredOn: '2026-06-10',
  capturedOn: '2026-06-10',
  place: { lon: -63.2, lat: -17.8 },
  buyerId: 'b',
  price: 1_000_000,
  unitCode: 'qq',
  quantity: 100_000,
  factor: 460_000,
  people: 25,
};
const codes = (more: Partial<Said>, at: Partial<Known> = {}) => oddities({ ...fine, ...more }, { ...known, ...at }).map((o) => o.code);

describe('what is asked where it is typed', () => {
  it('nothing of what is near what is known', () => expect(codes({})).toEqual([]));

  it.each([
    ['0, 0', { lon: 0, lat: 0 }, 'La posición es 0°, 0°: el GPS no la tomó.'],
    ['Lima', { lon: -77.03, lat: -12.05 }, 'La posición está fuera de Bolivia.'],
    ['the ocean', { lon: -0.02, lat: 0 }, 'La posición está fuera de Bolivia.'],
  ])('a position at %s', (_where, place, sentence) => {
    expect(oddities({ ...fine, place }, { ...known, place: null }).map((o) => o.sentence)).toEqual([sentence]);
  });

  it('a position 258 km away, not one of the next valley', () => {
    expect(codes({ place: { lon: -65.6, lat: -17.78 } })).toEqual(['place']);
    expect(codes({ place: { lon: -63.5, lat: -17.9 } })).toEqual([]);
    expect(codes({ place: null })).toEqual([]);
  });

  it('a price 1,000 times the agreed one, or a thousandth of it, or none; in another unit too', () => {
    expect(oddities({ ...fine, price: 1_000_000_000 }, known).map((o) => o.sentence)).toEqual(['El precio es 1.000 veces más que lo acordado.']);
    expect(codes({ price: 1_000 })).toEqual(['price']);
    expect(codes({ price: 0 })).toEqual(['price']);
    // Bs 100 for a quintal of 46 kg are Bs 2,17 for a kilo.
    expect(codes({ unitCode: 'kg', factor: 10_000, price: 21_700, quantity: 4_600_000 }, { usual: null })).toEqual([]);
    expect(codes({ unitCode: 'kg', factor: 10_000, price: 1_000_000, quantity: 4_600_000 }, { usual: null })).toEqual(['price']);
    // Twice the price is a good year.
    expect(codes({ price: 2_000_000 })).toEqual([]);
  });

  it('of a buyer without an agreed price by the others, without any by what is usual, without that not at all', () => {
    expect(codes({ buyerId: null, price: 1_000_000_000 })).toEqual(['price']);
    expect(codes({ price: 1_000_000_000 }, { agreed: [] })).toEqual(['price']);
    expect(codes({ price: 1_000_000_000 }, { agreed: [], usual: { price: 900_000, quantity: 100_000, count: 2 } })).toEqual([]);
    expect(codes({ price: 1_000_000_000 }, { agreed: [], usual: null })).toEqual([]);
  });

  it('a quantity beyond twice the cycle, a day of long ago, more people than the families can be', () => {
    expect(codes({ quantity: 11_000_000 }, { usual: null })).toEqual(['quantity']);
    expect(codes({ quantity: 9_000_000 }, { usual: null })).toEqual([]);
    expect(codes({ occurredOn: '2026-03-01' })).toEqual(['date']);
    expect(codes({ occurredOn: '2026-05-01' })).toEqual([]);
    expect(codes({ people: 300 })).toEqual(['people']);
    expect(codes({ people: 300 }, { families: null })).toEqual([]);
  });

  it('of what nothing is known nothing is asked, but for the impossible', () => {
    const nothing: Known = { place: null, families: null, agreed: [], usual: null };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), fc.integer({ min: 1, max: 1e10 }), fc.nat(5000), (price, quantity, people) => {
        expect(oddities({ ...fine, price, quantity, people }, nothing)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(oddities({ ...fine, place: { lon: 0, lat: 0 }, price: 0 }, nothing).map((o) => o.code)).toEqual(['place', 'price']);
  });
});
