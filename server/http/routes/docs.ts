import { Hono } from 'hono';
import type { AppEnv } from '../answers.ts';
import { docsPage, docsStyle } from '../openapi/docsPage.ts';
import { openApiDocument } from '../openapi.ts';

export const docsRoutes = new Hono<AppEnv>();

const CACHE = 'public, max-age=300';
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

/** The description of the API for programs. Open to all: it tells what there is, never what is in it. */
docsRoutes.get('/openapi.json', (c) =>
  c.json(openApiDocument(c.get('system').config), 200, { 'Cache-Control': CACHE }),
);

/** The same for people. */
docsRoutes.get('/docs', (c) =>
  c.html(docsPage(openApiDocument(c.get('system').config)), 200, {
    'Cache-Control': CACHE,
    'Content-Security-Policy': POLICY,
  }),
);

docsRoutes.get('/docs/estilo.css', (c) =>
  c.body(docsStyle, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': CACHE }),
);
