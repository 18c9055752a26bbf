import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TransitionView } from '../../domain/alliance/views.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView, WorkListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { type Desk, five } from '../../domain/plan/dimensions.ts';
import { nextVersionId } from '../../domain/plan/planLife.ts';
import { neededSections } from '../../domain/plan/sections.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const ask = <T>(actor: Actor, query: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, query, params);

const amounts = {
  families: 30,
  familiesWomen: 12,
  amountPar: 35_000_000,
  amountCash: 10_000_000,
  amountKind: 5_000_000,
};
const written = (kind: 'completo' | 'abreviado') =>
  Object.fromEntries(neededSections[kind].map((name) => [name, `Lo que dice el plan en ${name}.`]));

/** The people of a unit and of one alliance, and the alliance with its plan begun. */
async function stage(model: 1 | 2 = 1) {
  const alliance = await world.alliance('LPZ', {
    state: 'PLAN_EN_FORMULACION',
    data: {
      model,
      municipalityCode: '020201',
      productCode: 'QUINUA',
      familiesDeclared: 30,
      womenDeclared: 12,
      amountPar: 35_000_000,
      amountCounterpart: 15_000_000,
    },
  });
  const person = (role: Parameters<World['person']>[0]) => world.person(role, ['LPZ']);
  const people = {
    operator: await person('UOD_OPERADOR'),
    official: await person('UOD_OFICIAL'),
    social: await person('UOD_SOCIAL'),
    environment: await person('UOD_AMBIENTAL'),
    fiduciary: await person('UOD_FIDUCIARIO'),
    facilitator: await world.person('FACILITADOR', [alliance.id]),
    ifi: await world.person('IFI', [alliance.id]),
    coordinator: await world.person('UCN_COORD'),
  };
  const documentId = newId();
  await world.send(people.official, 'document.record', documentId, { title: 'Papel de prueba' });
  const versions = new Map<string, number>();
  /** Sends a step over the version that the sender sees. */
  const send = async (
    actor: Actor,
    kind: string,
    id: string,
    body: Record<string, unknown> = {},
    commandId = newId(),
  ) => {
    const result = await world.send(actor, kind, id, body, {
      id: commandId,
      baseVersion: kind.startsWith('alliance.') ? null : (versions.get(id) ?? 1),
    });
    if (result.status === 'accepted') versions.set(id, (versions.get(id) ?? 1) + 1);
    return result;
  };
  const must = async (...of: Parameters<typeof send>) =>
    expect(await send(...of)).toMatchObject({ status: 'accepted' });
  const planId = newId();
  const kind = model === 1 ? 'completo' : 'abreviado';
  const body = { allianceId: alliance.id, kind, ...amounts, ...written(kind) };
  expect(
    await world.send(people.facilitator, 'plan.register', planId, body),
    'the facilitator registers the plan',
  ).toMatchObject({ status: 'accepted' });
  if (kind === 'completo')
    await must(people.facilitator, 'planItem.register', newId(), {
      planId,
      description: 'Galpón de acopio',
      category: 'obra',
      quantity: 10_000,
      unitPrice: 5_000_000_000,
      amountPar: amounts.amountPar,
      amountCash: amounts.amountCash,
      amountKind: amounts.amountKind,
    });
  const advance = (actor: Actor, to: string) =>
    world.send(actor, 'alliance.advance', alliance.id, { to, reachedOn: TODAY, documentId });
  const stateOf = async () =>
    (await world.db.query<{ state: string }>('select state from alliance where id = $1', [alliance.id]))[0]?.state;
  const planState = async (id = planId) => (await ask<NounFileView>(people.operator, 'plan.get', { id })).state;
  const present = async (id = planId) => {
    await must(people.facilitator, 'plan.present', id, { presentedOn: TODAY, documentId });
    expect(await advance(people.official, 'PLAN_PRESENTADO')).toMatchObject({ status: 'accepted' });
    await must(people.operator, 'plan.evaluate', id);
  };
  const appraisals = async (id = planId) =>
    (await ask<ListView<NounRow>>(people.operator, 'appraisal.list', { planId: id, pageSize: '50' })).rows;
  const issuers: Readonly<Record<Desk, Actor>> = {
    ifi: people.ifi,
    registro: people.official,
    productiva: people.official,
    social: people.social,
    ambiental: people.environment,
    administrativa: people.fiduciary,
    riego: people.fiduciary,
  };
  const validated = { validatedOn: TODAY, validatedWomen: 14, validatedMen: 15 };
  const certificate = { certifier: 'Banco de prueba', certificateNumber: 'C-1', certifiedOn: TODAY };
  const opinion = (desk: Desk) => (desk === 'ifi' ? certificate : desk === 'registro' ? {} : validated);
  const issue = (row: NounRow, more: Record<string, unknown> = {}, by?: Actor) => {
    const desk = row.values.desk as Desk;
    const said = { issuedOn: TODAY, result: 'viable', documentId, ...opinion(desk), ...more };
    return send(by ?? issuers[desk], 'appraisal.issue', row.id, said);
  };
  return { alliance, people, documentId, planId, send, must, advance, stateOf, planState, present, appraisals, issue };
}

