import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { NounFileView } from '../../domain/kernel/noun/views.ts';
import { type Actor, PUBLIC_ACTOR_ID } from '../../domain/people/actor.ts';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { readableFile } from '../../server/sync/fileReach.ts';
import { ask } from '../alliance/ask.ts';
import { film, recordings, SECRET } from '../helpers/sounds.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

const STORY = 'La balanza del acopio pesa de menos: MARCADELRELATO.';
let world: World;
let officer: Actor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
});

type Part = readonly [name: string, bytes: Uint8Array, filename: string];
const photo = async (n: number): Promise<Part> => [
  'photo',
  await sharp({ create: { width: 90, height: 60, channels: 3, background: { r: n * 50, g: 80, b: 20 } } })
    .withExif({ IFD0: { Artist: SECRET } })
    .jpeg()
    .toBuffer(),
  `IMG_${n}.jpg`,
];

async function send(
  parts: readonly Part[],
  fields: Record<string, string> = {},
): Promise<{ status: number; page: string; id: string }> {
  const id = newId();
  const form = new FormData();
  for (const [name, value] of Object.entries({ id, story: STORY, municipality: '020101', relation: '', ...fields }))
    form.append(name, value);
  for (const [name, bytes, filename] of parts) form.append(name, new File([new Uint8Array(bytes)], filename));
  const answer = await createApp(world.system).request('/reclamos', { method: 'POST', body: form });
  return { status: answer.status, page: await answer.text(), id };
}
const file = (id: string) => ask<NounFileView>(world, officer, 'complaint.get', { id });
const count = async (table: string) =>
  (await world.db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const aside = () => readdir(join(world.system.files.folder, 'public')).catch(() => []);

test('photos and a voice note stand with the complaint, without what the telephone wrote beside them, and without an hour', async () => {
  const empty: Part = ['photo', new Uint8Array(), ''];
  const { status, page, id } = await send([
    await photo(1),
    await photo(2),
    await photo(3),
    empty,
    ['voice', await recordings.m4a(), 'Nota de voz.m4a'],
  ]);
  expect([status, /role="alert">(.*?)<\/p>/.exec(page)?.[1]]).toEqual([200, undefined]);
  const { photos, voice } = (await file(id)).values as { photos: string[]; voice: string };
  expect(photos).toHaveLength(3);
  for (const hash of [...photos, voice]) {
    const bytes = await world.system.files.get(hash);
    expect(Buffer.from(bytes ?? []).includes(SECRET)).toBe(false);
  }
  await world.seal();
  const entries = await world.db.query(
    `select actor_id, role, received_at, captured_at, place from journal_entry where kind = 'file.receive'`,
  );
  expect(entries).toHaveLength(4);
  for (const entry of entries)
    expect(entry).toEqual({
      actor_id: PUBLIC_ACTOR_ID,
      role: 'PUBLICO',
      received_at: `${TODAY}T04:00:00.000Z`,
      captured_at: `${TODAY}T04:00:00.000Z`,
      place: null,
    });
  // Without a perceptual hash, so that the photo cannot be linked to a photo of a visit.
  expect(await world.db.query('select distinct perceptual_hash, original_hash from stored_file')).toEqual([
    { perceptual_hash: null, original_hash: null },
  ]);
  expect(await aside()).toEqual([]);
});

test('only who may open the complaint is given them', async () => {
  const { id } = await send([await photo(1), ['voice', await recordings.webm(), 'nota.webm']]);
  const { photos, voice } = (await file(id)).values as { photos: string[]; voice: string };
  const [operator, elsewhere, auditor, bank, monitor] = [
    await world.person('UOD_OPERADOR', ['LPZ']),
    await world.person('UOD_OPERADOR', ['SCZ']),
    await world.person('AUDITOR'),
    await world.person('BANCO'),
    await world.person('UCN_ME'),
  ];
  const reads = async (who: Actor) =>
    Promise.all([photos[0] ?? '', voice].map(async (hash) => (await readableFile(world.system, who, hash)) !== null));
  const both = [true, true];
  const none = [false, false];
  expect([await reads(officer), await reads(auditor)]).toEqual([both, none]);
  expect([await reads(operator), await reads(elsewhere), await reads(bank), await reads(monitor)]).toEqual([
    none,
    none,
    none,
    none,
  ]);
  const must = async (step: string, body: object) =>
    expect(
      await world.send(officer, `complaint.${step}`, id, body, { baseVersion: (await file(id)).version }),
    ).toMatchObject({ status: 'accepted' });
  await must('acknowledge', { acknowledgedOn: TODAY });
  await must('classify', { topic: 'demora' });
  expect([await reads(operator), await reads(auditor), await reads(elsewhere)]).toEqual([both, both, none]);
  await must('classify', { topic: 'violencia' });
  expect([await reads(operator), await reads(officer)]).toEqual([none, both]);
  await must('classify', { topic: 'demora', accusedId: operator.id });
  expect(await reads(operator)).toEqual(none);
  expect((await createApp(world.system).request(`/files/${voice}`)).status).toBe(401);
});

test('what cannot be taken is told in a sentence, what was written is given back, and nothing is kept', async () => {
  const large = new Uint8Array(9 * 1024 * 1024);
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const bomb = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const five = await Promise.all([1, 2, 3, 4, 5].map(photo));
  const cases: readonly (readonly [string, readonly Part[], string])[] = [
    ['a page called a photo', [['photo', page, 'x.jpg']], 'Una de las fotos no se pudo leer'],
    ['a bomb', [['photo', bomb, 'x.png']], 'Una de las fotos no se pudo leer'],
    ['one good and one bad', [await photo(1), ['photo', page, 'x.jpg']], 'Una de las fotos no se pudo leer'],
    ['five photos', five, 'Una de las fotos'],
    ['a photo called a voice', [['voice', (await photo(1))[1], 'x.m4a']], 'La nota de voz no se pudo leer'],
    ['a film', [['voice', await film(), 'x.webm']], 'La nota de voz no se pudo leer'],
    [
      'two voices',
      [
        ['voice', await recordings.ogg(), 'a.ogg'],
        ['voice', await recordings.ogg(), 'b.ogg'],
      ],
      'más archivos',
    ],
    ['too large', [['photo', large, 'x.jpg']], 'más de 8 MB'],
    [
      'thousands of parts',
      Array.from({ length: 10_000 }, (_, i): Part => ['photo', Uint8Array.of(i % 256), `${i}.jpg`]),
      'más archivos',
    ],
  ];
  for (const [name, parts, says] of cases) {
    const answer = await send(parts);
    expect([name, answer.status, answer.page.includes(says), answer.page.includes(STORY)]).toEqual([
      name,
      422,
      true,
      true,
    ]);
    // The same id: sent again without the files, it is the same complaint.
    expect([name, answer.page.includes(answer.id)]).toEqual([name, true]);
  }
  // When the words are refused, no file is kept either.
  expect((await send([await photo(1)], { story: 'corto' })).page).toContain(
    'las fotos y la nota de voz tiene que elegirlas otra vez',
  );
  expect((await send([await photo(1)], { municipality: '999999' })).status).toBe(422);
  expect([await count('stored_file'), await count('complaint'), await aside()]).toEqual([0, 0, []]);
});

test('a form that breaks off or makes no sense is answered', async () => {
  const app = createApp(world.system);
  const post = (body: BodyInit, type: string) =>
    app.request('/reclamos', { method: 'POST', body, headers: { 'content-type': type } });
  const head = `--x\r\ncontent-disposition: form-data; name="story"\r\n\r\n${STORY}\r\n`;
  const half = await post(
    `${head}--x\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nabc`,
    'multipart/form-data; boundary=x',
  );
  expect([half.status, (await half.text()).includes(STORY)]).toEqual([422, true]);
  for (const [body, type] of [
    ['', 'multipart/form-data; boundary=x'],
    ['--x', 'multipart/form-data'],
    ['{"story":1}', 'application/json'],
    [`${'a=1&'.repeat(20_000)}`, 'application/x-www-form-urlencoded'],
    [`story=${'x'.repeat(200_000)}`, 'application/x-www-form-urlencoded'],
    ['%E0%A4%A&&&===', 'application/x-www-form-urlencoded'],
  ] as const)
    expect([type, body.slice(0, 20), (await post(body, type)).status]).toEqual([type, body.slice(0, 20), 422]);
  expect([await count('complaint'), await aside()]).toEqual([0, []]);
});
