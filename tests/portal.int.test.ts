import { spawnSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { unnamedStates } from '../domain/publishing/named.ts';
import type { PublicFigure } from '../portal/data.ts';
import { createApp } from '../server/http/app.ts';
import { newId } from '../server/ids.ts';
import { ensureHeadKey, keysDirOf } from '../server/integrity/headKey.ts';
import { publishHead } from '../server/integrity/headPublishing.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { csvCell } from '../server/publishing/csv.ts';
import { datasets } from '../server/publishing/datasets.ts';
import { publishOpenData } from '../server/publishing/publishOpenData.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { readFigures, readPublic } from '../server/stores/openData.ts';
import { boundsByTrying, isFew } from './helpers/attacker.ts';
import { portalPaths } from './helpers/portalPaths.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** Part of every name, number and note about a person; it must never be published. */
const MARK = 'MARCAPERSONAL';
let world: World;
const get = async (path: string, headers: Record<string, string> = {}) =>
  createApp(world.system).request(path, { headers: { accept: 'text/html', ...headers } });
const publish = async () => {
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, full: true });
  return publishOpenData(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, demo: true });
};

let ci = 5_000_000;
async function family(allianceId: string, sex: 'F' | 'M'): Promise<void> {
  ci += 1;
  const expert = await world.person('UCN_ME');
  await world.send(expert, 'family.enrol', newId(), {
    allianceId,
    familyId: newId(),
    holder: {
      id: newId(),
      ciNumber: String(ci),
      givenNames: MARK,
      paternalSurname: `${MARK}${ci}`,
      sex,
      phone: '71234567',
    },
    representative: 'holder',
    joinedOn: '2025-02-01',
  });
}

beforeAll(async () => {
  world = await openWorld();
  await world.reset();
  await loadCatalogue(world.db);
  const agreement = () => ({ id: newId(), kind: 'integral', signedOn: '2025-02-01', number: 'C-1' });
  // La Paz: 7 families, 5 women (so two men, small). Oruro: 3 families. Potosí: 9 families, 9 women. All validated but
  // one.
  const places = [
    { unit: 'LPZ', municipalityCode: '020101', women: 5, men: 2 },
    { unit: 'ORU', municipalityCode: '040101', women: 2, men: 1 },
    { unit: 'POT', municipalityCode: '050101', women: 9, men: 0 },
  ];
  for (const p of places) {
    const a = await world.alliance(p.unit, {
      agreement: agreement(),
      data: { model: 1, municipalityCode: p.municipalityCode, productCode: 'QUINUA', buyerName: `${MARK} comprador` },
    });
    for (let i = 0; i < p.women; i++) await family(a.id, 'F');
    for (let i = 0; i < p.men; i++) await family(a.id, 'M');
    const who = await world.person('ACOMPANANTE', [a.id]);
    await world.send(who, 'visit.register', newId(), {
      allianceId: a.id,
      done: true,
      presentMembers: [],
      topics: ['otro'],
      commitments: [],
      notes: MARK,
      photos: ['a'.repeat(64)],
    });
  }
  for (const table of ['alliance_profile', 'agreement', 'organisation_member', 'visit'])
    await world.db.query(`update ${table} set level = 3`);
  for (const state of unnamedStates)
    await world.alliance('SCZ', { name: `Sin apoyo ${state}`, state, data: { municipalityCode: '070101' } });
  await world.db.query('update alliance_profile set level = 3');
  await world.alliance('SCZ', { name: 'Alianza sin validar', data: { municipalityCode: '070101' } });
  const complaint = {
    receivedOn: TODAY,
    channel: 'oficina',
    story: `${MARK} no llegó.`,
    privacy: 'publica',
    unitId: 'ORU',
  };
  await world.send(await world.person('UCN_RECL'), 'complaint.register', newId(), complaint);
  await world.seal();
  const keysDir = keysDirOf(world.system.config.dataDir, {});
  await publishHead({ db: world.db, keysDir, key: await ensureHeadKey(keysDir), now: () => NOW });
  await publish();
});

test('only what is validated is public, and the whole is the sum worked out by hand', async () => {
  const figures = (await (await get('/datos/cifras.json')).json()) as {
    measure: string;
    dimension: string;
    key: string;
    status: string;
    value: number | null;
  }[];
  // 7 + 3 + 9 families in all.
  expect(figures.find((f) => f.measure === 'R5' && f.dimension === 'total')).toMatchObject({
    status: 'value',
    value: 19,
  });
  const alliances = (await (await get('/datos/alianzas.json')).json()) as { name: string }[];
  expect(alliances).toHaveLength(3);
  expect(JSON.stringify(alliances)).not.toContain('sin validar');
  // Organisations that applied and were not supported are named nowhere.
  for (const path of await addresses()) expect(await (await get(path)).text(), path).not.toContain('Sin apoyo ');
  expect(unnamedStates).toEqual(['SOLICITUD_INADMITIDA', 'PLAN_NO_VIABLE', 'RECHAZADA', 'DESISTIDA']);
});

