import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../kernel/command.ts';
import type { Envelope } from '../kernel/envelope.ts';
import type { Actor } from '../people/actor.ts';
import { agreementAnnulled, overlaps } from './agreementTerms.ts';
import {
  annulBusinessAgreement,
  type BusinessAgreement,
  correctBusinessAgreement,
  recordBusinessAgreement,
} from './businessAgreement.ts';

const day = fc.option(
  fc.integer({ min: 1, max: 28 }).map((d) => `2026-02-${String(d).padStart(2, '0')}`),
  { nil: null },
);
const terms = fc
  .record({
    buyerId: fc.constantFrom('a', 'b'),
    productCode: fc.constantFrom('QUINUA', 'PAPA'),
    startsOn: day,
    endsOn: day,
  })
  .filter((t) => !t.startsOn || !t.endsOn || t.startsOn <= t.endsOn);

describe('two agreements about the same', () => {
  it('overlap exactly when both are in force on some day, with the same buyer and product', () => {
    const days = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? '2026-01-31' : i === 29 ? '2026-03-01' : `2026-02-${String(i).padStart(2, '0')}`,
    );
    const holds = (t: { startsOn: string | null; endsOn: string | null }, on: string) =>
      (t.startsOn ?? on) <= on && on <= (t.endsOn ?? on);
    fc.assert(
      fc.property(terms, terms, (a, b) => {
        const shared =
          a.buyerId === b.buyerId && a.productCode === b.productCode && days.some((on) => holds(a, on) && holds(b, on));
        expect(overlaps(a, b)).toBe(shared);
        expect(overlaps(b, a)).toBe(shared);
      }),
    );
  });
});

describe('a sale under an annulled agreement', () => {
  const sale = { buyerId: 'a', productCode: 'QUINUA', occurredOn: '2026-02-10' };
  const annulled = { buyerId: 'a', productCode: 'QUINUA', startsOn: null, endsOn: '2026-02-10', annulled: true };

  it('says so when all that support it were annulled; not when another is in force, nor when there never was one', () => {
    expect(agreementAnnulled([annulled], sale)).toBe(true);
    expect(agreementAnnulled([annulled, { ...annulled, annulled: false }], sale)).toBe(false);
    expect(
      agreementAnnulled([annulled, { ...annulled, annulled: false, startsOn: '2026-02-11', endsOn: null }], sale),
    ).toBe(true);
    expect(agreementAnnulled([], sale)).toBe(false);
    for (const other of [{ productCode: 'PAPA' }, { buyerId: 'b' }, { buyerId: null }, { occurredOn: '2026-02-11' }])
      expect(agreementAnnulled([annulled], { ...sale, ...other }), JSON.stringify(other)).toBe(false);
  });
});

const agreement = (more: Partial<BusinessAgreement> = {}): BusinessAgreement => ({
  id: 'v1',
  recordId: 'r1',
  version: 1,
  baseVersion: null,
  standing: 'current',
  level: 1,
  annulled: false,
  observedReason: null,
  allianceId: 'x',
  buyerId: 'a',
  productCode: 'QUINUA',
  quantityPerCycle: null,
  unitCode: null,
  price: null,
  baselineQuantity: null,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  annulledReason: null,
  unitId: 'LPZ',
  ...more,
});
const rule = (
  definition: typeof recordBusinessAgreement,
  body: unknown,
  facts: Record<string, unknown>,
  baseVersion: number | null = 1,
): Decision =>
  definition.decide({
    command: { id: 'c1', subjectId: 'r1', baseVersion, body } as Envelope,
    actor: {} as Actor,
    facts: {
      'of:buyerId': { id: 'a' },
      'of:productCode': { code: 'QUINUA' },
      'of:unitCode': null,
      'of:allianceId': { unitId: 'LPZ' },
      conflict: null,
      others: [],
      ...facts,
    },
    receivedAt: '2026-06-15T14:00:00.000Z',
    today: '2026-06-15',
  });
const code = (decision: Decision) => (decision.outcome === 'refuse' ? decision.problem.code : decision.outcome);
const written = (decision: Decision) =>
  'changes' in decision ? decision.changes.map((c) => c.row as unknown as Partial<BusinessAgreement>) : [];

