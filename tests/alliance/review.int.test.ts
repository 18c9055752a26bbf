import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileIdOf } from '../../domain/field/file.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { visitBody } from '../helpers/bodies.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const MONTH = TODAY.slice(0, 7);
const PLACE = { place: { lon: -68.1, lat: -16.5, accuracyM: 10, ageS: 1 } };
const saleBody = (allianceId: string, more: Record<string, unknown> = {}) => ({
  allianceId,
  buyerOther: 'Feria',
  productCode: 'QUINUA',
  quantity: 100_000,
  unitCode: 'qq',
  price: 4_000_000,
  photos: [],
  ...more,
});

/** A photo that has arrived, with its own perceptual hash unless one is given. */
async function photo(actor: Actor, perceptualHash = randomBytes(8).toString('hex')): Promise<string> {
  const hash = randomBytes(32).toString('hex');
  const body = {
    hash,
    mediaType: 'image/jpeg',
    bytes: 1000,
    width: 10,
    height: 10,
    perceptualHash,
    originalHash: null,
  };
  expect(await world.send(actor, 'file.receive', fileIdOf(hash), body)).toMatchObject({ status: 'accepted' });
  return hash;
}

async function version(
  table: string,
  recordId: string,
): Promise<{ id: string; level: number; version: number; observed_reason: string | null } & Record<string, unknown>> {
  const [row] = await world.db.query<
    { id: string; level: number; version: number; observed_reason: string | null } & Record<string, unknown>
  >(`select * from ${table} where record_id = $1 and standing = 'current'`, [recordId]);
  if (!row) throw new Error('no current version');
  return row;
}

async function visit(
  actor: Actor,
  allianceId: string,
  more: Record<string, unknown> = {},
  envelope: Record<string, unknown> = {},
) {
  const recordId = newId();
  const photos = (more.photos as string[] | undefined) ?? [await photo(actor)];
  const result = await world.send(actor, 'visit.register', recordId, visitBody(allianceId, { ...more, photos }), {
    ...PLACE,
    ...envelope,
  });
  if (result.status !== 'accepted') throw new Error(JSON.stringify(result));
  return { recordId, versionId: (await version('visit', recordId)).id };
}

const decide = (
  actor: Actor,
  kind: string,
  items: readonly { recordId: string; versionId: string }[],
  more: Record<string, unknown> = {},
) =>
  world.send(actor, kind, newId(), { noun: 'visit', items, oneByOne: true, note: 'Se comparó con el papel', ...more });