test('a small cell is hidden with another one, so that neither follows from the total', async () => {
  const figures = (await (await get('/datos/cifras.json')).json()) as {
    measure: string;
    dimension: string;
    key: string;
    status: string;
    n: number | null;
  }[];
  for (const dimension of ['department', 'unit', 'municipality']) {
    const cells = figures.filter((f) => f.measure === 'R5' && f.dimension === dimension);
    expect(cells.find((f) => f.key.startsWith('04') || f.key === 'ORU')).toMatchObject({ status: 'hidden', n: null });
    expect(cells.filter((f) => f.status === 'hidden').length).toBeGreaterThanOrEqual(2);
  }
  // Two men in La Paz: 7 families and 5 women together would reveal them.
  const women = figures.filter((f) => f.measure === 'R5a' && f.key === 'LPZ');
  const families = figures.filter((f) => f.measure === 'R5' && f.key === 'LPZ');
  expect(women[0]?.status === 'hidden' || families[0]?.status === 'hidden').toBe(true);
});

test('whoever bounds what is hidden by all that the file says learns of no few families', async () => {
  const figures = (await (await get('/datos/cifras.json')).json()) as PublicFigure[];
  const places = { LPZ: [5, 2, '020101'], ORU: [2, 1, '040101'], POT: [9, 0, '050101'] } as const;
  const units = Object.keys(places) as (keyof typeof places)[];
  /** Women of the first unit, others of it, women of the second… */
  const things = (dimension: string, key: string, part: 'all' | 'women' | 'others') =>
    units.flatMap((unit, i) => {
      const inside =
        dimension === 'unit'
          ? unit === key
          : ['municipality', 'department'].includes(dimension)
            ? places[unit][2].startsWith(key)
            : true;
      return inside ? [...(part === 'others' ? [] : [2 * i]), ...(part === 'women' ? [] : [2 * i + 1])] : [];
    });
  const told = figures.filter((f) => ['R5', 'R5a'].includes(f.measure) && f.status === 'value');
  const seen = told.flatMap(({ measure, dimension, key, n, d }) =>
    measure === 'R5'
      ? [{ things: things(dimension, key, 'all'), is: n ?? 0 }]
      : [
          { things: things(dimension, key, 'women'), is: n ?? 0 },
          { things: things(dimension, key, 'all'), is: d ?? 0 },
        ],
  );
  expect(seen.length).toBeGreaterThan(3);
  const few = (['all', 'women', 'others'] as const).flatMap((part) =>
    units.map((unit) => ({ name: `${part} of ${unit}`, plus: things('unit', unit, part), minus: [] })),
  );
  const real = units.flatMap((unit) => places[unit].slice(0, 2) as number[]);
  const secrets = few.filter(({ plus }) => [1, 2, 3, 4].includes(plus.reduce((a, i) => a + (real[i] ?? 0), 0)));
  const peopled = units.map((unit) => things('unit', unit, 'all'));
  const bounds = boundsByTrying({ things: 6, seen, peopled, ceiling: 25 }, secrets);
  expect(secrets.filter((_, i) => isFew(bounds[i] ?? { least: 1, most: 1 }, 5)).map((s) => s.name)).toEqual([]);
  expect(secrets.map((s) => s.name)).toEqual(['all of ORU', 'women of ORU', 'others of LPZ', 'others of ORU']);
});

test('a department where families are has a row for each of its municipalities, so that a missing one tells nothing', async () => {
  const figures = (await (await get('/datos/cifras.json')).json()) as PublicFigure[];
  const municipalities = (await (await get('/datos/municipios.json')).json()) as { code: string }[];
  for (const measure of ['R5', 'R5a']) {
    const keys = (dimension: string) =>
      figures.filter((f) => f.measure === measure && f.dimension === dimension).map((f) => f.key);
    const departments = keys('department');
    expect(departments).toEqual(['02', '04', '05']);
    expect(keys('municipality')).toEqual(
      municipalities.map((m) => m.code).filter((code) => departments.includes(code.slice(0, 2))),
    );
  }
  // People read of them in one sentence.
  expect(await (await get('/indicadores/R5')).text()).toMatch(
    /En otros \d+ municipios de estos departamentos no hay ninguna\./,
  );
});

