import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { indicatorOfMeasure, measureOf } from '../../../domain/monitoring/indicators.ts';
import type { Publication } from '../../../portal/data.ts';
import type { Html } from '../../../portal/layout.ts';
import { alliancesPage } from '../../../portal/pages/alliances.ts';
import { dataPage, notFoundPage } from '../../../portal/pages/data.ts';
import { homePage } from '../../../portal/pages/home.ts';
import { indicatorPage } from '../../../portal/pages/indicator.ts';
import { integrityPage } from '../../../portal/pages/integrity.ts';
import { mapPage } from '../../../portal/pages/map.ts';
import { municipalitiesPage, municipalityPage } from '../../../portal/pages/municipalities.ts';
import { style } from '../../../portal/style.ts';
import type { Executor } from '../../db/database.ts';
import { csvOf } from '../../publishing/csv.ts';
import { datasets } from '../../publishing/datasets.ts';
import {
  readAlliances,
  readChoices,
  readDepartmentShapes,
  readFigures,
  readHeads,
  readMunicipalities,
  readPublic,
  readPublication,
} from '../../stores/openData.ts';
import type { AppEnv } from '../answers.ts';

const PAGE_SIZE = 50;
const MAX_AGE = 'public, max-age=60';
/** No script at all, and the one style that every page carries, by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export const portalRoutes = new Hono<AppEnv>();

type Build = (tx: Executor, publication: Publication | null, c: Context<AppEnv>) => Promise<Html | null>;

/** A public page: one reading of open_data; the same answer until the next publication. */
function page(path: string, build: Build): void {
  portalRoutes.get(path, async (c) => {
    const answer = await readPublic(c.get('system').db, async (tx) => {
      const publication = await readPublication(tx);
      const etag = `"${publication ? `${publication.sealedNumber}-${Date.parse(publication.publishedAt)}` : 'none'}"`;
      if (publication && c.req.header('if-none-match') === etag) return { etag, body: null, found: true };
      const body = await build(tx, publication, c);
      return { etag, body: body ?? notFoundPage(publication), found: body !== null };
    });
    c.header('Cache-Control', MAX_AGE);
    c.header('Content-Security-Policy', POLICY);
    if (answer.body === null) return c.body(null, 304, { ETag: answer.etag });
    if (answer.found) c.header('ETag', answer.etag);
    return c.html(answer.body, answer.found ? 200 : 404);
  });
}

page('/', async (tx, publication) => homePage(publication, await readFigures(tx, { dimension: 'total' })));

page('/indicadores/:measure', async (tx, publication, c) => {
  const code = c.req.param('measure') ?? '';
  const measure = measureOf(code);
  const indicator = indicatorOfMeasure(code);
  return measure && indicator ? indicatorPage(publication, indicator, measure, await readFigures(tx, { measure: code })) : null;
});

page('/alianzas', async (tx, publication, c) => {
  const text = (name: string) => (c.req.query(name) ?? '').slice(0, 60);
  const pagina = Math.min(Math.max(1, Number.parseInt(text('pagina'), 10) || 1), 10_000);
  const filter = { departamento: text('departamento'), producto: text('producto'), estado: text('estado'), pagina };
  const found = await readAlliances(tx, {
    department: filter.departamento,
    product: filter.producto,
    state: filter.estado,
    limit: PAGE_SIZE,
    offset: (pagina - 1) * PAGE_SIZE,
  });
  return alliancesPage(publication, filter, { ...found, pageSize: PAGE_SIZE, ...(await readChoices(tx)) });
});

page('/mapa', async (tx, publication) => mapPage(publication, await readMunicipalities(tx), await readDepartmentShapes(tx)));
page('/municipios', async (tx, publication) => municipalitiesPage(publication, await readMunicipalities(tx)));

page('/municipios/:code', async (tx, publication, c) => {
  const code = c.req.param('code') ?? '';
  const [municipality] = await readMunicipalities(tx, code);
  if (!municipality) return null;
  const alliances = await readAlliances(tx, { municipality: code, limit: 500, offset: 0 });
  return municipalityPage(publication, municipality, alliances.rows, await readFigures(tx, { dimension: 'municipality', key: code }));
});

page('/integridad', async (tx, publication) => integrityPage(publication, await readHeads(tx)));
page('/datos', async (_tx, publication) => dataPage(publication, datasets));

for (const dataset of datasets) {
  for (const format of dataset.formats) {
    portalRoutes.get(`/datos/${dataset.name}.${format}`, async (c) => {
      const rows = await readPublic(c.get('system').db, (tx) => dataset.rows(tx));
      c.header('Cache-Control', MAX_AGE);
      c.header('Content-Disposition', `attachment; filename="sigg-${dataset.name}.${format}"`);
      return format === 'csv' ? c.body(csvOf(rows), 200, { 'Content-Type': 'text/csv; charset=utf-8' }) : c.json(rows);
    });
  }
}
