import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../domain/kernel/problem.ts';
import { complaintCode } from '../../domain/participation/complaintCode.ts';
import { complaintLife } from '../../domain/participation/complaintLife.ts';
import { type Actor, publicActor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { inputSchema } from '../../server/http/openapi/jsonSchema.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { publishOpenData } from '../../server/publishing/publishOpenData.ts';
import { readingOf } from '../../server/queries/query.ts';
import { queries, queryList } from '../../server/queries/registry.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { readableFile } from '../../server/sync/fileReach.ts';
import { receiveBytes } from '../../server/sync/receiveFile.ts';
import { portalPaths } from '../helpers/portalPaths.ts';
import { recordings } from '../helpers/sounds.ts';
import { day, NOW, TODAY } from '../helpers/world.ts';
import { type HttpWorld, openHttpWorld } from '../security/httpWorld.ts';

/**
 * A person complained of, who is logged in, finds no trace of the complaint; nor do the people of their unit, if the
 * complaint belongs to it. Everything that a person may ask is asked before a complaint is made, after it is received,
 * and at its end, and the answers must be equal; no answer may contain a word, a code, an id or a file of it. Allowed
 * changes are listed in `exceptions`, with the reason.
 */
const MARK = 'ZZRASTRO';
const wordOf = (name: Name) => `${MARK}${name.toUpperCase()}`;
const words = (name: Name, what: string) => `${wordOf(name)} ${what} que nadie aludido debe leer.`;

/**
 * The complaints of this story, by name. Their ids are made in advance, so that the same questions can be asked before
 * they exist.
 */
const names = [
  'againstOfficer',
  'againstCoordinator',
  'ofOperator',
  'ofRecorder',
  'sameAsOperator',
  'ofCompanion',
  'ofSpecialist',
  'ofAuditor',
] as const;
type Name = (typeof names)[number];
const ids = Object.fromEntries(names.map((name) => [name, newId()])) as Record<Name, string>;
const codes = Object.fromEntries(names.map((name) => [name, complaintCode(ids[name], day(-3))])) as Record<
  Name,
  string
>;
const held = newId();

let http: HttpWorld;
const files: Record<string, string> = {};
let marks: string[] = [];
let answers = 0;
let refusals = 0;
let downloads = 0;
let fileTries = 0;
let compared = 0;

/** The roles of the people complained of. */
const accused = [
  'UCN_RECL',
  'UCN_COORD',
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'ACOMPANANTE',
  'UCN_NEG',
  'AUDITOR',
] as const satisfies readonly Role[];
const who = (role: Role): Actor => http.people[role];

beforeAll(async () => {
  http = await openHttpWorld();
  const photo = (n: number) =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: { r: 40 * n, g: 9, b: 90 } } })
      .jpeg()
      .toBuffer();
  const bring = async (role: Role, bytes: Uint8Array) => receiveBytes(http.system, who(role), bytes, {});
  files.social = await bring('UOD_SOCIAL', await photo(1));
  files.recorder = await bring('UOD_OFICIAL', await photo(2));
  files.voice = await bring('UOD_OFICIAL', await recordings.ogg());
  files.companion = await bring('ACOMPANANTE', await photo(3));
  await http.world.seal();
});
afterAll(() =>
  console.log(
    `accused: ${names.length} complaints; ${answers} answers searched, ${compared} compared, ${downloads} ` +
      `downloads, ${refusals} refusals, ${fileTries} tries at files`,
  ),
);

/**
 * Takes a step as a person who may take it. The version is read directly from the database, as a person who sees the
 * complaint would know it.
 */
async function must(actor: Actor, step: string, name: Name, body: Record<string, unknown>): Promise<void> {
  const [row] = await http.world.db.query<{ version: number }>('select version from complaint where id = $1', [
    ids[name],
  ]);
  const sent = await http.world.send(actor, `complaint.${step}`, ids[name], body, {
    baseVersion: row?.version ?? null,
  });
  expect([name, step, sent.status, sent.problem?.message]).toEqual([name, step, 'accepted', undefined]);
}
const register = (role: Role, name: Name, more: Record<string, unknown> = {}) =>
  must(who(role), 'register', name, {
    receivedOn: day(-3),
    channel: 'oficina',
    privacy: 'reservada',
    story: words(name, 'pasó algo'),
    unitId: 'LPZ',
    allianceId: http.mine.alliance,
    ...more,
  });