/** Every address of the portal in this world. */
async function addresses(): Promise<string[]> {
  const [alliance] = (await (await get('/datos/alianzas.json')).json()) as { code: string }[];
  const [head] = (await (await get('/datos/huellas.json')).json()) as { publishedAt: string }[];
  return portalPaths({
    alliance: alliance?.code,
    municipality: '020101',
    file: `${head?.publishedAt.replaceAll(/\D/g, '')}.txt`,
  });
}

test('no page and no file carries anything of a person', async () => {
  const paths = await addresses();
  for (const path of paths) {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    const text = await answer.text();
    expect(text.includes(MARK), path).toBe(false);
    expect(text.includes('71234567'), path).toBe(false);
    expect(text.includes('a'.repeat(64)), path).toBe(false);
  }
  console.log(`portal: ${paths.length} addresses searched for persons`);
  expect(paths.length).toBeGreaterThan(30);
});

test('every page is found, is light, is never a script, and every link of it is found', async () => {
  const typeface = (await (await get('/tipografia.woff2')).arrayBuffer()).byteLength;
  const seen = new Set<string>();
  const queue = ['/', ...(await addresses())];
  let heaviest = { path: '', kb: 0 };
  while (queue.length) {
    const path = queue.pop() as string;
    if (seen.has(path) || path.startsWith('/oficina') || seen.size > 500) continue;
    seen.add(path);
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    if (!answer.headers.get('content-type')?.includes('text/html')) continue;
    const html = await answer.text();
    // Everything that a first visit loads: the page with its style, and the typeface, without compression.
    const kb = (Buffer.byteLength(html) + typeface) / 1024;
    if (kb > heaviest.kb) heaviest = { path, kb };
    expect(html, path).not.toMatch(/<script|\sstyle=|\son\w+=/i);
    for (const m of html.matchAll(/href="(\/[^"#]*)/g)) queue.push((m[1] ?? '').replaceAll('&amp;', '&'));
    for (const m of html.matchAll(/href="#([^"]+)"/g)) expect(html, `${path}#${m[1]}`).toContain(`id="${m[1]}"`);
  }
  console.log(
    `portal: ${seen.size} addresses followed; the heaviest page is ${heaviest.path}, ${heaviest.kb.toFixed(1)} ` +
      'KB with style and typeface, uncompressed',
  );
  expect(heaviest.kb).toBeLessThan(100);
  expect(seen.size).toBeGreaterThan(300);
});

test('an address that does not exist says so: to a person as a page, to a program as a problem', async () => {
  for (const path of ['/municipios/999999', '/indicadores/X', '/alianzas/NO-HAY', '/nada', '/nada/de/nada']) {
    const answer = await get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
    expect(await answer.text(), path).toContain('Esta página no existe');
  }
  const program = await get('/nada', { accept: 'application/json' });
  expect(program.status).toBe(404);
  expect(await program.json()).toMatchObject({ problem: { code: 'SIGG-210' } });
  expect((await get('/api/nada')).headers.get('content-type')).toContain('application/json');
});

test('when the database does not answer, a person reads a page that says so, without a trace of why', async () => {
  const broken = {
    ...world.system,
    db: {
      ...world.db,
      query: () => Promise.reject(new Error('secreto')),
      transaction: () => Promise.reject(new Error('secreto')),
    },
  };
  const answer = await createApp(broken).request('/', { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(500);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const html = await answer.text();
  expect(html).toContain('no está disponible en este momento');
  expect(html).not.toContain('secreto');
});

test('who has a page already is sent nothing again, and a new publication is a new page', async () => {
  const first = await get('/indicadores/R5');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"/);
  for (const known of [etag, `W/${etag}`, `"otra", ${etag}`]) {
    const again = await get('/indicadores/R5', { 'if-none-match': known });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect((await get('/indicadores/R5', { 'if-none-match': '"otra"' })).status).toBe(200);
  const squeezed = await get('/', { 'accept-encoding': 'gzip' });
  expect(squeezed.headers.get('content-encoding')).toBe('gzip');
});

test('a program in any page may read the open data and the heads, and nothing else of ours', async () => {
  await publishHead({
    db: world.db,
    keysDir: temporaryFolder('open-keys'),
    key: await ensureHeadKey(temporaryFolder('open-key')),
    now: () => NOW,
  });
  const [head] = await world.db.query<{ number: number }>(
    'select number from head_publication order by published_at desc limit 1',
  );
  const page = await (await get('/integridad')).text();
  const heads = [...page.matchAll(/href="(\/integridad\/[^"]+\.[a-z]+)"/g)].map((m) => m[1] ?? '');
  expect([head === undefined, heads.length > 2]).toEqual([false, true]);
  const files = datasets.flatMap((d) => d.formats.map((format) => `/datos/${d.name}.${format}`));
  const open = [...files, '/datos/datapackage.json', ...heads];
  const headersOf = async (path: string) => {
    const answer = await get(path, { origin: 'https://otro.example', accept: '*/*' });
    const { status, headers } = answer;
    return [
      path,
      status,
      headers.get('access-control-allow-origin'),
      headers.get('cross-origin-resource-policy'),
      headers.get('access-control-allow-credentials'),
    ];
  };
  for (const path of open) expect(await headersOf(path)).toEqual([path, 200, '*', 'cross-origin', null]);
  const known = (await get(files[0] ?? '')).headers.get('etag') ?? '';
  const again = await get(files[0] ?? '', { 'if-none-match': known });
  expect([again.status, again.headers.get('access-control-allow-origin')]).toEqual([304, '*']);
  for (const path of ['/', '/datos', '/integridad', '/healthz', '/api/me', '/oficina/'])
    expect((await headersOf(path))[2]).toBeNull();
  console.log(`open to other pages: ${open.length} files`);
});

test('a municipality is found with accents or without, by province, or not at all in words', async () => {
  for (const typed of ['potosí', 'POTOSI', ' Potosi ']) {
    const html = await (await get(`/municipios?buscar=${encodeURIComponent(typed)}`)).text();
    // The capital comes first, because its name is exactly what was typed.
    expect(html.slice(html.indexOf('class="list"')), typed).toMatch(/^[\s\S]{0,80}\/municipios\/050101/);
  }
  expect(await (await get('/municipios?buscar=zzz%3Cb%3E')).text()).toContain('se llama «zzz&lt;b&gt;»');
});

test('the dictionary names every column of every file, and the package of all of them says the same', async () => {
  const described = (await (await get('/datos/datapackage.json')).json()) as {
    resources: { name: string; schema: { fields: { name: string }[] } }[];
  };
  for (const dataset of datasets) {
    const rows = (await (await get(`/datos/${dataset.name}.json`)).json()) as object[];
    expect(Object.keys(rows[0] ?? {}), dataset.name).toEqual(dataset.columns.map((c) => c.name));
    const csv = await (await get(`/datos/${dataset.name}.csv`)).text();
    expect(csv.split('\r\n')[0], dataset.name).toBe(`${dataset.columns.map((c) => `"${c.name}"`).join(',')}`);
    expect(csv.trim().split('\r\n')).toHaveLength(rows.length + 1);
    expect(described.resources.find((r) => r.name === dataset.name)?.schema.fields.map((f) => f.name)).toEqual(
      dataset.columns.map((c) => c.name),
    );
  }
});

test('the workbook opens and carries its dictionary', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await (await get('/datos/alianzas.xlsx')).arrayBuffer());
  expect(book.worksheets.map((s) => s.name)).toEqual(['Alianzas', 'Diccionario']);
  expect(book.worksheets[0]?.rowCount).toBe(4);
});

test('a signature of a head is checked with what anybody can download, and not with anything altered', async () => {
  const [line] = (await (await get('/integridad/huellas.jsonl')).text())
    .trim()
    .split('\n')
    .slice(-1)
    .map((l) => JSON.parse(l) as { at: string });
  const name = line?.at.replaceAll(/\D/g, '') ?? '';
  const pem = await (await get('/integridad/clave-publica.pem')).text();
  const text = Buffer.from(await (await get(`/integridad/${name}.txt`)).arrayBuffer());
  const signature = Buffer.from(await (await get(`/integridad/${name}.firma`)).arrayBuffer());
  expect(verify(null, text, pem, signature)).toBe(true);
  expect(verify(null, Buffer.from(`${text.toString()} `), pem, signature)).toBe(false);

  const folder = temporaryFolder('head');
  await writeFile(join(folder, 'clave-publica.pem'), pem);
  await writeFile(join(folder, `${name}.txt`), text);
  await writeFile(join(folder, `${name}.firma`), signature);
  // Runs the very command that the page tells people to type, without the downloads.
  const page = (await (await get('/integridad')).text()).replaceAll('&quot;', '"');
  const told = /openssl (pkeyutl [^\n<]+)/.exec(page)?.[1]?.trim().split(' ') ?? [];
  expect(told).toContain(`${name}.txt`);
  const ran = spawnSync('openssl', told, { cwd: folder, encoding: 'utf8' });
  if (ran.error) console.log('openssl: no está; se comprobó solo con Node');
  else expect(`${ran.stdout}${ran.stderr}`).toContain('Signature Verified Successfully');
});

test('a reading sees one publication whole, also when the next comes in between its statements', async (context) => {
  // The embedded database has a single connection, so the next publication waits anyway.
  if (world.db.engine !== 'postgres') return context.skip();
  const sum = async (tx: Parameters<typeof readFigures>[0]) =>
    (await readFigures(tx)).reduce((a, f) => a + (f.records ?? 0), 0);
  // Asked for here and not inside the reading, where a query outside its transaction is refused.
  let goOn = () => {};
  const next = new Promise<void>((go) => {
    goOn = go;
  }).then(() => world.db.query('update open_data.figure set records = records + 1'));
  const [before, after] = await readPublic(world.db, async (tx) => {
    const first = await sum(tx);
    goOn();
    await next;
    return [first, await sum(tx)];
  });
  expect(after).toBe(before);
  expect(await readPublic(world.db, sum)).not.toBe(before);
  await publish();
});

test('publishing again without anything new gives the same rows', async () => {
  const before = await (await get('/datos/cifras.csv')).text();
  await publish();
  expect(await (await get('/datos/cifras.csv')).text()).toBe(before);
});

test('one family more between two publications moves no figure, and five do', async () => {
  const families = async (key: string, measure = 'R5') => {
    const figures = (await (await get('/datos/cifras.json')).json()) as {
      measure: string;
      dimension: string;
      key: string;
      n: number | null;
      records: number | null;
    }[];
    return figures.find((f) => f.measure === measure && f.dimension === (key ? 'unit' : 'total') && f.key === key);
  };
  const alliances = await world.db.query<{ id: string }>("select id from alliance where unit_id = 'POT'");
  const enrol = async (n: number) => {
    for (let i = 0; i < n; i++) await family(alliances[0]?.id ?? '', 'F');
    await world.db.query('update organisation_member set level = 3');
    await world.seal();
    await publish();
  };
  const told = [await families(''), await families('POT'), await families('', 'R5a')];
  await enrol(1);
  expect([await families(''), await families('POT'), await families('', 'R5a')].map((f) => [f?.n])).toEqual(
    told.map((f) => [f?.n]),
  );
  // The number of records would reveal the same, so it is not shown beside an older figure.
  expect((await families(''))?.records).toBeNull();
  await enrol(4);
  // 19 and five more; all of them women of Potosí.
  expect((await families(''))?.n).toBe(24);
});

test('how few is few is the parameter of the day, and the pages say it', async () => {
  expect(await (await get('/acerca')).text()).toContain('menos de 5 familias');
  const expert = await world.person('UCN_ME');
  const body = {
    programmeId: 'PAR2FA',
    key: 'publicCellMinimum',
    value: 8,
    validFrom: TODAY,
    source: 'Resolución de prueba',
    assumption: false,
  };
  expect(await world.send(expert, 'parameter.set', newId(), body)).toMatchObject({ status: 'accepted' });
  // Nothing that counts families changed, so the published figures stay; a new figure is judged by the new minimum.
  const before = await readPublic(world.db, (tx) => readFigures(tx, { measure: 'R5', dimension: 'unit' }));
  const a = await world.alliance('TAR', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2025-02-01', number: 'C-8' },
    data: { model: 1, municipalityCode: '060101', productCode: 'QUINUA' },
  });
  for (let i = 0; i < 7; i++) await family(a.id, 'F');
  for (const table of ['alliance_profile', 'agreement', 'organisation_member'])
    await world.db.query(`update ${table} set level = 3`);
  await publish();
  const after = await readPublic(world.db, (tx) => readFigures(tx, { measure: 'R5', dimension: 'unit' }));
  expect(after.find((f) => f.key === 'TAR')).toMatchObject({ status: 'hidden' });
  for (const f of before) expect(after.find((x) => x.key === f.key)).toMatchObject({ status: f.status });
  expect(await (await get('/acerca')).text()).toContain('menos de 8 familias');
});

test('a cell that a spreadsheet would run is made harmless', () => {
  for (const start of ['=', '+', '-', '@']) expect(csvCell(`${start}1+1`)).toBe(`"'${start}1+1"`);
  expect(csvCell(-3.5)).toBe('-3.5');
});
