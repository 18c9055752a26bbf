import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { capacityChecklist } from '../../domain/organisation/capacityDiagnosis.ts';
import { accountSettled } from '../../domain/organisation/changeRequest.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { loadFacts } from '../../server/commands/loadFacts.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
let official: Actor;
let fiduciary: Actor;
let alliance: { id: string; organisationId: string };
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
  official = await world.person('UOD_OFICIAL', ['LPZ']);
  fiduciary = await world.person('UOD_FIDUCIARIO', ['LPZ']);
  alliance = await world.alliance('LPZ', { state: 'EN_INVERSION' });
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const send = (actor: Actor, kind: string, id: string, body: unknown, baseVersion: number | null = null) =>
  world.send(actor, kind, id, body, { baseVersion });
const accepted = { status: 'accepted' };
const refused = (code: string) => ({ problem: { code } });
const begun = async (actor: Actor, kind: string, body: object) => {
  const id = newId();
  const sent = await send(actor, `${kind}.register`, id, body);
  expect({ problem: null, ...sent }).toMatchObject(accepted);
  return id;
};
const stateOf = async (actor: Actor, kind: string, id: string) =>
  (await ask<NounFileView>(actor, `${kind}.get`, { id })).state;
const paper = async (title: string) => {
  const id = newId();
  expect(await world.send(official, 'document.record', id, { title })).toMatchObject(accepted);
  return id;
};

test('an office is held from a day to a day: who held it before stays, and its organisation is read with it', async () => {
  const { organisationId } = alliance;
  const office = { organisationId, body: 'directiva', post: 'Presidenta', sex: 'F' };
  const documentId = await paper('Acta de elección');
  const before = await begun(official, 'organisationOffice', {
    ...office,
    name: 'Ana Choque',
    startsOn: '2024-01-10',
    documentId,
  });
  const early = { endsOn: '2023-12-31' };
  expect(await send(official, 'organisationOffice.end', before, early, 1)).toMatchObject(refused('SIGG-320'));
  expect(await send(official, 'organisationOffice.end', before, { endsOn: '2026-01-09' }, 1)).toMatchObject(accepted);
  await begun(official, 'organisationOffice', { ...office, name: 'Rosa Mamani', startsOn: '2026-01-10' });
  const { rows } = await ask<ListView<NounRow>>(official, 'organisationOffice.list', { organisationId });
  expect(rows.map(({ state, values }) => [state, values.name]).sort()).toEqual([
    ['TERMINADO', 'Ana Choque'],
    ['VIGENTE', 'Rosa Mamani'],
  ]);
  const file = await ask<NounFileView>(official, 'organisation.get', { id: organisationId });
  expect(file.related).toContainEqual({ noun: 'organisationOffice', field: 'organisationId', count: 2 });
  const companion = await world.person('ACOMPANANTE', [alliance.id]);
  const seen = (actor: Actor) => ask<ListView<NounRow>>(actor, 'organisationOffice.list');
  expect((await seen(companion)).total).toBe(2);
  expect((await seen(await world.person('UOD_SOCIAL', ['SCZ']))).total).toBe(0);
  const far = await world.person('UOD_OFICIAL', ['SCZ']);
  const foreign = { ...office, name: 'Otra', startsOn: TODAY };
  expect(await send(far, 'organisationOffice.register', newId(), foreign)).toMatchObject(refused('SIGG-202'));
  const lost = { ...foreign, documentId: newId() };
  expect(await send(official, 'organisationOffice.register', newId(), lost)).toMatchObject(refused('SIGG-301'));
});

