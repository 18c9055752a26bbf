import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { fieldFiles } from './field/fieldFiles.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** In development the server is elsewhere: pages of both apps are given by path, as the real server does. */
const appPages: Plugin = {
  name: 'sigg-app-pages',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.startsWith('/oficina')) request.url = '/office.html';
      else if (/^\/campo(\/[^.]*)?$/.test(request.url ?? '')) request.url = '/campo.html';
      next();
    });
  },
};

const api = process.env.SIGG_API ?? 'http://127.0.0.1:3000';

// Whatever started the build (a test sets NODE_ENV=test), people get the production build of React.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react(), appPages, fieldFiles()],
  server: { host: '127.0.0.1', proxy: { '/api': api, '/files': api } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    // Phones in the field are old: colours and syntax are lowered to what a Chrome of 2022 knows.
    target: 'es2022',
    cssTarget: ['chrome100', 'safari15.4', 'firefox100'],
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    // The map library is one piece of a megabyte, brought only when a map is opened.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        office: here('office.html'),
        ...(existsSync(here('field/main.tsx')) ? { campo: here('campo.html') } : {}),
        ...(existsSync(here('field/sw.ts')) ? { sw: here('field/sw.ts') } : {}),
      },
      output: {
        // The service worker keeps one address for ever; everything else is named after its content.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          // What both apps share stays apart from what only the office needs, so that the field entry never loads it.
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
            { name: 'map', test: /node_modules\/(maplibre-gl|topojson-client)/ },
          ],
        },
      },
    },
  },
});
