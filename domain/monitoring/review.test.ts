import { afterAll, describe, expect, test } from 'vitest';
import { type CommandDefinition, runDecide } from '../kernel/command.ts';
import type { Envelope } from '../kernel/envelope.ts';
import { levels } from '../kernel/versions.ts';
import type { Actor } from '../people/actor.ts';
import {
  observeRecord,
  type ReviewTarget,
  restRefusal,
  reviewRefusal,
  validateRecord,
  verifyRecord,
} from './review.ts';

/**
 * Three hands (domain brief 1.3.6) and what a version must be to go up: every state of a version × whoever acts. A version goes up exactly
 * when it is the one in force, stands one level below, is in no conflict, has its photos, and the hand is a third one; one that annuls its
 * record like any other (docs/decisions/business-agreements.md).
 */
const RECORD = '00000000-0000-7000-8000-00000000000a';
const VERSION = '00000000-0000-7000-8000-00000000000b';
const [ANA, LUIS, EVA] = ['ana', 'luis', 'eva'];
let cases = 0;
afterAll(() => console.log(`review: ${cases} cases`));

const targets: ReviewTarget[] = Object.values(levels).flatMap((level) =>
  (['current', 'superseded', 'proposed', 'rejected'] as const).flatMap((standing) =>
    [false, true].flatMap((annulled) =>
      [false, true].flatMap((openConflict) =>
        [0, 1].map((missingFiles) => ({
          row: { id: VERSION, recordId: RECORD, version: 2, baseVersion: 1, standing, level, annulled },
          unitId: 'LPZ',
          allianceId: RECORD,
          authors: [ANA],
          verifiers: level >= levels.verified ? [LUIS] : [],
          verifiedBecause: null,
          missingFiles,
          openConflict,
        })),
      ),
    ),
  ),
);

function outcomeOf(definition: CommandDefinition, target: ReviewTarget, by: string): string {
  cases += 1;
  const item = { recordId: RECORD, versionId: VERSION };
  const command = {
    id: RECORD,
    subjectId: RECORD,
    body: { noun: 'visit', item, items: [item], oneByOne: true, canned: 'incompleto' },
  } as unknown as Envelope;
  const actor: Actor = { id: by, name: by, kind: 'person', grants: [] };
  const decision = runDecide(definition, {
    command,
    actor,
    facts: { targets: [target], batch: null },
    receivedAt: '2026-06-15T14:00:00.000Z',
    today: '2026-06-15',
  });
  if (decision.outcome !== 'accept') return 'refuse';
  const [row] = decision.changes.filter((c) => c.noun === 'visit');
  return `level ${(row?.row as { level?: number } | undefined)?.level}`;
}

const describeOf = ({ row, openConflict, missingFiles }: ReviewTarget, by: string) =>
  `level ${row.level}, ${row.standing}${row.annulled ? ', annulled' : ''}${openConflict ? ', in conflict' : ''}` +
  `${missingFiles ? ', without a photo' : ''}, by ${by}`;

