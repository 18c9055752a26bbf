import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { readPublicForm } from './publicForm.ts';

function sent(files: number): Request {
  const form = new FormData();
  form.append('story', 'Lo que pasó.');
  for (let i = 0; i < files; i += 1) form.append('photo', new File([new Uint8Array(1000)], `${i}.jpg`));
  return new Request('http://localhost/reclamos', { method: 'POST', body: form });
}

test('files rest aside until they are discarded; what is read is what was sent', async () => {
  const folder = temporaryFolder('public-form');
  const form = await readPublicForm(sent(2), folder);
  expect([form.trouble, form.fields.get('story'), form.files.length, (await form.files[0]?.read())?.length]).toEqual([
    null,
    'Lo que pasó.',
    2,
    1000,
  ]);
  expect(await readdir(folder)).toHaveLength(2);
  await form.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('on a disk that is nearly full the text is taken and the files are not', async () => {
  const folder = temporaryFolder('public-form');
  const form = await readPublicForm(sent(2), folder, Number.MAX_SAFE_INTEGER);
  expect([form.trouble, form.fields.get('story'), form.files.length]).toEqual(['noRoom', 'Lo que pasó.', 0]);
  await form.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('a form that breaks off anywhere is told as broken, with what arrived, and leaves nothing', async () => {
  const folder = temporaryFolder('public-form');
  const whole = new Uint8Array(await sent(2).arrayBuffer());
  const type = sent(0).headers.get('content-type') ?? '';
  const boundary = new TextDecoder().decode(whole.subarray(2, whole.indexOf(13)));
  let told = 0;
  for (let at = 1; at < whole.length; at += 37) {
    const head = { 'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`) };
    const form = await readPublicForm(
      new Request('http://localhost/', { method: 'POST', body: whole.slice(0, at), headers: head }),
      folder,
    );
    if (form.trouble !== null) told += 1;
    await form.discard();
  }
  console.log(`broken forms: ${told}`);
  expect(told).toBeGreaterThan(50);
  expect(await readdir(folder)).toEqual([]);
});
