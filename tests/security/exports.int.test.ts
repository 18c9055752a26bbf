import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../server/ids.ts';
import { csvOf } from '../../server/publishing/csv.ts';
import { isDownloaded } from '../../server/queries/query.ts';
import { queryList } from '../../server/queries/registry.ts';
import { FOREIGN } from '../helpers/twoUnits.ts';
import { answerTrouble, type HttpWorld, openHttpWorld } from './httpWorld.ts';

const DANGEROUS = [
  '=HYPERLINK("http://x";"y")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  ' =1',
  '\r=1',
  '\u200b=1+1',
  '＝1+1',
  '\u202e=1+1',
  '\ufeff＠SUM(A1)',
];

/** Characters that are invisible in a cell, as pairs of first and last. */
const UNSEEN = [
  '\u0000\u0020',
  '\u00a0\u00a0',
  '\u00ad\u00ad',
  '\u200b\u200f',
  '\u202a\u202e',
  '\u2060\u206f',
  '\ufeff\ufeff',
] as const;
const seen = (cell: string) =>
  [...cell].filter((c) => !UNSEEN.some(([first = '', last = '']) => c >= first && c <= last)).join('');
/** Whether a spreadsheet would execute a cell, judged by what a person would see of it. */
const runs = (cell: string) => /^[=+\-@＝＋－＠]/.test(seen(cell));

const RUN = newId();
let http: HttpWorld;
let cells = 0;
let downloads = 0;

/** Every list that can be downloaded. */
const lists = queryList.filter(isDownloaded);

beforeAll(async () => {
  http = await openHttpWorld();
  for (const name of DANGEROUS) await http.world.alliance('LPZ', { name });
  await http.world.seal();
  await importWithFaults();
});

/** A checked sheet with a fault in a cell of each of its rows. */
async function importWithFaults(): Promise<void> {
  await http.world.db.query(
    `insert into import_run (id, filename, file_hash, actor_id, programme_id, headers, samples, mapping, states, status,
      done, total, started_at, beat_at, notices)
     values ($1, 'familias.csv', $2, $3, 'PAR2FA', '{Carnet}', '[]', '{}', '{}', 'checked', $4, $4, now(), now(), '[]')`,
    [RUN, 'ab'.repeat(32), http.people.UCN_ME.id, DANGEROUS.length],
  );
  for (const [i, value] of DANGEROUS.entries()) {
    const fault = {
      field: null,
      value,
      severity: 'refused',
      problem: { code: 'SIGG-601', message: 'No es un carnet.' },
    };
    await http.world.db.query(
      `insert into import_row (run_id, row_number, outcome, gaps, problems, to_person)
        values ($1, $2, 'refused', '{}', $3::text::jsonb, false)`,
      [RUN, i + 2, JSON.stringify([fault])],
    );
  }
}
afterAll(() => console.log(`exports: ${downloads} downloads of ${lists.length} lists, ${cells} cells looked at`));

async function cellsOf(answer: Response, format: string): Promise<unknown[]> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (format === 'csv') return (parse(Buffer.from(bytes), { bom: true, trim: false }) as string[][]).flat();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  const all: unknown[] = [];
  book.worksheets[0]?.eachRow((row) => {
    row.eachCell((cell) => {
      all.push(cell.formula ? `=${cell.formula}` : cell.value);
    });
  });
  return all;
}