const LACKS = { problem: { code: 'SIGG-329' } };
const said = (result: unknown) => (result as { problem?: { message?: string } }).problem?.message ?? '';

describe('the plan of an integral alliance', () => {
  test('goes from its formulation to viable by its five appraisals, and the alliance goes with it', async () => {
    const s = await stage();
    const { people, planId } = s;
    // The official receives no plan that was not presented.
    expect(said(await s.advance(people.official, 'PLAN_PRESENTADO'))).toMatch(/todavía no presentó el plan/);
    await s.present();
    expect([await s.stateOf(), await s.planState()]).toEqual(['EN_EVALUACION', 'EN_EVALUACION']);
    const opened = await s.appraisals();
    expect(opened.map((a) => [a.values.dimension, a.values.desk, a.state]).sort()).toEqual([
      ['administrativa', 'administrativa', 'PENDIENTE'],
      ['ambiental', 'ambiental', 'PENDIENTE'],
      ['financiera', 'ifi', 'PENDIENTE'],
      ['productiva', 'productiva', 'PENDIENTE'],
      ['social', 'social', 'PENDIENTE'],
    ]);
    const approve = () => s.send(people.operator, 'plan.approve', planId, { documentId: s.documentId });
    for (const [i, row] of opened.entries()) {
      const refused = await approve();
      expect(refused).toMatchObject(LACKS);
      expect(said(refused).split(',')).toHaveLength(five.length - i);
      // The alliance does not say it by another door either.
      expect(said(await s.advance(people.operator, 'PLAN_VIABLE'))).toBe(said(refused));
      expect(await s.issue(row)).toMatchObject({ status: 'accepted' });
    }
    expect(await s.advance(people.operator, 'PLAN_VIABLE')).toMatchObject(LACKS);
    expect(await approve()).toMatchObject({ status: 'accepted' });
    expect([await s.stateOf(), await s.planState()]).toEqual(['PLAN_VIABLE', 'VIABLE']);
    // No appraisal is opened on a plan that was decided on.
    const late = await world.send(people.operator, 'appraisal.register', newId(), { planId, dimension: 'riego' });
    expect(said(late)).toMatch(/ya se decidió/);
    const stages = await world.db.query<{ state: string; document_id: string }>(
      'select state, document_id from alliance_stage where alliance_id = $1 order by id',
      [s.alliance.id],
    );
    expect(stages.find(({ state }) => state === 'PLAN_VIABLE')?.document_id).toBe(s.documentId);
  });

  test('is observed by section, kept as it was, and comes back as the next version with all it said', async () => {
    const s = await stage();
    const { people, planId } = s;
    await s.present();
    const observation = {
      observedSections: ['proposal', 'climate'],
      observedReason: 'Propuesta: falta el precio por quintal.',
    };
    await s.must(people.operator, 'plan.observe', planId, { ...observation, documentId: s.documentId });
    expect([await s.stateOf(), await s.planState()]).toEqual(['PLAN_OBSERVADO', 'OBSERVADO']);
    // What was presented stays: no correction reaches it.
    expect(
      said(await s.send(people.facilitator, 'plan.correct', planId, { proposal: 'Otra', reason: 'Lo pidieron' })),
    ).toMatch(/ya no se corrige/);
    const act = newId();
    expect(await s.send(people.facilitator, 'plan.revise', planId, {}, act)).toMatchObject({ status: 'accepted' });
    const next = nextVersionId(act);
    const [before, after] = await Promise.all(
      [planId, next].map((id) => ask<NounFileView>(people.facilitator, 'plan.get', { id })),
    );
    expect(before).toMatchObject({ state: 'REEMPLAZADO', values: { number: 1, ...observation } });
    expect(after).toMatchObject({
      state: 'EN_FORMULACION',
      values: { ...amounts, ...written('completo'), number: 2, replacesId: planId, observedReason: null },
    });
    // There is one next version of each.
    expect(await s.send(people.facilitator, 'plan.revise', planId)).toMatchObject({ problem: { code: 'SIGG-360' } });
    expect(await s.advance(people.operator, 'PLAN_EN_FORMULACION')).toMatchObject({ status: 'accepted' });
    await s.must(people.facilitator, 'plan.correct', next, {
      proposal: 'Con el precio por quintal.',
      reason: 'Lo observado',
    });
    await s.present(next);
    const opened = await s.appraisals(next);
    expect(opened).toHaveLength(five.length);
    for (const row of opened) expect(await s.issue(row)).toMatchObject({ status: 'accepted' });
    await s.must(people.operator, 'plan.approve', next, { documentId: s.documentId });
    expect([await s.stateOf(), await s.planState(next)]).toEqual(['PLAN_VIABLE', 'VIABLE']);
    expect((await ask<NounFileView>(people.operator, 'plan.get', { id: planId })).values.proposal).not.toMatch(
      /quintal/,
    );
  });

  test('is not viable when an appraisal says so, and what was decided by mistake is corrected on both sides', async () => {
    const s = await stage();
    const { people, planId } = s;
    await s.present();
    const paper = { documentId: s.documentId };
    expect(await s.send(people.operator, 'plan.reject', planId, paper)).toMatchObject(LACKS);
    for (const row of await s.appraisals())
      expect(
        await s.issue(
          row,
          row.values.dimension === 'social' ? { result: 'no_viable', findings: 'La asamblea no lo aprobó.' } : {},
        ),
      ).toMatchObject({ status: 'accepted' });
    expect(said(await s.send(people.operator, 'plan.approve', planId, paper))).toMatch(/no son favorables: social/);
    await s.must(people.operator, 'plan.reject', planId, paper);
    expect([await s.stateOf(), await s.planState()]).toEqual(['PLAN_NO_VIABLE', 'NO_VIABLE']);
    // The decision is corrected first on the alliance, by who may, then on the plan.
    expect(
      said(await s.send(people.operator, 'plan.reopen', planId, { reopenReason: 'El acta era de otra asamblea' })),
    ).toMatch(/Solo se decide/);
    const back = (to: string) =>
      world.send(people.coordinator, 'alliance.correctState', s.alliance.id, {
        to,
        reachedOn: TODAY,
        reason: 'Se emitió con el acta de otra asamblea',
        ...paper,
      });
    expect(await back('EN_EVALUACION')).toMatchObject({ status: 'accepted' });
    await s.must(people.operator, 'plan.reopen', planId, { reopenReason: 'El acta era de otra asamblea' });
    // While the plan does not say it, no correction makes the alliance say it again.
    expect(await back('PLAN_NO_VIABLE')).toMatchObject(LACKS);
    expect(await s.planState()).toBe('EN_EVALUACION');
  });

  test('is not presented while it lacks sections or amounts, or is of the other kind; the official may return it', async () => {
    const s = await stage();
    const { people, planId } = s;
    const present = () =>
      s.send(people.facilitator, 'plan.present', planId, { presentedOn: TODAY, documentId: s.documentId });
    const change = (body: Record<string, unknown>) =>
      s.must(people.facilitator, 'plan.correct', planId, { ...body, reason: 'Para la prueba' });
    await change({ climate: null });
    expect(said(await present())).toMatch(/Faltan secciones del plan: adaptación al cambio climático/);
    await change({ climate: 'Riego por goteo.', families: null, familiesWomen: null });
    expect(said(await present())).toMatch(/número de familias/);
    await change({ families: 30, kind: 'abreviado' });
    expect(said(await present())).toMatch(/modelo 1 es completo/);
    await change({ kind: 'completo' });
    expect(await present()).toMatchObject({ status: 'accepted' });
    await s.must(people.official, 'plan.return', planId, { returnReason: 'Falta la firma del presidente' });
    expect(await s.planState()).toBe('EN_FORMULACION');
    expect(await s.advance(people.official, 'PLAN_PRESENTADO')).toMatchObject(LACKS);
    // A second plan beside the first is none.
    const again = { allianceId: s.alliance.id, kind: 'completo' };
    expect(await world.send(people.facilitator, 'plan.register', newId(), again)).toMatchObject({
      problem: { code: 'SIGG-101', field: 'body.allianceId' },
    });
  });

  test('goes with its alliance to another unit, whose operator goes on with it; the one who had it does not', async () => {
    const { alliance, people, planId, documentId, must, stateOf, advance } = await stage();
    await must(people.facilitator, 'plan.present', planId, { presentedOn: TODAY, documentId });
    expect(await advance(people.official, 'PLAN_PRESENTADO')).toMatchObject({ status: 'accepted' });
    const body = { unitId: 'ORU', on: TODAY, reason: 'Otra unidad la atiende.', documentId };
    await must(people.coordinator, 'alliance.transfer', alliance.id, body);
    const operator = await world.person('UOD_OPERADOR', ['ORU']);
    expect((await ask<ListView<NounRow>>(operator, 'plan.list')).total).toBe(1);
    expect((await ask<ListView<NounRow>>(people.operator, 'plan.list')).total).toBe(0);
    const evaluate = (who: Actor) => world.send(who, 'plan.evaluate', planId, {}, { baseVersion: 3 });
    expect(await evaluate(people.operator)).toMatchObject({ problem: { code: 'SIGG-202' } });
    // Where a plan stayed behind, as before transfers took it along, reach of the plan alone does not move the alliance.
    await world.db.query(`update plan set unit_id = 'LPZ' where id = $1`, [planId]);
    expect(await evaluate(people.operator)).toMatchObject({ problem: { code: 'SIGG-202' } });
    expect(await stateOf()).toBe('PLAN_PRESENTADO');
    await world.db.query(`update plan set unit_id = 'ORU' where id = $1`, [planId]);
    expect(await evaluate(operator)).toMatchObject({ status: 'accepted' });
    expect(await stateOf()).toBe('EN_EVALUACION');
  });

  test('is not decided on while the alliance is suspended', async () => {
    const s = await stage();
    const { people, planId, documentId } = s;
    await s.present();
    for (const row of await s.appraisals()) await s.issue(row);
    const reason = 'Hallazgo de la prueba';
    await world.send(people.coordinator, 'alliance.suspend', s.alliance.id, { on: TODAY, reason, documentId });
    expect(said(await s.send(people.operator, 'plan.approve', planId, { documentId }))).toMatch(/suspendida/);
    expect(await s.stateOf()).toBe('EN_EVALUACION');
  });
});

