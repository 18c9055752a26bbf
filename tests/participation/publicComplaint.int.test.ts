import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, writtenDay } from '../../domain/kernel/dates.ts';
import type { NounFileView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { complaintLife } from '../../domain/participation/complaintLife.ts';
import { publicSteps } from '../../domain/participation/complaintStatus.ts';
import { type Actor, publicActor } from '../../domain/people/actor.ts';
import { es } from '../../portal/words/complaints/es.ts';
import { addressIn, languageCodes, languages } from '../../portal/words/complaints/languages.ts';
import type { WordKey } from '../../portal/words/complaints/words.ts';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { ask } from '../alliance/ask.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

const STORY = 'La balanza del acopio pesa de menos: MARCADELRELATO.';
let world: World;
let officer: Actor;
let coordinator: Actor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
  coordinator = await world.person('UCN_COORD');
});

const get = async (path: string) => createApp(world.system).request(path, { headers: { accept: 'text/html' } });
const post = async (path: string, fields: Record<string, string>) => {
  const answer = await createApp(world.system).request(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  });
  return { status: answer.status, headers: answer.headers, page: await answer.text() };
};
const idIn = (page: string) => /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
const codeIn = (page: string) => /R-\d{4}-[0-9A-Z]{8}/.exec(page)?.[0] ?? '';

/** A citizen opens the page, writes a complaint and sends it. */
async function complain(more: Record<string, string> = {}): Promise<{ id: string; code: string }> {
  const id = idIn(await (await get('/reclamos')).text());
  const { status, page } = await post('/reclamos', {
    id,
    story: STORY,
    municipality: '020101',
    relation: 'socio',
    ...more,
  });
  expect([status, /role="alert">(.*?)<\/p>/.exec(page)?.[1]]).toEqual([200, undefined]);
  return { id, code: codeIn(page) };
}
const file = (id: string) => ask<NounFileView>(world, officer, 'complaint.get', { id });
async function must(actor: Actor, step: string, id: string, body: Record<string, unknown>): Promise<void> {
  expect(
    await world.send(actor, `complaint.${step}`, id, body, { baseVersion: (await file(id)).version }),
    step,
  ).toMatchObject({ status: 'accepted' });
}
async function answered(id: string): Promise<void> {
  await must(officer, 'acknowledge', id, { acknowledgedOn: TODAY });
  await must(officer, 'classify', id, { topic: 'demora' });
  await must(officer, 'answer', id, {
    answer: 'La balanza se calibró esta semana.',
    answeredOn: TODAY,
    answerChannel: 'portal',
    outcome: 'fundado',
  });
}

describe('a complaint from the public page', () => {
  test('is told its code and its day at once, and stands with the officer and at the unit of the municipality', async () => {
    const page = await get('/reclamos');
    expect([page.status, page.headers.get('cache-control'), page.headers.get('content-security-policy')]).toEqual([
      200,
      'no-store',
      expect.stringContaining("default-src 'none'"),
    ]);
    const text = await page.text();
    expect(text).not.toContain('<script');
    // Also before anything was published.
    expect(text.match(/<option value="\d{6}"/g)).toHaveLength(339);
    const { id, code } = await complain({ danger: '1' });
    const view = await file(id);
    expect(view.values).toMatchObject({
      code,
      story: STORY,
      channel: 'portal',
      privacy: 'anonima',
      relation: 'socio',
      danger: true,
      municipalityCode: '020101',
      unitId: 'LPZ',
    });
    expect(view.values).toMatchObject({ receivedOn: TODAY, dueOn: day(30) });
  });

  test('sent twice is one complaint: the same code is told, and that what was written first stands', async () => {
    const { id, code } = await complain();
    const again = await post('/reclamos', {
      id,
      story: 'Otra cosa que se escribió después.',
      municipality: '',
      relation: '',
    });
    expect(again.status).toBe(200);
    expect(codeIn(again.page)).toBe(code);
    expect(again.page).toContain('ya se había enviado');
    expect(await ask<ListView<unknown>>(world, officer, 'complaint.list', {})).toMatchObject({ total: 1 });
    expect((await file(id)).values.story).toBe(STORY);
  });

  test('leaves the day and no hour, and nobody as its author', async () => {
    const { id } = await complain();
    await world.seal();
    const [entry] = await world.db.query(
      'select actor_id, role, received_at, captured_at, place, device_id from journal_entry where subject_id = $1',
      [id],
    );
    expect(entry).toMatchObject({
      role: 'PUBLICO',
      received_at: `${TODAY}T04:00:00.000Z`,
      captured_at: `${TODAY}T04:00:00.000Z`,
      place: null,
    });
    expect((await file(id)).journal[0]?.actorName).toBe('Público');
    expect(NOW.slice(11)).not.toBe('04:00:00.000Z');
  });

  test('what is too short, too long or of no place is told beside the form, with all that was typed', async () => {
    const id = newId();
    for (const [fields, says] of [
      [{ story: 'corto' }, '10'],
      [{ story: 'x'.repeat(4001) }, '4000'],
      [{ story: STORY, municipality: '999999' }, 'municipio'],
      [{ story: STORY, relation: 'hacker' }, ''],
      [{ story: '' }, ''],
    ] as const) {
      const answer = await post('/reclamos', { id, municipality: '', relation: '', ...fields });
      expect([fields, answer.status]).toEqual([fields, 422]);
      expect(answer.page).toContain('No se envió.');
      expect(answer.page).toContain(says);
      if (fields.story) expect(answer.page).toContain(fields.story);
    }
    const sharp = await post('/reclamos', { id, story: '<script>', municipality: '', relation: '' });
    expect(sharp.page).not.toContain('<script>');
    expect(sharp.page).toContain('&lt;script&gt;');
    expect(await ask<ListView<unknown>>(world, officer, 'complaint.list', {})).toMatchObject({ total: 0 });
  });
});