test('yearly statements tell whether they came in their term, and another hand looks at them', async () => {
  const { organisationId } = alliance;
  const president = await world.person('OPP_REP', [organisationId]);
  const stated = (fiscalYear: string, presentedOn: string, by = president) =>
    begun(by, 'yearlyStatement', { organisationId, fiscalYear, presentedOn });
  const [inTime, late] = [await stated('2024', '2025-04-30'), await stated('2025', '2026-05-15')];
  const told = async (id: string) => (await ask<NounFileView>(fiduciary, 'yearlyStatement.get', { id })).values;
  expect(await told(inTime)).toMatchObject({ dueOn: '2025-04-30', inTerm: true });
  expect(await told(late)).toMatchObject({ dueOn: '2026-04-30', inTerm: false });
  const early = { organisationId, fiscalYear: '2021', presentedOn: '2020-12-31' };
  expect(await send(president, 'yearlyStatement.register', newId(), early)).toMatchObject(refused('SIGG-329'));
  const own = await stated('2023', '2024-03-01', fiduciary);
  expect(await send(fiduciary, 'yearlyStatement.review', own, {}, 1)).toMatchObject(refused('SIGG-329'));
  expect(await send(fiduciary, 'yearlyStatement.observe', late, { observation: 'Falta el sello' }, 1)).toMatchObject(
    accepted,
  );
  expect(await send(fiduciary, 'yearlyStatement.review', late, {}, 2)).toMatchObject(accepted);
  expect(await told(late)).toMatchObject({ observation: null });
  // What was reviewed is not corrected in place, not even by the organisation; and a year has one statement.
  const change = { presentedOn: '2026-04-30', reason: 'Era antes' };
  expect(await send(president, 'yearlyStatement.correct', late, change, 3)).toMatchObject(refused('SIGG-360'));
  const again = { organisationId, fiscalYear: '2025', presentedOn: '2026-04-30' };
  expect(await send(president, 'yearlyStatement.register', newId(), again)).toMatchObject(refused('SIGG-313'));
  // Who corrected one has written it.
  const fixed = { presentedTo: 'Su asamblea', reason: 'Faltaba decirlo' };
  expect(await send(fiduciary, 'yearlyStatement.correct', inTime, fixed, 1)).toMatchObject(accepted);
  expect(await send(fiduciary, 'yearlyStatement.review', inTime, {}, 2)).toMatchObject(refused('SIGG-329'));
  const another = await world.person('UOD_FIDUCIARIO', ['LPZ']);
  expect(await send(another, 'yearlyStatement.review', inTime, {}, 2)).toMatchObject(accepted);
  // One of another organisation by mistake is annulled, and presented again in its own row when it comes.
  const mistaken = await stated('2022', '2023-03-01');
  const why = { observation: 'Era de otra organización' };
  expect(await send(fiduciary, 'yearlyStatement.annul', mistaken, why, 1)).toMatchObject(accepted);
  const presented = { presentedOn: '2023-04-01' };
  expect(await send(president, 'yearlyStatement.present', mistaken, presented, 2)).toMatchObject(accepted);
  expect(await send(president, 'yearlyStatement.review', mistaken, {}, 3)).toMatchObject(refused('SIGG-201'));
  expect(await send(fiduciary, 'yearlyStatement.review', mistaken, {}, 3)).toMatchObject(accepted);
});

test('a weak organisation is proposed more visits a month, and the operador decides', async () => {
  const { organisationId } = alliance;
  const scored = async (answer: string) => {
    const checklist = Object.fromEntries(capacityChecklist.map((item) => [item, answer]));
    const id = await begun(official, 'capacityDiagnosis', { organisationId, madeOn: TODAY, ...checklist });
    return [id, (await ask<NounFileView>(official, 'capacityDiagnosis.get', { id })).values] as const;
  };
  const [, strong] = await scored('si');
  const [, middle] = await scored('parte');
  const [id, weak] = await scored('no');
  expect([strong, middle, weak].map(({ score, proposedVisits }) => [score, proposedVisits])).toEqual([
    [100, 1],
    [50, 1],
    [0, 2],
  ]);
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  expect(await send(official, 'capacityDiagnosis.accept', id, {}, 1)).toMatchObject(refused('SIGG-201'));
  expect(await send(operator, 'capacityDiagnosis.accept', id, {}, 1)).toMatchObject(accepted);
  const change = { books: 'si', reason: 'Mostró sus libros' };
  expect(await send(official, 'capacityDiagnosis.correct', id, change, 2)).toMatchObject(refused('SIGG-360'));
});

