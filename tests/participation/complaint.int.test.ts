import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../domain/kernel/dates.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView, WorkListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { feedJobs } from '../../server/jobs/feed.ts';
import { runJobs } from '../../server/jobs/run.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
let officer: Actor;
let coordinator: Actor;
let operator: Actor;
let social: Actor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
  coordinator = await world.person('UCN_COORD');
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
  social = await world.person('UOD_SOCIAL', ['LPZ']);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const file = (actor: Actor, id: string) => ask<NounFileView | null>(actor, 'complaint.get', { id });
const list = (actor: Actor, params: Record<string, string> = {}) =>
  ask<ListView<NounRow>>(actor, 'complaint.list', params);
const told = {
  receivedOn: day(-3),
  channel: 'oficina',
  story: 'No me entregaron los plantines que pagué en la cuota.',
  privacy: 'reservada',
  unitId: 'LPZ',
};

async function must(actor: Actor, step: string, id: string, body: Record<string, unknown>): Promise<void> {
  const version = step === 'register' ? null : ((await file(officer, id))?.version ?? null);
  const { status, problem } = await world.send(actor, `complaint.${step}`, id, body, { baseVersion: version });
  expect([step, status, problem?.message]).toEqual([step, 'accepted', undefined]);
}

async function registered(more: Record<string, unknown> = {}, actor = social): Promise<string> {
  const id = newId();
  await must(actor, 'register', id, { ...told, ...more });
  return id;
}

async function classified(more: Record<string, unknown> = {}): Promise<string> {
  const id = await registered();
  await must(officer, 'acknowledge', id, { acknowledgedOn: day(-2) });
  await must(officer, 'classify', id, { topic: 'demora', ...more });
  return id;
}

const answer = {
  answer: 'La lista fue corregida y los plantines llegan el jueves.',
  answeredOn: TODAY,
  answerChannel: 'telefono',
  outcome: 'fundado',
};

describe('what waits', () => {
  const waits = async (actor: Actor) =>
    (await ask<WorkListView>(actor, 'work.list')).items
      .filter((i) => i.kind === 'complaint')
      .map(({ path, dueOn, risk, title }) => ({ path, dueOn, risk, title }));

  test('is on the home of who takes the next step, with its deadline; once given to a person, on theirs alone', async () => {
    const id = await registered();
    const code = String((await file(officer, id))?.values.code);
    const line = { path: `/reclamos/${id}`, dueOn: day(27), risk: 'low', title: `Atender el reclamo ${code}` };
    // First its reception must be acknowledged, within two working days of the Friday on which it arrived (BR-53).
    expect(await waits(officer)).toEqual([{ ...line, dueOn: day(1), risk: 'medium' }]);
    expect([await waits(social), await waits(operator)]).toEqual([[], []]);
    await must(officer, 'acknowledge', id, { acknowledgedOn: day(-2) });
    await must(officer, 'classify', id, { topic: 'demora' });
    await must(officer, 'assign', id, { assigneeId: social.id });
    expect([await waits(officer), await waits(social), await waits(operator)]).toEqual([[], [line], []]);
    await must(social, 'answer', id, answer);
    expect([await waits(officer), await waits(social)]).toEqual([[], []]);
    await must(operator, 'reopen', id, { reopenReason: 'Llegaron secos los plantines.', reopenedOn: TODAY });
    expect(await waits(social)).toEqual([]);
    expect(await waits(coordinator)).toEqual([{ ...line, dueOn: addDays(TODAY, 30) }]);
  });

  test('is important ten days before its term and urgent once it is past; who it accuses is told of nothing', async () => {
    const risks = async () => (await waits(officer)).map((i) => i.risk);
    const danger = await registered({ danger: true });
    expect(await waits(officer)).toMatchObject([{ path: `/reclamos/${danger}`, risk: 'high' }]);
    const late = await registered({ receivedOn: day(-60) });
    expect((await waits(officer)).map((i) => i.path)).toEqual([`/reclamos/${danger}`, `/reclamos/${late}`]);
    for (const settled of [danger, late]) await must(officer, 'acknowledge', settled, { acknowledgedOn: TODAY });
    for (const settled of [danger, late])
      await must(officer, 'dismiss', settled, {
        answer: 'No corresponde al programa.',
        answeredOn: TODAY,
        answerChannel: 'portal',
      });
    for (const days of [19, 20, 30, 31])
      await must(officer, 'acknowledge', await registered({ receivedOn: day(-days) }), { acknowledgedOn: TODAY });
    expect((await risks()).toSorted()).toEqual(['high', 'low', 'medium', 'medium']);
    const accused = await world.person('UCN_NEG');
    const id = await classified({ accusedId: accused.id });
    await must(officer, 'assign', id, { assigneeId: social.id });
    expect((await waits(social)).map((i) => i.path)).toEqual([`/reclamos/${id}`]);
    expect(await waits(accused)).toEqual([]);
  });
});