const classify = async (role: Role, name: Name, accused: Role | null, topic: string) => {
  await must(who(role), 'acknowledge', name, { acknowledgedOn: TODAY });
  await must(who(role), 'classify', name, { topic, ...(accused ? { accusedId: who(accused).id } : {}) });
};
const answerOf = (name: Name) => ({
  answer: words(name, 'se responde'),
  answerProof: words(name, 'consta'),
  measures: words(name, 'se hizo'),
  answeredOn: TODAY,
  answerChannel: 'telefono',
  outcome: 'fundado',
});
const marksOf = (some: readonly Name[]) =>
  some.flatMap((name) => [wordOf(name), ids[name], codes[name], ...carried[name].map((file) => files[file] ?? '')]);
/** The files of each complaint. */
const carried: Readonly<Record<Name, readonly string[]>> = {
  againstOfficer: ['social'],
  againstCoordinator: [],
  ofOperator: [],
  ofRecorder: ['recorder', 'voice'],
  sameAsOperator: [],
  ofCompanion: ['companion'],
  ofSpecialist: [],
  ofAuditor: [],
};
const reopen = (name: Name) =>
  must(publicActor(ids[name]), 'reopen', name, { reopenReason: words(name, 'se reabre'), reopenedOn: TODAY });

type Question = Record<string, string>;
let made: Question[] | null = null;

/** Questions with every id, code, word, unit, alliance, person and period, under every name of a parameter. */
function questions(): Question[] {
  if (made) return made;
  const { mine } = http;
  const common = {
    measure: '3.2.1',
    indicator: '3.2.1',
    noun: 'visit',
    month: TODAY.slice(0, 7),
    lon: '-67',
    lat: '-16.5',
    pageSize: '200',
  };
  const people = accused.map((role) => who(role).id);
  const byId = (id: string) => ({
    ...common,
    ...Object.fromEntries(
      [
        'id',
        'recordId',
        'allianceId',
        'organisationId',
        'subjectId',
        'userId',
        'batchId',
        'versionId',
        'entryId',
        'actorId',
      ].map((k) => [k, id]),
    ),
  });
  const alone = (key: string, values: readonly string[]) =>
    values.map((value) => ({ ...common, allianceId: mine.alliance, [key]: value }));
  const { states } = complaintLife;
  const periods = ['2026', '2026-S1', '2026-M06'];
  const { category, topic, severity, team, channel, alarm } = complaintLife.noun.fields;
  const options = (f: unknown) => Object.keys((f as { options: { choices?: object } }).options.choices ?? {});
  made = [
    {},
    common,
    { ...common, unit: 'LPZ' },
    { ...common, unit: 'SCZ', all: '1' },
    { ...common, open: '1' },
    { ...common, late: '1' },
    { ...common, late: '0' },
    { ...common, danger: 'true' },
    ...[...Object.values(ids), ...people, held, mine.alliance].map(byId),
    ...alone('actorId', people),
    ...alone('subjectId', Object.values(ids)),
    ...alone('assigneeId', people),
    ...alone('userId', people),
    ...alone('kind', [
      ...complaintLife.steps.map((s) => `complaint.${s.name}`),
      'complaint.register',
      'file.receive',
      'reservado',
    ]),
    ...alone('query', ['complaint.identity', 'complaint.get']),
    ...alone('text', [
      wordOf('ofOperator'),
      wordOf('ofCompanion'),
      codes.ofOperator,
      codes.ofRecorder,
      ids.ofOperator,
      'reclamo',
      'reservado',
      'Persona UOD_OPERADOR',
      '1',
    ]),
    ...alone('state', Object.keys(states)),
    ...alone('category', options(category)),
    ...alone('topic', options(topic)),
    ...alone('severity', options(severity)),
    ...alone('team', options(team)),
    ...alone('channel', options(channel)),
    ...alone('alarm', options(alarm)),
    ...alone('sort', ['code', '-dueOn', 'stateSince']),
    ...alone('from', [day(-3), TODAY]),
    ...alone('to', [TODAY]),
    ...alone('receivedOnFrom', [day(-3)]),
    ...alone('asOf', [day(-2), TODAY]),
    ...alone('field', Object.keys(complaintLife.noun.fields)),
    ...['3.2.1', '3.2.1-exigible'].flatMap((measure) =>
      periods.flatMap((period) =>
        [{}, { unit: 'LPZ' }].map((more) => ({ ...common, measure, indicator: measure, period, ...more })),
      ),
    ),
  ];
  return made;
}

