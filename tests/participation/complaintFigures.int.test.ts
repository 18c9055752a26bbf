import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
import { estimate, type Figure } from '../../domain/monitoring/estimators.ts';
import { measureOf } from '../../domain/monitoring/indicators.ts';
import type { EvidenceView, MeasureView } from '../../domain/monitoring/indicatorViews.ts';
import { periodOf } from '../../domain/monitoring/period.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../../server/commands/compose.ts';
import { executeCommands } from '../../server/commands/executeCommands.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { runMeasure } from '../../server/monitoring/runMeasure.ts';
import { bringTouches } from '../../server/monitoring/touches.ts';
import { publishOpenData } from '../../server/publishing/publishOpenData.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

/**
 * Today is 15/06/2026. Every story can be calculated on paper: a complaint is received on a day and due thirty days
 * later.
 */
let world: World;
let officer: Actor;
let coordinator: Actor;
let operator: Actor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await recordInitialParameters(world.system.context, NOW);
  officer = await world.person('UCN_RECL');
  coordinator = await world.person('UCN_COORD');
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);

/** Sends a step as received on a given day. */
async function must(
  actor: Actor,
  step: string,
  subjectId: string,
  body: Record<string, unknown>,
  on: Day,
): Promise<string> {
  const [row] =
    step === 'register'
      ? []
      : await world.db.query<{ version: number }>('select version from complaint where id = $1', [subjectId]);
  const at = `${on}T14:00:00.000Z`;
  const text = compose({
    kind: `complaint.${step}`,
    actor,
    subjectId,
    body,
    baseVersion: row?.version ?? null,
    occurredOn: on,
    at,
  });
  const [result] = await executeCommands(world.system.context, { texts: [text], actor, receivedAt: at });
  if (result?.status !== 'accepted') throw new Error(`${step}: ${JSON.stringify(result)}`);
  return subjectId;
}

const received = (receivedOn: Day, more: Record<string, unknown> = {}) =>
  must(
    officer,
    'register',
    newId(),
    { receivedOn, channel: 'oficina', story: 'No llegaron los plantines.', privacy: 'publica', unitId: 'LPZ', ...more },
    receivedOn,
  );
const classify = async (id: string, on: Day, more: Record<string, unknown> = {}) => {
  await must(officer, 'acknowledge', id, { acknowledgedOn: on }, on);
  await must(officer, 'classify', id, { topic: 'demora', ...more }, on);
};
const answer = (id: string, answeredOn: Day) =>
  must(
    officer,
    'answer',
    id,
    { answer: 'Llegan el jueves con acta.', answeredOn, answerChannel: 'telefono', outcome: 'fundado' },
    answeredOn,
  );
/** A complaint received on a day and answered that many days later. */
async function answeredAfter(receivedOn: Day, days: number, more: Record<string, unknown> = {}): Promise<string> {
  const id = await received(receivedOn, more);
  await classify(id, receivedOn);
  return answer(id, addDays(receivedOn, days));
}

async function rows(code: '3.2.1' | '3.2.1-exigible', period: string, today = TODAY) {
  const asked = periodOf(period);
  if (!asked) throw new Error(period);
  return runMeasure(world.db, code, { programme: 'PAR2FA', period: asked, level: 3, today, subjects: null });
}
async function figure(
  code: '3.2.1' | '3.2.1-exigible',
  period: string,
  today = TODAY,
): Promise<[n: number, d: number, notDue: number]> {
  const f = estimate('ratio', await rows(code, period, today));
  return [f.n, f.d, f.notDue];
}
/** Both figures for a day: of all received complaints, and of those that were due. */
const both = async (period: string, today = TODAY) => [
  await figure('3.2.1', period, today),
  await figure('3.2.1-exigible', period, today),
];
const reasons = async (period: string, today = TODAY) => (await rows('3.2.1', period, today)).map((r) => r.note);