describe('an appraisal', () => {
  test('is issued by who answers for its dimension, never by who formulated the plan, with what it rests on', async () => {
    const s = await stage();
    const { people } = s;
    await s.present();
    const rows = await s.appraisals();
    const of = (dimension: string) => rows.find((row) => row.values.dimension === dimension) as NounRow;
    expect(await s.issue(of('social'), {}, people.environment)).toMatchObject({ problem: { code: 'SIGG-201' } });
    expect(said(await s.issue(of('social'), { validatedWomen: null }))).toMatch(/validación con los beneficiarios/);
    expect(said(await s.issue(of('financiera'), { certificateNumber: null }))).toMatch(/certificado de la institución/);
    expect(said(await s.issue(of('ambiental'), { result: 'observada' }))).toMatch(/fundamento/);
    const elsewhere = await world.person('UOD_OFICIAL', ['LPZ']);
    expect(await s.issue(of('productiva'), {}, elsewhere)).toMatchObject({ status: 'accepted' });
    await s.must(elsewhere, 'appraisal.reopen', of('productiva').id, { reopenReason: 'Faltó el rendimiento' });
    expect((await s.appraisals()).find((row) => row.id === of('productiva').id)).toMatchObject({
      state: 'PENDIENTE',
      values: { result: null, issuedOn: null },
    });
    const other = await world.person('UOD_SOCIAL', ['SCZ']);
    expect(await s.issue(of('social'), {}, other)).toMatchObject({ problem: { code: 'SIGG-202' } });
  });

  test('is not of who wrote the plan, whatever role they hold', async () => {
    const s = await stage(2);
    const { people, planId } = s;
    await s.must(people.official, 'plan.correct', planId, { saleMode: 'En feria.', reason: 'La OPP lo dictó' });
    await s.present();
    const [finances] = (await s.appraisals()).filter((row) => row.values.dimension === 'financiera');
    expect(finances?.values.desk).toBe('registro');
    expect(said(await s.issue(finances as NounRow))).toMatch(/Quien formuló el plan no lo evalúa/);
    expect(await s.issue(finances as NounRow, {}, await world.person('UOD_OFICIAL', ['LPZ']))).toMatchObject({
      status: 'accepted',
    });
  });

  test('is not of who wrote a part of the plan; what somebody asks of the alliance meanwhile bars them from nothing', async () => {
    const s = await stage();
    const { people, planId } = s;
    const flow = newId();
    const year = { planId, year: 0, income: 0, costs: 0, investment: 50_000_000 };
    await s.must(people.official, 'planFlow.register', flow, year);
    const measure = { planId, kind: 'ambiental', what: 'Plantar un cerco vivo' };
    await s.must(people.environment, 'planMeasure.register', newId(), measure);
    await s.present();
    const rows = await s.appraisals();
    const of = (dimension: string) => rows.find((row) => row.values.dimension === dimension) as NounRow;
    expect(said(await s.issue(of('productiva')))).toMatch(/Quien formuló el plan no lo evalúa/);
    expect(said(await s.issue(of('ambiental')))).toMatch(/Quien formuló el plan no lo evalúa/);
    const another = await world.person('UOD_OFICIAL', ['LPZ']);
    expect(await s.issue(of('productiva'), {}, another)).toMatchObject({ status: 'accepted' });
    await s.must(people.social, 'planMeasure.register', newId(), { ...measure, kind: 'social' });
    expect(await s.issue(of('social'))).toMatchObject({ status: 'accepted' });
  });

  test('each kind of part makes its writer an author, also of a version before', async () => {
    const s = await stage();
    const { people, planId } = s;
    const hands = ['planItem', 'planFlow', 'planPractice', 'planMeasure'] as const;
    const bodies = {
      planItem: {
        description: 'Balanza',
        category: 'bien',
        quantity: 10_000,
        unitPrice: 1_000_000,
        amountCredit: 10_000,
      },
      planFlow: { year: 3, income: 1, costs: 1, investment: 1 },
      planPractice: { name: 'Riego por goteo' },
      planMeasure: { kind: 'social', what: 'Actualizar la lista' },
    } as const;
    const writers = new Map<string, Actor>();
    for (const noun of hands) {
      const writer = await world.person('UOD_OFICIAL', ['LPZ']);
      const id = newId();
      await s.must(writer, `${noun}.register`, id, { planId, ...bodies[noun] });
      if (noun === 'planItem')
        expect(await world.send(writer, 'planItem.drop', id, {}, { baseVersion: 1 })).toMatchObject({
          status: 'accepted',
        });
      writers.set(noun, writer);
    }
    await s.present();
    const seen = { observedSections: ['summary'], observedReason: 'Falta decir más cosas.', documentId: s.documentId };
    await s.must(people.operator, 'plan.observe', planId, seen);
    expect(await s.advance(people.operator, 'PLAN_EN_FORMULACION')).toMatchObject({ status: 'accepted' });
    const commandId = newId();
    await s.send(people.facilitator, 'plan.revise', planId, {}, commandId);
    const next = nextVersionId(commandId);
    await s.present(next);
    const productive = (await s.appraisals(next)).find((row) => row.values.dimension === 'productiva') as NounRow;
    for (const [noun, writer] of writers)
      expect([noun, said(await s.issue(productive, {}, writer))]).toEqual([
        noun,
        expect.stringMatching(/Quien formuló/),
      ]);
    expect(await s.issue(productive)).toMatchObject({ status: 'accepted' });
  });

  test('is validated with one person at least', async () => {
    const s = await stage();
    await s.present();
    const [social] = (await s.appraisals()).filter((row) => row.values.dimension === 'social');
    const nobody = { validatedWomen: 0, validatedMen: 0 };
    expect(said(await s.issue(social as NounRow, nobody))).toMatch(/Nadie estuvo en la validación/);
    expect(await s.issue(social as NounRow, { ...nobody, validatedWomen: 1 })).toMatchObject({ status: 'accepted' });
  });

  test('waits on the home of its own role alone, and there is one of each dimension', async () => {
    const s = await stage();
    const { people } = s;
    await s.present();
    const mine = async (actor: Actor) =>
      (await ask<WorkListView>(actor, 'work.list')).items.filter((row) => row.kind === 'appraisal');
    expect((await mine(people.social)).map(({ title }) => title)).toEqual([expect.stringMatching(/social/)]);
    expect(await mine(people.operator)).toEqual([]);
    expect(
      await world.send(people.operator, 'appraisal.register', newId(), { planId: s.planId, dimension: 'social' }),
    ).toMatchObject({ problem: { code: 'SIGG-101' } });
    // The irrigation design is one more, which then counts as the five do.
    expect(
      await world.send(people.operator, 'appraisal.register', newId(), { planId: s.planId, dimension: 'riego' }),
    ).toMatchObject({ status: 'accepted' });
    for (const row of await s.appraisals()) if (row.values.dimension !== 'riego') await s.issue(row);
    expect(said(await s.send(people.operator, 'plan.approve', s.planId, { documentId: s.documentId }))).toMatch(
      /Faltan dictámenes del plan: diseño de riego/,
    );
  });
});