interface Exception {
  readonly why: string;
  /** Keeps the part of the answer that is compared. */
  readonly keep: (answer: never) => unknown;
}
const reservedRow = (row: { readonly kind?: string }) => row.kind === 'reservado';
const withoutReserved = (page: { rows?: { kind?: string }[]; total?: number; pageSize?: number }) => {
  const rows = page.rows?.filter((row) => !reservedRow(row));
  // A full page ends earlier when it contains one row more: then only its first row is compared; pages of two hundred
  // rows are compared completely.
  if ((page.rows?.length ?? 0) === page.pageSize) return rows?.slice(0, 1);
  return { ...page, rows, total: (page.total ?? 0) - ((page.rows?.length ?? 0) - (rows?.length ?? 0)) };
};
/**
 * Answers that may change although nobody may find a trace. See docs/decisions/complaints.md, "What remains to be
 * told".
 */
const exceptions: Readonly<Record<string, Exception>> = {
  'journal.list': {
    why: 'the chain of the whole country has a place for every entry: of a reserved one neither what nor who nor about what',
    keep: withoutReserved,
  },
  'system.status': {
    why: 'how far the chain has come and how much of it is still worked on, and that something waits; the disk is the machine’s',
    keep: ({ head: _head, heldCommands: _held, ...rest }: Record<string, unknown>) =>
      JSON.stringify(rest).replaceAll(/"waiting":\d+|[\d,.]+ GB|\d+ esperan? hace/g, ''),
  },
  'integrity.heads': {
    why: 'how far the chain has come',
    keep: ({ current: _current, ...rest }: Record<string, unknown>) => rest,
  },
  'access.list': {
    why: 'it grows by the downloads of this very test: what it says of complaints is compared',
    keep: ({ rows }: { rows: { query: string }[] }) => rows.filter(({ query }) => query.startsWith('complaint.')),
  },
  'held.list': {
    why: 'the nation is told that something reserved waits, since somebody must look for what it waits for',
    keep: withoutReserved,
  },
};

/** Queries that compute figures of every measure, which takes long: how many questions are asked to each. */
const heavy: Readonly<Record<string, number>> = {
  'indicator.list': 1,
  'indicator.trend': 2,
  'indicator.figure': 4,
  'indicator.table': 6,
  'visit.months': 3,
  'visit.missing': 3,
  'alliance.map': 6,
  'municipality.list': 6,
  'conflict.list': 6,
};

/** Asks every question to every query as a reader, each different one once. */
async function askAll(reader: Actor, into: Map<string, string>, trace: string[]): Promise<void> {
  for (const query of queryList) {
    if (!readingOf(query, http.world.db, reader, {}, TODAY)) continue;
    const asked = new Set<string>();
    for (const question of questions()) {
      const read = query.params.safeParse(question);
      const key = `${query.name} ${JSON.stringify(read.data)}`;
      if (!read.success || asked.has(key) || asked.size >= (heavy[query.name] ?? Number.POSITIVE_INFINITY)) continue;
      asked.add(key);
      const reading = readingOf(query, http.world.db, reader, read.data, TODAY);
      const said = reading ? await query.run(reading).catch(problemOf) : null;
      search(`${reader.name}: ${key}`, JSON.stringify(said ?? null), trace);
      const keep = exceptions[query.name]?.keep as ((answer: unknown) => unknown) | undefined;
      into.set(key, JSON.stringify((keep && said ? keep(said) : said) ?? null));
      answers += 1;
    }
  }
}
const problemOf = (error: unknown): unknown => {
  if (error instanceof ProblemError) return error.problem;
  throw error;
};

