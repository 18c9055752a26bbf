import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { html } from 'hono/html';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import type { Problem } from '../../../domain/kernel/problem.ts';
import { parameterOn } from '../../../domain/monitoring/parameters.ts';
import { isPhrase, LEAST_PHRASE } from '../../../domain/participation/recoveryPhrase.ts';
import type { Publication } from '../../../portal/data.ts';
import type { Html } from '../../../portal/layout.ts';
import { complaintsPage, type Typed } from '../../../portal/pages/complaints/form.ts';
import { busyPage, notTakenPage, tooManyPage } from '../../../portal/pages/complaints/givenBack.ts';
import { lostPage } from '../../../portal/pages/complaints/lost.ts';
import type { Place } from '../../../portal/pages/complaints/places.ts';
import { receivedPage, slipFile } from '../../../portal/pages/complaints/received.ts';
import { noSuchCodePage, statusPage, type Written } from '../../../portal/pages/complaints/status.ts';
import { addressIn, languageCodes, type Teller, teller } from '../../../portal/words/complaints/languages.ts';
import { readParameters } from '../../commands/readParameters.ts';
import { upTo } from '../../files/atMost.ts';
import { logError } from '../../log.ts';
import {
  actOnComplaint,
  complaintByCode,
  receiveComplaint,
  saidByCode,
  sayMore,
} from '../../participation/publicComplaints.ts';
import { codeByPhrase } from '../../participation/recovery.ts';
import { readPublic, readPublication } from '../../stores/openData.ts';
import { departments, municipalities } from '../../stores/territory.ts';
import type { System } from '../../system.ts';
import { addressLimit } from '../addressLimit.ts';
import type { AppEnv } from '../answers.ts';
import { MAX_PUBLIC_FILE_MB, type PublicForm, readPublicForm } from '../publicForm.ts';
import { problemSaid } from './complaintProblem.ts';
import { answerOnce } from './publicAnswer.ts';

/**
 * How many forms may be worked on, or wait for the database, at once; each is some kilobytes. Forms that are still
 * arriving are not counted, so that a slow line keeps nobody out.
 */
const MOST_AT_ONCE = 300;

/** What one address, and all addresses together about one municipality, may do in one running system. */
const newLimits = () => ({
  // A room of forty people, some of whom send twice; after that, one every half minute.
  complain: addressLimit({ most: 80, everyMs: 30_000 }),
  // Four photos from each of them.
  file: addressLimit({ most: 160, everyMs: 30_000 }),
  // Codes have forty random bits, so trying them is hopeless at any rate that a room needs.
  ask: addressLimit({ most: 200, everyMs: 5_000 }),
  // Each remark is stored for ever, so there may be no more of them than complaints from one address, and only few
  // about one complaint.
  say: addressLimit({ most: 80, everyMs: 30_000 }),
  sayOf: addressLimit({ most: 12, everyMs: 1_800_000 }),
  // A phrase is weaker than a code; a person who remembers it needs two or three tries.
  find: addressLimit({ most: 6, everyMs: 600_000 }),
  // Somebody who uses many addresses is trying to find one person's complaint: a flood closes the search for that
  // municipality, and nothing else.
  findIn: addressLimit({ most: 40, everyMs: 120_000 }),
  // For everybody: not how much, only how much at once. A flood makes others wait a moment and shuts nobody out for the
  // day.
  work: upTo(MOST_AT_ONCE),
});
const limits = new WeakMap<System, ReturnType<typeof newLimits>>();

function limitsOf(c: Context<AppEnv>): ReturnType<typeof newLimits> {
  const system = c.get('system');
  const own = limits.get(system) ?? newLimits();
  limits.set(system, own);
  return own;
}
const may = (c: Context<AppEnv>, what: 'complain' | 'file' | 'ask' | 'say' | 'find'): boolean =>
  limitsOf(c)[what](c.get('address'));
const mayFindIn = (c: Context<AppEnv>, municipality: string): boolean => limitsOf(c).findIn(municipality);

export const complaintRoutes = new Hono<AppEnv>();
const small = compress();

/** A request for one of the pages, in one language. */
interface Asked {
  readonly c: Context<AppEnv>;
  readonly t: Teller;
}

const published = ({ c }: Asked): Promise<Publication | null> =>
  readPublic(c.get('system').db, readPublication).catch(() => null);
const answer = async ({ c }: Asked, page: Html, status: 200 | 404 | 422 | 429 | 500 | 503 = 200): Promise<Response> =>
  answerOnce(c, String(await page), status);
const isProblem = (said: object): said is Problem => 'retry' in said;
/** The address of the pages, as somebody reads it from a slip. */
const site = ({ c }: Asked): string => new URL(c.get('system').config.publicUrl).host;

