import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Side } from '../../domain/kernel/noun/remark.ts';
import type { NounFileView } from '../../domain/kernel/noun/views.ts';
import type { ListView, WorkListView } from '../../domain/kernel/views.ts';
import { type Actor, publicActor } from '../../domain/people/actor.ts';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { ensureHeadKey } from '../../server/integrity/headKey.ts';
import { publishHead } from '../../server/integrity/headPublishing.ts';
import { verify } from '../../server/integrity/verify.ts';
import { RESERVED_KIND } from '../../server/queries/journal/entries.ts';
import { ask as askIn } from '../alliance/ask.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';
import { day, NOW, openWorld, TODAY, type World } from '../helpers/world.ts';

/** Remarks about a complaint: among the people who work on it, and with the complainant, by the code. */
let world: World;
let officer: Actor;
let operator: Actor;
let social: Actor;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  officer = await world.person('UCN_RECL');
  operator = await world.person('UOD_OPERADOR', ['LPZ']);
  social = await world.person('UOD_SOCIAL', ['LPZ']);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);
const file = (actor: Actor, id: string) => ask<NounFileView | null>(actor, 'complaint.get', { id });
const talk = async (actor: Actor, id: string) => (await file(actor, id))?.conversation;
const waits = async (actor: Actor) =>
  (await ask<WorkListView>(actor, 'work.list')).items
    .filter((i) => i.kind === 'remark')
    .map(({ title, detail, path, count }) => ({ title, detail, path, count }));

async function must(actor: Actor, step: string, id: string, body: Record<string, unknown>): Promise<void> {
  const version = step === 'register' ? null : ((await file(officer, id))?.version ?? null);
  const { status, problem } = await world.send(actor, `complaint.${step}`, id, body, { baseVersion: version });
  expect([step, status, problem?.message]).toEqual([step, 'accepted', undefined]);
}
const remark = async (actor: Actor, id: string, side: Side, text: string, more: Record<string, unknown> = {}) =>
  world.send(actor, 'complaint.remark', id, { side, text, ...more }, { baseVersion: null });
async function says(
  actor: Actor,
  id: string,
  side: Side,
  text: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  expect(await remark(actor, id, side, text, more)).toMatchObject({ status: 'accepted' });
}

async function complaint(more: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  const id = newId();
  const story = 'No me entregaron los plantines que pagué en la cuota.';
  await must(social, 'register', id, {
    receivedOn: day(-3),
    channel: 'oficina',
    story,
    privacy: 'reservada',
    unitId: 'LPZ',
    ...more,
  });
  return { id, code: String((await file(officer, id))?.values.code) };
}
async function classified(topic = 'demora', more: Record<string, unknown> = {}) {
  const made = await complaint();
  await must(officer, 'acknowledge', made.id, { acknowledgedOn: day(-2) });
  await must(officer, 'classify', made.id, { topic, ...more });
  return made;
}
const answer = {
  answer: 'Los plantines llegan el jueves.',
  answeredOn: TODAY,
  answerChannel: 'portal',
  outcome: 'fundado',
};

const post = async (fields: Record<string, string>, path = '/reclamos') => {
  const sent = await createApp(world.system).request(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  });
  return { status: sent.status, page: await sent.text() };
};
const more = (code: string, text: string) => post({ act: 'say', code, more: text });
const page = async (code: string) => (await post({ act: 'status', code })).page;

