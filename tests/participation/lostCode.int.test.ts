import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import type { System } from '../../server/system.ts';
import { day, openWorld, TODAY, type World } from '../helpers/world.ts';

const STORY = 'La balanza del acopio pesa de menos: MARCADELRELATO.';
const PHRASE = 'El burro de mi tía Ñusta';
let world: World;
/** Another running system over the same database, in which nothing was tried yet. */
let system: System;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  system = { ...world.system, config: { ...world.system.config, trustProxy: 1 } };
});

const post = async (fields: Record<string, string>, address = '10.0.0.1') => {
  const answer = await createApp(system).request('/reclamos', {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address },
  });
  return { status: answer.status, page: await answer.text() };
};
type More = Record<string, string>;
const codeIn = (page: string) => /class="code">(R-\d{4}-[0-9A-Z]{8})</.exec(page)?.[1] ?? null;
const complain = async (phrase: string, municipality = '020101') => {
  const { status, page } = await post({ id: newId(), story: STORY, municipality, relation: '', phrase });
  expect(status).toBe(200);
  return codeIn(page);
};
const find = (more: Record<string, string> = {}, address?: string) =>
  post({ act: 'find', municipality: '020101', day: TODAY, phrase: PHRASE, ...more }, address);

describe('a lost code', () => {
  test('is found again by municipality, about the day, and the phrase, and by nothing less', async () => {
    const code = await complain(PHRASE);
    expect(code).not.toBeNull();
    const right: More[] = [{}, { day: day(-3) }, { day: day(3) }, { phrase: ' el BURRO de mi tia nusta. ' }];
    for (const [i, more] of right.entries()) {
      const { status, page } = await find(more, `10.0.1.${i}`);
      expect([more, status, codeIn(page)]).toEqual([more, 200, code]);
      expect(page).not.toContain('MARCADELRELATO');
    }
    const wrong: More[] = [
      { day: day(-20) },
      { day: '' },
      { day: 'ayer' },
      { municipality: '' },
      { municipality: '030101' },
      { municipality: '999999' },
    ];
    const other: More[] = [
      { phrase: 'El burro de mi tía' },
      { phrase: '' },
      { phrase: 'burro' },
      { phrase: '%%%%%%%%%%%%' },
      { phrase: 'x'.repeat(5000) },
    ];
    const told = new Set<string>();
    for (const [i, more] of [...wrong, ...other].entries()) {
      const { status, page } = await find(more, `10.0.2.${i}`);
      expect([more, status, codeIn(page)]).toEqual([more, 404, null]);
      told.add(/role="alert">(.*?)<\/p>/.exec(page)?.[1] ?? '');
      if (more.phrase) expect(page).not.toContain(more.phrase.slice(0, 12));
    }
    // Every mistake gets the same words.
    expect([...told]).toEqual([expect.stringContaining('No se encontró')]);
  });

  test('of two who chose the same phrase is told to neither', async () => {
    await complain(PHRASE);
    await complain('el burro de mi tia nusta');
    expect((await find()).status).toBe(404);
  });

  test('without a phrase is not found, and a phrase that is guessed at once is not taken', async () => {
    await complain('');
    expect((await find({ phrase: '' })).status).toBe(404);
    const easy = await post({ id: newId(), story: STORY, municipality: '', relation: '', phrase: 'burro' });
    expect([easy.status, easy.page.includes('muy corta'), easy.page.includes(STORY)]).toEqual([422, true, true]);
  });

  test('sent twice keeps the first phrase', async () => {
    const id = newId();
    const told = { id, story: STORY, municipality: '020101', relation: '' };
    const code = codeIn((await post({ ...told, phrase: PHRASE })).page);
    await post({ ...told, phrase: 'otra frase distinta' });
    expect(codeIn((await find()).page)).toBe(code);
    expect((await find({ phrase: 'otra frase distinta' })).status).toBe(404);
  });

  test('is looked for a few times from one place, and in one municipality; then one waits', async () => {
    const tries: number[] = [];
    for (let i = 0; i < 8; i += 1) tries.push((await find({ phrase: `una frase que no es ${i}` })).status);
    expect(tries).toEqual([404, 404, 404, 404, 404, 404, 429, 429]);
    // The attempts come from as many addresses: the municipality is locked, and nothing else.
    const many: number[] = [];
    for (let i = 0; i < 40; i += 1)
      many.push((await find({ phrase: `una frase que no es ${i}` }, `10.0.3.${i}`)).status);
    expect(many.filter((s) => s === 404)).toHaveLength(34);
    expect((await find({ municipality: '030101' }, '10.0.4.1')).status).toBe(404);
    expect(
      (await post({ id: newId(), story: STORY, municipality: '020101', relation: '', phrase: PHRASE })).status,
    ).toBe(200);
  });

  test('leaves no phrase anywhere: not in the journal, not beside it', async () => {
    await complain(PHRASE);
    await world.seal();
    const [rows] = await Promise.all([world.db.query<Record<string, unknown>>('select * from complaint_recovery')]);
    expect(rows).toEqual([
      { complaint_id: expect.any(String), key: expect.stringMatching(/^[0-9a-f]{64}$/), week: 2945 },
    ]);
    for (const table of ['journal_body', 'journal_change', 'complaint', 'complaint_recovery'])
      expect([
        table,
        JSON.stringify(await world.db.query(`select * from ${table}`)).match(/burro|ñusta|nusta/i),
      ]).toEqual([table, null]);
  });
});
