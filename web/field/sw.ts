/// <reference lib="webworker" />
/**
 * Stores the phone app itself on the phone, so that it opens without network. It stores no data: those are encrypted in
 * the app's own store. A release is taken whole or not at all; the old one serves until the new one is complete.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

interface FileList {
  readonly version: string;
  readonly files: readonly string[];
}

const PREFIX = 'sigg-campo-';
const LIST = '/field-files.json';
const PAGE = '/campo';

async function fetchList(): Promise<FileList> {
  const response = await fetch(LIST, { cache: 'no-store' });
  if (!response.ok) throw new Error(`${LIST}: ${response.status}`);
  return (await response.json()) as FileList;
}

/** Fetches a release into a cache of its own. The page is stored last, so a cache that has it is complete. */
async function take({ version, files }: FileList): Promise<void> {
  const name = PREFIX + version;
  const cache = await caches.open(name);
  if (await cache.match(PAGE)) return;
  await Promise.all(
    files.map(async (file) => {
      const earlier = await caches.match(file);
      await cache.put(file, earlier ?? (await good(fetch(file, { cache: 'no-cache' }))));
    }),
  );
  await cache.put(PAGE, await good(fetch(PAGE, { cache: 'no-cache' })));
  for (const other of await caches.keys()) if (other.startsWith(PREFIX) && other !== name) await caches.delete(other);
}

async function good(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

const refresh = (): Promise<void> =>
  fetchList()
    .then(take)
    .catch(() => {
      // Without signal, the stored release goes on serving.
    });

self.addEventListener('install', (event) => {
  event.waitUntil(
    fetchList()
      .then(take)
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && (url.pathname === PAGE || url.pathname.startsWith(`${PAGE}/`))) {
    event.respondWith(caches.match(PAGE).then((held) => held ?? fetch(request)));
    event.waitUntil(refresh());
    return;
  }
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/files/')) return;
  event.respondWith(caches.match(request, { ignoreSearch: true }).then((held) => held ?? fetch(request)));
});