type Sent = (name: string, most: number) => string;

/** Cuts texts that are longer than any page asks for, and replaces the line ends of browsers by ours. */
const fieldsOf =
  ({ fields }: PublicForm): Sent =>
  (name, most) =>
    (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim().slice(0, most);

/** All that the forms send, to be given back to the person. */
const all = (field: Sent): Record<string, string> =>
  Object.fromEntries(
    [
      'act',
      'id',
      'code',
      'municipality',
      'relation',
      'danger',
      'against',
      'phrase',
      'day',
      'reason',
      'more',
      'story',
    ].flatMap((name) => (field(name, 20_000) ? [[name, field(name, 20_000)]] : [])),
  );

const nothing = (): Typed => ({
  id: randomUUID(),
  story: '',
  municipality: '',
  relation: '',
  danger: false,
  against: '',
  phrase: '',
});

/**
 * The municipalities to choose from: those of the territory, not of the publication, because people may complain before
 * anything is published.
 */
async function placesOf({ c }: Asked): Promise<Place[]> {
  const { db } = c.get('system');
  const names = new Map((await departments(db)).map((d) => [d.code, d.name]));
  return (await municipalities(db)).map((m) => ({
    code: m.code,
    name: m.name,
    department: names.get(m.departmentCode) ?? '',
  }));
}

/** The form, with what was typed when it was not accepted. */
async function form(asked: Asked, typed: Typed, why: Html | null, files = false): Promise<Response> {
  const system = asked.c.get('system');
  const places = await placesOf(asked);
  const days = parameterOn(await readParameters(system.db), 'complaintDays', system.today());
  // Browsers allow no page to fill in a file, so the person has to choose it again.
  const problem = why && html`${why}${files ? html` ${asked.t.say('chooseAgain')}` : ''}`;
  return answer(
    asked,
    complaintsPage(asked.t, await published(asked), {
      typed,
      municipalities: places,
      days,
      mb: MAX_PUBLIC_FILE_MB,
      problem,
    }),
    why ? 422 : 200,
  );
}

/** What happened to the remark just sent: that it was accepted, or why not and what was written. */
interface Just {
  readonly done?: keyof typeof saidOf | null;
  readonly why?: Problem | null;
  readonly written?: Written;
}

/** The page with the state of the complaint of a code, and its conversation. */
async function status(asked: Asked, code: string, { done = null, why = null, written = {} }: Just): Promise<Response> {
  const { c, t } = asked;
  const { db } = c.get('system');
  const found = await complaintByCode(db, code);
  if (!found) return answer(asked, noSuchCodePage(t, await published(asked), code), 404);
  const told = {
    done: done && t.say(saidOf[done]),
    problem: why && problemSaid(t, why),
    written,
    said: await saidByCode(db, code),
  };
  return answer(asked, statusPage(t, await published(asked), found, c.get('system').today(), told), why ? 422 : 200);
}

const saidOf = { agree: 'agreed', reopen: 'reopened', say: 'saidMore' } as const;

/** The slip as a file. Its name reveals nothing, because a shared computer keeps it in its list of downloads. */
async function slip(asked: Asked, code: string): Promise<Response> {
  const found = await complaintByCode(asked.c.get('system').db, code);
  if (!found) return status(asked, code, {});
  asked.c.header('Content-Disposition', 'attachment; filename="comprobante.html"');
  return answer(asked, slipFile(asked.t, found, site(asked)));
}

/** Why the files of a form cannot be accepted, whatever they contain. */
function troubleSaid({ say }: Teller, trouble: NonNullable<PublicForm['trouble']>): Html {
  if (trouble === 'fileTooLarge') return say('problem.fileSize', { mb: MAX_PUBLIC_FILE_MB });
  if (trouble === 'noRoom') return say('problem.fileRoom');
  return say('problem.files');
}

async function receive(asked: Asked, sent: PublicForm, field: Sent): Promise<Response> {
  const { c, t } = asked;
  // A text longer than a complaint may be is refused with a message, not cut silently.
  const story = field('story', 20_000);
  if (!may(c, 'complain')) return answer(asked, tooManyPage(t, await published(asked), all(field)), 429);
  const id = idSchema.safeParse(field('id', 40)).data ?? randomUUID();
  const typed = {
    id,
    story,
    municipality: field('municipality', 10),
    relation: field('relation', 20),
    danger: field('danger', 1) === '1',
    against: field('against', 20),
    phrase: field('phrase', 200),
  };
  const readsOf = (name: string) => sent.files.filter((file) => file.name === name).map(({ read }) => read);
  const [voice = null, ...more] = readsOf('voice');
  const trouble =
    sent.trouble ?? (more.length > 0 ? 'tooMuch' : sent.files.every(() => may(c, 'file')) ? null : 'noRoom');
  if (trouble) return form(asked, typed, troubleSaid(t, trouble), sent.files.length > 0);
  if (typed.phrase && !isPhrase(typed.phrase))
    return form(asked, typed, t.say('problem.phrase', { least: LEAST_PHRASE }), sent.files.length > 0);
  const taken = await receiveComplaint(c.get('system'), {
    id,
    story,
    municipalityCode: typed.municipality || null,
    relation: typed.relation || null,
    danger: typed.danger,
    against: typed.against || null,
    language: t.code,
    phrase: typed.phrase,
    brought: { photos: readsOf('photo'), voice },
  });
  if (isProblem(taken)) return form(asked, typed, problemSaid(t, taken), sent.files.length > 0);
  return answer(
    asked,
    receivedPage(t, await published(asked), taken.status, { again: taken.again, site: site(asked) }),
  );
}

async function lost(asked: Asked, sought: { municipality: string; day: string } | null): Promise<Response> {
  const shown = { municipalities: await placesOf(asked), today: asked.c.get('system').today(), sought };
  return answer(asked, lostPage(asked.t, await published(asked), shown), sought ? 404 : 200);
}

/** Every result other than the one complaint that is meant gets the same answer. */
async function find(asked: Asked, field: Sent): Promise<Response> {
  const { c, t } = asked;
  const said = { municipality: field('municipality', 10), day: field('day', 10), phrase: field('phrase', 200) };
  // Only municipalities of the list are counted: invented names would push the counts of real ones out of memory.
  const known = said.municipality === '' || (await placesOf(asked)).some((place) => place.code === said.municipality);
  if (!may(c, 'find') || (known && !mayFindIn(c, said.municipality)))
    return answer(asked, tooManyPage(t, await published(asked), all(field)), 429);
  const code = known && (await codeByPhrase(c.get('system'), said));
  const found = code && (await complaintByCode(c.get('system').db, code));
  if (!found) return lost(asked, said);
  return answer(asked, receivedPage(t, await published(asked), found, { found: true, site: site(asked) }));
}

/** Adds a remark to the complaint of a code. What cannot be accepted is given back. */
async function say(asked: Asked, code: string, field: Sent): Promise<Response> {
  const { c, t } = asked;
  const system = c.get('system');
  const found = await complaintByCode(system.db, code);
  // Only real codes are counted: invented ones would push the counts of real ones out of memory.
  if (!may(c, 'say') || (found && !limitsOf(c).sayOf(found.code)))
    return answer(asked, tooManyPage(t, await published(asked), all(field)), 429);
  const more = field('more', 20_000);
  const why = await sayMore(system, code, more);
  return status(asked, code, why ? { why, written: { more } } : { done: 'say' });
}

const ACTS = ['status', 'slip', 'lost', 'find', 'agree', 'reopen', 'say'] as const;
type Act = (typeof ACTS)[number];
const isAct = (what: string): what is Act => (ACTS as readonly string[]).includes(what);

async function act(asked: Asked, form: PublicForm, field: Sent): Promise<Response> {
  const { c, t } = asked;
  const what = field('act', 10);
  if (!isAct(what)) return receive(asked, form, field);
  const [code, reason] = [field('code', 40), field('reason', 5_000)];
  if (!may(c, 'ask')) return answer(asked, tooManyPage(t, await published(asked), all(field)), 429);
  if (what === 'status') return status(asked, code, {});
  if (what === 'slip') return slip(asked, code);
  if (what === 'lost') return lost(asked, null);
  if (what === 'find') return find(asked, field);
  if (what === 'say') return say(asked, code, field);
  const why = await actOnComplaint(c.get('system'), code, what, reason);
  return status(asked, code, why ? { why, written: { reason } } : { done: what });
}

/**
 * All forms are sent to the address of the page, one for each language, and their button says what they are. So the
 * code is in no address, and opening the address again is no error.
 */
for (const language of languageCodes) {
  const t = teller(language);
  complaintRoutes.get(addressIn(language), small, (c) => form({ c, t }, nothing(), null));
  complaintRoutes.post(addressIn(language), small, async (c) => {
    const sent = await readPublicForm(c.req.raw, join(c.get('system').files.folder, 'public'));
    const field = fieldsOf(sent);
    try {
      const answered = await limitsOf(c).work(() => act({ c, t }, sent, field));
      return answered ?? (await answer({ c, t }, busyPage(t, all(field)), 503));
    } catch (thrown) {
      // The fault is the server's: what was written is given back.
      logError('complaint', thrown);
      return answer({ c, t }, notTakenPage(t, all(field)), 500);
    } finally {
      await sent.discard();
    }
  });
}
