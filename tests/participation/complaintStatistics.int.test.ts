import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AllianceView } from '../../domain/alliance/views.ts';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
import type { StatisticsRow, StatisticsView } from '../../domain/participation/complaintStatistics.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../../server/commands/compose.ts';
import { executeCommands } from '../../server/commands/executeCommands.ts';
import { recordInitialParameters } from '../../server/commands/initialParameters.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { publishOpenData } from '../../server/publishing/publishOpenData.ts';
import { readComplaintCounts } from '../../server/stores/openData.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

/** Today is 15/06/2026. */
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

const statistics = (actor: Actor, params: Record<string, string> = {}) =>
  askIn<StatisticsView>(world, actor, 'complaint.statistics', { pageSize: '200', ...params });
const publish = async () => {
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  await publishOpenData(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, demo: false });
};

async function step(
  actor: Actor,
  name: string,
  subjectId: string,
  body: Record<string, unknown>,
  on: Day,
  baseVersion: number | null,
): Promise<void> {
  const at = `${on}T14:00:00.000Z`;
  const text = compose({ kind: `complaint.${name}`, actor, subjectId, body, baseVersion, occurredOn: on, at });
  const [result] = await executeCommands(world.system.context, { texts: [text], actor, receivedAt: at });
  if (result?.status !== 'accepted') throw new Error(`${name}: ${JSON.stringify(result)}`);
}

interface Story {
  readonly on: Day;
  readonly unit: string;
  readonly category: string;
  readonly channel: string;
  /** Days until the answer; null when there is none yet. */
  readonly took: number | null;
  readonly more?: Record<string, unknown>;
}

async function tell({ on, unit, category, channel, took, more }: Story): Promise<string> {
  const id = newId();
  await step(
    officer,
    'register',
    id,
    { receivedOn: on, channel, story: 'No llegaron los plantines.', privacy: 'publica', unitId: unit },
    on,
    null,
  );
  await step(officer, 'acknowledge', id, { acknowledgedOn: on }, on, 1);
  await step(officer, 'classify', id, { topic: TOPICS[category], ...more }, on, 2);
  const answer = {
    answer: 'Llegan el jueves con acta.',
    answeredOn: addDays(on, took ?? 0),
    answerChannel: 'telefono',
    outcome: 'fundado',
  };
  if (took !== null) await step(officer, 'answer', id, answer, addDays(on, took), 3);
  return id;
}

/** A topic of each category used in the stories. */
const TOPICS: Readonly<Record<string, string>> = {
  servicio: 'demora',
  informacion: 'pide_informacion',
  conducta_corrupcion: 'cobro_indebido',
};

/** The numbers that a person would count in a list of stories, for a day. */
function counted(stories: readonly Story[], asOf: Day) {
  const days = stories.map((s) => ({ s, answered: s.took !== null && addDays(s.on, s.took) <= asOf }));
  const took = days.flatMap(({ s, answered }) => (answered ? [s.took as number] : [])).sort((a, b) => a - b);
  const middle =
    took.length % 2
      ? took[(took.length - 1) / 2]
      : took.length
        ? ((took[took.length / 2 - 1] as number) + (took[took.length / 2] as number)) / 2
        : null;
  return {
    received: stories.length,
    inTerm: days.filter(({ s, answered }) => answered && (s.took as number) <= 30).length,
    late: days.filter(({ s, answered }) => answered && (s.took as number) > 30).length,
    overdue: days.filter(({ s, answered }) => !answered && addDays(s.on, 30) < asOf).length,
    open: days.filter(({ s, answered }) => !answered && addDays(s.on, 30) >= asOf).length,
    referred: 0,
    medianDays: middle,
  };
}