describe('with who complained', () => {
  test('they say more by the code, who holds it is told on the home, answers, and they read it', async () => {
    const { id, code } = await classified();
    expect(await waits(officer)).toEqual([]);
    const taken = await more(code, 'Los plantines llegaron secos.');
    expect([taken.status, taken.page.includes('Quedó anotado')]).toEqual([200, true]);
    const line = {
      title: `Contestar a quien reclama: el reclamo ${code}`,
      detail: 'Espera respuesta',
      path: `/reclamos/${id}`,
      count: 1,
    };
    expect([await waits(officer), await waits(social), await waits(operator)]).toEqual([[line], [], []]);
    // After it is assigned to a person, it waits only for that person.
    await must(officer, 'assign', id, { assigneeId: social.id });
    expect([await waits(officer), await waits(social)]).toEqual([[], [line]]);
    const [said] = (await talk(social, id))?.remarks ?? [];
    expect(said).toMatchObject({
      side: 'said',
      text: 'Los plantines llegaron secos.',
      by: null,
      saidOn: TODAY,
      answered: false,
    });
    await says(social, id, 'told', 'Se reponen el jueves.', { answersId: said?.id });
    expect(await waits(social)).toEqual([]);
    expect((await talk(officer, id))?.remarks).toMatchObject([
      { answered: true },
      { side: 'told', answersId: said?.id, answered: null },
    ]);
    const text = await page(code);
    expect(text.indexOf('Los plantines llegaron secos.')).toBeGreaterThan(0);
    expect(text.indexOf('Se reponen el jueves.')).toBeGreaterThan(text.indexOf('Los plantines llegaron secos.'));
    expect(text).not.toContain(social.name);
  });

  test("what is settled and nobody's is the officer's; what is at its end takes no more, and says so with what was written", async () => {
    const { id, code } = await classified();
    await must(officer, 'answer', id, answer);
    await more(code, '¿A qué hora llegan?');
    expect([(await waits(officer)).length, (await waits(operator)).length, (await waits(social)).length]).toEqual([
      1, 0, 0,
    ]);
    await post({ act: 'agree', code });
    const [said] = (await talk(officer, id))?.remarks ?? [];
    // An earlier question is still answered.
    await says(officer, id, 'told', 'A las ocho.', { answersId: said?.id });
    expect(await waits(officer)).toEqual([]);
    const late = await more(code, 'Otra cosa más que pasó.');
    expect(late.status).toBe(422);
    for (const part of ['Este reclamo está cerrado', 'Otra cosa más que pasó.', 'A las ocho.'])
      expect(late.page).toContain(part);
    expect(late.page).not.toContain('name="more"');
    expect((await talk(officer, id))?.remarks).toHaveLength(2);
  });

  test('sent twice is once; too much, nothing or of an unknown code is told, and what was written is given back', async () => {
    const { id, code } = await classified();
    await more(code, 'Lo mismo dos veces.');
    await more(code.toLowerCase(), 'Lo mismo dos veces.');
    expect((await talk(officer, id))?.remarks).toHaveLength(1);
    for (const text of ['', '   ', `<b>${'x'.repeat(2001)}`]) {
      const refused = await more(code, text);
      expect([text.length, refused.status, refused.page.includes('no más de 2000 letras')]).toEqual([
        text.length,
        422,
        true,
      ]);
      expect(refused.page).toContain(
        `aria-describedby="more-help">${text.trim().replace('<b>', '&lt;b&gt;')}</textarea>`,
      );
    }
    expect((await more('R-2026-ZZZZZZZZ', 'Algo')).status).toBe(404);
    expect((await talk(officer, id))?.remarks).toHaveLength(1);
  });

  test('so much about one complaint that nobody could read it waits, and is given back', async () => {
    const { id, code } = await classified();
    const answers: { status: number; page: string }[] = [];
    for (let i = 0; i < 14; i += 1) answers.push(await more(code, `Mensaje número ${i}.`));
    expect(answers.map((a) => a.status)).toEqual([...Array(12).fill(200), 429, 429]);
    expect(answers.at(-1)?.page).toContain('Mensaje número 13.');
    expect((await talk(officer, id))?.remarks).toHaveLength(12);
    // Remarks about another complaint are accepted meanwhile.
    expect((await more((await classified()).code, 'De otro reclamo.')).status).toBe(200);
  });

  test('leaves the day and no hour, and nobody as its author', async () => {
    const { id, code } = await classified();
    await more(code, 'Una cosa más.');
    const [entry] = await world.db.query(
      `select role, received_at, captured_at, place from journal_entry where kind = 'complaint.remark'`,
    );
    expect(entry).toEqual({
      role: 'PUBLICO',
      received_at: `${TODAY}T04:00:00.000Z`,
      captured_at: `${TODAY}T04:00:00.000Z`,
      place: null,
    });
    expect(await world.db.query('select side, said_by, said_on from remark where subject_id = $1', [id])).toEqual([
      { side: 'said', said_by: null, said_on: TODAY },
    ]);
  });

  test('the public writes on no other side, about no other complaint, and reads nothing that is said inside', async () => {
    const { id, code } = await classified();
    const other = await classified();
    const mine = publicActor(id);
    await says(officer, id, 'inside', 'MARCADEDENTRO.');
    expect((await remark(mine, id, 'inside', 'Algo')).problem?.code).toBe('SIGG-201');
    expect((await remark(mine, id, 'told', 'Algo')).problem?.code).toBe('SIGG-201');
    expect((await remark(mine, other.id, 'said', 'Algo')).problem?.code).toBe('SIGG-210');
    expect((await remark(officer, id, 'said', 'Algo')).problem?.code).toBe('SIGG-201');
    expect(await page(code)).not.toContain('MARCADEDENTRO');
  });
});