test('against who would attend it: Transparencia alone is told', async () => {
  const answer = await post('/reclamos', {
    id: newId(),
    story: STORY,
    municipality: '',
    relation: '',
    against: 'reclamos',
  });
  expect(answer.status).toBe(200);
  const find = async (actor: Actor) =>
    (await ask<ListView<NounRow>>(world, actor, 'complaint.list')).rows.filter(
      (r) => r.values.code === codeIn(answer.page),
    );
  expect([await find(officer), await find(coordinator)]).toEqual([[], []]);
  expect(await find(await world.person('TRANSPARENCIA'))).toHaveLength(1);
  expect((await post('/reclamos', { id: newId(), story: STORY, against: 'el vecino' })).status).toBe(422);
});

describe('by its code', () => {
  test('however it was copied, who holds it is told how it goes, and never what was written in it', async () => {
    const { id, code } = await complain();
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      ` ${code.slice(2)} `,
      code.replaceAll('0', 'o').replaceAll('1', 'l'),
    ]) {
      const answer = await post('/reclamos', { act: 'status', code: typed });
      expect([typed, answer.status, answer.headers.get('cache-control')]).toEqual([typed, 200, 'no-store']);
      expect(answer.page).toContain('faltan 30 días');
      expect(answer.page).not.toContain('MARCADELRELATO');
    }
    await answered(id);
    const { page } = await post('/reclamos', { act: 'status', code });
    expect(page).toContain('La balanza se calibró esta semana.');
    expect(page).not.toContain('MARCADELRELATO');
    for (const typed of ['', 'R-2026', 'R-2026-ZZZZZZZZ', "R-2026-' or '1", '%'])
      expect([typed, (await post('/reclamos', { act: 'status', code: typed })).status]).toEqual([typed, 404]);
  });

  test('whoever holds it reopens it with a reason and confirms it; another hand answers, and it is closed', async () => {
    const { id, code } = await complain();
    expect((await post('/reclamos', { act: 'agree', code })).status).toBe(422);
    expect((await post('/reclamos', { act: 'reopen', code, reason: 'Todavía no me respondieron.' })).status).toBe(422);
    await answered(id);
    expect((await post('/reclamos', { act: 'reopen', code, reason: '' })).status).toBe(422);
    expect((await post('/reclamos', { act: 'reopen', code, reason: 'Sigue pesando de menos.' })).page).toContain(
      'Su reclamo se verá otra vez',
    );
    const view = await file(id);
    expect([view.state, view.values.reopenReason, view.values.reopenedOn]).toEqual([
      'REABIERTO',
      'Sigue pesando de menos.',
      TODAY,
    ]);
    await must(coordinator, 'answerAgain', id, { secondAnswer: 'Se cambió la balanza.', secondAnsweredOn: TODAY });
    expect((await post('/reclamos', { act: 'status', code })).page).toContain('Se cambió la balanza.');
    const other = await complain();
    await answered(other.id);
    expect((await post('/reclamos', { act: 'agree', code: other.code })).page).toContain('está conforme');
    expect((await file(other.id)).state).toBe('CONFORME_CERRADO');
  });

  test('one that was recorded at the counter is followed in the same way', async () => {
    const id = newId();
    const told = { receivedOn: day(-40), channel: 'oficina', story: STORY, privacy: 'reservada', unitId: 'LPZ' };
    expect(
      await world.send(await world.person('UOD_SOCIAL', ['LPZ']), 'complaint.register', id, told, {
        occurredOn: day(-40),
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    const { code } = (await file(id)).values;
    const late = await post('/reclamos', { act: 'status', code: String(code) });
    expect(late.page).toContain('atrasada 10 días');
    await answered(id);
    expect(
      (await post('/reclamos', { act: 'reopen', code: String(code), reason: 'No es cierto lo que dicen.' })).page,
    ).toContain('se verá otra vez');
    expect((await post('/reclamos', { act: 'status', code: String(code) })).page).toContain(
      `<strong>${writtenDay(addDays(TODAY, 30))}</strong>`,
    );
  });

  test('the public does nothing else, and nothing to another complaint', async () => {
    const [one, other] = [await complain(), await complain()];
    await answered(other.id);
    const mine = publicActor(one.id);
    const problemOf = async (step: string, body: object) =>
      (await world.send(mine, `complaint.${step}`, other.id, body, { baseVersion: null })).problem?.code;
    // Refused as if it did not exist.
    expect(await problemOf('reopen', { reopenReason: 'No es mío.', reopenedOn: TODAY })).toBe('SIGG-210');
    expect(await problemOf('agree', { agreedOn: TODAY })).toBe('SIGG-210');
    for (const { name, who } of complaintLife.steps)
      if (!who.includes('PUBLICO')) expect([name, await problemOf(name, {})]).not.toEqual([name, undefined]);
    expect((await file(other.id)).state).toBe('RESPONDIDO');
  });

  test('every state offers what the life gives the public', () => {
    expect(publicSteps('RESPONDIDO')).toEqual(['agree', 'reopen']);
    expect(publicSteps('NO_ADMISIBLE')).toEqual(['reopen']);
    expect(publicSteps('RECIBIDO')).toEqual([]);
  });
});

describe('in another language', () => {
  test.each(languageCodes)(
    '%s is carried from the form to the receipt, the state and what is wrong, and stands with the complaint',
    async (code) => {
      const here = addressIn(code);
      const { tag, words, unreviewed } = languages[code];
      const shown = (page: string, status: number, heading: WordKey) => {
        expect(page).toContain(`<html lang="${tag}">`);
        expect(page).toContain(`aria-current="true">${languages[code].name}<`);
        expect([heading, page.includes(words[heading] ?? es[heading])]).toEqual([heading, true]);
        if (unreviewed) expect(page).toContain(unreviewed);
        expect(page.includes('en espera de revisión')).toBe(unreviewed !== null);
        expect(page).not.toContain('<script');
        // Every form and every link back stays in the language.
        expect(new Set([...page.matchAll(/(?:action|class="button quiet" href)="([^"]*)"/g)].map((m) => m[1]))).toEqual(
          new Set([here]),
        );
        return status;
      };
      const first = await (await get(here)).text();
      shown(first, 200, 'storyHelp');
      const id = idIn(first);
      const short = await post(here, { id, story: 'corto', municipality: '', relation: '' });
      expect(shown(short.page, short.status, 'notSent')).toBe(422);
      expect(short.page).toContain(
        (words['problem.story'] ?? es['problem.story']).replace('{least}', '10').replace('{most}', '4000'),
      );
      const sent = await post(here, { id, story: STORY, municipality: '020101', relation: 'socio' });
      expect(shown(sent.page, sent.status, 'yourCode')).toBe(200);
      expect((await file(id)).values.language).toBe(code);
      const told = await post(here, { act: 'status', code: codeIn(sent.page) });
      expect(shown(told.page, told.status, 'state.RECIBIDO')).toBe(200);
      const nobody = await post(here, { act: 'status', code: 'R-2026-ZZZZZZZZ' });
      expect(shown(nobody.page, nobody.status, 'noCodeHead')).toBe(404);
      expect((await post(here, { act: 'agree', code: codeIn(sent.page) })).page).toContain(
        words['problem.notNow'] ?? es['problem.notNow'],
      );
    },
  );
});

test('the slip is a file that tells the code and the days, whose name and address tell nothing', async () => {
  const { code } = await complain();
  const answer = await post('/reclamos', { act: 'slip', code });
  expect([answer.status, answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([
    200,
    'attachment; filename="comprobante.html"',
    'no-store',
  ]);
  for (const part of [code, '15/06/2026', '15/07/2026', '/reclamos']) expect(answer.page).toContain(part);
  expect(answer.page).not.toContain('MARCADELRELATO');
  expect((await post('/reclamos', { act: 'slip', code: 'R-2026-ZZZZZZZZ' })).status).toBe(404);
});

test('beyond what a full room sends, one is told to wait and given back what was written; nothing acknowledged is lost', async () => {
  const sent: { status: number; page: string }[] = [];
  for (let i = 0; i < 90; i += 1)
    sent.push(await post('/reclamos', { id: newId(), story: `${STORY} ${i}`, municipality: '', relation: '' }));
  const taken = sent.filter((s) => s.status === 200);
  const waiting = sent.filter((s) => s.status === 429);
  expect(taken.length + waiting.length).toBe(90);
  expect(waiting.length).toBeGreaterThan(0);
  expect(waiting.at(-1)?.page).toContain(`${STORY} 89`);
  // The form keeps its id, so that sending it again later makes no second complaint.
  expect(idIn(waiting.at(-1)?.page ?? '')).toMatch(/^[0-9a-f-]{36}$/);
  const codes = new Set(taken.map((s) => codeIn(s.page)));
  expect(codes.size).toBe(taken.length);
  expect(
    await world.db.query('select count(*)::int as n from complaint where code = any($1::text[])', [[...codes]]),
  ).toEqual([{ n: taken.length }]);
}, 120_000);