describe('what a plan consists of', () => {
  const item = {
    description: 'Balanza',
    category: 'bien',
    quantity: 20_000,
    unitPrice: 10_000_000,
    amountPar: 140_000,
  };

  test('an investment is paid to the centavo by its shares, and told by how much it is not', async () => {
    const s = await stage(2);
    const add = (more: Record<string, unknown>) =>
      world.send(s.people.facilitator, 'planItem.register', newId(), { planId: s.planId, ...item, ...more });
    expect(said(await add({}))).toMatch(/suman Bs 1\.400,00 y el total es Bs 2\.000,00: faltan Bs 600,00/);
    expect(said(await add({ amountKind: 60_001 }))).toMatch(/sobran Bs 0,01/);
    expect(await add({ amountKind: 60_000 })).toMatchObject({ status: 'accepted' });
    // Now that there are investments, the plan says the same money as they do.
    const present = { presentedOn: TODAY, documentId: s.documentId };
    expect(said(await s.send(s.people.facilitator, 'plan.present', s.planId, present))).toMatch(
      /El plan dice Bs 350\.000,00 de aporte del proyecto y sus inversiones suman Bs 1\.400,00/,
    );
    await s.must(s.people.facilitator, 'plan.correct', s.planId, {
      amountPar: 140_000,
      amountCash: null,
      amountKind: 60_000,
      reason: 'Lo que suman',
    });
    await s.present();
    expect(said(await add({ amountKind: 60_000 }))).toMatch(/El plan ya se presentó/);
  });

  test('all of it comes along to the next version, what was taken out of it left behind', async () => {
    const s = await stage();
    const { facilitator, operator } = s.people;
    const part = async (noun: string, body: Record<string, unknown>) => {
      const id = newId();
      const sent = await world.send(facilitator, `${noun}.register`, id, { planId: s.planId, ...body });
      expect({ problem: null, ...sent }).toMatchObject({ status: 'accepted' });
      return id;
    };
    await s.must(facilitator, 'planItem.drop', await part('planItem', { ...item, amountKind: 60_000 }));
    await part('planFlow', { year: 0, income: 0, costs: 0, investment: 1_000_000 });
    await part('planFlow', { year: 1, income: 900_000, costs: 300_000, investment: 0 });
    await part('planPractice', { name: 'Riego por goteo', climateResilient: true });
    await part('planMeasure', { kind: 'ambiental', what: 'Plantar una cortina' });
    await s.present();
    const observation = { observedSections: ['proposal'], observedReason: 'Falta el precio por quintal.' };
    await s.must(operator, 'plan.observe', s.planId, { ...observation, documentId: s.documentId });
    const act = newId();
    expect(await s.send(facilitator, 'plan.revise', s.planId, {}, act)).toMatchObject({ status: 'accepted' });
    const next = nextVersionId(act);
    const parts = async (planId: string) => {
      const found = await Promise.all(
        ['planItem', 'planFlow', 'planPractice', 'planMeasure'].map(
          async (noun) => (await ask<ListView<NounRow>>(facilitator, `${noun}.list`, { planId })).rows,
        ),
      );
      return found.map((rows) =>
        rows
          .map(({ values, state }) => [values.description ?? values.called ?? values.name ?? values.what, state])
          .sort(),
      );
    };
    expect(await parts(next)).toEqual([
      [['Galpón de acopio', 'VIGENTE']],
      [
        ['Año 0', 'VIGENTE'],
        ['Año 1', 'VIGENTE'],
      ],
      [['Riego por goteo', 'VIGENTE']],
      [['Plantar una cortina', 'PREVISTA']],
    ]);
    expect((await parts(s.planId))[0]).toHaveLength(2);
  });

  test('departs from what is set only with a reason while nobody confirmed the limit, and not at all once somebody did', async () => {
    const s = await stage(2);
    const { facilitator } = s.people;
    const present = (more: Record<string, unknown> = {}) =>
      s.send(facilitator, 'plan.present', s.planId, { presentedOn: TODAY, documentId: s.documentId, ...more });
    await s.must(facilitator, 'plan.correct', s.planId, { amountKind: 40_000_000, reason: 'Más contraparte' });
    expect(said(await present())).toMatch(/Diga por qué: El proyecto pone 41,2 % del costo; lo fijado es 70 %/);
    const expert = await world.person('UCN_ME');
    const set = (key: string, value: number, assumption: boolean) =>
      world.send(expert, 'parameter.set', newId(), {
        programmeId: 'PAR2FA',
        key,
        value,
        validFrom: TODAY,
        source: 'Manual de Operaciones, para la prueba',
        assumption,
      });
    const reason = { deviationReason: 'La organización pone su galpón.' };
    expect({ problem: null, ...(await set('shareTolerance', 2, false)) }).toMatchObject({ status: 'accepted' });
    expect({ problem: null, ...(await set('parShare', 70, false)) }).toMatchObject({ status: 'accepted' });
    expect(said(await present(reason))).toMatch(/El proyecto pone 41,2 % del costo/);
  });

  test('a condition of an appraisal is followed as a measure until it is fulfilled', async () => {
    const s = await stage();
    await s.present();
    const [social] = (await s.appraisals()).filter((row) => row.values.dimension === 'social');
    expect(await s.issue(social as NounRow, { conditions: 'Actualizar la lista de socios.' })).toMatchObject({
      status: 'accepted',
    });
    const { rows } = await ask<ListView<NounRow>>(s.people.social, 'planMeasure.list', { planId: s.planId });
    expect(rows).toMatchObject([
      {
        state: 'PREVISTA',
        values: { kind: 'condicion', what: 'Actualizar la lista de socios.', appraisalId: social?.id },
      },
    ]);
    await s.must(s.people.social, 'planMeasure.fulfil', rows[0]?.id ?? '', { fulfilledOn: TODAY });
  });
});

