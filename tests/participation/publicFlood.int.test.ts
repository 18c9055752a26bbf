import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { openWorld, type World } from '../helpers/world.ts';

/**
 * How many forms are sent from one address, and from as many different ones. SIGG_FUZZ_COMPLAINTS=10000 for the full
 * test.
 */
const FORMS = Number(process.env.SIGG_FUZZ_COMPLAINTS ?? 2000);
/** How many requests a flood keeps open at the same time. */
const AT_ONCE = 100;
const STORY = 'La balanza del acopio pesa de menos';
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.reset());

type Answer = { readonly status: number; readonly code: string | null; readonly back: boolean };

function door() {
  const app = createApp({ ...world.system, config: { ...world.system.config, trustProxy: 1 } });
  return async (address: string, n: number): Promise<Answer> => {
    const answer = await app.request('/reclamos', {
      method: 'POST',
      body: new URLSearchParams({ id: newId(), story: `${STORY} ${n}.`, municipality: '', relation: '' }).toString(),
      // Only the address that our own proxy appends is believed, not what the sender wrote before it.
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `203.0.113.${n % 250}, ${address}`,
      },
    });
    const page = await answer.text();
    return {
      status: answer.status,
      code: /class="code">(R-[0-9A-Z-]+)</.exec(page)?.[1] ?? null,
      back: page.includes(`${STORY} ${n}.`),
    };
  };
}

/** Sends forms, `atOnce` at the same time, and returns the answers. */
async function flood(send: (n: number) => Promise<Answer>, forms: number, atOnce = AT_ONCE): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const one = async () => {
    while (next < forms) {
      const n = next;
      next += 1;
      answers.push(await send(n));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return answers;
}

/** Every complaint with a code is stored, and the text of every refused one was returned to its sender. */
async function nothingLost(answers: readonly Answer[]): Promise<number> {
  const codes = new Set(answers.flatMap(({ code }) => code ?? []));
  const taken = answers.filter(({ status }) => status === 200);
  expect(codes.size).toBe(taken.length);
  expect(answers.filter(({ status, back }) => status !== 200 && !back)).toEqual([]);
  const [{ n } = { n: -1 }] = await world.db.query<{ n: number }>(
    'select count(*)::int as n from complaint where code = any($1::text[])',
    [[...codes]],
  );
  expect(n).toBe(taken.length);
  const [{ all } = { all: -1 }] = await world.db.query<{ all: number }>('select count(*)::int as all from complaint');
  expect(all).toBe(taken.length);
  return taken.length;
}

const told = (what: string, answers: readonly Answer[], ms: number) =>
  console.log(
    `${what}: ${answers.length} forms, ` +
      `${[...Map.groupBy(answers, (a) => a.status)].map(([s, all]) => `${all.length} × ${s}`).join(', ')}; ` +
      `${Math.round((1000 * answers.length) / ms)}/s, ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`,
  );

test(`${FORMS} forms from one address: a full room of them is taken, the rest wait; others send meanwhile`, async () => {
  const send = door();
  const from = Date.now();
  const others: Promise<Answer>[] = [];
  const answers = await flood(async (n) => {
    // From time to time another person sends one in the middle of the flood.
    if (n % 200 === 100) others.push(send(`10.9.0.${n / 200}`, 1_000_000 + n));
    return send('10.0.0.1', n);
  }, FORMS);
  told('one address', answers, Date.now() - from);
  const meanwhile = await Promise.all(others);
  expect(meanwhile.every(({ status }) => status === 200)).toBe(true);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(80);
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(120);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
  await nothingLost([...answers, ...meanwhile]);
}, 900_000);

test(`${FORMS} forms from as many addresses: all are taken, and the room of forty behind one address is, too`, async () => {
  const send = door();
  const from = Date.now();
  const room: Promise<Answer>[] = [];
  const answers = await flood(async (n) => {
    if (n === FORMS >> 1) for (let i = 0; i < 40; i += 1) room.push(send('10.200.0.1', 2_000_000 + i));
    return send(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, n);
  }, FORMS);
  told('as many addresses', answers, Date.now() - from);
  const forty = await Promise.all(room);
  expect([...answers, ...forty].filter(({ status }) => status !== 200)).toEqual([]);
  expect(await nothingLost([...answers, ...forty])).toBe(FORMS + 40);
}, 900_000);

test('more at once than is worked on: the rest get back what they wrote, send it again, and it is taken', async () => {
  const send = door();
  const answers = await flood((n) => send(`10.1.${n >> 8}.${n & 255}`, n), 900, 900);
  const busy = answers.filter(({ status }) => status === 503);
  console.log(`at one moment: ${answers.length} forms, ${busy.length} to be sent again`);
  expect(busy.length).toBeGreaterThan(0);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  const again = await flood((n) => send(`10.2.${n >> 8}.${n & 255}`, 5000 + n), 100, 20);
  expect(again.every(({ status }) => status === 200)).toBe(true);
  await nothingLost([...answers, ...again]);
}, 900_000);