describe('3.2.1, complaints answered in term (domain brief 4.1)', () => {
  test('day 30 is in term, day 31 is late', async () => {
    await answeredAfter('2026-04-01', 30);
    await answeredAfter('2026-04-01', 31);
    // 1 of 2, both due.
    expect(await both('2026-Q2')).toEqual([
      [1, 2, 0],
      [1, 2, 0],
    ]);
    expect((await reasons('2026-Q2')).toSorted()).toEqual([null, 'respondido fuera de plazo'].toSorted());
  });

  test('one without an answer is due on its thirtieth day and not before: all received count it from the first', async () => {
    await received('2026-05-01');
    for (const [today, expected] of [
      [
        '2026-05-01',
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
      ],
      [
        '2026-05-30',
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
      ],
      [
        '2026-05-31',
        [
          [0, 1, 0],
          [0, 1, 0],
        ],
      ],
      [
        '2026-06-15',
        [
          [0, 1, 0],
          [0, 1, 0],
        ],
      ],
    ] as const)
      expect([today, await both('2026-M05', today)]).toEqual([today, expected]);
    // On its last day it is still in time.
    expect(await reasons('2026-M05', '2026-05-31')).toEqual(['sin respuesta, en plazo']);
    expect(await reasons('2026-M06', '2026-06-15')).toEqual([]);
    expect(await reasons('2026-Q2', '2026-06-01')).toEqual(['sin respuesta, fuera de plazo']);
  });

  test('is as of the cut-off: what was answered after it was not answered on it, and a period that ended stays as it ended', async () => {
    const id = await answeredAfter('2026-03-20', 20);
    expect(await both('2026-Q1')).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(await both('2026-S1', '2026-04-08')).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(await both('2026-S1', '2026-04-09')).toEqual([
      [1, 1, 0],
      [1, 1, 0],
    ]);
    expect(id).toBeTruthy();
  });

  test('of one that was reopened the first answer counts, in term or late, whenever the second comes', async () => {
    const good = await answeredAfter('2026-03-01', 10);
    const late = await answeredAfter('2026-03-01', 40);
    for (const id of [good, late]) {
      await must(operator, 'reopen', id, { reopenReason: 'Llegaron secos.', reopenedOn: day(-30) }, day(-30));
      expect(await figure('3.2.1', '2026-S1')).toEqual([1, 2, 0]);
      await must(
        coordinator,
        'answerAgain',
        id,
        { secondAnswer: 'Se reponen todos los plantines.', secondAnsweredOn: day(-1) },
        day(-1),
      );
    }
    expect(await both('2026-S1')).toEqual([
      [1, 2, 0],
      [1, 2, 0],
    ]);
  });

  test('one that is not admitted counts as answered from the day it was told', async () => {
    const id = await received('2026-04-01');
    await must(
      officer,
      'dismiss',
      id,
      { answer: 'No corresponde al programa.', answeredOn: '2026-04-20', answerChannel: 'carta' },
      '2026-04-20',
    );
    expect(await figure('3.2.1', '2026-S1')).toEqual([1, 1, 0]);
    expect(await figure('3.2.1', '2026-S1', '2026-04-19')).toEqual([0, 1, 0]);
  });

  test('one sent to another body is not answered until somebody tells an answer, and is named apart until then', async () => {
    const id = await received('2026-04-01');
    await classify(id, '2026-04-02');
    await must(officer, 'refer', id, { referredTo: 'fps', referredOn: '2026-04-10' }, '2026-04-10');
    expect(await both('2026-S1', '2026-04-20')).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect([await reasons('2026-S1', '2026-04-09'), await reasons('2026-S1', '2026-04-10')]).toEqual([
      ['sin respuesta, en plazo'],
      ['derivado, sin respuesta'],
    ]);
    expect(await both('2026-S1')).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
    await answer(id, '2026-04-28');
    expect([await both('2026-S1'), await reasons('2026-S1')]).toEqual([
      [
        [1, 1, 0],
        [1, 1, 0],
      ],
      [null],
    ]);
  });

  test('duplicates count once, from the day somebody said that they are the same', async () => {
    const [first, again] = [await answeredAfter('2026-05-20', 5), await received('2026-05-25')];
    expect(await figure('3.2.1', '2026-S1')).toEqual([1, 2, 0]);
    await must(officer, 'markDuplicate', again, { duplicateOfId: first }, TODAY);
    expect(await both('2026-S1')).toEqual([
      [1, 1, 0],
      [1, 1, 0],
    ]);
    // For the days before, and for periods that ended before, there were two.
    expect(await figure('3.2.1', '2026-S1', day(-1))).toEqual([1, 2, 0]);
    expect(await figure('3.2.1', '2026-M05')).toEqual([1, 2, 0]);
  });

  test('nothing received is no 0 %: s/d, and a period before the first complaint too', async () => {
    await answeredAfter('2026-04-01', 5);
    const of = async (period: string) => {
      const { figure: f } = await ask<MeasureView>(coordinator, 'indicator.figure', { measure: '3.2.1', period });
      return [f.status, f.value];
    };
    expect([await of('2026-M05'), await of('2025'), await of('2026-M04')]).toEqual([
      ['noData', null],
      ['noData', null],
      ['value', 1],
    ]);
    // None was answered: that is a true 0 %, at every level.
    const open = await received('2026-05-10');
    // The coordination knows of it once it is classified.
    expect(await of('2026-M05')).toEqual(['noData', null]);
    await classify(open, '2026-05-11');
    expect(await of('2026-M05')).toEqual(['value', 0]);
  });

  test('the term is that of the day it was received, also after another one holds', async () => {
    await answeredAfter('2026-05-15', 12);
    const expert = await world.person('UCN_ME');
    const parameter = {
      programmeId: 'PAR2FA',
      key: 'complaintDays',
      value: 10,
      validFrom: '2026-06-01',
      source: 'Resolución 12',
      assumption: false,
    };
    expect(await world.send(expert, 'parameter.set', newId(), parameter)).toMatchObject({ status: 'accepted' });
    await answeredAfter('2026-06-01', 11);
    await answeredAfter('2026-06-02', 10);
    expect([await figure('3.2.1', '2026-M05'), await figure('3.2.1', '2026-M06')]).toEqual([
      [1, 1, 0],
      [1, 2, 0],
    ]);
  });
});