test('the alliance tells beforehand what its plan lacks', async () => {
  const s = await stage();
  await s.present();
  const file = await ask<{ transitions: TransitionView[] }>(s.people.operator, 'alliance.get', { id: s.alliance.id });
  const step = file.transitions.find(({ to }) => to === 'PLAN_VIABLE');
  expect(step?.refusal?.message).toMatch(/Faltan dictámenes del plan/);
});

const measuresOf = (planId: string) =>
  world.db.query<{ what: string; state: string }>(
    'select what, state from plan_measure where plan_id = $1 order by what, state',
    [planId],
  );

test('a condition opens one measure, and only with a favourable appraisal; another takes its place', async () => {
  const s = await stage();
  const { people, planId } = s;
  await s.present();
  const [social] = (await s.appraisals()).filter((row) => row.values.dimension === 'social') as [NounRow];
  const again = () => s.must(people.social, 'appraisal.reopen', social.id, { reopenReason: 'Hubo un error.' });
  const issued = async (more: Record<string, unknown>) => {
    expect(await s.issue(social, more)).toMatchObject({ status: 'accepted' });
    return (await measuresOf(planId)).map(({ what, state }) => `${what}: ${state}`);
  };
  const against = { result: 'observada', findings: 'Falta la lista de socios.', conditions: 'Incluir a las mujeres' };
  expect(await issued(against)).toEqual([]);
  await again();
  expect(await issued({})).toEqual(['Incluir a las mujeres: PREVISTA']);
  await again();
  expect(await issued({})).toEqual(['Incluir a las mujeres: PREVISTA']);
  await again();
  expect(await issued({ conditions: 'Actualizar la lista' })).toEqual([
    'Actualizar la lista: PREVISTA',
    'Incluir a las mujeres: DESCARTADA',
  ]);
  await again();
  expect(await issued(against)).toEqual(['Actualizar la lista: DESCARTADA', 'Incluir a las mujeres: DESCARTADA']);
});