describe('registering and correcting', () => {
  const body = { allianceId: 'x', buyerId: 'a', productCode: 'QUINUA', startsOn: '2026-06-01', endsOn: null };
  const other = agreement({ recordId: 'r9', id: 'v9' });

  it('asks about an equal one; who says that it is another registers it, and the row does not keep that answer', () => {
    const asked = rule(recordBusinessAgreement, body, { others: [other] });
    expect(asked).toMatchObject({ outcome: 'refuse', problem: { code: 'SIGG-341', details: { id: 'r9' } } });
    const said = rule(recordBusinessAgreement, { ...body, besides: true }, { others: [other] });
    expect(written(said)).toMatchObject([{ annulled: false, annulledReason: null, buyerId: 'a' }]);
    expect(written(said)[0]).not.toHaveProperty('besides');
    expect(code(rule(recordBusinessAgreement, { ...body, startsOn: '2027-01-01' }, { others: [other] }))).toBe(
      'accept',
    );
  });

  it('asks about a correction only when buyer, product or dates move; and the remaining date never goes back', () => {
    const facts = {
      current: agreement(),
      base: agreement(),
      others: [agreement({ recordId: 'r9', startsOn: '2027-01-01', endsOn: null })],
    };
    expect(code(rule(correctBusinessAgreement, { price: 5 }, { ...facts, others: [other] }))).toBe('accept');
    expect(code(rule(correctBusinessAgreement, { endsOn: '2027-03-01' }, facts))).toBe('SIGG-341');
    expect(code(rule(correctBusinessAgreement, { endsOn: '2027-03-01', besides: true }, facts))).toBe('accept');
    expect(code(rule(correctBusinessAgreement, { endsOn: '2025-12-31' }, facts))).toBe('SIGG-320');
  });
});

describe('annulling', () => {
  const reason = { reason: 'se registró dos veces' };

  it('makes a new version with its reason, at the first level; the earlier one stays as it was', () => {
    const current = agreement({ level: 3 });
    expect(written(rule(annulBusinessAgreement, reason, { current }))).toEqual([
      { ...current, standing: 'superseded' },
      { ...current, id: 'c1', version: 2, baseVersion: 1, level: 1, annulled: true, annulledReason: reason.reason },
    ]);
  });

  it('is refused a second time, over a version not looked at, and with two values in dispute', () => {
    expect(code(rule(annulBusinessAgreement, reason, { current: null }))).toBe('SIGG-210');
    expect(
      code(rule(annulBusinessAgreement, reason, { current: agreement({ annulled: true, annulledReason: 'x' }) })),
    ).toBe('SIGG-340');
    expect(code(rule(annulBusinessAgreement, reason, { current: agreement({ version: 2 }) }))).toBe('SIGG-110');
    expect(code(rule(annulBusinessAgreement, reason, { current: agreement(), conflict: { id: 'z' } }))).toBe(
      'SIGG-335',
    );
  });

  it('refuses to correct an annulled one; when the annulment was observed, a correction brings it back', () => {
    const annulled = agreement({ version: 2, annulled: true, annulledReason: 'x' });
    expect(code(rule(correctBusinessAgreement, { price: 5 }, { current: annulled, base: agreement() }))).toBe(
      'SIGG-340',
    );
    const observed = { ...annulled, level: 0, observedReason: 'el acuerdo sí rige' };
    expect(code(rule(correctBusinessAgreement, { price: 5 }, { current: observed, base: agreement() }, 1))).toBe(
      'SIGG-110',
    );
    const back = written(rule(correctBusinessAgreement, {}, { current: observed, base: observed }, 2)).at(-1);
    expect(back).toMatchObject({ version: 3, annulled: false, annulledReason: null, observedReason: null, level: 1 });
    const same = agreement({ recordId: 'r9' });
    expect(code(rule(correctBusinessAgreement, {}, { current: observed, base: observed, others: [same] }, 2))).toBe(
      'SIGG-341',
    );
  });
});
