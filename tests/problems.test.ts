import { expect, test } from 'vitest';
import { type Problem, type ProblemName, problem } from '../domain/kernel/problem.ts';
import { problems } from '../domain/kernel/problems.ts';
import { afterResult, type OutboxHead, readWhole } from '../domain/sync/outbox.ts';

/**
 * Every problem of the catalogue declares what can help: nothing (final), trying again, or a person who logs in. A
 * problem that is the server's fault, or that passes by itself, is never final: the phone keeps the record and sends it
 * again.
 */
const names = Object.keys(problems) as ProblemName[];
const all = names.map((name): { name: ProblemName; problem: Problem } => ({
  name,
  problem: (problem as (n: ProblemName, d: unknown) => Problem)(name, {
    fields: [],
    day: '2026-01-01',
    today: '2026-01-01',
    start: '2017-01-01',
    from: '2026-01-01',
  }),
}));
const item: OutboxHead = {
  id: 'a',
  seq: 1,
  subjectId: 's',
  after: [],
  state: 'sent',
  tries: 3,
  nextTryAt: 0,
  number: null,
};

/**
 * The problems that depend on the state of the server or of the connection, by what they depend on. A new problem of
 * this kind must be added here; those answered with 5xx are included by themselves.
 */
const ours: Readonly<Record<string, readonly ProblemName[]>> = {
  'its clock': ['clocksDiffer', 'clockBehind'],
  'its version': ['unknownCommand'],
  'its load, its maintenance, its disk, its database': [
    'busy',
    'internal',
    'readOnly',
    'storageFull',
    'serverFull',
    'tooManyAttempts',
    'importBusy',
    'importCut',
  ],
  'the line': ['noConnection', 'unreadableAnswer', 'fileHash', 'screenFailed', 'pinWait'],
  'what is still on its way': ['predecessorMissing', 'tooManyHeld', 'evidencePending', 'fileNotStored'],
};
const person: readonly ProblemName[] = ['notLoggedIn', 'secondFactorRequired'];

test(`each of the ${names.length} problems declares final, try again or person needed, as whose trouble it is`, () => {
  const later = new Set(Object.values(ours).flat());
  for (const { name, problem: p } of all) {
    if (p.status >= 500) expect([name, p.retry], 'the server’s own is never final').toEqual([name, 'later']);
    expect([name, p.retry]).toEqual([name, later.has(name) ? 'later' : person.includes(name) ? 'afterLogin' : 'never']);
  }
  expect(later.size + person.length).toBeLessThan(names.length);
});

test('the phone keeps and sends again whatever may pass, and asks the person only about what is final, however it is answered', () => {
  for (const { name, problem: p } of all) {
    for (const status of ['refused', 'unreadable', 'retry'] as const) {
      const patch = afterResult(item, { commandId: 'a', status, problem: p }, 1000, 0.5);
      if (p.retry === 'later') {
        expect([name, status, patch.state]).toEqual([name, status, 'sent']);
        expect(patch.nextTryAt).toBeGreaterThan(1000);
        expect(patch.problem?.code, 'and says why').toBe(p.code);
      } else if (status === 'refused') expect([name, patch.state]).toEqual([name, 'attention']);
    }
    const whole = readWhole(p.status, p);
    if (p.retry === 'later') expect([name, whole.kind]).toEqual([name, 'again']);
    if (p.retry === 'afterLogin') expect([name, whole.kind]).toEqual([name, 'pause']);
  }
});

test('no two problems share a code', () => {
  const codes = names.map((name) => problems[name].code);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});