function search(where: string, text: string, trace: string[]): void {
  const found = marks.find((mark) => text.includes(mark));
  const at = found ? text.indexOf(found) : 0;
  if (found) trace.push(`${where.slice(0, 200)}: …${text.slice(Math.max(0, at - 90), at + 70)}…`);
}

/** The pages of the feed, as phones of this version and of an earlier one ask for them. */
async function feeds(reader: Actor, into: Map<string, string>, trace: string[]): Promise<void> {
  for (const own of [true, false]) {
    let cursor: string | undefined;
    const seen: unknown[] = [];
    for (let more = true; more; ) {
      const page = await readFeed(http.world.db, { actor: reader, cursor, deviceId: null, own, now: () => NOW });
      // Cursor and head are numbers of the chain.
      seen.push(page.subjects, page.lost, page.missing);
      ({ cursor, more } = page);
    }
    search(`${reader.name}: feed`, JSON.stringify(seen), trace);
    into.set(`feed own=${own}`, JSON.stringify(seen));
    answers += 1;
  }
}

/** Downloads every list through the real routes. */
const lists = queryList.filter((q) => 'pageSize' in ((inputSchema(q.params).properties ?? {}) as object));
async function takeAway(reader: Actor, into: Map<string, string>, trace: string[]): Promise<void> {
  const needs = `allianceId=${http.mine.alliance}&organisationId=${http.mine.organisation}&measure=3.2.1&indicator=3.2.1&noun=visit`;
  for (const { name } of lists.filter((q) => readingOf(q, http.world.db, reader, {}, TODAY))) {
    for (const format of ['csv', 'xlsx']) {
      const paths = [`/api/q/${name}?format=${format}`, `/api/q/${name}?format=${format}&${needs}`];
      for (const path of name === 'access.list' ? [] : paths) {
        const file = await http.ask(reader, path);
        const bytes = new Uint8Array(await file.arrayBuffer());
        const rows = file.status === 200 ? await cellsOf(bytes, format) : [[new TextDecoder().decode(bytes)]];
        const text = JSON.stringify(rows);
        search(`${reader.name}: ${path}`, text, trace);
        const told = name in exceptions ? rows.filter((row) => !row.includes('Reservado')) : rows;
        into.set(path, JSON.stringify(told));
        downloads += 1;
      }
    }
  }
}
async function cellsOf(bytes: Uint8Array, format: string): Promise<unknown[][]> {
  if (format === 'csv') return parse(Buffer.from(bytes), { bom: true }) as string[][];
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

/**
 * Sends each command of a complaint's life; it must be refused with the same words as one about a complaint that does
 * not exist.
 */
async function refusedAlike(reader: Actor, hidden: readonly Name[], trace: string[]): Promise<void> {
  const kinds = [
    ...new Set([
      'correct',
      'remark',
      ...complaintLife.steps.filter((s) => !s.who.includes('sistema')).map((s) => s.name),
    ]),
  ];
  const bodies: Record<string, object> = {
    correct: { story: 'Otra cosa pasó ese día.', reason: 'Estaba mal escrito.' },
    remark: { side: 'inside', text: '¿Qué se sabe?' },
    acknowledge: { acknowledgedOn: TODAY },
    classify: { topic: 'otro' },
    assign: { assigneeId: reader.id },
    answer: { answer: 'Ya se arregló todo.', answeredOn: TODAY, answerChannel: 'telefono', outcome: 'fundado' },
    dismiss: { answer: 'No corresponde aquí.', answeredOn: TODAY, answerChannel: 'telefono' },
    refer: { referredTo: 'fps', referredOn: TODAY },
    markDuplicate: { duplicateOfId: newId() },
    agree: { agreedOn: TODAY },
    reopen: { reopenReason: 'No estoy de acuerdo.', reopenedOn: TODAY },
    answerAgain: { secondAnswer: 'Se responde otra vez.', secondAnsweredOn: TODAY },
    openIdentity: { identityReason: 'Para avisar.' },
  };
  for (const kind of kinds) {
    const about = async (id: string, baseVersion: number | null) => {
      const { status, problem } = await http.world.send(reader, `complaint.${kind}`, id, bodies[kind] ?? {}, {
        baseVersion,
      });
      return JSON.stringify([status, problem?.code, problem?.message, problem?.field]);
    };
    for (const version of [null, 1, 4]) {
      const nothing = await about(newId(), version);
      for (const name of hidden) {
        refusals += 1;
        const said = await about(ids[name], version);
        if (said !== nothing)
          trace.push(`${reader.name}: complaint.${kind} of ${name} at ${version}: ${said}, of nothing: ${nothing}`);
      }
    }
  }
}

/**
 * The routes of files: they reveal neither bytes nor existence, except for files that the person brought and that
 * belong to no complaint yet.
 */
async function filesOf(reader: Actor, into: Map<string, string>): Promise<void> {
  for (const hash of [...Object.values(files), createHash('sha256').update(MARK).digest('hex')]) {
    for (const path of [`/files/${hash}`, `/files/${hash}?w=160`])
      into.set(path, String((await http.ask(reader, path)).status));
    into.set(`door ${hash}`, String((await readableFile(http.system, reader, hash)) !== null));
    fileTries += 3;
  }
}

/** Everything that one reader can see; with `thorough` also the downloads. */
async function look(reader: Actor, trace: string[], thorough = true): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  await askAll(reader, seen, trace);
  await feeds(reader, seen, trace);
  await filesOf(reader, seen);
  if (thorough) await takeAway(reader, seen, trace);
  // This answer also contains the length of the chain.
  seen.set('/api/me', (await (await http.ask(reader, '/api/me')).text()).replace(/"head":\d+/, ''));
  return seen;
}

