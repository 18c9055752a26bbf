import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandList } from '../../domain/commands.ts';
import { inputSchema } from '../../server/http/openapi/jsonSchema.ts';
import { visitBody } from '../helpers/bodies.ts';
import {
  answerTrouble,
  envelopeOf,
  type HttpWorld,
  NOBODY_ID,
  openHttpWorld,
  problemTrouble,
  senderOf,
} from './httpWorld.ts';
import { mutated, nasty, valid } from './jsonArbitrary.ts';

/**
 * Sends every command of the registry over HTTP, with bodies generated from its own schema and then corrupted.
 * SIGG_FUZZ_RUNS sets how many of each; the seed is printed and can be given again as SIGG_FUZZ_SEED.
 */
const RUNS = Number(process.env.SIGG_FUZZ_RUNS ?? 30);
const SEED = Number(process.env.SIGG_FUZZ_SEED ?? 20_260_615);

let http: HttpWorld;
let sent = 0;
const statuses = new Map<string, number>();

beforeAll(async () => {
  http = await openHttpWorld();
});
afterAll(() => {
  const shares = [...statuses]
    .sort()
    .map(([status, n]) => `${status} ${n}`)
    .join(', ');
  console.log(
    `fuzzed over HTTP: ${sent} commands of ${commandList.length} kinds (${shares}); seed ${SEED}, ${RUNS} bodies of each sort`,
  );
});

/** Sends texts as a person; returns what is wrong with the answer, or null. */
async function trouble(who: Parameters<HttpWorld['ask']>[0], texts: readonly string[]): Promise<string | null> {
  const answer = await http.ask(who, '/api/commands', { method: 'POST', body: JSON.stringify({ commands: texts }) });
  sent += texts.length;
  const wrong = await answerTrouble(answer);
  if (wrong) return wrong;
  if (answer.status !== 200) return null;
  const { results } = (await answer.json()) as { results: { status: string; problem?: unknown }[] };
  if (results.length !== texts.length) return `${results.length} answers to ${texts.length} commands`;
  for (const { status, problem } of results) {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 'accepted' || status === 'conflict' || status === 'held') continue;
    const said = problemTrouble(problem);
    if (said) return `${status}: ${said}`;
  }
  return null;
}

const BATCH = 10;
const pieces = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH));

/** The first envelope of a failing batch that also fails alone, so that the report is useful. */
async function troubles(who: Parameters<HttpWorld['ask']>[0], texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const batch of pieces(texts)) {
    const wrong = await trouble(who, batch);
    if (!wrong) continue;
    for (const text of batch) {
      const alone = await trouble(who, [text]);
      if (alone) found.push(`${alone}\n   ${text.slice(0, 600)}`);
    }
    if (found.length === 0) found.push(wrong);
  }
  return found.slice(0, 3);
}

describe('every command, drawn from its schema and spoilt', () => {
  test.each(commandList.map((d) => [d.kind, d] as const))('%s', async (kind, definition) => {
    const schema = inputSchema(definition.schema);
    const who = senderOf(http.people, kind) ?? http.people.ADMIN_TI;
    const ids = fc.constantFrom(
      ...Object.values(http.mine.ids),
      http.other.alliance,
      http.people.ACOMPANANTE.id,
      who.id,
      NOBODY_ID,
    );
    const bodies = [
      ...fc.sample(valid(schema), { numRuns: RUNS, seed: SEED }),
      ...fc.sample(mutated(schema), { numRuns: RUNS, seed: SEED + 1 }),
    ];
    const subjects = fc.sample(ids, { numRuns: bodies.length, seed: SEED });
    const texts = bodies.map((body, i) =>
      JSON.stringify(
        envelopeOf(who, kind, withKnown(body, i), {
          subjectId: subjects[i],
          ...(i % 3 === 0 ? { baseVersion: i % 5 } : {}),
        }),
      ),
    );
    expect(await troubles(who, texts)).toEqual([]);
  });

  /** Half of the bodies name existing rows, so that the rules behind the schema are reached. */
  function withKnown(body: unknown, i: number): unknown {
    if (i % 2 || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    const known: Record<string, unknown> = {
      allianceId: http.mine.alliance,
      organisationId: http.mine.organisation,
      userId: http.people.ACOMPANANTE.id,
      unitId: 'LPZ',
      programmeId: 'PAR2FA',
      municipalityCode: '020101',
    };
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [key, typeof value === 'string' && key in known ? known[key] : value]),
    );
  }
});

describe('the envelope, spoilt', () => {
  test('every field of it with every nasty value', async () => {
    const who = http.people.ACOMPANANTE;
    const body = visitBody(http.mine.alliance);
    const texts: string[] = [];
    for (const field of Object.keys(envelopeOf(who, 'visit.register', body))) {
      for (const value of nasty)
        texts.push(JSON.stringify(envelopeOf(who, 'visit.register', body, { [field]: value })));
      texts.push(JSON.stringify(envelopeOf(who, 'visit.register', body, { [field]: undefined })));
    }
    expect(await troubles(who, texts)).toEqual([]);
  });

  test('every field of the clock and the place', async () => {
    const who = http.people.ACOMPANANTE;
    const body = {
      allianceId: http.mine.alliance,
      done: true,
      presentMembers: [],
      topics: [],
      commitments: [],
      photos: [],
    };
    const clock = { deviceAt: '2026-06-15T14:00:00.000Z', offsetMs: 0, sinceContactMs: 0 };
    const place = { lon: -68, lat: -16, accuracyM: 5, ageS: 1 };
    const texts = nasty.flatMap((value) => [
      ...Object.keys(clock).map((k) =>
        JSON.stringify(envelopeOf(who, 'visit.register', body, { clock: { ...clock, [k]: value } })),
      ),
      ...Object.keys(place).map((k) =>
        JSON.stringify(envelopeOf(who, 'visit.register', body, { place: { ...place, [k]: value } })),
      ),
    ]);
    expect(await troubles(who, texts)).toEqual([]);
  });
});

