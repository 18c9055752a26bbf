import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { type Context, Hono } from 'hono';
import { problem } from '../../../domain/kernel/problem.ts';
import { type AppEnv, answerProblem } from '../answers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

/** The built apps of `dist/web`: office under /oficina, field under /campo, and what they load. */
export function staticRoutes(folder: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const page = (file: string) => async (c: Context<AppEnv>) => {
    const answer = await send(folder, file, 'no-cache');
    return answer ?? answerProblem(c, problem('notFound'));
  };
  routes.get('/oficina', page('office.html'));
  routes.get('/oficina/*', page('office.html'));
  routes.get('/campo', page('campo.html'));
  routes.get('/campo/*', page('campo.html'));
  routes.get('/assets/*', async (c) => (await send(folder, c.req.path, 'public, max-age=31536000, immutable')) ?? answerProblem(c, problem('notFound')));
  for (const file of ['sw.js', 'manifest.webmanifest', 'icon-192.png', 'icon-512.png', 'field-files.json']) {
    routes.get(`/${file}`, async (c) => (await send(folder, file, 'no-cache')) ?? answerProblem(c, problem('notFound')));
  }
  return routes;
}

async function send(folder: string, path: string, cache: string): Promise<Response | null> {
  // Rooted before it is normalised: no number of '..' leads above the folder.
  const file = join(folder, normalize(`/${path}`));
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const headers = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': cache };
  return new Response(new Uint8Array(await readFile(file)), { headers });
}