test('the officer reads of every table what a person counts of the stories, as of today and as of a day before', async () => {
  const stories: Story[] = Array.from({ length: 24 }, (_, i) => ({
    on: addDays('2026-01-05', (i * 37) % 155),
    unit: ['LPZ', 'ORU', 'POT'][i % 3] as string,
    category: ['servicio', 'informacion', 'conducta_corrupcion'][(i * 5) % 3] as string,
    channel: ['oficina', 'telefono', 'carta'][Math.floor(i / 2) % 3] as string,
    took: [3, 30, 31, 45, null][i % 5] ?? null,
  }));
  // Answers after today have not happened yet.
  const told = stories.map((s) => (s.took !== null && addDays(s.on, s.took) > TODAY ? { ...s, took: null } : s));
  for (const s of told) await tell(s);
  let cells = 0;
  for (const asOf of [TODAY, '2026-04-30']) {
    const view = await statistics(officer, { period: '2026-S1', asOf });
    expect(view.exact).toBe(true);
    const known = told.filter((s) => s.on <= asOf);
    const of = (r: StatisticsRow): readonly Story[] =>
      r.table === 'total'
        ? known
        : r.table === 'period'
          ? known.filter((s) => s.on.slice(0, 7) === r.key.replace('M', ''))
          : r.table === 'unit' || r.table === 'category' || r.table === 'channel'
            ? known.filter((s) => s[r.table as 'unit'] === r.key)
            : known;
    for (const row of view.rows) {
      const { received, inTerm, late, overdue, open, referred, medianDays } = row;
      expect([asOf, row.table, row.key, { received, inTerm, late, overdue, open, referred, medianDays }]).toEqual([
        asOf,
        row.table,
        row.key,
        counted(of(row), asOf),
      ]);
      cells += 7;
    }
    expect(new Set(view.rows.map((r) => r.table))).toEqual(
      new Set(['total', 'period', 'category', 'department', 'unit', 'channel']),
    );
  }
  console.log(`statistics: ${cells} cells counted twice`);
  const none = await statistics(officer, { period: '2025' });
  expect(none.rows.filter((r) => r.table === 'total')).toMatchObject([{ received: 0, medianDays: null }]);
});

test('who is accused counts without it, on the page as in the list', async () => {
  await tell({ on: '2026-03-01', unit: 'LPZ', category: 'servicio', channel: 'carta', took: 4 });
  await tell({
    on: '2026-03-02',
    unit: 'LPZ',
    category: 'conducta_corrupcion',
    channel: 'carta',
    took: null,
    more: { accusedId: coordinator.id },
  });
  const received = async (actor: Actor) =>
    (await statistics(actor, { period: '2026-S1' })).rows.find((r) => r.table === 'total')?.received;
  // A complaint against the coordinator: Transparencia attends it, and neither of the two counts it.
  expect([await received(officer), await received(coordinator)]).toEqual([1, 1]);
  expect((await statistics(coordinator, { period: '2026-S1' })).rows.some((r) => r.key === 'conducta_corrupcion')).toBe(
    false,
  );
});

test('who reads what is published is told the day it is of, whatever day they ask for', async () => {
  const bank = await world.person('BANCO');
  for (let i = 0; i < 6; i++)
    await tell({ on: '2026-03-01', unit: 'LPZ', category: 'servicio', channel: 'carta', took: null });
  await publish();
  const asked = { period: '2026-S1', asOf: '2026-03-10' };
  const told = ({ asOf, rows }: StatisticsView) => [asOf, rows.find((r) => r.table === 'total')];
  expect(told(await statistics(bank, asked))).toMatchObject([TODAY, { received: 6, overdue: 6, open: 0, asOf: TODAY }]);
  expect(told(await statistics(officer, asked))).toMatchObject(['2026-03-10', { received: 6, overdue: 0, open: 6 }]);
});

