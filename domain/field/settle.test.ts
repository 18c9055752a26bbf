import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/dates.ts';
import type { AnyRow } from '../kernel/noun/noun.ts';
import { type AllianceSayings, followUps } from './followCommitments.ts';
import {
  type CommitmentRow,
  commitmentDue,
  commitmentId,
  commitmentStatuses,
  isSettled,
  NO_LONGER_SAID,
  type Settlement,
  settlementSchema,
  type VisitSaying,
} from './settle.ts';

const ALLIANCE = '00000000-0000-7000-8000-00000000000a';
const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const visit = (n: number, occurredOn: string, more: Partial<VisitSaying> = {}): VisitSaying => ({
  id: idOf(n),
  occurredOn,
  annulled: false,
  commitments: [],
  ...more,
});
const CANAL = { text: 'Limpiar el canal', who: 'la directiva', dueOn: '2026-03-10' };
const FIRST = visit(1, '2026-03-01', { commitments: [CANAL] });
const canal = commitmentId(FIRST.id, CANAL.text);
const settled = (how: Settlement['how'], more: Partial<Settlement> = {}): Settlement => ({
  commitmentId: canal,
  how,
  ...more,
});
const one = (visits: VisitSaying[], rows: CommitmentRow[] = []) =>
  commitmentStatuses(visits, rows).find((s) => s.id === canal);

/** What *sistema* would leave in the table, however often and whenever it comes by. */
function followed(rows: AllianceSayings['rows'], visits: readonly VisitSaying[]): AllianceSayings['rows'] {
  const alliance = { id: ALLIANCE, unitId: 'LPZ', programmeId: 'PAR2FA', demo: false };
  const ups = followUps({ alliance, visits: visits.map((v) => ({ ...v, recordId: v.id, authorId: idOf(99) })), rows });
  const next = new Map(rows.map((r) => [r.id, r]));
  for (const { after } of ups) next.set(after.id, after as CommitmentRow & AnyRow);
  return [...next.values()];
}
const plain = (rows: readonly CommitmentRow[]) =>
  rows
    .map((r) => [r.id, r.state, r.stateSince, commitmentDue(r), r.reason, r.settledIn])
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