test('danger comes first in the list while somebody has to act, whatever its term', async () => {
  const [late, danger] = [await registered({ receivedOn: day(-40) }), await registered({ danger: true })];
  const order = async () => (await list(officer)).rows.map((r) => r.id);
  expect(await order()).toEqual([danger, late]);
  await must(officer, 'acknowledge', danger, { acknowledgedOn: TODAY });
  await must(officer, 'dismiss', danger, {
    answer: 'No corresponde al programa.',
    answeredOn: TODAY,
    answerChannel: 'portal',
  });
  expect(await order()).toEqual([late, danger]);
});

describe('the life of a complaint (domain brief 2.7)', () => {
  test('is received, answered, reopened and settled by another hand; each step is in its history', async () => {
    const id = await classified();
    await must(officer, 'assign', id, { assigneeId: social.id });
    await must(social, 'investigate', id, {});
    await must(social, 'answer', id, answer);
    await must(operator, 'reopen', id, { reopenReason: 'Llegaron secos los plantines.', reopenedOn: TODAY });
    await must(coordinator, 'answerAgain', id, {
      secondAnswer: 'Se reponen todos los plantines.',
      secondAnsweredOn: TODAY,
    });
    const view = await file(officer, id);
    expect(view).toMatchObject({ state: 'CERRADO', holders: [], dueOn: null });
    expect(view?.values).toMatchObject({
      answer: answer.answer,
      answeredOn: TODAY,
      answeredBy: social.id,
      dueOn: day(27),
    });
    expect(view?.stages.map((s) => s.toState)).toEqual([
      'RECIBIDO',
      'REGISTRADO',
      'CLASIFICADO',
      'ASIGNADO',
      'EN_INVESTIGACION',
      'RESPONDIDO',
      'REABIERTO',
      'CERRADO',
    ]);
    expect(view?.journal).toHaveLength(8);
    expect(view?.journal[5]?.changes).toContainEqual(expect.objectContaining({ label: 'gravedad', after: 'media' }));
  });

  test('the code is told at once, is the same on every device, and is not the identity', async () => {
    const id = await registered();
    const view = await file(officer, id);
    expect(view?.values.code).toMatch(/^R-2026-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(id).not.toContain(String(view?.values.code).slice(7).toLowerCase());
  });

  test('what is missing, ahead of time or before its reception is refused in words, and nothing changes', async () => {
    const id = await classified();
    const refused = async (actor: Actor, step: string, body: Record<string, unknown>) =>
      (await world.send(actor, `complaint.${step}`, id, body, { baseVersion: 3 })).problem;
    expect((await refused(officer, 'answer', { ...answer, outcome: null }))?.message).toBe(
      'Falta completar «resultado».',
    );
    expect((await refused(officer, 'answer', { ...answer, answeredOn: day(1) }))?.code).toBe('SIGG-105');
    expect((await refused(officer, 'answer', { ...answer, answeredOn: day(-4) }))?.code).toBe('SIGG-320');
    expect((await refused(officer, 'assign', { assigneeId: (await world.person('BANCO')).id }))?.code).toBe('SIGG-361');
    // A person who attends complaints in another unit may not be given this one.
    expect(
      (await refused(officer, 'assign', { assigneeId: (await world.person('UOD_SOCIAL', ['SCZ'])).id }))?.code,
    ).toBe('SIGG-361');
    expect((await refused(officer, 'agree', { agreedOn: TODAY }))?.message).toContain('mientras está en «clasificado»');
    expect((await refused(social, 'classify', { topic: 'otro' }))?.code).toBe('SIGG-201');
    expect(await file(officer, id)).toMatchObject({ state: 'CLASIFICADO', version: 3 });
  });

  test('two people at once: the second is told, and overwrites nothing', async () => {
    const id = await classified();
    await must(officer, 'classify', id, { topic: 'otro', severity: 'alta' });
    const late = await world.send(officer, 'complaint.classify', id, { topic: 'pide_informacion' }, { baseVersion: 3 });
    expect(late.problem?.code).toBe('SIGG-110');
    expect((await file(officer, id))?.values).toMatchObject({ category: 'otro', severity: 'alta' });
  });

  test('the button says what the command would say', async () => {
    const id = await classified({ accusedId: operator.id });
    const steps = (await file(officer, id))?.steps ?? [];
    expect(steps.map((s) => [s.name, s.refusal?.code ?? null])).toEqual([
      ['classify', null],
      ['assign', null],
      ['answer', null],
      ['dismiss', null],
      ['refer', null],
      ['markDuplicate', null],
    ]);
    const assigned = await classified();
    await must(officer, 'assign', assigned, { assigneeId: social.id });
    const seen = (await file(operator, assigned))?.steps.find((s) => s.name === 'answer');
    const said = await world.send(operator, 'complaint.answer', assigned, answer, { baseVersion: 4 });
    expect(seen?.refusal?.message).toBe(said.problem?.message);
    expect(seen?.refusal?.message).toContain('a quien se asignó');
  });
});

describe('who may know of it', () => {
  test('until it is classified, the officer and who recorded it; a sensitive one stays so; the accused finds nothing', async () => {
    const id = await registered();
    expect(await file(social, id)).not.toBeNull();
    expect(await file(operator, id)).toBeNull();
    expect((await list(operator)).total).toBe(0);
    const plain = await classified();
    expect(await file(operator, plain)).not.toBeNull();
    const sensitive = await classified({ topic: 'cobro_indebido' });
    expect(await file(operator, sensitive)).toBeNull();
    // The person who recorded it cannot see it any more either.
    expect(await file(social, sensitive)).toBeNull();
    const accused = await classified({ accusedId: operator.id });
    expect(await file(operator, accused)).toBeNull();
    expect((await list(operator)).rows.map((r) => r.id)).toEqual([plain]);
    // All except the one that nobody has classified.
    expect((await list(coordinator)).total).toBe(3);
    const foreign = await world.person('UOD_OPERADOR', ['SCZ']);
    expect(await file(foreign, plain)).toBeNull();
    expect(
      (
        await world.send(operator, 'complaint.reopen', accused, {
          reopenReason: 'no estoy de acuerdo',
          reopenedOn: TODAY,
        })
      ).problem?.code,
    ).toBe('SIGG-210');
  });

  test('the general journal tells that something reserved was done, and neither what nor about whom', async () => {
    const alliance = await world.alliance('LPZ');
    const id = await registered({ allianceId: alliance.id, story: 'Palabra marcada zanahoria.' });
    const auditor = await world.person('AUDITOR');
    const journal = await ask<ListView<{ kind: string; actorName: string; subjectId: string }>>(
      auditor,
      'journal.list',
    );
    const entry = journal.rows[0];
    expect(journal.rows.map((r) => r.kind)).not.toContain('complaint.register');
    expect(entry).toMatchObject({
      kind: 'reservado',
      actorName: 'Reservado',
      subjectId: '',
      allianceId: null,
      unitId: null,
      changes: [],
    });
    for (const [name, params] of [
      ['journal.list', {}],
      ['journal.list', { allianceId: alliance.id }],
      ['journal.list', { kind: 'complaint.register' }],
      ['alliance.journal', { allianceId: alliance.id }],
      ['alliance.get', { id: alliance.id }],
    ] as const) {
      const text = JSON.stringify(await ask(auditor, name, params));
      expect(text).not.toContain('zanahoria');
      expect(text).not.toContain(id);
      expect(text).not.toContain('registrar un reclamo');
    }
  });
});

describe('what follows from what it is about', () => {
  const values = async (id: string) => (await file(officer, id))?.values;

  test('the topic brings its category, its team and its severity; the officer may say another severity', async () => {
    const id = await classified({ topic: 'desembolso' });
    expect(await values(id)).toMatchObject({
      category: 'transferencias_y_descargo',
      team: 'fiduciario',
      severity: 'alta',
      dueOn: day(27),
    });
    await must(officer, 'classify', id, { topic: 'dano_ambiental', severity: 'baja' });
    expect(await values(id)).toMatchObject({ category: 'ambiental_social', team: 'ambiental', severity: 'baja' });
    // Another topic without a given severity sets the severity of the topic.
    await must(officer, 'classify', id, { topic: 'otro' });
    expect(await values(id)).toMatchObject({ category: 'otro', severity: 'baja' });
  });

  test('violence is answered sooner, by the national coordination from the start, and never later than the general term', async () => {
    const id = await classified({ topic: 'violencia' });
    expect(await values(id)).toMatchObject({
      dueOn: day(27),
      answerBy: day(12),
      holder: 'nacional',
      escalatedOn: TODAY,
    });
    expect((await file(officer, id))?.dueOn).toBe(day(12));
    expect(
      (await world.send(officer, 'complaint.assign', id, { assigneeId: social.id }, { baseVersion: 3 })).problem?.code,
    ).toBe('SIGG-361');
    await must(officer, 'assign', id, { assigneeId: coordinator.id });
    await must(coordinator, 'answer', id, answer);
  });

  test('its reception is told within two working days: neither weekends nor holidays count, those of another unit do', async () => {
    // TODAY is a Monday.
    const by = async (receivedOn: string) => (await values(await registered({ receivedOn })))?.acknowledgeBy;
    expect([await by(day(-3)), await by(day(-4)), await by(day(-5))]).toEqual([day(1), TODAY, day(-3)]);
    const off = (body: object) =>
      world.send(officer, 'holiday.register', newId(), { name: 'Feriado de prueba', unitId: null, ...body });
    expect(await off({ day: TODAY, unitId: 'SCZ' })).toMatchObject({ status: 'accepted' });
    expect(await by(day(-3))).toBe(day(1));
    expect(await off({ day: TODAY, unitId: 'LPZ' })).toMatchObject({ status: 'accepted' });
    expect(await by(day(-3))).toBe(day(2));
    expect((await off({ day: '2026-08-06' })).problem?.code).toBe('SIGG-313');
  });

  test('what became of a derivation is followed until there is a substantive answer', async () => {
    const id = await classified();
    await must(officer, 'refer', id, {
      referredTo: 'fps',
      referredOn: TODAY,
      referralNumber: 'CITE 12/2026',
      referralToldOn: TODAY,
    });
    await must(officer, 'followReferral', id, {
      referralReply: 'Se revisará la obra esta semana.',
      referralRepliedOn: TODAY,
    });
    const view = await file(officer, id);
    expect(view).toMatchObject({ state: 'DERIVADO', dueOn: day(27) });
    expect(view?.values).toMatchObject({
      referralNumber: 'CITE 12/2026',
      referralReply: 'Se revisará la obra esta semana.',
      answeredOn: null,
    });
    await must(officer, 'answer', id, { ...answer, answerProof: 'Firmó el recibo.' });
    expect((await file(officer, id))?.state).toBe('RESPONDIDO');
  });
});

describe('against somebody', () => {
  test('who is of the unit of the accused knows nothing of it once it is classified, whoever recorded it', async () => {
    const accused = await world.person('UOD_OFICIAL', ['LPZ']);
    const id = await classified({ accusedId: accused.id });
    for (const who of [accused, operator, social, await world.person('AUDITOR')])
      expect(await file(who, id)).toBeNull();
    for (const who of [officer, coordinator]) expect(await file(who, id)).not.toBeNull();
    expect((await file(officer, id))?.values.accusedUnitId).toBe('LPZ');
  });

  test('against who attends complaints or coordinates: only Transparencia attends it, however that is known', async () => {
    const transparency = await world.person('TRANSPARENCIA');
    const said = await registered({ against: 'reclamos' });
    const named = await classified({ accusedId: coordinator.id });
    for (const id of [said, named]) {
      expect(await file(transparency, id)).not.toBeNull();
      for (const who of [officer, coordinator, operator]) expect(await file(who, id)).toBeNull();
      expect((await list(officer)).rows.map((r) => r.id)).not.toContain(id);
    }
    expect((await file(transparency, named))?.values.against).toBe('coordinacion');
    const version = async () => (await file(transparency, said))?.version ?? null;
    const act = async (step: string, body: object) =>
      expect(
        await world.send(transparency, `complaint.${step}`, said, body, { baseVersion: await version() }),
        step,
      ).toMatchObject({ status: 'accepted' });
    await act('acknowledge', { acknowledgedOn: TODAY });
    await act('classify', { topic: 'maltrato' });
    await act('answer', answer);
    expect((await file(transparency, said))?.state).toBe('RESPONDIDO');
    expect((await ask<WorkListView>(officer, 'work.list')).items.map((i) => i.path)).not.toContain(`/reclamos/${said}`);
  });

  test('what was derived to Transparencia is seen by it, and nothing else is', async () => {
    const transparency = await world.person('TRANSPARENCIA');
    const [id, other] = [await classified({ topic: 'desvio' }), await classified()];
    expect(await file(transparency, id)).toBeNull();
    await must(officer, 'refer', id, { referredTo: 'transparencia', referredOn: TODAY });
    expect(await file(transparency, id)).not.toBeNull();
    expect((await list(transparency)).rows.map((r) => r.id)).toEqual([id]);
    expect(await file(transparency, other)).toBeNull();
  });
});

describe('what time does (BR-51, domain brief 2.7)', () => {
  const tick = async (today: string) => {
    await world.seal();
    await feedJobs(world.db, NOW);
    return runJobs(world.system.context, `${today}T14:00:00.000Z`, today);
  };

  /** The acts in its history, oldest first. */
  const kinds = async (id: string) => (await file(officer, id))?.journal.map((e) => e.kind).reverse();

  test('days 20, 25, 27 and the one after the last: each once and for its own day, also after a stopped server', async () => {
    const id = await registered({ receivedOn: addDays(TODAY, -19) });
    expect(await tick(TODAY)).toBe(0);
    expect(await tick(addDays(TODAY, 1))).toBe(1);
    expect((await file(officer, id))?.values).toMatchObject({ alarm: 'aviso', holder: 'unidad' });
    // Stopped from day 21 on; on day 31 everything missed is done.
    expect(await tick(addDays(TODAY, 12))).toBe(3);
    expect((await file(officer, id))?.values).toMatchObject({
      alarm: 'vencido',
      holder: 'nacional',
      escalatedOn: addDays(TODAY, 6),
    });
    expect(await kinds(id)).toEqual(
      ['register', 'warn', 'escalate', 'urge', 'lapse'].map((step) => `complaint.${step}`),
    );
    // None of these acts changed its state, in which it has been for nineteen days.
    expect((await file(officer, id))?.stages.map((s) => [s.toState, s.days])).toEqual([['RECIBIDO', 19]]);
    expect(await tick(addDays(TODAY, 20))).toBe(0);
    const days = await world.db.query<{ kind: string; day: string }>(
      `select kind, act_for as day from job where state = 'done' order by act_for`,
    );
    expect(days.map((d) => [d.kind, d.day])).toEqual([
      ['complaint.warn', addDays(TODAY, 1)],
      ['complaint.escalate', addDays(TODAY, 6)],
      ['complaint.urge', addDays(TODAY, 8)],
      ['complaint.lapse', addDays(TODAY, 12)],
    ]);
  });

  test('the days are those of the parameters in force when it was received', async () => {
    const set = {
      programmeId: 'PAR2FA',
      key: 'complaintWarningDays',
      value: 20,
      validFrom: addDays(TODAY, -60),
      source: 'Nota 12/2026',
      assumption: false,
    };
    expect(await world.send(coordinator, 'parameter.set', newId(), set)).toMatchObject({ status: 'accepted' });
    await registered({ receivedOn: addDays(TODAY, -11) });
    expect(await tick(TODAY)).toBe(1);
  });

  test('one that was answered before the day is left alone', async () => {
    const id = await classified();
    await world.seal();
    await feedJobs(world.db, NOW);
    const waiting = async () => (await world.db.query(`select 1 from job where state = 'waiting'`)).length;
    expect(await waiting()).toBe(4);
    await must(officer, 'answer', id, answer);
    expect(await tick(addDays(TODAY, 40))).toBe(0);
    expect(await waiting()).toBe(0);
    expect((await file(officer, id))?.values.escalatedOn).toBeNull();
  });

  test('one that was answered in term and reopened long after raises no alarm: the second instance has no term of its own', async () => {
    const id = await classified();
    await must(officer, 'answer', id, answer);
    expect(await tick(addDays(TODAY, 60))).toBe(0);
    await must(operator, 'reopen', id, { reopenReason: 'No cumplieron lo que dijeron.', reopenedOn: TODAY });
    expect(await tick(addDays(TODAY, 61))).toBe(0);
    const reopened = await file(officer, id);
    expect(reopened?.values).toMatchObject({ alarm: null, holder: 'nacional', secondAnswerBy: addDays(TODAY, 30) });
    // The second answer is due now. The first one was in time, but no longer counts.
    expect(reopened?.dueOn).toBe(addDays(TODAY, 30));
  });

  test('a server killed between the act and its note of it does not act twice', async () => {
    const id = await registered({ receivedOn: addDays(TODAY, -30) });
    expect(await tick(TODAY)).toBe(3);
    await world.db.query(`update job set state = 'waiting', ended_at = null, problem = null where state = 'done'`);
    expect(await runJobs(world.system.context, NOW, TODAY)).toBe(3);
    const jobs = await world.db.query<{ state: string; problem: string | null }>(
      'select distinct state, problem from job where act_for <= $1::date',
      [TODAY],
    );
    expect(jobs).toEqual([{ state: 'done', problem: null }]);
    expect((await file(officer, id))?.version).toBe(4);
  });
});

describe('the list', () => {
  test('is narrowed by every field that has a filter, by state, by words, and by what is late', async () => {
    const late = await registered({
      receivedOn: addDays(TODAY, -31),
      channel: 'carta',
      story: 'El camino vecinal quedó cerrado.',
    });
    const plain = await classified();
    const ids = async (params: Record<string, string>) => (await list(officer, params)).rows.map((r) => r.id);
    expect(await ids({ late: '1' })).toEqual([late]);
    expect(await ids({ channel: 'carta' })).toEqual([late]);
    expect(await ids({ state: 'CLASIFICADO' })).toEqual([plain]);
    expect(await ids({ text: 'CAMINO vecinal' })).toEqual([late]);
    expect(await ids({ receivedOnFrom: addDays(TODAY, -5) })).toEqual([plain]);
    expect(await ids({ unit: 'SCZ' })).toEqual([]);
    expect(await ids({})).toEqual([late, plain]);
    expect(await ids({ sort: '-dueOn' })).toEqual([plain, late]);
  });
});
