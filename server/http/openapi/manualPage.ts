import { html } from 'hono/html';
import type { OpenApiDocument } from '../openapi.ts';

/** The page that people read the description of the API on: the viewer fills it (docs/decisions/api-manual.md). */
export function manualPage({ info }: Pick<OpenApiDocument, 'info'>) {
  return html`<!doctype html>
<html lang="es-BO"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>API · SIGG</title>
<link rel="icon" href="/icon-192.png" type="image/png">
<link rel="stylesheet" href="/api/docs/visor.css"><link rel="stylesheet" href="/api/docs/estilo.css"></head>
<body><a class="skip" href="#manual">Ir al contenido</a>
<header><p>La API de SIGG, versión ${info.version}. La misma descripción para programas:
<a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
<a href="/oficina/">Volver a la oficina</a>.</p>
<noscript><p>Para ver la descripción aquí hace falta JavaScript; sin él, lea openapi.json.</p></noscript></header>
<div id="manual"></div>
<script src="/api/docs/visor.js"></script><script src="/api/docs/inicio.js"></script>
</body></html>`;
}
