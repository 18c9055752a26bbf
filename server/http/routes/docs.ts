import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { problem } from '../../../domain/kernel/problem.ts';
import { type AppEnv, answerProblem } from '../answers.ts';
import { manualPage } from '../openapi/manualPage.ts';
import { openApiDocument } from '../openapi.ts';
import { sendFile } from './static.ts';

export const docsRoutes = new Hono<AppEnv>();

const CACHE = 'public, max-age=300';
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The description of the API for programs. Open to all: it tells what exists, never what it contains. */
docsRoutes.get('/openapi.json', (c) =>
  c.json(openApiDocument(c.get('system').config), 200, { 'Cache-Control': CACHE }),
);

/** The same for people, in a viewer. */
docsRoutes.get('/docs', (c) =>
  c.html(manualPage(openApiDocument(c.get('system').config)), 200, {
    'Cache-Control': CACHE,
    'Content-Security-Policy': POLICY,
  }),
);

const OWN = fileURLToPath(new URL('../openapi/manual', import.meta.url));
/** What the page loads: our two files, and the viewer's as its package has them. */
const FILES: Readonly<Record<string, () => string>> = {
  'inicio.js': () => join(OWN, 'inicio.js'),
  'estilo.css': () => join(OWN, 'estilo.css'),
  'visor.js': () => createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'visor.css': () => createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui.css'),
};

docsRoutes.get('/docs/:file', async (c) => {
  const name = c.req.param('file');
  const path = Object.hasOwn(FILES, name) ? FILES[name]?.() : undefined;
  // The viewer changes with a release; half a megabyte is not fetched again with every look.
  const answer = path ? await sendFile(c, path, name.startsWith('visor') ? 'public, max-age=86400' : CACHE) : null;
  return answer ?? answerProblem(c, problem('notFound'));
});
