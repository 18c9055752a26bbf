import { describe, expect, test } from 'vitest';
import { importPrivate, makeKey, openIdentity, sealIdentity, unwrapPrivate, wrapPrivate } from './identityBox.ts';

const who = { name: 'Persona de prueba', card: '', phone: '70000000', reach: 'Por la radio de la comunidad.' };
const ID = '00000000-0000-7000-8000-0000000000c1';

describe('the box of an identity', () => {
  test('opens with the key to which it was sealed, under the phrase, and with no other', async () => {
    const [key, other] = [await makeKey(), await makeKey()];
    const box = await sealIdentity({ id: ID, publicKey: key.publicKey }, who);
    expect(box).toMatch(/^v1\.[0-9a-f-]{36}(\.[A-Za-z0-9_-]{10,}){3}$/);
    expect(box).not.toContain('Persona');
    expect(box.split('.')[1]).toBe(ID);
    const wrapped = await wrapPrivate(key.pkcs8, 'una frase que nadie adivina');
    expect(await unwrapPrivate(wrapped, 'otra frase cualquiera')).toBeNull();
    const pkcs8 = await unwrapPrivate(wrapped, ' una frase que nadie adivina ');
    expect(pkcs8).not.toBeNull();
    if (pkcs8) expect(await openIdentity(await importPrivate(pkcs8), box)).toEqual(who);
    await expect(openIdentity(await importPrivate(other.pkcs8), box)).rejects.toThrow();
  });

  test('a box that was changed, or moved to another key, does not open; two boxes of one person are not alike', async () => {
    const key = await makeKey();
    const boxes = await Promise.all([1, 2].map(() => sealIdentity({ id: ID, publicKey: key.publicKey }, who)));
    expect(boxes[0]).not.toBe(boxes[1]);
    expect(boxes[0]?.length).toBe(
      (await sealIdentity({ id: ID, publicKey: key.publicKey }, { ...who, name: 'A' })).length,
    );
    const priv = await importPrivate(key.pkcs8);
    const parts = (boxes[0] as string).split('.');
    const swapped = (n: number, text: string) => parts.map((part, i) => (i === n ? text : part)).join('.');
    const last = parts[4] as string;
    const changed = `${last.slice(0, 40)}${last[40] === 'A' ? 'B' : 'A'}${last.slice(41)}`;
    for (const wrong of [swapped(4, changed), swapped(1, ID.replace('c1', 'c2'))])
      await expect(openIdentity(priv, wrong)).rejects.toThrow();
  });
});