describe('verifying and validating', () => {
  it('takes three different people, level by level', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const me = await world.person('UCN_ME');
    const item = await visit(acompanante, a.id);
    expect((await decide(me, 'record.validate', [item])).problem?.code).toBe('SIGG-310');
    expect((await decide(await world.person('UOD_OPERADOR', ['SCZ']), 'record.verify', [item])).problem?.code).toBe(
      'SIGG-202',
    );
    expect((await decide(me, 'record.verify', [item])).problem?.code).toBe('SIGG-201');
    const both: Actor = {
      ...acompanante,
      grants: [
        ...acompanante.grants,
        { id: newId(), role: 'UOD_OFICIAL', kind: 'unit', ids: ['LPZ'], from: '2020-01-01', to: null },
      ],
    };
    expect((await decide(both, 'record.verify', [item])).problem).toMatchObject({
      code: 'SIGG-205',
      message: 'La persona que registró no puede ser la misma que verifica.',
    });
    expect(await decide(operador, 'record.verify', [item])).toMatchObject({ status: 'accepted' });
    expect((await decide(operador, 'record.verify', [item])).problem?.code).toBe('SIGG-309');
    const verifierToo: Actor = {
      ...operador,
      grants: [
        ...operador.grants,
        { id: newId(), role: 'UCN_ME', kind: 'national', ids: [], from: '2020-01-01', to: null },
      ],
    };
    expect((await decide(verifierToo, 'record.validate', [item])).problem).toMatchObject({
      code: 'SIGG-205',
      message: 'La persona que verificó no puede ser la misma que valida.',
    });
    expect(await decide(me, 'record.validate', [item])).toMatchObject({ status: 'accepted' });
    expect((await version('visit', item.recordId)).level).toBe(3);
    expect(await world.db.query('select action, one_by_one from review order by id')).toEqual([
      { action: 'verified', one_by_one: true },
      { action: 'validated', one_by_one: true },
    ]);
  });

  it('needs the evidence to have arrived', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const item = await visit(acompanante, a.id, { photos: ['a'.repeat(64)] });
    expect((await decide(operador, 'record.verify', [item])).problem).toMatchObject({
      code: 'SIGG-322',
      retry: 'later',
    });
  });

  it('returns an observed record with its reason; the correction begins anew and what was validated stays', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const me = await world.person('UCN_ME');
    const item = await visit(acompanante, a.id);
    const observe = (body: Record<string, unknown>) =>
      world.send(operador, 'record.observe', newId(), { noun: 'visit', item, ...body });
    expect((await observe({ canned: 'otro' })).problem).toMatchObject({
      code: 'SIGG-101',
      message: 'Escriba el motivo.',
    });
    expect(await observe({ canned: 'foto_ilegible', reason: 'No se lee el acta' })).toMatchObject({
      status: 'accepted',
    });
    expect(await version('visit', item.recordId)).toMatchObject({
      level: 0,
      observed_reason: 'foto_ilegible: No se lee el acta',
    });
    expect((await decide(operador, 'record.verify', [item])).problem?.code).toBe('SIGG-331');
    const photos = [await photo(acompanante)];
    expect(
      await world.send(acompanante, 'visit.correct', item.recordId, visitBody(a.id, { photos }), { baseVersion: 1 }),
    ).toMatchObject({
      status: 'accepted',
    });
    const second = { recordId: item.recordId, versionId: (await version('visit', item.recordId)).id };
    expect((await decide(operador, 'record.verify', [item])).problem?.code).toBe('SIGG-314');
    await decide(operador, 'record.verify', [second]);
    await decide(me, 'record.validate', [second]);
    expect(
      await world.send(acompanante, 'visit.correct', item.recordId, visitBody(a.id, { photos, presentWomen: 3 }), {
        baseVersion: 2,
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    const levels = await world.db.query(
      'select version, level, standing from visit where record_id = $1 order by version',
      [item.recordId],
    );
    expect(levels).toEqual([
      { version: 1, level: 0, standing: 'superseded' },
      { version: 2, level: 3, standing: 'superseded' },
      { version: 3, level: 1, standing: 'current' },
    ]);
  });
});

