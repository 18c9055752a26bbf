import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { randomOf } from '../../server/demo/random.ts';
import { textRow, workbookOf } from '../helpers/workbook.ts';
import { zipOf } from '../helpers/zip.ts';
import { answerTrouble, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { photo, sha256 } from './routeRequests.ts';

/**
 * Sends hostile workbooks, tables and pictures, and links to them, to the routes of files and imports, one after the
 * other and some at once: never a 5xx, always a code with a Spanish sentence, and the memory of the process stays
 * bounded. SIGG_FUZZ_FILES sets how many requests, SIGG_FUZZ_SEED repeats a run.
 */
const REQUESTS = Number(process.env.SIGG_FUZZ_FILES ?? 120);
const SEED = process.env.SIGG_FUZZ_SEED ?? '20260615';
const MB = 1024 * 1024;
/** How much the process may grow: two spreadsheets and two pictures at once, each within its limits. */
const MOST_GROWTH_MB = 900;

let http: HttpWorld;
let asked = 0;
let most = 0;
const statuses = new Map<number, number>();

beforeAll(async () => {
  http = await openHttpWorld();
});
afterAll(() => {
  const told = [...statuses].sort((a, b) => a[0] - b[0]).map(([status, n]) => `${status}: ${n}`);
  console.log(
    `files and imports: ${asked} requests (${told.join(', ')}); grew by ${Math.round(most / MB)} MB at most; seed ${SEED}`,
  );
});

const random = randomOf(SEED, 'files');
const integer = (below: number) => Math.floor(random.next() * below);
const pick = <T>(all: readonly T[]): T => all[integer(all.length)] as T;
const text = (s: string) => new TextEncoder().encode(s);

const HEAD = textRow(1, ['codigo', 'nombre', 'uod', 'etapa', 'familias', 'monto proyecto bs']);
const cell = () =>
  pick([
    '<c/>',
    '<c r="ZZZZZ1"><v>1</v></c>',
    '<c r="A2" t="s"><v>-1</v></c>',
    '<c r="A2" t="s"><v>1e99</v></c>',
    '<c r="A2" t="e"><v>#REF!</v></c>',
    '<c r="A2" s="99999"><v>1e308</v></c>',
    '<c r="A2" s="0"><v>-1e308</v></c>',
    `<c r="A2" t="inlineStr"><is><t>${'x'.repeat(integer(40_000))}</t></is></c>`,
    '<c r="A2" t="inlineStr"><is><t>&#x202e;\u200b=cmd|x!A1</t></is></c>',
    '<c r="A2"><f>A2</f></c>',
    '<c r="A2" t="d"><v>9999999-99-99</v></c>',
    '<c r="A2" t="&quot;"><v>NaN</v></c>',
  ]);
const row = (r: number) =>
  `<row r="${r}"${pick(['', ' hidden="1"', ' spans="1:9999999"'])}>${Array.from({ length: integer(8) }, cell).join('')}</row>`;
const ALL = 'A1:XFD1048576';

/** Workbooks, tables and pictures that are too large, broken, or something else. */
const hostile: readonly (() => Uint8Array | Promise<Uint8Array>)[] = [
  () =>
    workbookOf([{ rows: HEAD + Array.from({ length: integer(30) }, (_, i) => row(i + 2)).join('') }], {
      texts: '<si/>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
    }),
  () =>
    workbookOf([
      {
        rows: HEAD + textRow(2, ['A', 'B']),
        after: `<mergeCells><mergeCell ref="${pick([ALL, 'A2:A1048576', 'XFD1:A1', 'A0:A99999999'])}"/></mergeCells>`,
      },
    ]),
  () => workbookOf([{ rows: HEAD + '<row/>'.repeat(integer(20_000)) }]),
  () =>
    workbookOf(
      Array.from({ length: 1 + integer(20) }, (_, i) => ({ rows: HEAD, name: `&quot;${i}`, state: 'hidden' as const })),
    ),
  () => workbookOf([{ rows: HEAD, before: '<!DOCTYPE a [<!ENTITY b "c">]>' }]),
  () =>
    zipOf(
      Array.from({ length: integer(30) }, (_, i) => ({
        name: pick(['xl/workbook.xml', '../../etc/x', `p${i}`, 'a\\b', '']),
        content: '<a/>',
        declared: integer(1000),
      })),
    ),
  () =>
    zipOf([
      { name: '[Content_Types].xml', content: ' '.repeat(integer(3) * MB) },
      { name: 'xl/workbook.xml', content: Buffer.alloc(integer(20) * MB, 0x20) },
    ]),
  () => text(`codigo;nombre;uod;etapa\n${'X;"Y;Z\n'.repeat(integer(2000))}`),
  () => text(`${pick(['sep=\u0000', 'sep=;', '\ufeff'])}\nnombre,etapa\n${'=1+1,@x\n'.repeat(integer(500))}`),
  () => text(`nombre\tetapa\n${'\n'.repeat(integer(200_000))}`),
  () => Uint8Array.from({ length: integer(2000) }, () => integer(256)),
  () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 500 }, () => integer(256))]),
  () => photo(integer(1000)),
  async () => (await photo(1)).map((byte) => (random.next() < 0.02 ? integer(256) : byte)),
  () => workbookOf([{ rows: HEAD }]).map((byte) => (random.next() < 0.005 ? integer(256) : byte)),
  () => text('codigo;nombre;uod;etapa\nX-1;Alianza;LPZ;En operación\n'),
];