describe('downloads of lists', () => {
  test.each(lists.map((q) => [q.name, q] as const))(
    '%s: no cell that a spreadsheet runs, nothing of another unit',
    async (name, query) => {
      for (const role of query.by) {
        for (const format of ['csv', 'xlsx']) {
          const whole = await http.ask(http.people[role], `/api/q/${name}?format=${format}`);
          // Lists that need a parameter (an organisation, a measure) are refused without it.
          const needs =
            `id=${RUN}&organisationId=${http.mine.organisation}&allianceId=${http.mine.alliance}` +
            '&measure=N8&indicator=N8&noun=visit';
          const answer =
            whole.status === 200
              ? whole
              : await http.ask(http.people[role], `/api/q/${name}?format=${format}&${needs}`);
          expect(await answerTrouble(answer), role).toBeNull();
          if (answer.status !== 200) {
            expect([404, 422], `${role} ${await answer.text()}`).toContain(answer.status);
            continue;
          }
          downloads += 1;
          const called = /^attachment; filename="sigg-([a-z-]+)-\d{4}-\d{2}-\d{2}\.(csv|xlsx)"$/.exec(
            answer.headers.get('content-disposition') ?? '',
          )?.[1];
          // The file name is in Spanish and follows from the question, without the internal name.
          expect(called).toMatch(/[a-z]{4}/);
          expect(called?.startsWith(name.replace('.', '-').toLowerCase())).toBe(false);
          const all = await cellsOf(answer, format);
          cells += all.length;
          expect(all.filter((cell) => typeof cell === 'string' && Number.isNaN(Number(cell)) && runs(cell))).toEqual(
            [],
          );
          const unitOnly = http.people[role].grants.every((g) => g.kind !== 'national');
          if (unitOnly) expect(JSON.stringify(all)).not.toContain(FOREIGN);
        }
      }
    },
  );

  test('the list of alliances has Spanish headings, words for codes and every row, whatever the page', async () => {
    const answer = await http.ask(http.people.UCN_ME, '/api/q/alliance.list?format=csv&pageSize=2&page=3');
    const rows = parse(Buffer.from(await answer.arrayBuffer()), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    const [row] = await http.world.db.query<{ n: number }>('select count(*)::int as n from alliance');
    expect(rows).toHaveLength(row?.n ?? 0);
    expect(rows.length).toBeGreaterThan(DANGEROUS.length);
    expect(rows[0]).toMatchObject({ Unidad: expect.any(String) as string, Estado: 'En operación' });
    expect(rows.some((r) => r.Nombre === `'=HYPERLINK("http://x";"y")`)).toBe(true);
  });

  test('what is no list, and a format that does not exist, is told so', async () => {
    for (const path of [
      '/api/q/system.status?format=csv',
      '/api/q/session.list?format=csv',
      '/api/q/alliance.list?format=exe',
    ]) {
      const answer = await http.ask(http.people.ADMIN_TI, path);
      const other = answer.status === 403 ? await http.ask(http.people.UCN_ME, path) : answer;
      expect(((await other.json()) as { problem: { code: string } }).problem.code).toBe('SIGG-551');
    }
  });

  test('one who may not read may not download', async () => {
    expect((await http.ask(null, '/api/q/alliance.list?format=csv')).status).toBe(401);
    expect(
      (await http.ask(http.people.UCN_ME, '/api/q/alliance.list?format=csv', { operations: ['work.list'] })).status,
    ).toBe(403);
  });
});

test('every download of identity cards is written down, and the auditor reads who, what and about how many', async () => {
  const personal = lists.filter((q) => q.personal).map((q) => q.name);
  const answer = await http.ask(http.people.AUDITOR, '/api/q/access.list?pageSize=200');
  const { data } = (await answer.json()) as {
    data: { rows: { query: string; about: string | null; subjects: number }[] };
  };
  const logged = new Set(data.rows.filter((r) => r.about?.includes('format')).map((r) => r.query));
  console.log(
    `exports: lists with personal data ${personal.join(', ')}; downloads written down of ${[...logged].join(', ')}`,
  );
  expect(personal.filter((name) => !logged.has(name))).toEqual([]);
  expect(personal.length).toBeGreaterThan(1);
});

test('public tables too: a cell is a number, or a text that nothing runs', () => {
  const [, line] = csvOf(DANGEROUS.map((name) => ({ name, n: -1.5 }))).split('\r\n');
  expect(line).toBe(`"'=HYPERLINK(""http://x"";""y"")",-1.5`);
});