/** The questions whose answer is different from before. */
function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].flatMap(([key, now]) => {
    const was = before.get(key);
    if (was === undefined) return [];
    compared += 1;
    if (was === now) return [];
    let at = 0;
    while (was[at] === now[at]) at += 1;
    return [
      `${key.slice(0, 240)}: …${was.slice(Math.max(0, at - 60), at + 60)}… → …${now.slice(Math.max(0, at - 60), at + 60)}…`,
    ];
  });
}

interface Phase {
  /** Roles that must never find a trace. */
  readonly never: readonly Role[];
  /** Roles that may know of it until somebody is named: those who recorded it or attend it. */
  readonly afterNamed: readonly Role[];
  readonly complaints: readonly Name[];
  readonly received: () => Promise<void>;
  readonly run: () => Promise<void>;
}

async function play({ never, afterNamed, complaints, received, run }: Phase): Promise<void> {
  const readers = [...never, ...afterNamed];
  marks = marksOf(complaints);
  const before = new Map<Role, Map<string, string>>();
  const trace: string[] = [];
  for (const role of readers) before.set(role, await look(who(role), trace));
  await received();
  await http.world.seal();
  const wrong: string[] = [];
  const compare = async (roles: readonly Role[], thorough: boolean, when: string) => {
    for (const role of roles) {
      const now = await look(who(role), trace, thorough);
      // A person's own photo disappears with the complaint that contains it: see docs/decisions/complaints.md.
      const told = changes(before.get(role) ?? new Map(), now).filter(
        (line) => !/^(door |\/files\/)/.test(line) || / → …(true|2\d\d)…/.test(line),
      );
      wrong.push(...told.map((line) => `${when}, ${role}: ${line}`));
      await refusedAlike(who(role), complaints, trace);
    }
  };
  await compare(never, false, 'received');
  await run();
  await http.world.seal();
  await compare(readers, true, 'at the end');
  expect(trace.slice(0, 12)).toEqual([]);
  expect(wrong.slice(0, 12)).toEqual([]);
  // Proves that there was something to find: the people who attend the complaints read every word.
  for (const name of complaints) {
    const seen = await Promise.all(
      (['UCN_RECL', 'TRANSPARENCIA'] as const).map((role) => ask(who(role), 'complaint.get', { id: ids[name] })),
    );
    expect(JSON.stringify(seen), name).toContain(wordOf(name));
  }
}
async function ask(reader: Actor, name: string, params: Question): Promise<unknown> {
  const query = queries.get(name);
  const reading = query && readingOf(query, http.world.db, reader, query.params.parse(params), TODAY);
  return reading ? query.run(reading) : null;
}