describe('who is told', () => {
  const of = (actor: Actor, params: Record<string, string> = {}) =>
    ask<MeasureView>(actor, 'indicator.figure', { measure: '3.2.1', period: '2026-S1', ...params });
  const publish = async () => {
    await world.seal();
    await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
    await publishOpenData(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, demo: false });
  };
  const told = (f: Figure) => [f.status, f.n, f.d];

  test('the coordinator the figure of those they may know of; everybody else what the public is told, with nothing small', async () => {
    for (let i = 0; i < 7; i++) await answeredAfter(addDays('2026-04-01', i), 5, { unitId: i < 6 ? 'LPZ' : 'ORU' });
    const sensitive = await received('2026-05-01', { unitId: 'LPZ' });
    await classify(sensitive, '2026-05-02', { topic: 'cobro_indebido', accusedId: coordinator.id });
    const expert = await world.person('UCN_ME');
    // Nothing is shown before it was published.
    expect(told((await of(expert)).figure)).toEqual(['hidden', 0, 0]);
    await publish();
    // Eight; one is against the coordinator, who sees seven everywhere.
    expect(told((await of(coordinator)).figure)).toEqual(['value', 7, 7]);
    const behind = await ask<EvidenceView>(coordinator, 'indicator.evidence', { measure: '3.2.1', period: '2026-S1' });
    expect([behind.total, behind.rows.some((r) => r.thing === sensitive)]).toEqual([7, false]);
    // Each row leads to its complaint.
    expect(behind.rows.map((r) => r.records.map((v) => [v.noun, v.recordId]))).toEqual(
      behind.rows.map((r) => [['complaint', r.thing]]),
    );
    // The nation's number is public. The number of Oruro is one, so it is hidden; that of La Paz is hidden too, because
    // the one of Oruro would follow from it.
    expect(told((await of(expert)).figure)).toEqual(['value', 7, 8]);
    const parts = (await of(expert)).parts.unit ?? [];
    expect(parts.find((p) => p.key === 'ORU')?.figure.status).toBe('hidden');
    for (const params of [{ unit: 'ORU' }, { unit: 'POT' }])
      expect((await of(expert, params)).figure.status).toBe('hidden');
    // Months, quarters and levels for other days are not shown at all.
    for (const period of ['2026-M05', '2026-Q2']) expect((await of(expert, { period })).figure.status).toBe('hidden');
  });

  test('an operator sees behind the figure the complaints of their list, and no other', async () => {
    const known = await answeredAfter('2026-04-01', 5);
    const hidden = await received('2026-05-01');
    await classify(hidden, '2026-05-02', { topic: 'demora', accusedId: operator.id });
    await received('2026-05-03', { unitId: 'ORU' });
    await publish();
    const view = await ask<EvidenceView>(operator, 'indicator.evidence', { measure: '3.2.1', period: '2026-S1' });
    expect([view.total, view.rows.map((r) => r.thing)]).toEqual([1, [known]]);
    expect((await of(operator)).figure.status).toBe('hidden');
    const expert = await world.person('UCN_ME');
    expect((await ask<EvidenceView>(expert, 'indicator.evidence', { measure: '3.2.1', period: '2026-S1' })).total).toBe(
      0,
    );
  });
});

test('a complaint makes nothing that is kept be computed again', async () => {
  await world.alliance('LPZ');
  await world.seal();
  const before = await bringTouches(world.db);
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  const { id } = await world.alliance('LPZ');
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  const everything = (await bringTouches(world.db)).everything;
  const complaint = await received('2026-05-01', { allianceId: id });
  await classify(complaint, '2026-05-02');
  await answer(complaint, '2026-05-20');
  await world.seal();
  expect((await bringTouches(world.db)).everything).toBe(everything);
  expect(await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW })).toMatchObject({
    alliances: 0,
    rows: 0,
  });
  expect(everything).toBeGreaterThanOrEqual(before.everything);
  expect(measureOf('3.2.1')?.subject).toBe('complaint');
});