test('what was to be followed of an observed plan is followed in its next version alone', async () => {
  const s = await stage();
  const { people, planId } = s;
  const measure = { planId, kind: 'ambiental', what: 'Plantar un cerco vivo', dueOn: TODAY };
  await s.must(people.facilitator, 'planMeasure.register', newId(), measure);
  await s.present();
  const [social] = (await s.appraisals()).filter((row) => row.values.dimension === 'social') as [NounRow];
  expect(await s.issue(social, { conditions: 'Actualizar la lista' })).toMatchObject({ status: 'accepted' });
  const seen = { observedSections: ['summary'], observedReason: 'Falta decir más cosas.', documentId: s.documentId };
  await s.must(people.operator, 'plan.observe', planId, seen);
  const commandId = newId();
  expect(await s.send(people.facilitator, 'plan.revise', planId, {}, commandId)).toMatchObject({ status: 'accepted' });
  expect((await measuresOf(planId)).map(({ state }) => state)).toEqual(['DESCARTADA', 'DESCARTADA']);
  expect(await measuresOf(nextVersionId(commandId))).toEqual([{ what: measure.what, state: 'PREVISTA' }]);
});

test('a plan whose alliance withdraws waits for nobody, and is taken up again if that was a mistake', async () => {
  const s = await stage();
  const { people, planId, documentId, alliance } = s;
  await s.must(people.facilitator, 'planMeasure.register', newId(), { planId, kind: 'social', what: 'Una medida' });
  await s.present();
  const [social] = (await s.appraisals()).filter((row) => row.values.dimension === 'social') as [NounRow];
  expect(await s.issue(social)).toMatchObject({ status: 'accepted' });
  const body = { reachedOn: TODAY, reason: 'La organización desiste.', documentId };
  await s.must(people.operator, 'alliance.withdraw', alliance.id, body);
  expect(await s.planState()).toBe('DEJADO');
  expect((await s.appraisals()).map(({ state }) => state).sort()).toEqual(['EMITIDO', ...Array(4).fill('SIN_EFECTO')]);
  expect((await measuresOf(planId)).map(({ state }) => state)).toEqual(['DESCARTADA']);
  for (const actor of Object.values(people)) {
    const home = await ask<WorkListView>(actor, 'work.list').catch(() => null);
    expect(JSON.stringify(home ?? '')).not.toContain(planId);
  }
  const tooEarly = await world.send(people.operator, 'plan.resume', planId, {}, { baseVersion: 4 });
  expect(said(tooEarly)).toMatch(/La alianza está en «Desistida»/);
  await s.must(people.coordinator, 'alliance.correctState', alliance.id, { to: 'EN_EVALUACION', ...body });
  const act = async (who: Actor, kind: string, id: string, more: object, version: number) =>
    expect(await world.send(who, kind, id, more, { baseVersion: version })).toMatchObject({ status: 'accepted' });
  await act(people.operator, 'plan.resume', planId, {}, 4);
  await act(people.facilitator, 'plan.present', planId, { presentedOn: TODAY, documentId }, 5);
  await act(people.operator, 'plan.evaluate', planId, {}, 6);
  const environment = (await s.appraisals()).find((row) => row.values.dimension === 'ambiental') as NounRow;
  const reopenReason = 'La alianza volvió al ciclo.';
  await act(people.environment, 'appraisal.reopen', environment.id, { reopenReason }, environment.version);
  expect(await s.appraisals()).toHaveLength(5);
});