const known: string[] = [];
const imports: string[] = [];
const link = () =>
  pick([
    ...known.slice(-20),
    'f'.repeat(64),
    'F'.repeat(64),
    '../../etc/passwd',
    '',
    'a'.repeat(65),
    '%00',
    sha256(text('x')),
  ]);
const json = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const odd = () => pick<unknown>([-1, 0, 3, 1e9, 1.5, null, 'x', [], {}, true, '__proto__']);

/** Sends one request and remembers what later ones can use. */
async function request(who: Actor): Promise<Response> {
  const bytes = await pick(hostile)();
  const send = { body: bytes as BodyInit };
  const number = () => pick(['0', '-1', String(bytes.length), '1e9', 'x', String(integer(5000)), '']);
  const kind = random.next();
  if (kind < 0.35) {
    const answer = await http.ask(who, '/api/files', { method: 'POST', ...send });
    if (answer.ok) known.push(sha256(bytes));
    return answer;
  }
  if (kind < 0.5)
    return http.ask(
      who,
      `/api/files/${encodeURIComponent(pick([link(), sha256(bytes)]))}?offset=${number()}&total=${number()}&original=${link()}`,
      {
        method: 'PUT',
        ...send,
      },
    );
  if (kind < 0.6) return http.ask(who, `/api/files/${encodeURIComponent(link())}`);
  if (kind < 0.72) return http.ask(who, `/files/${encodeURIComponent(link())}?w=${pick(['160', '0', '1e9', ''])}`);
  if (kind < 0.85) {
    const body =
      random.next() < 0.8
        ? {
            file: link(),
            filename: pick(['a.xlsx', '../../x', 'x'.repeat(300), '']),
            source: pick([null, 'x', undefined]),
          }
        : { file: odd(), filename: odd() };
    const answer = await http.ask(who, '/api/imports', json(body));
    if (answer.ok) imports.push(((await answer.clone().json()) as { id: string }).id);
    return answer;
  }
  const id = encodeURIComponent(pick([...imports.slice(-5), 'x', http.mine.alliance]));
  if (kind < 0.95) {
    const mapping = random.next() < 0.7 ? { name: integer(4), state: integer(4), unit: integer(300) } : odd();
    return http.ask(
      who,
      `/api/imports/${id}/mapping`,
      json({
        sheets: pick([[{ id, thing: pick(['alliances', 'families', 'nothing', 'x']), mapping }], odd()]),
        states: pick([undefined, { x: 'EN_OPERACION' }, odd()]),
        programme: pick([undefined, 'PAR2FA', odd()]),
      }),
    );
  }
  if (kind < 0.97)
    return http.ask(who, `/api/imports/${id}/importable`, json({ id, thing: pick(['families', 'nothing', odd()]) }));
  if (kind < 0.98)
    return http.ask(
      who,
      `/api/imports/template?importable=${encodeURIComponent(String(pick(['families', '../x', ''])))}`,
    );
  return http.ask(who, `/api/imports/${id}/run`, { method: 'POST' });
}

test('hostile files and links', { timeout: 120_000 + REQUESTS * 2000 }, async () => {
  const people = [http.people.UCN_ME, http.people.UOD_OFICIAL, http.people.ACOMPANANTE, http.people.AUDITOR];
  const wrong: string[] = [];
  const before = process.memoryUsage().rss;
  while (asked < REQUESTS) {
    // Some at once, because the limits must also hold for several requests together.
    const answers = await Promise.all(
      Array.from({ length: Math.min(REQUESTS - asked, 1 + integer(6)) }, () => request(pick(people))),
    );
    for (const answer of answers) {
      asked += 1;
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const trouble = await answerTrouble(answer);
      if (trouble) wrong.push(trouble);
    }
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(most / MB).toBeLessThan(MOST_GROWTH_MB);
  expect((statuses.get(200) ?? 0) > 0 && (statuses.get(415) ?? 0) > 0 && (statuses.get(404) ?? 0) > 0).toBe(true);
});