describe('no trace', () => {
  test('against who attends complaints, and against who coordinates: Transparencia alone', async () => {
    await play({
      complaints: ['againstOfficer', 'againstCoordinator'],
      never: ['UCN_COORD'],
      afterNamed: ['UCN_RECL'],
      received: async () => {
        await register('UOD_SOCIAL', 'againstOfficer', { against: 'reclamos', photos: [files.social], danger: true });
        await register('UOD_SOCIAL', 'againstCoordinator');
      },
      run: async () => {
        await classify('TRANSPARENCIA', 'againstOfficer', 'UCN_RECL', 'maltrato');
        await must(who('TRANSPARENCIA'), 'answer', 'againstOfficer', answerOf('againstOfficer'));
        await reopen('againstOfficer');
        await classify('UCN_RECL', 'againstCoordinator', 'UCN_COORD', 'demora');
        await must(who('TRANSPARENCIA'), 'assign', 'againstCoordinator', { assigneeId: who('TRANSPARENCIA').id });
      },
    });
  }, 480_000);

  test('against people of a unit: nobody of it, whoever recorded it and whoever is accused', async () => {
    await play({
      complaints: ['ofOperator', 'ofRecorder', 'sameAsOperator'],
      never: ['UOD_OPERADOR', 'UOD_AMBIENTAL', 'UCN_ME', 'AUDITOR'],
      afterNamed: ['UOD_OFICIAL', 'UOD_SOCIAL'],
      received: async () => {
        await register('UOD_SOCIAL', 'ofOperator');
        await register('UOD_OFICIAL', 'ofRecorder', { photos: [files.recorder], voice: files.voice });
        await register('UCN_RECL', 'sameAsOperator', { channel: 'carta' });
      },
      run: async () => {
        const document = newId();
        const recorded = await http.world.send(who('UCN_COORD'), 'document.record', document, {
          title: words('ofOperator', 'la constancia'),
          reference: wordOf('ofOperator'),
        });
        expect(recorded.status).toBe('accepted');
        await classify('UCN_RECL', 'ofOperator', 'UOD_OPERADOR', 'demora');
        await must(who('UCN_RECL'), 'assign', 'ofOperator', { assigneeId: who('UCN_COORD').id });
        await must(who('UCN_COORD'), 'investigate', 'ofOperator', {});
        await must(who('UCN_COORD'), 'answer', 'ofOperator', { ...answerOf('ofOperator'), documentId: document });
        await reopen('ofOperator');
        await must(who('UCN_RECL'), 'answerAgain', 'ofOperator', {
          secondAnswer: words('ofOperator', 'otra vez'),
          secondAnsweredOn: TODAY,
        });
        await classify('UCN_RECL', 'ofRecorder', 'UOD_OFICIAL', 'desembolso');
        await must(who('UCN_RECL'), 'remark', 'ofRecorder', {
          side: 'inside',
          text: words('ofRecorder', 'se comenta'),
        });
        await must(who('UCN_RECL'), 'refer', 'ofRecorder', {
          referredTo: 'transparencia',
          referredOn: TODAY,
          referralNumber: `${wordOf('ofRecorder')} 12/2026`,
        });
        await must(who('UCN_RECL'), 'followReferral', 'ofRecorder', {
          referralReply: words('ofRecorder', 'contestó'),
          referralRepliedOn: TODAY,
        });
        await classify('UCN_RECL', 'sameAsOperator', null, 'otro');
        await must(who('UCN_RECL'), 'markDuplicate', 'sameAsOperator', { duplicateOfId: ids.ofOperator });
        // A further step that waits for a command that never arrives.
        const waits = await http.world.send(
          who('UCN_RECL'),
          'complaint.correct',
          ids.ofRecorder,
          { story: words('ofRecorder', 'corregido'), reason: words('ofRecorder', 'por qué') },
          {
            id: held,
            after: [newId()],
            baseVersion: 5,
          },
        );
        expect(waits.status).toBe('held');
      },
    });
  }, 480_000);

  test('an accompanying person who took it on the phone, and a national specialist', async () => {
    await play({
      complaints: ['ofCompanion', 'ofSpecialist'],
      never: ['UCN_NEG'],
      afterNamed: ['ACOMPANANTE'],
      received: async () => {
        const away = { unitId: 'SCZ', allianceId: http.other.alliance };
        await register('ACOMPANANTE', 'ofCompanion', { ...away, channel: 'acompanante', photos: [files.companion] });
        await register('UCN_RECL', 'ofSpecialist', away);
      },
      run: async () => {
        await classify('UCN_RECL', 'ofCompanion', 'ACOMPANANTE', 'demora');
        await classify('UCN_RECL', 'ofSpecialist', 'UCN_NEG', 'calidad_de_bienes');
        await must(who('UCN_RECL'), 'assign', 'ofSpecialist', { assigneeId: who('UCN_COORD').id });
      },
    });
  }, 480_000);

  test('an auditor, whose log of who read what tells nothing either', async () => {
    await play({
      complaints: ['ofAuditor'],
      never: ['AUDITOR', 'ADMIN_TI'],
      afterNamed: [],
      received: () => register('UCN_RECL', 'ofAuditor', { unitId: 'SCZ', allianceId: http.other.alliance }),
      run: async () => {
        await classify('UCN_RECL', 'ofAuditor', 'AUDITOR', 'informacion_equivocada');
        // Somebody opened the box with the complainant's identity.
        await http.world.db.query(
          `insert into access_log (at, user_id, via, query, about, subjects) values ($1, $2, 'session', 'complaint.identity', $3, 1)`,
          [NOW, who('UCN_RECL').id, `id=${ids.ofAuditor}`],
        );
        await must(who('UCN_RECL'), 'answer', 'ofAuditor', answerOf('ofAuditor'));
      },
    });
  }, 480_000);

  test('what is published carries none of it, and moves nothing but the public figures of complaints', async () => {
    const readers: readonly Role[] = ['UOD_OPERADOR'];
    marks = marksOf(names);
    const trace: string[] = [];
    const before = new Map<Role, Map<string, string>>();
    for (const role of readers) before.set(role, await look(who(role), trace, false));
    await refreshEvidence(http.world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, full: true });
    await publishOpenData(http.world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, demo: true });
    const moved = new Set<string>();
    for (const role of readers)
      for (const line of changes(before.get(role) ?? new Map(), await look(who(role), trace, false)))
        moved.add(line.split(' ')[0] ?? '');
    // BR-57: the numbers of complaints are public by half-year and year, without small numbers
    // (docs/decisions/complaint-figures.md).
    expect(
      [...moved].filter(
        (name) =>
          !/^(complaint\.statistics|indicator\.(list|figure|table|trend)|alliance\.portfolio|system\.status)$/.test(
            name,
          ),
      ),
    ).toEqual([]);
    const [alliance] = await http.world.db.query<{ code: string }>('select code from alliance where id = $1', [
      http.mine.alliance,
    ]);
    const paths = portalPaths({ alliance: alliance?.code, municipality: http.mine.municipality });
    for (const path of paths) {
      const page = await http.ask(null, path);
      search(path, await page.text(), trace);
      answers += 1;
    }
    expect(paths.length).toBeGreaterThan(20);
    expect(trace).toEqual([]);
  }, 480_000);
});