test('a year of the cash flow told by mistake is taken out, and the right one takes its place', async () => {
  const s = await stage();
  const { people, planId } = s;
  const year = { planId, year: 7, income: 1, costs: 1, investment: 1 };
  const wrong = newId();
  await s.must(people.facilitator, 'planFlow.register', wrong, year);
  const dropped = await world.send(people.facilitator, 'planFlow.drop', wrong, {}, { baseVersion: 1 });
  expect({ problem: null, ...dropped }).toMatchObject({ status: 'accepted' });
  await s.must(people.facilitator, 'planFlow.register', newId(), year);
  expect(said(await s.send(people.facilitator, 'planFlow.register', newId(), year))).toMatch(/ya tiene ese año/);
});

test('the plan of an alliance that was adopted as deferred is taken as viable by its papers', async () => {
  const s = await stage(2);
  const { alliance, people, planId, documentId } = s;
  const adopted = async (state: string, origin: string) => {
    await world.db.query('update alliance set state = $2, origin = $3 where id = $1', [alliance.id, state, origin]);
    return s.send(people.operator, 'plan.adopt', planId, { presentedOn: TODAY, documentId });
  };
  expect(said(await adopted('PLAN_OBSERVADO', 'importación'))).toMatch(/después de su evaluación/);
  expect(said(await adopted('DIFERIDA', 'solicitud'))).toMatch(/después de su evaluación/);
  expect(await adopted('DIFERIDA', 'importación')).toMatchObject({ status: 'accepted' });
});
