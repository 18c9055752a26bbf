import { beforeAll, expect, test } from 'vitest';
import type { AllianceView } from '../../domain/alliance/views.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { lives, nouns } from '../../domain/nouns.ts';
import { newId } from '../../server/ids.ts';
import { queries } from '../../server/queries/registry.ts';
import { ask } from '../alliance/ask.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

/** The file of a row lists what refers to it, with the numbers; each entry leads to a list of exactly those rows. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const pointing = lives.flatMap(({ noun: n }) =>
  Object.entries(n.fields).flatMap(([field, { options }]) =>
    nouns.has(options.to ?? '') || options.to === 'alliance' ? [[n.name, field] as const] : [],
  ),
);

test('every reference to a noun or an alliance narrows the list of its own', () => {
  expect(pointing.length).toBeGreaterThan(1);
  for (const [noun, field] of pointing) {
    const read = queries.get(`${noun}.list`)?.params.safeParse({ [field]: newId() });
    expect(read?.success && Object.keys(read.data as object), `${noun}.${field}`).toContain(field);
  }
});

test('a complaint tells of those that are the same; who may not know of them is not told how many there are', async () => {
  const officer = await world.person('UCN_RECL');
  const operator = await world.person('UOD_OPERADOR', ['LPZ']);
  const [first, second, third] = [newId(), newId(), newId()];
  for (const id of [first, second, third]) {
    const body = { receivedOn: TODAY, channel: 'oficina', story: 'No llegaron los plantines.', privacy: 'publica' };
    const sent = await world.send(officer, 'complaint.register', id, { ...body, unitId: 'LPZ' });
    expect({ problem: null, ...sent }).toMatchObject({ status: 'accepted' });
  }
  for (const id of [second, third]) {
    const sent = await world.send(officer, 'complaint.markDuplicate', id, { duplicateOfId: first }, { baseVersion: 1 });
    expect({ problem: null, ...sent }).toMatchObject({ status: 'accepted' });
  }
  await world.db.query(`update complaint set state = 'CLASIFICADO', topic = 'demora' where id = $1`, [first]);
  const related = async (actor: typeof officer) =>
    (await ask<NounFileView>(world, actor, 'complaint.get', { id: first })).related;
  expect(await related(officer)).toEqual([{ noun: 'complaint', field: 'duplicateOfId', count: 2 }]);
  const list = await ask<ListView<NounRow>>(world, officer, 'complaint.list', { duplicateOfId: first });
  expect(list.rows.map(({ id }) => id).sort()).toEqual([second, third].sort());
  expect(await related(operator)).toEqual([]);
  expect((await ask<NounFileView>(world, officer, 'complaint.get', { id: second })).related).toEqual([]);
});

test('the file of an alliance tells what refers to it and what is overdue, to whoever may know of it', async () => {
  const { id } = await world.alliance('LPZ');
  const officer = await world.person('UOD_OFICIAL', ['LPZ']);
  const file = (actor: typeof officer) => ask<AllianceView>(world, actor, 'alliance.get', { id });
  const before = await file(officer);
  expect([before.related, before.overdueCommitments]).toEqual([[], 0]);
  const agreed = { allianceId: id, saidOn: '2026-01-05' };
  for (const [what, promisedOn] of [
    ['Llevar la muestra', '2026-01-20'],
    ['Pagar la cuota', '2031-01-20'],
  ]) {
    const sent = await world.send(officer, 'commitment.register', newId(), { ...agreed, what, promisedOn });
    expect({ problem: null, ...sent }).toMatchObject({ status: 'accepted' });
  }
  const after = await file(officer);
  expect(after.related).toEqual([{ noun: 'commitment', field: 'allianceId', count: 2 }]);
  expect(after.overdueCommitments).toBe(1);
  const lender = await file(await world.person('BANCO'));
  expect([lender.related, lender.overdueCommitments]).toEqual([[], 0]);
});