describe('a change after the convenio', () => {
  const said = { subject: 'Nueva presidenta', current: 'Ana Choque', proposed: 'Rosa Mamani', why: 'Hubo elección' };
  const account = { proposedBank: 'Banco Unión', proposedHolder: 'Asociación Uno', proposedEnd: '4321' };
  const asked = (actor: Actor, what: string, more: object = {}) =>
    begun(actor, 'changeRequest', { allianceId: alliance.id, what, requestedOn: TODAY, ...said, ...more });

  test('goes to whom it concerns, and is never decided by who asked for it', async () => {
    const companion = await world.person('ACOMPANANTE', [alliance.id]);
    const social = await world.person('UOD_SOCIAL', ['LPZ']);
    const [members, directors] = [await asked(social, 'socios'), await asked(companion, 'directiva')];
    expect(await stateOf(official, 'changeRequest', members)).toBe('SOCIOS_POR_REVISAR');
    expect(await stateOf(official, 'changeRequest', directors)).toBe('DIRECTIVA_POR_REVISAR');
    expect(await send(social, 'changeRequest.approve', members, {}, 1), 'own').toMatchObject(refused('SIGG-329'));
    expect(await send(social, 'changeRequest.approve', directors, {}, 1)).toMatchObject(refused('SIGG-201'));
    expect(await send(official, 'changeRequest.approve', directors, {}, 1)).toMatchObject(accepted);
    const another = await world.person('UOD_SOCIAL', ['LPZ']);
    expect(await send(another, 'changeRequest.approve', members, {}, 1)).toMatchObject(accepted);
    const file = await ask<NounFileView>(official, 'changeRequest.get', { id: members });
    expect(file.values).toMatchObject({ reviewedBy: another.id, organisationId: alliance.organisationId });
  });

  test('is asked for only once there is a convenio', async () => {
    const { id: allianceId } = await world.alliance('LPZ', { state: 'PLAN_PRESENTADO' });
    const body = { allianceId, what: 'socios', requestedOn: TODAY, ...said };
    expect(await send(official, 'changeRequest.register', newId(), body)).toMatchObject(refused('SIGG-329'));
  });

  test('that clashes with another open one about the same waits until one of them is settled', async () => {
    const companion = await world.person('ACOMPANANTE', [alliance.id]);
    const [one, two] = [await asked(companion, 'directiva'), await asked(companion, 'directiva')];
    const apart = await asked(companion, 'socios');
    const told = await send(official, 'changeRequest.approve', one, {}, 1);
    expect(told).toMatchObject(refused('SIGG-329'));
    expect(JSON.stringify(told)).toContain('Nueva presidenta');
    expect(await send(companion, 'changeRequest.withdraw', two, {}, 1)).toMatchObject(accepted);
    expect(await send(official, 'changeRequest.approve', one, {}, 1)).toMatchObject(accepted);
    expect(await stateOf(official, 'changeRequest', apart)).toBe('SOCIOS_POR_REVISAR');
  });

  test('of the account keeps payments until the nation certified it with the paper of the bank', async () => {
    const bars = async () => {
      const { changing } = accountSettled.needs?.(alliance.id) ?? {};
      if (!changing) throw new Error('it asks for nothing');
      const facts = await loadFacts(world.db, [], [changing]);
      return accountSettled.holds({} as never, TODAY, { changing: facts.get(changing) }, '');
    };
    expect(await bars()).toBeNull();
    const bare = { allianceId: alliance.id, what: 'cuenta', requestedOn: TODAY, ...said };
    expect(await send(official, 'changeRequest.register', newId(), bare)).toMatchObject(refused('SIGG-109'));
    const id = await asked(await world.person('OPP_REP', [alliance.organisationId]), 'cuenta', account);
    expect(await bars()).toContain('Nueva presidenta');
    expect(await send(fiduciary, 'changeRequest.approve', id, {}, 1)).toMatchObject(accepted);
    expect(await bars(), 'reviewed, not certified').not.toBeNull();
    const finance = await world.person('UCN_FIN');
    expect(await send(finance, 'changeRequest.certify', id, {}, 2)).toMatchObject(refused('SIGG-301'));
    const documentId = await paper('Certificación bancaria');
    expect(await send(fiduciary, 'changeRequest.certify', id, { documentId }, 2)).toMatchObject(refused('SIGG-201'));
    expect(await send(finance, 'changeRequest.certify', id, { documentId }, 2)).toMatchObject(accepted);
    expect([await bars(), await stateOf(finance, 'changeRequest', id)]).toEqual([null, 'APROBADA']);
  });
});
