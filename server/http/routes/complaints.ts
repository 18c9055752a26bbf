import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import type { Problem } from '../../../domain/kernel/problem.ts';
import { parameterOn } from '../../../domain/monitoring/parameters.ts';
import type { Publication } from '../../../portal/data.ts';
import type { Html } from '../../../portal/layout.ts';
import { complaintsPage, noSuchCodePage, notTakenPage, receivedPage, statusPage, type Typed, tooManyPage } from '../../../portal/pages/complaints.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { logError } from '../../log.ts';
import { actOnComplaint, complaintByCode, receiveComplaint } from '../../participation/publicComplaints.ts';
import { readPublic, readPublication } from '../../stores/openData.ts';
import { departments, municipalities } from '../../stores/territory.ts';
import type { System } from '../../system.ts';
import { addressLimit } from '../addressLimit.ts';
import type { AppEnv } from '../answers.ts';
import { answerOnce } from './publicAnswer.ts';

/** What one address may do in one running system. */
const limits = new WeakMap<System, { readonly complain: (address: string) => boolean; readonly ask: (address: string) => boolean }>();

function may(c: Context<AppEnv>, what: 'complain' | 'ask'): boolean {
  const system = c.get('system');
  const own = limits.get(system) ?? {
    // A room of forty people, some of whom send twice; then one every half minute.
    complain: addressLimit({ most: 80, everyMs: 30_000 }),
    // Codes have forty random bits: trying them out is hopeless at any pace that a room needs.
    ask: addressLimit({ most: 200, everyMs: 5_000 }),
  };
  limits.set(system, own);
  return own[what](c.get('address'));
}

export const complaintRoutes = new Hono<AppEnv>();
const small = compress();

const published = (c: Context<AppEnv>): Promise<Publication | null> => readPublic(c.get('system').db, readPublication).catch(() => null);
const answer = async (c: Context<AppEnv>, page: Html, status: 200 | 404 | 422 | 429 | 500 = 200): Promise<Response> =>
  answerOnce(c, String(await page), status);
const isProblem = (said: object): said is Problem => 'retry' in said;

type Sent = (name: string, most: number) => string;

/** A field of a form that was sent; files and what is longer than any page asks are nothing. */
async function sent(c: Context<AppEnv>): Promise<Sent> {
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  return (name, most) => {
    const value = form[name];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, most) : '';
  };
}

/** All that the forms send, to be given back. */
const all = (field: Sent): Record<string, string> =>
  Object.fromEntries(
    ['act', 'id', 'code', 'municipality', 'relation', 'danger', 'reason', 'story'].flatMap((name) =>
      field(name, 20_000) ? [[name, field(name, 20_000)]] : [],
    ),
  );

/** The form, with what was typed where it was not taken. */
async function form(c: Context<AppEnv>, typed: Typed, why: string | null): Promise<Response> {
  const system = c.get('system');
  const names = new Map((await departments(system.db)).map((d) => [d.code, d.name]));
  // From the territory, not from what was published: one complains before anything is.
  const places = (await municipalities(system.db)).map((m) => ({ code: m.code, name: m.name, department: names.get(m.departmentCode) ?? '' }));
  const days = parameterOn(await readParameters(system.db), 'complaintDays', system.today());
  return answer(c, complaintsPage(await published(c), { typed, municipalities: places, days, problem: why }), why ? 422 : 200);
}

complaintRoutes.get('/reclamos', small, (c) => form(c, { id: randomUUID(), story: '', municipality: '', relation: '', danger: false }, null));

/** How the complaint of a code goes; `done` and `why` tell of what was just said to it. */
async function status(
  c: Context<AppEnv>,
  code: string,
  told: { done: string | null; problem: string | null } = { done: null, problem: null },
): Promise<Response> {
  const found = await complaintByCode(c.get('system').db, code);
  if (!found) return answer(c, noSuchCodePage(await published(c), code), 404);
  return answer(c, statusPage(await published(c), found, c.get('system').today(), told), told.problem ? 422 : 200);
}

async function receive(c: Context<AppEnv>, field: Sent): Promise<Response> {
  // Longer than a complaint may be: it is told so, not cut in silence.
  const story = field('story', 20_000);
  if (!may(c, 'complain')) return answer(c, tooManyPage(await published(c), all(field)), 429);
  const id = idSchema.safeParse(field('id', 40)).data ?? randomUUID();
  const typed = { id, story, municipality: field('municipality', 10), relation: field('relation', 20), danger: field('danger', 1) === '1' };
  const said = { id, story, municipalityCode: typed.municipality || null, relation: typed.relation || null, danger: typed.danger };
  const taken = await receiveComplaint(c.get('system'), said);
  if (isProblem(taken)) return form(c, typed, taken.message);
  return answer(c, receivedPage(await published(c), taken.status, taken.again));
}

const done = {
  agree: 'Quedó anotado que está conforme. Gracias por decirlo.',
  reopen: 'Su reclamo se verá otra vez. Lo responde otra persona.',
} as const;

/** All forms are sent to one address, and say by their button what they are: the code stands in no address, and opening it again is no error. */
complaintRoutes.post('/reclamos', small, async (c) => {
  const field = await sent(c);
  try {
    return await act(c, field);
  } catch (thrown) {
    // Ours, not theirs: what was written is given back.
    logError('complaint', thrown);
    return answer(c, notTakenPage(all(field)), 500);
  }
});

async function act(c: Context<AppEnv>, field: Sent): Promise<Response> {
  const what = field('act', 10);
  if (what !== 'status' && what !== 'agree' && what !== 'reopen') return receive(c, field);
  const [code, reason] = [field('code', 40), field('reason', 5_000)];
  if (!may(c, 'ask')) return answer(c, tooManyPage(await published(c), all(field)), 429);
  if (what === 'status') return status(c, code);
  const why = await actOnComplaint(c.get('system'), code, what, reason);
  return status(c, code, why ? { done: null, problem: why.message } : { done: done[what], problem: null });
}