describe('among those who work on it', () => {
  test('what is asked of a person is their task until somebody answers it; the complaint itself does not change', async () => {
    const { id, code } = await classified();
    await must(officer, 'assign', id, { assigneeId: social.id });
    const version = (await file(officer, id))?.version;
    const offered = (await talk(officer, id))?.persons.map((p) => p.value) ?? [];
    expect([offered.includes(social.id), offered.includes(operator.id), offered.includes(officer.id)]).toEqual([
      true,
      true,
      false,
    ]);
    await says(officer, id, 'inside', '¿Habló con la organización?', { toId: social.id });
    const asked = {
      title: `Contestar lo que le preguntaron sobre el reclamo ${code}`,
      detail: `Pregunta ${officer.name}`,
      path: `/reclamos/${id}`,
      count: 1,
    };
    expect([await waits(social), await waits(officer), await waits(operator)]).toEqual([[asked], [], []]);
    const [question] = (await talk(social, id))?.remarks ?? [];
    expect(question).toMatchObject({ by: officer.name, to: social.name, answered: false });
    expect((await remark(social, id, 'told', 'Ya.', { answersId: question?.id })).problem?.code).toBe('SIGG-506');
    await says(social, id, 'inside', 'Sí, ayer.', { answersId: question?.id });
    expect(await waits(social)).toEqual([]);
    expect((await talk(officer, id))?.remarks.map((r) => [r.text, r.answered])).toEqual([
      ['¿Habló con la organización?', true],
      ['Sí, ayer.', null],
    ]);
    expect((await file(officer, id))?.version).toBe(version);
  });

  test('only who takes a step of it tells anything outside', async () => {
    const { id } = await classified();
    await must(officer, 'assign', id, { assigneeId: social.id });
    // The unit's operator sees it, although it was assigned to somebody else.
    expect((await talk(operator, id))?.sides).toEqual(['inside']);
    expect((await remark(operator, id, 'told', 'Algo')).problem?.code).toBe('SIGG-201');
    expect((await talk(social, id))?.sides).toEqual(['inside', 'told']);
    await says(social, id, 'told', 'Estamos averiguando.');
  });

  test('nobody whom the complaint is hidden from reads any of it, is offered or asked', async () => {
    const alliance = await world.alliance('LPZ');
    const accused = await world.person('UCN_NEG');
    const { id, code } = await classified('violencia', { accusedId: accused.id });
    await says(officer, id, 'inside', 'Palabra marcada zanahoria.');
    await more(code, 'Palabra marcada remolacha.');
    await world.seal();
    expect((await remark(officer, id, 'inside', '¿Qué pasó?', { toId: accused.id })).problem?.code).toBe('SIGG-361');
    expect((await talk(officer, id))?.persons.map((p) => p.value)).not.toContain(operator.id);
    for (const actor of [operator, social, accused, await world.person('UOD_OPERADOR', ['SCZ'])]) {
      expect(await file(actor, id)).toBeNull();
      expect((await remark(actor, id, 'inside', 'Algo')).problem?.code).toBe('SIGG-210');
      expect(await waits(actor)).toEqual([]);
    }
    const auditor = await world.person('AUDITOR');
    const expert = await world.person('UCN_ME');
    for (const actor of [operator, accused, auditor, expert, officer]) {
      for (const [name, params] of [
        ['journal.list', {}],
        ['journal.list', { kind: 'complaint.remark' }],
        ['alliance.journal', { allianceId: alliance.id }],
        ['complaint.list', {}],
        ['notification.list', {}],
        ['work.list', {}],
      ] as const) {
        const told = JSON.stringify(await ask(actor, name, params).catch(() => null));
        expect([name, told.includes('zanahoria'), told.includes('remolacha')]).toEqual([name, false, false]);
      }
    }
    const journal = await ask<ListView<{ kind: string; actorName: string; subjectId: string }>>(
      auditor,
      'journal.list',
    );
    // Two remarks and three steps; of each, only its existence is shown.
    const reserved = journal.rows.filter((r) => r.actorName === 'Reservado');
    for (const row of reserved) expect(row).toMatchObject({ kind: RESERVED_KIND.kind, subjectId: '', changes: [] });
    expect([reserved.length, journal.rows.some((r) => r.kind.startsWith('complaint.'))]).toEqual([5, false]);
    // The auditor reads an ordinary complaint with all its remarks, and cannot write any.
    const plain = await classified();
    await says(officer, plain.id, 'inside', 'Palabra marcada zanahoria.');
    expect(await talk(auditor, plain.id)).toMatchObject({
      remarks: [{ text: 'Palabra marcada zanahoria.' }],
      sides: [],
      persons: [],
    });
    expect((await remark(auditor, plain.id, 'inside', 'Algo')).problem?.code).toBe('SIGG-201');
  });
});

test('the chain and the rows agree over all that was said', async () => {
  const { id, code } = await classified();
  await more(code, 'Una cosa más.');
  await says(officer, id, 'inside', '¿Qué sabe?', { toId: operator.id });
  await says(officer, id, 'told', 'Lo vemos.');
  await world.seal();
  const keysDir = temporaryFolder('conversation');
  await publishHead({ db: world.db, keysDir, key: await ensureHeadKey(keysDir), now: () => NOW });
  // The persons of the test are in the database without commands, so verify always finds them.
  const places = async () =>
    (await verify({ db: world.db, files: world.system.files, keysDir })).findings
      .flatMap(({ first }) => first)
      .filter((p) => !/user_account|role_grant/.test(p));
  expect(await places()).toEqual([]);
  await world.db.script(
    `select set_config('session_replication_role', 'replica', true); update remark set text = 'Otra cosa.' where side = 'told'`,
  );
  expect(await places()).toEqual([expect.stringContaining('remark')]);
});