describe('a version goes up by a third hand, one level at a time', () => {
  test.each([
    ['verified', verifyRecord, levels.registered, [ANA]],
    ['validated', validateRecord, levels.verified, [ANA, LUIS]],
  ] as const)('%s', (_verb, definition, from, hands) => {
    const wrong: string[] = [];
    for (const target of targets) {
      for (const by of [ANA, LUIS, EVA]) {
        const { row, openConflict, missingFiles } = target;
        const good = row.standing === 'current' && row.level === from && !openConflict && missingFiles === 0;
        const expected = good && !hands.some((h) => h === by) ? `level ${from + 1}` : 'refuse';
        const is = outcomeOf(definition, target, by);
        if (is !== expected) wrong.push(`${describeOf(target, by)}: ${is}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('returned: what is in force and not validated, never by who wrote it', () => {
    const wrong: string[] = [];
    for (const target of targets) {
      for (const by of [ANA, LUIS, EVA]) {
        const { row } = target;
        const good = row.standing === 'current' && (row.level === levels.registered || row.level === levels.verified);
        const expected = good && by !== ANA ? 'level 0' : 'refuse';
        const is = outcomeOf(observeRecord, target, by);
        if (is !== expected) wrong.push(`${describeOf(target, by)}: ${is}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a version is only looked at as one of its own record', () => {
    const [target] = targets.filter((t) => outcomeOf(verifyRecord, t, EVA) !== 'refuse');
    expect(target).toMatchObject({ row: { level: 1 } });
    const other = { ...(target as ReviewTarget), row: { ...(target as ReviewTarget).row, recordId: VERSION } };
    expect(outcomeOf(verifyRecord, other, EVA)).toBe('refuse');
    expect(outcomeOf(observeRecord, other, EVA)).toBe('refuse');
  });
});

test('records of one unit stand in it; of several, only the nation reaches them', () => {
  const [one] = targets as [ReviewTarget];
  const at = (...list: ReviewTarget[]) =>
    [verifyRecord, validateRecord, observeRecord].map((d) =>
      d.placement({} as Envelope, { targets: list, batch: null }),
    );
  const three = (target: object) => [target, target, target];
  expect(at(one)).toEqual(three({ unitId: 'LPZ', allianceId: RECORD }));
  expect(at(one, one)).toEqual(three({ unitId: 'LPZ', allianceId: null }));
  expect(at(one, { ...one, unitId: 'SCZ' })).toEqual(three({ national: true }));
});

test('one that was returned says so, not that a level is missing', () => {
  const stage = { stage: 'nation', action: 'validated', level: levels.validated, verb: 'valida' } as const;
  const codeAt = (level: number) => {
    const target = targets.find(
      ({ row, openConflict, missingFiles }) =>
        row.level === level && row.standing === 'current' && !openConflict && !missingFiles,
    );
    return reviewRefusal(target, { recordId: RECORD }, stage, EVA)?.code;
  };
  expect(new Set([levels.observed, levels.registered, levels.validated].map(codeAt)).size).toBe(3);
  expect(codeAt(levels.verified)).toBeUndefined();
});

test('the rest of a batch goes by one act once its sample was looked at, and nothing but the rest', () => {
  const batch = {
    id: RECORD,
    noun: 'visit',
    unitId: 'LPZ',
    month: '2026-06',
    stage: 'unit' as const,
    seed: 's',
    population: 5,
    flagged: ['f'],
    sample: ['s1', 's2'],
    rest: ['r1', 'r2'],
    drawnBy: ANA as string,
    drawnOn: '2026-06-15',
    version: 1,
    reviewed: ['s1', 's2'],
  };
  const codeOf = (changed: object, ids: readonly string[], stage: 'unit' | 'nation' = 'unit') =>
    restRefusal({ ...batch, ...changed }, ids, stage)?.code ?? null;
  expect(codeOf({}, ['r1', 'r2'])).toBeNull();
  const notFound = restRefusal(null, ['r1'], 'unit')?.code;
  expect(notFound).toMatch(/^SIGG-/);
  expect(codeOf({}, ['r1'], 'nation')).toBe(notFound);
  for (const reviewed of [['s1'], ['s2'], []])
    expect(restRefusal({ ...batch, reviewed }, ['r1'], 'unit')?.message).toMatch(/de la muestra que falta/);
  const flagged = codeOf({}, ['r1', 'f']);
  expect(flagged).toMatch(/^SIGG-/);
  expect(codeOf({}, ['s1'])).toBe(flagged);
  expect(codeOf({}, ['r1', 'elsewhere'])).toMatch(/^SIGG-/);
  expect(codeOf({}, ['r1', 'elsewhere'])).not.toBe(flagged);
});

test('an imported record is decided with the rest only where a photo of it can be seen', () => {
  const batch = {
    id: RECORD,
    noun: 'visit',
    unitId: 'LPZ',
    month: '2026-01',
    stage: 'unit',
    flagged: [],
    sample: [],
    rest: [VERSION],
    reviewed: [],
  };
  const row = {
    id: VERSION,
    recordId: RECORD,
    version: 1,
    baseVersion: null,
    standing: 'current',
    level: levels.registered,
    annulled: false,
  };
  const base = {
    unitId: 'LPZ',
    allianceId: RECORD,
    authors: [ANA],
    verifiers: [],
    verifiedBecause: null,
    missingFiles: 0,
    openConflict: false,
  };
  const withRest = (imported: boolean, photos: readonly string[]): string => {
    const target = { ...base, row: { ...row, photos }, imported };
    const body = { noun: 'visit', items: [{ recordId: RECORD, versionId: VERSION }], oneByOne: false, batchId: RECORD };
    const decision = runDecide(verifyRecord, {
      command: { id: RECORD, body } as unknown as Envelope,
      actor: { id: LUIS, name: LUIS, kind: 'person', grants: [] } as Actor,
      facts: { targets: [target], batch, checked: [], parameters: [] },
      receivedAt: '2026-06-15T14:00:00.000Z',
      today: '2026-06-15',
    });
    return decision.outcome === 'refuse' ? decision.problem.code : decision.outcome;
  };
  expect([withRest(true, []), withRest(true, ['a'.repeat(64)]), withRest(false, [])]).toEqual([
    'SIGG-345',
    'accept',
    'accept',
  ]);
});
