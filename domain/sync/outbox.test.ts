import { describe, expect, it } from 'vitest';
import { problem } from '../kernel/problem.ts';
import {
  afterRestore,
  afterResult,
  backOff,
  blockedBy,
  HELD_AGAIN_MS,
  mayLeave,
  nextBatch,
  type OutboxHead,
  outboxStates,
  readWhole,
  stillWaits,
} from './outbox.ts';
import { type DescribedItem, waitingOf } from './waiting.ts';

const item = (seq: number, more: Partial<DescribedItem> = {}): DescribedItem => ({
  id: `c${seq}`,
  seq,
  subjectId: `s${seq}`,
  after: [],
  state: 'pending',
  tries: 0,
  nextTryAt: 0,
  number: null,
  kind: 'visit.register',
  problemCode: null,
  replacedBy: null,
  ...more,
});
const ids = (items: readonly OutboxHead[]) => items.map((i) => i.id);

describe('what may be sent now', () => {
  it('is the oldest first and at most the number asked', () => {
    expect(ids(nextBatch([item(3), item(1), item(2)], 0, 2))).toEqual(['c1', 'c2']);
  });
  it('never overtakes on one subject, and lets others pass', () => {
    const items = [item(1, { subjectId: 's', nextTryAt: 5_000 }), item(2, { subjectId: 's' }), item(3)];
    expect(ids(nextBatch(items, 0))).toEqual(['c3']);
    expect(ids(nextBatch(items, 5_000))).toEqual(['c1', 'c2', 'c3']);
  });
  it('waits for the person with what the person must decide first', () => {
    const items = [item(1, { state: 'attention' }), item(2, { after: ['c1'] }), item(3, { after: ['c2'] }), item(4)];
    expect(ids(nextBatch(items, 0))).toEqual(['c4']);
    expect(blockedBy(items[2] as OutboxHead, items)?.id).toBe('c1');
  });
  it('sends what follows a command that the server already holds', () => {
    expect(ids(nextBatch([item(1, { state: 'held', nextTryAt: 9_000 }), item(2, { after: ['c1'] })], 0))).toEqual([
      'c2',
    ]);
  });
  it('forgets a wait that a clock set back made endless', () => {
    expect(stillWaits(1_000 + HELD_AGAIN_MS, 1_000)).toBe(true);
    expect(stillWaits(30 * 3_600_000, 1_000)).toBe(false);
  });
});

describe('what an answer makes of an item', () => {
  const sent = item(1, { state: 'sent', tries: 3 });
  it('is final when it was taken or refused, and passing otherwise', () => {
    expect(afterResult(sent, { commandId: 'c1', status: 'accepted' }, 0, 0).state).toBe('accepted');
    expect(afterResult(sent, { commandId: 'c1', status: 'conflict' }, 0, 0).state).toBe('conflict');
    expect(afterResult(sent, { commandId: 'c1', status: 'held' }, 7, 0)).toMatchObject({
      state: 'held',
      nextTryAt: 7 + HELD_AGAIN_MS,
    });
    expect(afterResult(sent, { commandId: 'c1', status: 'retry' }, 0, 1)).toMatchObject({
      state: 'sent',
      nextTryAt: 8_000,
    });
    expect(
      afterResult(sent, { commandId: 'c1', status: 'refused', problem: problem('notAllowed') }, 0, 0),
    ).toMatchObject({
      state: 'attention',
      problem: { code: 'SIGG-201' },
    });
  });
  it('reads a whole answer by what can be done about it', () => {
    expect(readWhole(0, null).kind).toBe('again');
    expect(readWhole(503, problem('busy')).kind).toBe('again');
    expect(readWhole(401, problem('notLoggedIn')).kind).toBe('pause');
    expect(readWhole(403, problem('secondFactorRequired')).kind).toBe('pause');
    expect(readWhole(403, problem('deviceRevoked')).kind).toBe('revoked');
    expect(readWhole(413, problem('tooLarge', { maxKb: 2048 })).kind).toBe('fewer');
    for (const status of [403, 409, 422]) expect(readWhole(status, null).kind).toBe('ask');
  });
  it('waits longer each time, up to five minutes, without end', () => {
    expect([1, 2, 3, 8, 9, 500].map((n) => backOff(n, 1))).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
    expect(backOff(1, 0)).toBe(1_000);
  });
});

describe('what stays on the phone', () => {
  it('leaves only when taken and backed up', () => {
    for (const state of outboxStates)
      expect(mayLeave({ state, number: 5 }, 5)).toBe(state === 'accepted' || state === 'conflict');
    expect(mayLeave({ state: 'accepted', number: 6 }, 5)).toBe(false);
    expect(mayLeave({ state: 'accepted', number: null }, 5)).toBe(false);
  });
  it('goes out again after a restore, and can no longer be taken back', () => {
    expect(afterRestore(item(1, { state: 'accepted', number: 9, tries: 1 }))).toEqual({
      state: 'pending',
      number: null,
      nextTryAt: 0,
      tries: 1,
    });
    expect(afterRestore(item(1, { state: 'attention' }))).toBeNull();
    expect(afterRestore(item(1))).toBeNull();
  });
});

describe('words', () => {
  it('say what every state waits for and what the person can do, in every surrounding', () => {
    let cases = 0;
    for (const state of outboxStates) {
      for (const online of [true, false]) {
        for (const pause of [null, 'login', 'otherSession'] as const) {
          for (const revoked of [true, false]) {
            for (const nextTryAt of [0, 60_000]) {
              const one = item(1, { state, nextTryAt });
              const { waits, can } = waitingOf(one, [one], null, {
                online,
                nowMs: 0,
                durable: 0,
                pause,
                revoked,
                lives: [],
              });
              expect(waits.length).toBeGreaterThan(10);
              expect(can.length).toBeGreaterThan(5);
              cases += 1;
            }
          }
        }
      }
    }
    console.log(`outbox words: ${cases} cases`);
  });
});
