import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { problem } from '../../../domain/kernel/problem.ts';
import { measures } from '../../../domain/monitoring/indicators.ts';
import type { PublicHead } from '../../../portal/data.ts';
import { menu } from '../../../portal/layout.ts';
import { headName } from '../../../portal/pages/integrity.ts';
import { addressIn, languageCodes } from '../../../portal/words/complaints/languages.ts';
import { headText } from '../../integrity/headFile.ts';
import { dataPackage, datasetFile, datasets } from '../../publishing/datasets.ts';
import { readAlliances, readHeads, readMunicipalities, readPublic, readPublication } from '../../stores/openData.ts';
import { type AppEnv, answerProblem } from '../answers.ts';
import { answerPublic, type PublicBody } from './publicAnswer.ts';

/** Files of the portal: open data, heads and their signatures, what search engines ask for, the typeface. */
export const portalFiles = new Hono<AppEnv>();
const small = compress();

/**
 * Data for everybody may be read by pages of other sites too: a program in a browser may fetch it from anywhere, and no
 * cookie of the reader goes along.
 */
function answerOpen(c: Context<AppEnv>, body: PublicBody): Response {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Expose-Headers', 'ETag, Content-Disposition');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  return answerPublic(c, body);
}

const origin = (c: Context<AppEnv>) => new URL(c.get('system').config.publicUrl).origin;

for (const dataset of datasets) {
  for (const format of dataset.formats) {
    portalFiles.get(`/datos/${dataset.name}.${format}`, small, async (c) => {
      const rows = await readPublic(c.get('system').db, (tx) => dataset.rows(tx));
      return answerOpen(c, await datasetFile(dataset, format, rows));
    });
  }
}

portalFiles.get('/datos/datapackage.json', small, async (c) => {
  const publication = await readPublic(c.get('system').db, readPublication);
  return answerOpen(c, {
    body: `${JSON.stringify(dataPackage(publication, origin(c)), null, 2)}\n`,
    mediaType: 'application/json',
  });
});

const headsOf = (c: Context<AppEnv>) => readPublic(c.get('system').db, (tx) => readHeads(tx));

/** A head as a line of heads.jsonl. */
const lineOf = (h: PublicHead) => ({
  kind: 'head' as const,
  number: h.number,
  hash: h.hash,
  at: h.publishedAt,
  epoch: h.epoch,
  publicKey: h.publicKey,
  signature: h.signature,
});

portalFiles.get('/integridad/huellas.jsonl', small, async (c) => {
  const lines = (await headsOf(c)).reverse().map((h) => JSON.stringify(lineOf(h)));
  return answerOpen(c, {
    body: lines.map((l) => `${l}\n`).join(''),
    mediaType: 'application/x-ndjson',
    filename: 'sigg-huellas.jsonl',
  });
});

portalFiles.get('/integridad/clave-publica.pem', async (c) => {
  const [last] = await readPublic(c.get('system').db, (tx) => readHeads(tx, 1));
  if (!last) return answerProblem(c, problem('notFound'));
  const base64 = Buffer.from(last.publicKey, 'base64url').toString('base64');
  const body = `-----BEGIN PUBLIC KEY-----\n${base64.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
  return answerOpen(c, { body, mediaType: 'application/x-pem-file', filename: 'clave-publica.pem' });
});

/** The files of a head: exactly the bytes that were signed, and the signature as programs expect it. */
const headFiles: Record<string, (h: PublicHead) => Omit<PublicBody, 'filename'>> = {
  txt: (h) => ({ body: headText(lineOf(h)), mediaType: 'text/plain; charset=utf-8' }),
  firma: (h) => ({ body: Buffer.from(h.signature, 'base64url'), mediaType: 'application/octet-stream' }),
};

portalFiles.get('/integridad/:file', async (c) => {
  const filename = c.req.param('file');
  const [name, kind = ''] = filename.split('.');
  const head = (await headsOf(c)).find((h) => headName(h) === name);
  const made = head && headFiles[kind]?.(head);
  return made ? answerOpen(c, { ...made, filename }) : answerProblem(c, problem('notFound'));
});

portalFiles.get('/robots.txt', (c) =>
  answerPublic(c, {
    body: `User-agent: *\nDisallow: /api/\nDisallow: /oficina\nDisallow: /campo\nDisallow: /files/\nSitemap: ${origin(c)}/sitemap.xml\n`,
    mediaType: 'text/plain; charset=utf-8',
  }),
);

portalFiles.get('/sitemap.xml', small, async (c) => {
  const paths = await readPublic(c.get('system').db, async (tx) => [
    ...new Set([...menu.map((m) => m.href), ...languageCodes.map(addressIn)]),
    '/acerca',
    ...measures.map((m) => `/indicadores/${m.code}`),
    ...(await readMunicipalities(tx)).map((m) => `/municipios/${m.code}`),
    ...(await readAlliances(tx)).rows.map((a) => `/alianzas/${encodeURIComponent(a.code)}`),
  ]);
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n` +
    paths.map((p) => `<url><loc>${origin(c)}${p}</loc></url>\n`).join('') +
    '</urlset>\n';
  return answerPublic(c, { body, mediaType: 'application/xml' });
});

/** The typeface of office and field, only with its Latin letters. */
const TYPEFACE = fileURLToPath(
  import.meta.resolve(
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  ),
);
let typeface: Promise<Uint8Array<ArrayBuffer>> | undefined;

portalFiles.get('/tipografia.woff2', async (c) => {
  typeface ??= readFile(TYPEFACE).then((bytes) => new Uint8Array(bytes));
  c.header('Cache-Control', 'public, max-age=31536000');
  return c.body(await typeface, 200, { 'Content-Type': 'font/woff2' });
});
