import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantableRoles, type Role } from '../../domain/people/roles.ts';
import { checkImport, runImport } from '../../server/import/run.ts';
import { startImport } from '../../server/import/start.ts';
import { readContent } from '../../server/sync/fileContent.ts';
import { visitBody } from '../helpers/bodies.ts';
import { expectedTable } from '../helpers/expected.ts';
import { answerTrouble, envelopeOf, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { photo, sha256 } from './routeRequests.ts';

/**
 * Who receives the bytes of a file: people who reach a record with it and have a full view, or who brought it. Reviewed
 * in files.csv.
 */
const table = expectedTable('files.csv');
const MB = 1024 * 1024;

let http: HttpWorld;
let files: Record<string, string>;
let cases = 0;

async function upload(
  by: Parameters<HttpWorld['ask']>[0],
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  return http.ask(by, '/api/files', { method: 'POST', body: bytes as BodyInit, headers });
}

/** A file brought by a person who serves an alliance, in their record about it. */
async function fileOn(allianceId: string, companion: string, bytes: Uint8Array): Promise<string> {
  const author = (await http.system.context.actorOf(companion)) ?? http.people.ACOMPANANTE;
  const answer = await upload(author, bytes);
  const { hash } = (await answer.json()) as { hash: string };
  const visit = visitBody(allianceId, { photos: [hash] });
  const [result] = await http.system.execute(author, [JSON.stringify(envelopeOf(author, 'visit.register', visit))]);
  if (result?.status !== 'accepted') throw new Error(JSON.stringify(result));
  return hash;
}

/** A sheet of a national import, one row of which became an alliance of the own unit. */
async function sheetOf({ system, people, mine, world }: HttpWorld): Promise<string> {
  const lines = ['código;nombre;unidad operativa;etapa', 'IMP-77;Asociación Planilla;UOD La Paz;En operación'];
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const { hash } = (await (await upload(people.UCN_ME, bytes)).json()) as { hash: string };
  const run = await startImport(system, people.UCN_ME, { filename: 'nacional.csv', fileHash: hash, bytes });
  await checkImport(system, run.id, people.UCN_ME);
  expect(await runImport(system, run.id, people.UCN_ME)).toMatchObject({ refused: 0 });
  // The person who serves the other alliance serves this one too.
  const [{ id = '' } = {}] = await world.db.query<{ id: string }>(`select id from alliance where code = 'IMP-77'`);
  await world.db.query(
    'update alliance set source_document_id = (select source_document_id from alliance where id = $1) where id = $2',
    [id, mine.alliance],
  );
  return hash;
}

beforeAll(async () => {
  http = await openHttpWorld();
  const loose = (await (await upload(http.people.UCN_ADQ, await photo(50))).json()) as { hash: string };
  files = {
    'own unit': await fileOn(http.mine.alliance, http.mine.ids.companion ?? '', await photo(51)),
    'other unit': await fileOn(http.other.alliance, http.other.ids.companion ?? '', await photo(52)),
    'on no record': loose.hash,
    'imported sheet': await sheetOf(http),
    unknown: 'f'.repeat(64),
  };
});
afterAll(() => console.log(`role × file: ${cases} cases`));

describe('who gets the bytes of a file', () => {
  test('the table has a row for every role, and no others', () => {
    expect([...table.rows.keys()].sort()).toEqual(['nobody', ...grantableRoles].sort());
  });

  test.each([...table.rows])('%s', async (role, row) => {
    for (const [which, hash] of Object.entries(files)) {
      for (const query of ['', '?w=160']) {
        cases += 1;
        const answer = await http.ask(role === 'nobody' ? null : http.people[role as Role], `/files/${hash}${query}`);
        expect(`${which}: ${answer.status}`, query).toBe(`${which}: ${row.get(which)}`);
        expect(await answerTrouble(answer)).toBeNull();
      }
    }
  });

  test('who brought it gets it back, also when no record carries it', async () => {
    expect((await http.ask(http.people.UCN_ADQ, `/files/${files['on no record']}`)).status).toBe(200);
  });

  test('the original goes as an attachment no page is made of, the small one as a new picture without what the camera wrote', async () => {
    const camera = new Uint8Array(
      await sharp({ create: { width: 400, height: 300, channels: 3, background: 'red' } })
        .withExif({
          IFD0: { Make: 'CAMARA-SECRETA', ImageDescription: '<script>alert(1)</script>' },
          IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '16/1 30/1 0/1' },
        })
        .jpeg()
        .toBuffer(),
    );
    const hash = await fileOn(http.mine.alliance, http.mine.ids.companion ?? '', camera);
    const whole = await http.ask(http.people.ACOMPANANTE, `/files/${hash}`);
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{12}\.jpg"$/);
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(whole.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(whole.headers.get('cache-control')).toContain('private');
    const small = await http.ask(http.people.ACOMPANANTE, `/files/${hash}?w=160`);
    const bytes = Buffer.from(await small.arrayBuffer());
    expect(small.headers.get('content-type')).toBe('image/jpeg');
    expect(bytes.includes('CAMARA-SECRETA')).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });
});

describe('what may be sent', () => {
  const text = (s: string) => new TextEncoder().encode(s);
  const sent: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array, number, string | null])[] = [
    ['a JPEG called .exe', () => photo(60), 200, null],
    ['an HTML page called .jpg', () => text('<!doctype html><script>alert(1)</script>'), 415, 'SIGG-500'],
    [
      'an SVG with a script',
      () => text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      415,
      'SIGG-500',
    ],
    ['HTML that begins as a table of commas', () => text('a,b\n1,2\n'), 200, null],
    ['a program', () => new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]), 415, 'SIGG-500'],
    ['an archive', () => new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, 1, 2, 3]), 415, 'SIGG-500'],
    ['a GIF that is also a script', () => text('GIF89a/*\u0000*/=1;alert(1)'), 415, 'SIGG-500'],
    [
      'the beginning of a JPEG and nothing more',
      () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      415,
      'SIGG-500',
    ],
    [
      'a picture that opens into 12,000 × 12,000 points',
      async () =>
        new Uint8Array(
          await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: 'black' } })
            .png({ compressionLevel: 9 })
            .toBuffer(),
        ),
      415,
      'SIGG-500',
    ],
    ['a photo of 40 MB', () => new Uint8Array(40 * MB).fill(0xff), 413, 'SIGG-501'],
    ['nothing', () => new Uint8Array(0), 422, 'SIGG-519'],
  ];
  test.each(sent)('%s', async (_name, make, status, code) => {
    const bytes = await make();
    const answer = await upload(http.people.ACOMPANANTE, bytes, { 'content-type': 'application/x-msdownload' });
    expect(await answerTrouble(answer)).toBeNull();
    expect(answer.status).toBe(status);
    if (code) expect(((await answer.json()) as { problem: { code: string } }).problem.code).toBe(code);
    else expect(((await answer.json()) as { hash: string }).hash).toBe(sha256(bytes));
  });

  test('a photo followed by a page is kept as the photo it is, and served as an attachment or drawn anew', async () => {
    const polyglot = new Uint8Array(
      Buffer.concat([await photo(61), Buffer.from('<html><script>alert(document.cookie)</script>')]),
    );
    const { hash } = (await (await upload(http.people.ACOMPANANTE, polyglot)).json()) as { hash: string };
    const whole = await http.ask(http.people.ACOMPANANTE, `/files/${hash}`);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment/);
    const small = Buffer.from(await (await http.ask(http.people.ACOMPANANTE, `/files/${hash}?w=160`)).arrayBuffer());
    expect(small.includes('<script>')).toBe(false);
  });

  test('a form with a name that climbs out of the folder', async () => {
    const bytes = await photo(62);
    const form = new FormData();
    form.append('file', new File([bytes as BlobPart], '../../../etc/cron.d/x.html', { type: 'text/html' }));
    const answer = await http.ask(http.people.ACOMPANANTE, '/api/files', { method: 'POST', body: form });
    // The file name is not kept: the file is stored under the hash of its content, which decides its type.
    expect([answer.status, await answer.json()]).toEqual([200, { hash: sha256(bytes) }]);
    expect((await http.ask(http.people.ACOMPANANTE, `/files/${sha256(bytes)}`)).headers.get('content-type')).toBe(
      'image/jpeg',
    );
    const { dataDir } = http.system.config;
    expect(
      readdirSync(join(dataDir, '..'), { recursive: true }).filter((name) => String(name).endsWith('x.html')),
    ).toEqual([]);
  });

  test('a length that lies, in pieces: 40 MB announced, more sent than announced, another hash', async () => {
    const bytes = await photo(63);
    const hash = sha256(bytes);
    const put = async (search: string, body: Uint8Array) => {
      const answer = await http.ask(http.people.ACOMPANANTE, `/api/files/${hash}?${search}`, {
        method: 'PUT',
        body: body as BodyInit,
      });
      expect(await answerTrouble(answer)).toBeNull();
      return [answer.status, ((await answer.json()) as { problem?: { code: string } }).problem?.code];
    };
    expect(await put(`total=${40 * MB}`, bytes)).toEqual([413, 'SIGG-501']);
    expect(await put('total=5', bytes)).toEqual([422, 'SIGG-502']);
    expect(
      await put(
        `total=${bytes.length}`,
        bytes.map((b) => b ^ 1),
      ),
    ).toEqual([422, 'SIGG-502']);
    expect(await put('total=-1', bytes)).toEqual([400, 'SIGG-100']);
    expect(await put(`total=${bytes.length}`, bytes)).toEqual([200, undefined]);
  });

  test('the same type is told however the file is called', async () => {
    expect((await readContent(await photo(64)))?.mediaType).toBe('image/jpeg');
  });
});

test('files begun and never completed do not pile up: the last twenty of a person are kept', async () => {
  const hashes = await Promise.all(Array.from({ length: 25 }, async (_, i) => sha256(await photo(200 + i))));
  const ask = (hash: string, method: string) =>
    http.ask(http.people.SUPERVISOR_CAMPO, `/api/files/${hash}?total=5000`, {
      method,
      ...(method === 'PUT' ? { body: new Uint8Array(100) as BodyInit } : {}),
    });
  for (const hash of hashes) await ask(hash, 'PUT');
  const offsets = await Promise.all(
    hashes.map(async (hash) => ((await (await ask(hash, 'GET')).json()) as { offset: number }).offset),
  );
  expect(offsets.filter((offset) => offset > 0)).toHaveLength(20);
  expect(offsets.at(-1)).toBe(100);
});
