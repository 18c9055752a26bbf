import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../kernel/canonical.ts';
import { checkField, type FieldSpec } from '../kernel/form.ts';
import { OTHER } from '../kernel/noun/body.ts';
import { registerSale } from './sale.ts';
import { saleBody, saleQuestions, saleTotal, saleValues } from './saleForm.ts';
import { registerVisit, visitTopics } from './visit.ts';
import { visitBody, visitQuestions, visitValues } from './visitForm.ts';

const TODAY = '2026-06-15';
const ALLIANCE = '0197730a-0000-7000-8000-000000000001';
const id = fc.integer({ min: 1, max: 9999 }).map((n) => `0197730a-0000-7000-8000-${String(n).padStart(12, '0')}`);
const hash = fc.integer({ min: 0, max: 9 }).map((n) => String(n).repeat(64));
const maybe = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null });

const done = fc.record({
  allianceId: fc.constant(ALLIANCE),
  done: fc.constant(true),
  notDoneReason: fc.constant(null),
  startedAt: fc.constant('2026-06-15T12:00:00.000Z'),
  endedAt: fc.constant(null),
  presentMembers: fc.uniqueArray(id, { maxLength: 4 }),
  presentWomen: maybe(fc.nat(20)),
  presentMen: maybe(fc.nat(20)),
  topics: fc.subarray([...visitTopics], { minLength: 1 }),
  commitments: fc.array(
    fc.record({
      text: fc.constantFrom('vender', 'pesar'),
      who: maybe(fc.constant('Ana')),
      dueOn: maybe(fc.constant('2026-07-01')),
    }),
    {
      maxLength: 2,
    },
  ),
  nextVisitOn: maybe(fc.constant('2026-07-10')),
  notes: maybe(fc.constant('nota')),
  photos: fc.uniqueArray(hash, { maxLength: 3 }),
});
const notDone = done.map((v) => ({
  ...v,
  done: false,
  notDoneReason: 'camino_cortado',
  presentMembers: [],
  presentWomen: null,
  presentMen: null,
  topics: [],
  commitments: [],
}));
const sale = fc
  .record({
    allianceId: fc.constant(ALLIANCE),
    buyer: fc.boolean(),
    productCode: fc.constant('papa'),
    quantity: fc.integer({ min: 1, max: 1e9 }),
    unitCode: fc.constantFrom('qq', 'kg'),
    price: fc.integer({ min: 0, max: 1e8 }),
    qualityMet: maybe(fc.boolean()),
    termMet: maybe(fc.boolean()),
    documentNumber: maybe(fc.constant('F-1')),
    notes: maybe(fc.constant('n')),
    photos: fc.uniqueArray(hash, { maxLength: 2 }),
  })
  .map(({ buyer, ...rest }) => ({
    ...rest,
    buyerId: buyer ? '0197730a-0000-7000-8000-00000000000b' : null,
    buyerOther: buyer ? null : 'Feria',
  }));

const wrong = (specs: readonly FieldSpec[], values: Readonly<Record<string, unknown>>) =>
  specs.map((s) => checkField(s, values[s.name], TODAY)).filter(Boolean);

describe('a record opened in its form and saved untouched', () => {
  it('is the same record, for every visit', () => {
    fc.assert(
      fc.property(fc.oneof(done, notDone), (body) => {
        const values = visitValues(body, TODAY);
        expect(wrong(visitQuestions(values, TODAY), values)).toEqual([]);
        const again = visitBody(ALLIANCE, values);
        expect(canonicalJson(again)).toBe(canonicalJson(body));
        expect(registerVisit.schema.safeParse(again).success).toBe(true);
      }),
    );
  });
  it('is the same record, for every sale, also with a price finer than a centavo', () => {
    fc.assert(
      fc.property(sale, (body) => {
        const again = saleBody(ALLIANCE, saleValues(body, TODAY));
        expect(canonicalJson(again)).toBe(canonicalJson(body));
        expect(registerSale.schema.safeParse(again).success).toBe(true);
      }),
    );
  });
});

describe('the questions of a visit', () => {
  it('ask why it was not done, and nothing about who was there', () => {
    const names = visitQuestions({ done: 'no' }, TODAY).map((q) => q.name);
    expect(names).toContain('notDoneReason');
    expect(names).not.toContain('topics');
    expect(
      wrong(visitQuestions({ done: 'no', occurredOn: TODAY }, TODAY), { done: 'no', occurredOn: TODAY }),
    ).toHaveLength(1);
  });
  it('refuse a day that has not come', () => {
    expect(wrong(visitQuestions({}, TODAY), { done: 'si', occurredOn: '2099-01-01' }).map((p) => p?.code)).toEqual([
      'SIGG-105',
    ]);
  });
  it('take tomorrow, which a phone whose clock is a day behind calls today', () => {
    expect(wrong(visitQuestions({}, TODAY), { done: 'si', occurredOn: '2026-06-16' })).toEqual([]);
    expect(wrong(visitQuestions({}, TODAY), { done: 'si', occurredOn: '2026-06-17' }).map((p) => p?.code)).toEqual([
      'SIGG-105',
    ]);
  });
});

describe('the total of a sale', () => {
  // 12.5 qq at Bs 85.50 are Bs 1,068.75.
  it('is quantity by price', () => {
    expect(saleTotal({ amount: { quantity: 125_000, unit: 'qq' }, unitPrice: 8_550 })).toBe(106_875);
    expect(saleTotal({ amount: null, unitPrice: 8_550 })).toBeNull();
  });
  it('asks the name of another buyer', () => {
    const choices = { buyerId: [], productCode: [], unitCode: [] };
    expect(saleQuestions({ buyer: OTHER }, choices, TODAY).map((q) => q.name)).toContain('buyerOther');
    expect(saleQuestions({}, choices, TODAY).map((q) => q.name)).not.toContain('buyerOther');
  });
});