test('a complaint against an operator changes no answer to them, nor a public row of a place, matter or channel', async () => {
  for (const unit of ['LPZ', 'ORU'])
    for (let i = 0; i < 6; i++)
      await tell({ on: addDays('2026-02-01', i), unit, category: 'servicio', channel: 'carta', took: 4 });
  await publish();
  const others = await Promise.all((['UCN_ME', 'AUDITOR', 'BANCO'] as const).map((role) => world.person(role)));
  const publicRows = async () =>
    (await readComplaintCounts(world.db, '2026-S1')).filter((r) =>
      ['category', 'department', 'unit', 'channel'].includes(r.dimension),
    );
  const seen = async () => JSON.stringify([await statistics(operator, { period: '2026-S1' }), await publicRows()]);
  const before = await seen();
  expect((await statistics(operator, { period: '2026-S1' })).rows).toMatchObject([
    { table: 'total', received: 6, inTerm: 6, late: null, medianDays: null },
  ]);
  await tell({
    on: '2026-05-01',
    unit: 'LPZ',
    category: 'servicio',
    channel: 'carta',
    took: null,
    more: { accusedId: operator.id },
  });
  await publish();
  expect(await seen()).toBe(before);
  // Other readers see the published numbers: never exact ones, and never of a month.
  for (const other of others) {
    const view = await statistics(other, { period: '2026-S1' });
    expect([view.exact, view.rows.some((r) => r.medianDays !== null)]).toEqual([false, false]);
    await expect(statistics(other, { period: '2026-M05' })).rejects.toMatchObject({ problem: { code: 'SIGG-506' } });
  }
  await expect(statistics(operator, { period: '2026-S1', unit: 'ORU' })).rejects.toMatchObject({
    problem: { code: 'SIGG-506' },
  });
});

test('an alliance is not closed over an unanswered complaint; the refusal names none, and only closers are told', async () => {
  const { id } = await world.alliance('LPZ', { state: 'OPERACION_CONCLUIDA', stateSince: '2026-01-10' });
  const documentId = newId();
  await world.send(await world.person('UCN_ME'), 'document.record', documentId, { title: 'Acta de cierre' });
  const complaint = await tell({
    on: '2026-05-01',
    unit: 'LPZ',
    category: 'conducta_corrupcion',
    channel: 'carta',
    took: null,
    more: { accusedId: operator.id },
  });
  await world.db.query('update complaint set alliance_id = $1 where id = $2', [id, complaint]);
  const close = (actor: Actor) =>
    world.send(actor, 'alliance.advance', id, { to: 'CERRADA', documentId, reachedOn: TODAY });
  const refused = await close(coordinator);
  const sentence =
    'Hay reclamos sin responder sobre la alianza. Quien atiende reclamos puede confirmar cuándo se puede cerrar.';
  expect(refused).toMatchObject({ status: 'refused', problem: { message: expect.stringContaining(sentence) } });
  const stepOf = async (actor: Actor) =>
    (await askIn<AllianceView>(world, actor, 'alliance.get', { id })).transitions.find((t) => t.to === 'CERRADA')
      ?.refusal?.message ?? null;
  expect(await stepOf(coordinator)).toContain(sentence);
  expect(await stepOf(operator)).not.toContain('reclamo');
  expect(JSON.stringify(await close(operator))).not.toContain('reclamo');
  await step(
    officer,
    'answer',
    complaint,
    { answer: 'Se investigó y se resolvió.', answeredOn: TODAY, answerChannel: 'carta', outcome: 'infundado' },
    TODAY,
    3,
  );
  expect(await close(coordinator)).toMatchObject({ status: 'accepted' });
});

test('the days of warning are a parameter', async () => {
  await tell({ on: addDays(TODAY, -15), unit: 'LPZ', category: 'servicio', channel: 'carta', took: null });
  const risk = async () =>
    (await askIn<{ items: { kind: string; risk: string }[] }>(world, officer, 'work.list')).items.find(
      (i) => i.kind === 'complaint',
    )?.risk;
  expect(await risk()).toBe('low');
  const expert = await world.person('UCN_ME');
  const parameter = {
    programmeId: 'PAR2FA',
    key: 'complaintWarningDays',
    value: 15,
    validFrom: TODAY,
    source: 'Instructivo 3',
    assumption: false,
  };
  expect(await world.send(expert, 'parameter.set', newId(), parameter)).toMatchObject({ status: 'accepted' });
  expect(await risk()).toBe('medium');
});