describe('batches', () => {
  it('sets flagged records apart, draws a repeatable sample and demands that it is looked at before the rest', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const clean: { recordId: string; versionId: string }[] = [];
    for (let i = 1; i <= 8; i++) clean.push(await visit(acompanante, a.id, {}, { occurredOn: `${MONTH}-0${i}` }));
    const flagged = await visit(acompanante, a.id, { photos: [] }, { occurredOn: `${MONTH}-10` });
    await world.seal();
    const batchId = newId();
    const body = { unitId: 'LPZ', noun: 'visit', month: MONTH, stage: 'unit' };
    expect(await world.send(operador, 'verification.draw', batchId, body)).toMatchObject({ status: 'accepted' });
    expect((await world.send(operador, 'verification.draw', newId(), body)).problem?.code).toBe('SIGG-334');
    expect((await world.send(await world.person('UCN_ME'), 'verification.draw', newId(), body)).problem?.code).toBe(
      'SIGG-201',
    );
    const [batch] = await world.db.query<{
      flagged: string[];
      sample: string[];
      rest: string[];
      population: number;
      seed: string;
    }>('select * from verification_batch');
    expect(batch?.flagged).toEqual([flagged.versionId]);
    expect([batch?.population, batch?.sample.length, batch?.rest.length]).toEqual([8, 5, 3]);
    const itemOf = (versionId: string) =>
      [...clean, flagged].find((i) => i.versionId === versionId) ?? { recordId: '', versionId };
    const rest = (batch?.rest ?? []).map(itemOf);
    const together = (items: typeof rest) => decide(operador, 'record.verify', items, { batchId, oneByOne: false });
    expect((await together(rest)).problem).toMatchObject({ code: 'SIGG-332', details: { left: 5 } });
    expect((await together([...rest, flagged])).problem?.code).toBe('SIGG-324');
    for (const id of batch?.sample ?? [])
      expect(await decide(operador, 'record.verify', [itemOf(id)], { batchId })).toMatchObject({ status: 'accepted' });
    expect(await together(rest)).toMatchObject({ status: 'accepted' });
    expect(await world.db.query('select level, count(*) as n from visit group by level order by level')).toEqual([
      { level: 1, n: 1 },
      { level: 2, n: 8 },
    ]);
  });

  it('signals a price far from the usual and a nearly equal photo', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const operador = await world.person('UOD_OPERADOR', ['LPZ']);
    const sell = async (day: number, more: Record<string, unknown>, phash?: string) => {
      const id = newId();
      const result = await world.send(
        acompanante,
        'sale.register',
        id,
        saleBody(a.id, { ...more, photos: [await photo(acompanante, phash)] }),
        {
          ...PLACE,
          occurredOn: `${MONTH}-${String(day).padStart(2, '0')}`,
        },
      );
      if (result.status !== 'accepted') throw new Error(JSON.stringify(result));
      return (await version('sale', id)).id;
    };
    for (let i = 1; i <= 6; i++) await sell(i, { quantity: 100_000 + i });
    const expensive = await sell(8, { price: 40_000_000, quantity: 99_000 });
    const twin = [
      await sell(9, { quantity: 98_000 }, 'ffffffffffff0000'),
      await sell(10, { quantity: 97_000 }, 'ffffffffffff0003'),
    ];
    await world.send(operador, 'verification.draw', newId(), {
      unitId: 'LPZ',
      noun: 'sale',
      month: MONTH,
      stage: 'unit',
    });
    const [batch] = await world.db.query<{ flagged: string[] }>('select flagged from verification_batch');
    expect(batch?.flagged).toEqual([expensive, ...twin].sort());
  });
});