describe('texts that are no envelope', () => {
  const deep = (n: number, open: string, close: string) => open.repeat(n) + close.repeat(n);
  test.each([
    ['not JSON', '{"id":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '12'],
    ['a list', '[]'],
    ['a list nested 100,000 deep', deep(100_000, '[', ']')],
    ['objects nested 50,000 deep', deep(50_000, '{"a":', '}').replace(':}', ':1}')],
    ['brackets never closed', '['.repeat(200_000)],
    ['a repeated key', '{"id":"a","id":"b","kind":"x","kind":"y"}'],
    ['__proto__', '{"__proto__":{"kind":"visit.register"},"constructor":{"prototype":{}}}'],
    ['a byte order mark', '\uFEFF{}'],
    ['NUL bytes', '\u0000\u0000'],
    ['lone surrogates', '"\ud800"'],
    ['a huge number', `{"deviceSeq":1${'0'.repeat(400)}}`],
  ])('%s', async (_name, text) => {
    expect(await trouble(http.people.ACOMPANANTE, [text])).toBeNull();
  });

  test('a body nested 20,000 deep inside a good envelope', async () => {
    const who = http.people.ACOMPANANTE;
    const text = JSON.stringify(envelopeOf(who, 'visit.register', 'BODY')).replace(
      '"BODY"',
      `{"allianceId":${deep(20_000, '[', ']')}}`,
    );
    expect(await trouble(who, [text])).toBeNull();
  });

  test('nothing of it stuck to the prototypes', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });
});

describe('requests that are no request', () => {
  const bodies: readonly (readonly [string, BodyInit])[] = [
    ['malformed JSON', '{"commands":['],
    ['no commands', '{}'],
    ['commands that are no list', '{"commands":"x"}'],
    ['commands that are no text', '{"commands":[1,null,{}]}'],
    ['a hundred and one', JSON.stringify({ commands: Array.from({ length: 101 }, () => '{}') })],
    ['three megabytes', JSON.stringify({ commands: ['x'.repeat(3 * 1024 * 1024)] })],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28])],
    ['a list nested 500,000 deep', '['.repeat(500_000)],
    ['nothing', ''],
  ];
  test.each(bodies)('%s', async (_name, body) => {
    const answer = await http.ask(http.people.ACOMPANANTE, '/api/commands', { method: 'POST', body });
    expect(await answerTrouble(answer)).toBeNull();
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

/** Listed mistakes: each gets its code and its sentence. */
describe('what people and machines get wrong', () => {
  const visit = (more: Record<string, unknown>) => visitBody(http.mine.alliance, more);
  const sale = (more: object) => ({
    allianceId: http.mine.alliance,
    buyerOther: 'Feria',
    productCode: 'QUINUA',
    quantity: 10_000,
    unitCode: 'qq',
    price: 1000,
    photos: [],
    ...more,
  });

  async function codeOf(
    who: Parameters<HttpWorld['ask']>[0],
    kind: string,
    body: unknown,
    more: object = {},
  ): Promise<string> {
    const answer = await http.ask(who, '/api/commands', {
      method: 'POST',
      body: JSON.stringify({
        commands: [JSON.stringify(envelopeOf(who as { id: string }, kind, body, more as Record<string, unknown>))],
      }),
    });
    const { results } = (await answer.json()) as {
      results: { status: string; problem?: { code: string; message: string } }[];
    };
    if (results[0]?.status !== 'accepted') expect(problemTrouble(results[0]?.problem)).toBeNull();
    return results[0]?.problem?.code ?? 'none';
  }

  test('a date in 2099', async () =>
    expect(await codeOf(http.people.ACOMPANANTE, 'visit.register', visit({}), { occurredOn: '2099-01-01' })).toBe(
      'SIGG-105',
    ));
  test('a date before the programme', async () =>
    expect(await codeOf(http.people.ACOMPANANTE, 'visit.register', visit({}), { occurredOn: '1999-01-01' })).toBe(
      'SIGG-106',
    ));
  test('a negative volume', async () =>
    expect(await codeOf(http.people.ACOMPANANTE, 'sale.register', sale({ quantity: -5 }))).toBe('SIGG-101'));
  test('an unknown kind', async () =>
    expect(await codeOf(http.people.ACOMPANANTE, 'visit.destroy', {})).toBe('SIGG-102'));
  test('an unknown municipality', async () =>
    expect(
      await codeOf(http.people.UCN_ME, 'alliance.adopt', {
        programmeId: 'PAR2FA',
        code: 'X-1',
        name: 'Alianza',
        unitId: 'LPZ',
        state: 'EN_OPERACION',
        organisation: { id: http.mine.alliance, existing: false, name: 'Organización' },
        data: { municipalityCode: '999999' },
        sourceDocumentId: http.mine.alliance,
      }),
    ).toMatch(/^SIGG-(505|506|101|316)$/));
  test('an identity card with letters', async () =>
    expect(
      await codeOf(http.people.ADMIN_TI, 'user.create', {
        username: 'ana.m',
        name: 'Ana Mamani',
        ciNumber: '12AB',
        ciComplement: null,
        unitId: null,
      }),
    ).toMatch(/^SIGG-/));
  test('SQL and HTML in names are only text', async () => {
    const name = `Robert'); drop table visit;-- <script>alert(1)</script>`;
    expect(await codeOf(http.people.UCN_ME, 'document.record', { title: name })).toBe('none');
    const [row] = await http.world.db.query('select title from source_document where title = $1', [name]);
    expect(row).toEqual({ title: name });
  });
});
