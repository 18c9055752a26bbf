import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParameterValue, parameters, readOn } from '../monitoring/parameters.ts';
import { oddities as judge, type Known, type Said } from './plausible.ts';

const known: Known = {
  programmeId: 'PAR2FA',
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
const oddities = (said: Said, at: Known, list: readonly ParameterValue[] = []) =>
  judge(said, at, readOn(list, said.occurredOn, at.programmeId));
const codes = (more: Partial<Said>, at: Partial<Known> = {}) =>
  oddities({ ...fine, ...more }, { ...known, ...at }).map((o) => o.code);

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
    expect(oddities({ ...fine, price: 1_000_000_000 }, known).map((o) => o.sentence)).toEqual([
      'El precio es 1.000 veces más que lo acordado.',
    ]);
    expect(codes({ price: 1_000 })).toEqual(['price']);
    expect(codes({ price: 0 })).toEqual(['price']);
    // Bs 100 for a quintal of 46 kg are Bs 2,17 for a kilo.
    expect(codes({ unitCode: 'kg', factor: 10_000, price: 21_700, quantity: 4_600_000 }, { usual: null })).toEqual([]);
    expect(codes({ unitCode: 'kg', factor: 10_000, price: 1_000_000, quantity: 4_600_000 }, { usual: null })).toEqual([
      'price',
    ]);
    // Twice the price is a good year.
    expect(codes({ price: 2_000_000 })).toEqual([]);
  });

  it('of a buyer without an agreed price by the others, without any by what is usual, without that not at all', () => {
    expect(codes({ buyerId: null, price: 1_000_000_000 })).toEqual(['price']);
    expect(codes({ price: 1_000_000_000 }, { agreed: [] })).toEqual(['price']);
    expect(
      codes({ price: 1_000_000_000 }, { agreed: [], usual: { price: 900_000, quantity: 100_000, count: 2 } }),
    ).toEqual([]);
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
    const nothing: Known = { programmeId: 'PAR2FA', place: null, families: null, agreed: [], usual: null };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e10 }),
        fc.integer({ min: 1, max: 1e10 }),
        fc.nat(5000),
        (price, quantity, people) => {
          expect(oddities({ ...fine, price, quantity, people }, nothing)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
    expect(oddities({ ...fine, place: { lon: 0, lat: 0 }, price: 0 }, nothing).map((o) => o.code)).toEqual([
      'place',
      'price',
    ]);
  });

  it('each threshold is the parameter of the day of the fact and of the programme', () => {
    const since = (key: keyof typeof parameters, value: number, programmeId = 'PAR2FA'): ParameterValue[] => [
      { programmeId, key, value: parameters[key].initial, validFrom: '2017-01-01', validTo: '2026-05-31' },
      { programmeId, key, value, validFrom: '2026-06-01', validTo: null },
    ];
    const few = { price: 900_000, quantity: 100_000, count: 2 };
    const cases: [keyof typeof parameters, number, Partial<Said>, Partial<Known>, string][] = [
      ['unlikelyDistanceKm', 10, { place: { lon: -63.5, lat: -17.9 } }, {}, 'place'],
      ['unlikelyPriceTimes', 2, { price: 2_000_000 }, {}, 'price'],
      ['unlikelyCycleTimes', 1, { quantity: 6_000_000 }, { usual: null }, 'quantity'],
      ['unlikelySaleTimes', 10, { quantity: 1_000_000 }, {}, 'quantity'],
      ['unlikelySalesBefore', 2, { price: 9_000_000 }, { agreed: [], usual: few }, 'price'],
      ['unlikelyLateDays', 30, { capturedOn: '2026-07-20' }, {}, 'date'],
      ['unlikelyPeoplePerFamily', 2, { people: 70 }, {}, 'people'],
    ];
    expect(cases.map(([key]) => key).sort()).toEqual(
      Object.keys(parameters)
        .filter((key) => key.startsWith('unlikely'))
        .sort(),
    );
    for (const [key, value, said, at, code] of cases) {
      const asked = (list: ParameterValue[], occurredOn = fine.occurredOn, capturedOn = fine.capturedOn) =>
        oddities({ ...fine, capturedOn, ...said, occurredOn }, { ...known, ...at }, list).map((o) => o.code);
      expect(parameters[key].assumption, key).toBe(true);
      expect(asked([]), key).toEqual([]);
      expect(asked(since(key, value)), key).toEqual([code]);
      expect(asked(since(key, value, 'PAR1')), key).toEqual([]);
      // A change does not reach what happened before it.
      if (key !== 'unlikelyLateDays') expect(asked(since(key, value), '2026-05-31', '2026-05-31'), key).toEqual([]);
    }
    expect(
      oddities({ ...fine, occurredOn: '2026-05-31', capturedOn: '2026-07-20' }, known, since('unlikelyLateDays', 30)),
    ).toEqual([]);
  });
});