describe('conflicts', () => {
  const openConflict = async () => {
    const a = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const complete = (actor: Actor, data: Record<string, unknown>) =>
      world.send(actor, 'alliance.complete', a.id, data, { baseVersion: 1 });
    expect(await complete(oficial, { familiesDeclared: 30 })).toMatchObject({ status: 'accepted' });
    expect(
      await complete(await world.person('ACOMPANANTE', [a.id]), { familiesDeclared: 28, communityName: 'Chari' }),
    ).toMatchObject({ status: 'conflict' });
    const [conflict] = await world.db.query<{ id: string }>("select id from conflict where status = 'open'");
    return { a, oficial, conflictId: conflict?.id ?? '' };
  };
  const settle = (actor: Actor, id: string, body: Record<string, unknown>) =>
    world.send(actor, 'conflict.settle', id, { reason: 'Se contó la lista', ...body });
  const profile = (id: string) => version('alliance_profile', id);

  it('applies other fields without a conflict', async () => {
    const a = await world.alliance('LPZ');
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    await world.send(oficial, 'alliance.complete', a.id, { familiesDeclared: 30 }, { baseVersion: 1 });
    expect(
      await world.send(oficial, 'alliance.complete', a.id, { communityName: 'Chari' }, { baseVersion: 1 }),
    ).toMatchObject({ status: 'accepted' });
    expect(await profile(a.id)).toMatchObject({ families_declared: 30, community_name: 'Chari', version: 3 });
  });

  it('keeps the current value', async () => {
    const { a, oficial, conflictId } = await openConflict();
    expect(
      (await settle(await world.person('UOD_OFICIAL', ['SCZ']), conflictId, { choice: 'current' })).problem?.code,
    ).toBe('SIGG-202');
    expect(await settle(oficial, conflictId, { choice: 'current' })).toMatchObject({ status: 'accepted' });
    expect(await profile(a.id)).toMatchObject({ families_declared: 30, community_name: null, version: 2 });
    expect((await settle(oficial, conflictId, { choice: 'current' })).problem?.code).toBe('SIGG-308');
  });

  it('takes the proposed value, with all else that came with it, and works out the gaps again', async () => {
    const { a, oficial, conflictId } = await openConflict();
    expect(await settle(oficial, conflictId, { choice: 'proposed' })).toMatchObject({ status: 'accepted' });
    const row = await profile(a.id);
    expect(row).toMatchObject({ families_declared: 28, community_name: 'Chari', version: 4, level: 1 });
    expect(row.gaps).not.toContain('communityName');
  });

  it('takes a third value; a useless one is refused at its field', async () => {
    const { a, oficial, conflictId } = await openConflict();
    expect(
      (await settle(oficial, conflictId, { choice: 'third', values: { familiesDeclared: -1 } })).problem,
    ).toMatchObject({
      code: 'SIGG-101',
      field: 'body.values.familiesDeclared',
    });
    expect(await settle(oficial, conflictId, { choice: 'third', values: { familiesDeclared: 29 } })).toMatchObject({
      status: 'accepted',
    });
    expect(await profile(a.id)).toMatchObject({ families_declared: 29, community_name: 'Chari' });
  });
});

describe('duplicates', () => {
  it('are joined, settled in one step and undone', async () => {
    const me = await world.person('UCN_ME');
    const orgs = [];
    for (let i = 0; i < 3; i++) orgs.push((await world.alliance('LPZ')).organisationId);
    const [x, y, z] = orgs as [string, string, string];
    const raise = async (leftId: string, rightId: string) => {
      const id = newId();
      expect(
        await world.send(me, 'duplicate.raise', id, {
          noun: 'organisation',
          leftId,
          rightId,
          reason: 'Nombre parecido',
          score: 90,
        }),
      ).toMatchObject({
        status: 'accepted',
      });
      return id;
    };
    const merged = async () =>
      Object.fromEntries(
        (
          await world.db.query<{ id: string; merged_into: string | null }>('select id, merged_into from organisation')
        ).map((o) => [o.id, o.merged_into]),
      );
    const first = await raise(x, y);
    const second = await raise(y, z);
    const say = (id: string, body: Record<string, unknown>) =>
      world.send(me, 'duplicate.decide', id, { note: 'Misma personería', ...body });
    expect((await say(first, { verdict: 'same' })).problem?.message).toBe('Elija cuál queda vigente.');
    expect((await say(first, { verdict: 'same', keepId: z })).problem?.code).toBe('SIGG-506');
    expect(await say(first, { verdict: 'same', keepId: y })).toMatchObject({ status: 'accepted' });
    expect((await say(first, { verdict: 'different' })).problem?.code).toBe('SIGG-312');
    expect(await say(second, { verdict: 'same', keepId: z })).toMatchObject({ status: 'accepted' });
    expect(await merged()).toMatchObject({ [x]: z, [y]: z, [z]: null });
    expect(await world.send(me, 'duplicate.undo', second, { note: 'Eran distintas' })).toMatchObject({
      status: 'accepted',
    });
    expect(await merged()).toMatchObject({ [x]: y, [y]: null, [z]: null });
    expect((await world.send(me, 'duplicate.undo', second, { note: 'otra vez' })).problem?.code).toBe('SIGG-327');
    expect(
      (await world.send(me, 'organisation.correct', x, { acronym: 'ASO', reason: 'Su sigla' })).problem?.code,
    ).toBe('SIGG-326');
  });
});
