import { beforeAll, expect, test } from 'vitest';
import { type Cell, follows, publishableCells } from '../domain/publishing/suppression.ts';
import { createApp } from '../server/http/app.ts';
import { newId } from '../server/ids.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { csvCell } from '../server/publishing/csv.ts';
import { publishOpenData } from '../server/publishing/publishOpenData.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** Stands in every name, number and note of a person; none of it may come out. */
const MARK = 'MARCAPERSONAL';
const PUBLIC_PATHS = [
  '/',
  '/mapa',
  '/alianzas',
  '/municipios',
  '/municipios/020101',
  '/datos',
  '/integridad',
  '/indicadores/R5',
  '/indicadores/R5a',
  '/indicadores/N8-visitas',
  '/datos/cifras.csv',
  '/datos/cifras.json',
  '/datos/alianzas.csv',
  '/datos/alianzas.json',
  '/datos/municipios.csv',
  '/datos/municipios.json',
  '/datos/huellas.json',
];

let world: World;
const get = async (path: string) => createApp(world.system).request(path);
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
    holder: { id: newId(), ciNumber: String(ci), givenNames: MARK, paternalSurname: `${MARK}${ci}`, sex, phone: '71234567' },
    representative: 'holder',
    joinedOn: '2025-02-01',
  });
}

beforeAll(async () => {
  world = await openWorld();
  await world.reset();
  await loadCatalogue(world.db);
  const agreement = () => ({ id: newId(), kind: 'integral', signedOn: '2025-02-01', number: 'C-1' });
  // La Paz: 7 families, 5 women (so two men, small). Oruro: 3 families. Potosí: 9 families, 9 women. All validated but one.
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
  for (const table of ['alliance_profile', 'agreement', 'organisation_member', 'visit']) await world.db.query(`update ${table} set level = 3`);
  await world.alliance('SCZ', { name: 'Alianza sin validar', data: { municipalityCode: '070101' } });
  await world.seal();
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
  expect(figures.find((f) => f.measure === 'R5' && f.dimension === 'total')).toMatchObject({ status: 'value', value: 19 });
  const alliances = (await (await get('/datos/alianzas.json')).json()) as { name: string }[];
  expect(alliances).toHaveLength(3);
  expect(JSON.stringify(alliances)).not.toContain('sin validar');
});

test('a small cell is hidden with another one, so that neither follows from the total', async () => {
  const figures = (await (await get('/datos/cifras.json')).json()) as { measure: string; dimension: string; key: string; status: string; n: number | null }[];
  for (const dimension of ['department', 'unit', 'municipality']) {
    const cells = figures.filter((f) => f.measure === 'R5' && f.dimension === dimension);
    expect(cells.find((f) => f.key.startsWith('04') || f.key === 'ORU')).toMatchObject({ status: 'hidden', n: null });
    expect(cells.filter((f) => f.status === 'hidden').length).toBeGreaterThanOrEqual(2);
  }
  // Two men in La Paz: 7 families and 5 women would tell of them.
  const women = figures.filter((f) => f.measure === 'R5a' && f.key === 'LPZ');
  const families = figures.filter((f) => f.measure === 'R5' && f.key === 'LPZ');
  expect(women[0]?.status === 'hidden' || families[0]?.status === 'hidden').toBe(true);
});

test('no page and no file carries anything of a person', async () => {
  for (const path of PUBLIC_PATHS) {
    const text = await (await get(path)).text();
    expect(text.includes(MARK), path).toBe(false);
    expect(text.includes('71234567'), path).toBe(false);
    expect(text.includes('a'.repeat(64)), path).toBe(false);
  }
});

test('every page is found, is light, is never a script, and every link of it is found', async () => {
  const seen = new Set<string>();
  const queue = ['/'];
  while (queue.length) {
    const path = queue.pop() as string;
    if (seen.has(path) || path.startsWith('/oficina') || seen.size > 420) continue;
    seen.add(path);
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    if (!answer.headers.get('content-type')?.includes('text/html')) continue;
    const html = await answer.text();
    expect(html.length, path).toBeLessThan(100 * 1024);
    expect(html, path).not.toMatch(/<script|\sstyle=|\son\w+=/i);
    for (const m of html.matchAll(/href="(\/[^"#]*)"/g)) queue.push((m[1] ?? '').replaceAll('&amp;', '&'));
  }
  console.log(`portal: ${seen.size} addresses followed`);
  expect(seen.size).toBeGreaterThan(300);
});

test('a page that does not exist says so in the same language', async () => {
  for (const path of ['/municipios/999999', '/indicadores/X']) {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Esta página no existe');
  }
});

test('publishing again without anything new gives the same rows', async () => {
  const before = await (await get('/datos/cifras.csv')).text();
  await publish();
  expect(await (await get('/datos/cifras.csv')).text()).toBe(before);
});

test('a cell that a spreadsheet would run is made harmless', () => {
  for (const start of ['=', '+', '-', '@']) expect(csvCell(`${start}1+1`)).toBe(`"'${start}1+1"`);
  expect(csvCell(-3.5)).toBe('-3.5');
});

test('what was published of this story cannot be solved for a hidden cell', async () => {
  // The same atoms as published: place × sex.
  const cells: Cell[] = [];
  const atoms = { LPZF: 5, LPZM: 2, ORUF: 2, ORUM: 1, POTF: 9 };
  const names = Object.keys(atoms) as (keyof typeof atoms)[];
  const add = (key: string, of: (name: string) => boolean, publishable = true) => {
    const ids = names.flatMap((n, i) => (of(n) ? [i] : []));
    cells.push({ key, count: ids.reduce((s, i) => s + (atoms[names[i] as keyof typeof atoms] ?? 0), 0), atoms: ids, publishable });
  };
  for (const unit of ['LPZ', 'ORU', 'POT', '']) {
    add(`${unit}:all`, (n) => n.startsWith(unit));
    add(`${unit}:F`, (n) => n.startsWith(unit) && n.endsWith('F'));
    add(`${unit}:M`, (n) => n.startsWith(unit) && n.endsWith('M'), false);
  }
  const shown = publishableCells(cells);
  const published = cells.filter((c) => shown.has(c.key));
  for (const c of cells.filter((x) => x.count > 0 && x.count < 5)) expect(follows(c, published), c.key).toBe(false);
});
