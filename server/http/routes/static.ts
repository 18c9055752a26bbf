import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
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
    const answer = await send(c, folder, file, 'no-cache');
    return answer ?? answerProblem(c, problem('notFound'));
  };
  routes.get('/oficina', page('office.html'));
  routes.get('/oficina/*', page('office.html'));
  routes.get('/campo', page('campo.html'));
  routes.get('/campo/*', page('campo.html'));
  routes.get(
    '/assets/*',
    async (c) =>
      (await send(c, folder, c.req.path, 'public, max-age=31536000, immutable')) ??
      answerProblem(c, problem('notFound')),
  );
  for (const file of ['sw.js', 'manifest.webmanifest', 'icon-192.png', 'icon-512.png', 'field-files.json']) {
    routes.get(
      `/${file}`,
      async (c) => (await send(c, folder, file, 'no-cache')) ?? answerProblem(c, problem('notFound')),
    );
  }
  return routes;
}

const encoders = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
} as const;
type Encoding = keyof typeof encoders;

/** Text shrinks to a quarter; pictures and typefaces are small already. */
const SHRINKS = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest']);
/** Made once for each file and encoding; a new build has new file times. */
const shrunk = new Map<string, Promise<Buffer>>();

function chosenEncoding(c: Context<AppEnv>): Encoding | null {
  const accepted = (c.req.header('accept-encoding') ?? '').split(',').flatMap((part) => {
    const [name = '', q] = part.trim().split(/;\s*q=/);
    return Number(q ?? 1) > 0 ? [name] : [];
  });
  return (Object.keys(encoders) as Encoding[]).find((e) => accepted.includes(e)) ?? null;
}

async function send(c: Context<AppEnv>, folder: string, path: string, cache: string): Promise<Response | null> {
  // Made absolute before it is normalised, so that no number of '..' leads above the folder.
  return sendFile(c, join(folder, normalize(`/${path}`)), cache);
}

/**
 * Sends a file, compressed if it is text and the browser accepts it; null when there is no such file.
 * @param file its path, chosen by the program and not by the request
 */
export async function sendFile(c: Context<AppEnv>, file: string, cache: string): Promise<Response | null> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const headers: Record<string, string> = {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': cache,
  };
  if (!SHRINKS.has(extname(file))) return new Response(new Uint8Array(await readFile(file)), { headers });
  headers.Vary = 'Accept-Encoding';
  const encoding = chosenEncoding(c);
  if (!encoding) return new Response(new Uint8Array(await readFile(file)), { headers });
  const key = `${encoding} ${file} ${found.mtimeMs} ${found.size}`;
  let made = shrunk.get(key);
  if (!made) {
    made = readFile(file).then(encoders[encoding]);
    shrunk.set(key, made);
    made.catch(() => shrunk.delete(key));
  }
  headers['Content-Encoding'] = encoding;
  return new Response(new Uint8Array(await made), { headers });
}
