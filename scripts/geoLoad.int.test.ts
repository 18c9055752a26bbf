import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../server/db/folderLock.ts';
import { newPostgresDatabase, testEngine } from '../tests/helpers/database.ts';
import { temporaryFolder } from '../tests/helpers/temporaryFolder.ts';

let folder: string;
let file: string;
let database: Record<string, string>;
beforeAll(async () => {
  folder = temporaryFolder('geo');
  file = path.join(folder, 'dos.geojson');
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [-65.3, -19],
        [-65, -19],
        [-65, -18.7],
        [-65.3, -18.7],
        [-65.3, -19],
      ],
    ],
  };
  await writeFile(
    file,
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { code: '010101' }, geometry: square },
        { type: 'Feature', properties: { code: '019999' }, geometry: square },
      ],
    }),
  );
  database = testEngine === 'postgres' ? { DATABASE_URL: await newPostgresDatabase() } : { DATABASE_URL: '' };
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function geoLoad(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, SIGG_DATA_DIR: path.join(folder, 'datos'), ...database, ...env } };
    execFile(process.execPath, [path.join(import.meta.dirname, 'geoLoad.ts'), ...args], options, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    );
  });
}

describe('npm run geo:load', () => {
  it('loads a file into a database that did not exist, tells what it left out, and does nothing the second time', async () => {
    const first = await geoLoad([file, '--source', 'prueba', '--date', '2022-04-04', '--margin', '50']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Límites cargados: 1 municipio.');
    expect(first.out).toContain('sin cargar: 019999.');
    expect(first.out).toContain('Municipios que el archivo no trae (338)');
    const second = await geoLoad([file]);
    expect(second.code).toBe(0);
    expect(second.out).toContain('ya estaba cargado');
  });

  it.each([
    ['nothing asked', [], /^Uso: npm run geo:load/],
    ['a file that is not there', ['no-esta.geojson'], /No se puede leer el archivo no-esta\.geojson/],
    ['a day that does not exist', ['x.geojson', '--date', '2022-02-30'], /--date no es una fecha/],
    ['a margin that is no distance', ['x.geojson', '--margin', 'mucho'], /--margin va de 0 a 10000 metros/],
    ['an option nobody knows', ['x.geojson', '--fast'], /^Uso:/],
  ] as const)('refuses %s in one sentence', async (_what, args, words) => {
    const ended = await geoLoad(args);
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(words);
    expect(ended.err).not.toContain('    at ');
  });

  it.runIf(testEngine === 'pglite')('does not touch the embedded database of a running server', async () => {
    const lock = await lockFolder(folder);
    try {
      const ended = await geoLoad([file], { SIGG_DATA_DIR: folder });
      expect(ended.code).toBe(1);
      expect(ended.err).toContain('Detenga el servidor');
    } finally {
      await lock.release();
    }
  });
});
