import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { indicatorOfMeasure, measureOf } from '../../../domain/monitoring/indicators.ts';
import type { Publication } from '../../../portal/data.ts';
import type { Html } from '../../../portal/layout.ts';
import { aboutPage } from '../../../portal/pages/about.ts';
import { alliancePage, alliancesPage } from '../../../portal/pages/alliances.ts';
import { CALLS, callsPage } from '../../../portal/pages/calls.ts';
import { COMPLAINT_FIGURES, complaintFiguresPage } from '../../../portal/pages/complaintFigures.ts';
import { dataPage } from '../../../portal/pages/data.ts';
import { failurePage, notFoundPage } from '../../../portal/pages/errors.ts';
import { homePage } from '../../../portal/pages/home.ts';
import { indicatorPage } from '../../../portal/pages/indicator.ts';
import { integrityPage } from '../../../portal/pages/integrity.ts';
import { mapPage } from '../../../portal/pages/map.ts';
import { municipalitiesPage } from '../../../portal/pages/municipalities.ts';
import { municipalityPage } from '../../../portal/pages/municipality.ts';
import type { Executor } from '../../db/database.ts';
import { countryShapes } from '../../geo/countryShapes.ts';
import { logError } from '../../log.ts';
import { datasets } from '../../publishing/datasets.ts';
import {
  readAlliance,
  readAlliances,
  readCalls,
  readChoices,
  readComplaintCounts,
  readFigures,
  readHeads,
  readMoney,
  readMunicipalities,
  readPublic,
  readPublication,
} from '../../stores/openData.ts';
import type { AppEnv } from '../answers.ts';
import { complaintRoutes } from './complaints.ts';
import { portalFiles } from './portalFiles.ts';
import { answerOnce, answerPublic } from './publicAnswer.ts';

const PAGE_SIZE = 50;
const SHOWN_HEADS = 48;

export const portalRoutes = new Hono<AppEnv>();
const small = compress();

type Build = (tx: Executor, publication: Publication | null, c: Context<AppEnv>) => Promise<Html | null>;

/** Registers a public page, built from one reading of open_data. Null: the page does not exist. */
function page(path: string, build: Build): void {
  portalRoutes.get(path, small, async (c) => {
    const made = await readPublic(c.get('system').db, async (tx) => {
      const publication = await readPublication(tx);
      const body = await build(tx, publication, c);
      return { body: String(await (body ?? notFoundPage(publication))), found: body !== null };
    }).catch((error: unknown) => {
      logError('portal', error);
      return null;
    });
    if (!made) return answerOnce(c, String(await failurePage()), 500);
    return made.found
      ? answerPublic(c, { body: made.body, mediaType: 'text/html; charset=utf-8' })
      : answerOnce(c, made.body, 404);
  });
}

/** The page for an address that no route has. */
export async function publicNotFound(c: Context<AppEnv>): Promise<Response> {
  const publication = await readPublic(c.get('system').db, readPublication).catch(() => null);
  return answerOnce(c, String(await notFoundPage(publication)), 404);
}

/** A short text in the address; a longer one names nothing. */
const text = (c: Context<AppEnv>, name: string) => (c.req.query(name) ?? '').slice(0, 60);

page(CALLS, async (tx, publication) => callsPage(publication, await readCalls(tx)));

page('/', async (tx, publication) =>
  homePage(publication, {
    totals: await readFigures(tx, { dimension: 'total' }),
    municipalities: await readMunicipalities(tx),
    money: await readMoney(tx),
    shapes: await countryShapes(tx),
  }),
);

page('/indicadores/:measure', async (tx, publication, c) => {
  const code = c.req.param('measure') ?? '';
  const measure = measureOf(code);
  const indicator = indicatorOfMeasure(code);
  return measure && indicator
    ? indicatorPage(publication, indicator, measure, await readFigures(tx, { measure: code }), await countryShapes(tx))
    : null;
});

page('/alianzas', async (tx, publication, c) => {
  const pagina = Math.min(Math.max(1, Number.parseInt(text(c, 'pagina'), 10) || 1), 10_000);
  const filter = {
    departamento: text(c, 'departamento'),
    producto: text(c, 'producto'),
    estado: text(c, 'estado'),
    pagina,
  };
  const found = await readAlliances(tx, {
    department: filter.departamento,
    product: filter.producto,
    state: filter.estado,
    limit: PAGE_SIZE,
    offset: (pagina - 1) * PAGE_SIZE,
  });
  return alliancesPage(publication, filter, { ...found, pageSize: PAGE_SIZE, ...(await readChoices(tx)) });
});

page('/alianzas/:code', async (tx, publication, c) => {
  const alliance = await readAlliance(tx, c.req.param('code') ?? '');
  return alliance && alliancePage(publication, alliance);
});

page('/mapa', async (tx, publication) => mapPage(publication, await readMunicipalities(tx), await countryShapes(tx)));
page('/municipios', async (tx, publication, c) =>
  municipalitiesPage(publication, await readMunicipalities(tx), text(c, 'buscar')),
);

page('/municipios/:code', async (tx, publication, c) => {
  const code = c.req.param('code') ?? '';
  const all = await readMunicipalities(tx);
  const municipality = all.find((m) => m.code === code);
  if (!municipality) return null;
  const { rows } = await readAlliances(tx, { municipality: code });
  return municipalityPage(publication, {
    municipality,
    all,
    alliances: rows,
    figures: await readFigures(tx, { dimension: 'municipality', key: code }),
  });
});

page(COMPLAINT_FIGURES, async (tx, publication, c) =>
  complaintFiguresPage(publication, await readComplaintCounts(tx), text(c, 'periodo')),
);
page('/datos', async (_tx, publication) => dataPage(publication, datasets));
page('/integridad', async (tx, publication, c) =>
  integrityPage(publication, await readHeads(tx, SHOWN_HEADS), new URL(c.get('system').config.publicUrl).origin),
);
page('/acerca', async (_tx, publication) => aboutPage(publication));

portalRoutes.route('/', complaintRoutes);
portalRoutes.route('/', portalFiles);