describe('what was agreed in a visit', () => {
  it('stays open, and overdue, however many visits come that say nothing of it', () => {
    const later = Array.from({ length: 12 }, (_, i) =>
      visit(10 + i, addDays('2026-03-20', 30 * i), { commitments: [{ text: `Otro ${i}`, dueOn: null }] }),
    );
    const open = one([FIRST, ...later]);
    expect(open).toMatchObject({
      state: 'PENDIENTE',
      what: CANAL.text,
      who: CANAL.who,
      promisedOn: CANAL.dueOn,
      saidOn: FIRST.occurredOn,
      visitId: FIRST.id,
    });
    expect(commitmentStatuses([FIRST, ...later], []).filter((s) => !isSettled(s.state))).toHaveLength(13);
  });

  it('is fulfilled, moved or dropped by a later visit, with its reason, and stays one thing', () => {
    const moved = visit(2, '2026-04-01', { settled: [settled('move', { dueOn: '2026-04-20', reason: 'llovió' })] });
    const again = visit(3, '2026-05-01', { settled: [settled('move', { dueOn: '2026-05-20', reason: 'siembra' })] });
    const done = visit(4, '2026-06-01', { settled: [settled('fulfil')] });
    expect(one([FIRST, moved])).toMatchObject({
      state: 'TRASLADADO',
      movedTo: '2026-04-20',
      reason: 'llovió',
      settledIn: moved.id,
    });
    const end = one([FIRST, moved, again, done]);
    expect(end).toMatchObject({
      state: 'CUMPLIDO',
      stateSince: '2026-06-01',
      promisedOn: '2026-03-10',
      movedTo: '2026-05-20',
    });
    expect(end?.said.map((s) => [s.how, s.on, s.reason])).toEqual([
      ['move', '2026-04-01', 'llovió'],
      ['move', '2026-05-01', 'siembra'],
      ['fulfil', '2026-06-01', null],
    ]);
    expect(
      one([FIRST, visit(2, '2026-04-01', { settled: [settled('drop', { reason: 'ya no hace falta' })] }), again]),
    ).toMatchObject({ state: 'DESCARTADO' });
  });

  it('goes back to open when the visit that settled it is corrected, annulled or said by mistake', () => {
    const done = visit(2, '2026-04-01', { settled: [settled('fulfil')] });
    const rows = followed([], [FIRST, done]);
    expect(rows[0]).toMatchObject({ state: 'CUMPLIDO', fulfilledOn: '2026-04-01' });
    for (const wrong of [
      { ...done, annulled: true },
      { ...done, settled: [] },
    ]) {
      expect(followed(rows, [FIRST, wrong])[0]).toMatchObject({
        state: 'PENDIENTE',
        fulfilledOn: null,
        stateSince: FIRST.occurredOn,
      });
    }
  });

  it('is dropped, with its reason, once its own visit says it no longer; and comes back', () => {
    const rows = followed([], [FIRST]);
    const gone = followed(rows, [{ ...FIRST, commitments: [] }]);
    expect(gone[0]).toMatchObject({ state: 'DESCARTADO', reason: NO_LONGER_SAID });
    expect(followed(gone, [FIRST])[0]).toMatchObject({ state: 'PENDIENTE', reason: null });
  });

  it('is not heard about a time before the last word of the office', () => {
    const office = {
      ...(followed([], [FIRST])[0] as CommitmentRow & AnyRow),
      state: 'TRASLADADO',
      movedTo: '2026-07-01',
      officeOn: '2026-05-15',
      settledIn: null,
    };
    const before = visit(2, '2026-05-10', { settled: [settled('fulfil')] });
    const after = visit(3, '2026-06-10', { settled: [settled('fulfil')] });
    expect(one([FIRST, before], [office])).toMatchObject({ state: 'TRASLADADO', movedTo: '2026-07-01' });
    expect(one([FIRST, before, after], [office])).toMatchObject({ state: 'CUMPLIDO', settledIn: after.id });
    const closed = { ...office, state: 'CUMPLIDO' };
    expect(one([FIRST, { ...after, settled: [settled('drop', { reason: 'x' })] }], [closed])).toMatchObject({
      state: 'CUMPLIDO',
    });
    // Even where the visit no longer says it.
    expect(one([{ ...FIRST, commitments: [] }], [closed])).toMatchObject({ state: 'CUMPLIDO' });
  });

  it('needs a new day to be moved, and a reason to be moved or dropped', () => {
    const ok = (s: Settlement) => settlementSchema.safeParse(s).success;
    expect(ok(settled('fulfil'))).toBe(true);
    expect(ok(settled('move', { dueOn: '2026-04-01', reason: 'llovió' }))).toBe(true);
    expect(ok(settled('move', { reason: 'llovió' }))).toBe(false);
    expect(ok(settled('move', { dueOn: '2026-04-01', reason: ' ' }))).toBe(false);
    expect(ok(settled('drop'))).toBe(false);
  });

  it('stands the same in whatever order visits arrive, and however often they are followed up', () => {
    const how = fc.constantFrom<Settlement['how']>('fulfil', 'move', 'drop');
    const story = fc.array(
      fc.record({ day: fc.nat(20), says: fc.nat(2), about: fc.nat(5), how, to: fc.nat(30), annulled: fc.nat(9) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    let settledOnes = 0;
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (steps, order) => {
        const visits = steps.map((s, i) =>
          visit(i + 1, addDays('2026-03-01', s.day), {
            annulled: s.annulled === 0,
            commitments: s.says === 0 ? [] : [{ text: `Trabajo ${s.says}`, dueOn: addDays('2026-03-10', i) }],
            settled: [
              {
                commitmentId: commitmentId(idOf((s.about % steps.length) + 1), 'Trabajo 1'),
                how: s.how,
                dueOn: addDays('2026-05-01', s.to),
                reason: 'x',
              },
            ],
          }),
        );
        const atOnce = followed([], visits);
        const arriving = [...visits].sort(() => (((order.next().value as number) % 2) as number) - 0.5);
        let rows: AllianceSayings['rows'] = [];
        const here: VisitSaying[] = [];
        for (const v of arriving) {
          here.push(v);
          rows = followed(rows, here);
        }
        expect(plain(rows)).toEqual(plain(atOnce));
        expect(followed(rows, here)).toEqual(rows);
        // The phone sees the same by itself, with what the office has told and without.
        const shown = (list: readonly CommitmentRow[]) => plain(list.filter((s) => !isSettled(s.state)));
        expect(shown(commitmentStatuses(visits, []))).toEqual(shown(rows));
        expect(shown(commitmentStatuses(visits, rows))).toEqual(shown(rows));
        settledOnes += rows.filter((r) => isSettled(r.state)).length;
      }),
    );
    expect(settledOnes).toBeGreaterThan(10);
  });
});
