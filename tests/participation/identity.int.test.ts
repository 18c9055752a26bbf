import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NounFileView } from '../../domain/kernel/noun/views.ts';
import type { OpenedBox } from '../../domain/participation/identityViews.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { readingOf } from '../../server/queries/query.ts';
import { queries } from '../../server/queries/registry.ts';
import {
  importPrivate,
  makeKey,
  openIdentity,
  sealIdentity,
  unwrapPrivate,
  wrapPrivate,
} from '../../web/ui/identityBox.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { day, openWorld, TODAY, type World } from '../helpers/world.ts';

/**
 * The box with the complainant's identity (BR-54): sealed where it is written, opened by named people, with each
 * opening in the journal.
 */
let world: World;
let officer: Actor;
let social: Actor;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
  social = await world.person('UOD_SOCIAL', ['LPZ']);
  coordinator = await world.person('UCN_COORD');
});

const PHRASE = 'una frase de cuatro palabras';
const WHO = { name: 'ZZNOMBRE de prueba', card: '', phone: '70000000', reach: 'Por la radio.' };
const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const must = async (actor: Actor, kind: string, id: string, body: object, baseVersion: number | null = null) => {
  const { status, problem } = await world.send(actor, kind, id, body, { baseVersion });
  expect([kind, status, problem?.message]).toEqual([kind, 'accepted', undefined]);
};

/** A key guarded by the officer, and a complaint whose identity is sealed with it. */
async function boxed(): Promise<{ id: string; box: string }> {
  const { publicKey, pkcs8 } = await makeKey();
  const keyId = newId();
  await must(officer, 'complaintKey.register', keyId, {
    name: 'Llave de prueba',
    publicKey,
    recovery: await wrapPrivate(pkcs8, 'CODIGO'),
  });
  await must(officer, 'complaintKeyShare.register', newId(), {
    keyId,
    userId: officer.id,
    wrapped: await wrapPrivate(pkcs8, PHRASE),
  });
  const key = await ask<{ id: string; publicKey: string }>(social, 'complaint.key');
  expect(key).toEqual({ id: keyId, publicKey });
  const box = await sealIdentity(key, WHO);
  const id = newId();
  const told = {
    receivedOn: day(-3),
    channel: 'oficina',
    story: 'No llegó el técnico el día acordado.',
    privacy: 'reservada',
    unitId: 'LPZ',
  };
  await must(social, 'complaint.register', id, { ...told, identity: box });
  return { id, box };
}

describe('who complains', () => {
  test('is opened by who guards the key, with a reason that stays in the history, on that day alone and by that person alone', async () => {
    const { id, box } = await boxed();
    const asked = (actor: Actor) => ask<OpenedBox | null>(actor, 'complaint.identity', { id });
    expect(await asked(officer)).toBeNull();
    await must(officer, 'complaint.openIdentity', id, { identityReason: 'Para avisarle de la visita.' }, 1);
    const opened = await asked(officer);
    expect(opened?.box).toBe(box);
    const pkcs8 = await unwrapPrivate(opened?.key.wrapped ?? '', PHRASE);
    expect(pkcs8).not.toBeNull();
    if (pkcs8) expect(await openIdentity(await importPrivate(pkcs8), box)).toEqual(WHO);
    // Another officer has not opened it, and guards no key.
    expect(await asked(await world.person('UCN_RECL'))).toBeNull();
    // The day after, it is opened anew.
    const query = queries.get('complaint.identity');
    const tomorrow = query && readingOf(query, world.db, officer, { id }, day(1));
    expect(await query?.run(tomorrow as never)).toBeNull();
    const file = await ask<NounFileView>(officer, 'complaint.get', { id });
    expect(file.journal[0]?.changes).toContainEqual(expect.objectContaining({ after: 'Para avisarle de la visita.' }));
    expect(
      (
        await world.send(
          coordinator,
          'complaint.openIdentity',
          id,
          { identityReason: 'Quiero saber quién es.' },
          { baseVersion: 2 },
        )
      ).problem?.code,
    ).toBe('SIGG-201');
  });

  test('is told by no file, list, history or download but as kept, and a correction of the rest leaves it as it was', async () => {
    const { id, box } = await boxed();
    const sealed = box.split('.')[4] as string;
    for (const actor of [officer, social])
      for (const [name, params] of [
        ['complaint.get', { id }],
        ['complaint.list', {}],
      ] as const) {
        const answer = JSON.stringify(await ask(actor, name, params));
        expect(answer).not.toContain(sealed);
        expect(answer).not.toContain('ZZNOMBRE');
      }
    const file = await ask<NounFileView>(officer, 'complaint.get', { id });
    expect(file.values.identity).toBe(true);
    expect(file.journal[0]?.changes).toContainEqual(
      expect.objectContaining({ label: 'identidad de quien reclama', after: 'guardado, cifrado' }),
    );
    await must(officer, 'complaint.correct', id, { channel: 'carta', reason: 'Llegó por carta.' }, 1);
    expect(await world.db.query('select identity from complaint where id = $1', [id])).toEqual([{ identity: box }]);
  });

  test('what is no sealed box is refused: nobody writes a name there by mistake', async () => {
    const told = {
      receivedOn: TODAY,
      channel: 'oficina',
      story: 'No llegó el técnico.',
      privacy: 'publica',
      unitId: 'LPZ',
    };
    expect(await world.send(social, 'complaint.register', newId(), told)).toMatchObject({ status: 'accepted' });
    for (const identity of ['María de la comunidad', 'v1.x', `v1.${newId()}.corta.x.y`])
      expect(await world.send(social, 'complaint.register', newId(), { ...told, identity })).not.toMatchObject({
        status: 'accepted',
      });
  });

  test('a key given to another person opens with their phrase; one taken away is told no more', async () => {
    const { id } = await boxed();
    const [second, key] = [
      await world.person('UCN_RECL'),
      await ask<{ keys: { id: string; wrapped: string }[] }>(officer, 'complaint.keys'),
    ];
    const pkcs8 = await unwrapPrivate(key.keys[0]?.wrapped ?? '', PHRASE);
    const share = newId();
    const wrapped = await wrapPrivate(pkcs8 as Uint8Array<ArrayBuffer>, 'la frase de la segunda persona');
    await must(officer, 'complaintKeyShare.register', share, { keyId: key.keys[0]?.id, userId: second.id, wrapped });
    await must(second, 'complaint.openIdentity', id, { identityReason: 'Para llamarle hoy.' }, 1);
    expect((await ask<OpenedBox | null>(second, 'complaint.identity', { id }))?.key.wrapped).toBe(wrapped);
    await must(officer, 'complaintKeyShare.withdraw', share, {}, 1);
    expect((await ask<OpenedBox | null>(second, 'complaint.identity', { id }))?.key.wrapped).toBeNull();
  });
});
