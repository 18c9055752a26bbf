import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from './envelope.ts';
import { makeId } from './ids.ts';
import { correct, levels, sameValue, type VersionHead } from './versions.ts';

const fields = ['a', 'b', 'c'] as const;
type Field = (typeof fields)[number];
type Record3 = VersionHead & { readonly [F in Field]: number | null };

const id = (n: number) => makeId(n, new Uint8Array(16).fill(n));
const command = { id: id(9), subjectId: id(1), baseVersion: 1 } as Envelope;
const value = fc.option(fc.nat(3), { nil: null });
const content = fc.record({ a: value, b: value, c: value });
const version = (n: number, row: { [F in Field]: number | null }, level: number = levels.registered): Record3 => ({
  ...row,
  id: id(n),
  recordId: id(1),
  version: n,
  baseVersion: null,
  standing: 'current',
  level,
  annulled: false,
});
const partial = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });
const run = (base: Record3, current: Record3, incoming: Partial<{ [F in Field]: number | null }>) =>
  correct<Record3>({ noun: 'thing', command, fields, current, base, incoming, place: { unitId: 'LPZ' } });

describe('correcting', () => {
  it('applies what only one person changed; one field with two values is a conflict; nothing else is ever lost', () => {
    fc.assert(
      fc.property(content, content, partial, fc.constantFrom(0, 1, 2, 3), (baseRow, currentRow, incoming, level) => {
        const base = version(1, baseRow);
        const current = version(2, currentRow, level);
        const decision = run(base, current, incoming);
        const mine = fields.filter((f) => f in incoming && !sameValue(base[f], incoming[f]));
        const clash = mine.filter((f) => !sameValue(base[f], current[f]) && !sameValue(current[f], incoming[f]));
        if (mine.length === 0 && level !== levels.observed) {
          expect(decision).toEqual({ outcome: 'accept', changes: [] });
          return;
        }
        expect(decision.outcome).toBe(clash.length > 0 ? 'conflict' : 'accept');
        if (decision.outcome !== 'accept' && decision.outcome !== 'conflict') throw new Error('neither');
        const written = decision.changes.find((c) => c.op === 'insert' && c.noun === 'thing')
          ?.row as unknown as Record3;
        for (const f of fields) expect(written[f] ?? null).toBe((mine.includes(f) ? incoming[f] : current[f]) ?? null);
        expect(written).toMatchObject({
          level: levels.registered,
          recordId: current.recordId,
          version: 3,
          baseVersion: 1,
        });
        const superseded = decision.changes.filter((c) => c.op === 'update');
        if (clash.length > 0) {
          expect(decision).toMatchObject({ fields: clash });
          expect(written.standing).toBe('proposed');
          expect(superseded).toEqual([]);
          expect(decision.changes.find((c) => c.noun === 'conflict')?.row).toMatchObject({
            status: 'open',
            fields: clash,
            currentId: current.id,
            proposedId: written.id,
            unitId: 'LPZ',
          });
        } else {
          expect(written.standing).toBe('current');
          // The earlier version keeps its content and the level it had reached.
          expect(superseded.map((c) => c.row)).toEqual([{ ...current, standing: 'superseded' }]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('an observed record is queued again even if the correction says nothing new', () => {
    const row = { a: 1, b: 2, c: null };
    expect(run(version(1, row, levels.observed), version(1, row, levels.observed), { a: 1 })).toMatchObject({
      outcome: 'accept',
      changes: [{ op: 'update' }, { op: 'insert' }],
    });
  });

  it('for example: families 30 by one person and a community by another both stay; 30 against 28 is a conflict', () => {
    const base = version(1, { a: 25, b: null, c: null });
    const current = version(2, { a: 30, b: null, c: null });
    expect(run(base, current, { b: 7 })).toMatchObject({ outcome: 'accept', changes: [{}, { row: { a: 30, b: 7 } }] });
    expect(run(base, current, { a: 28 })).toMatchObject({ outcome: 'conflict', fields: ['a'] });
    expect(run(base, current, { a: 30 })).toMatchObject({ outcome: 'accept' });
  });
});
