import { html, raw } from 'hono/html';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { openToTokens } from '../../../domain/people/tokenCommands.ts';
import { style as portalStyle } from '../../../portal/style.ts';
import { queryList } from '../../queries/registry.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { commandSchemaName, senders, sentByPeople } from './commandSchemas.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { problemList } from './problemList.ts';
import { answerSchema, parametersOf, readers } from './querySchemas.ts';

type Html = ReturnType<typeof html>;
type Schemas = Readonly<Record<string, JsonSchema>>;

/** The look of the public pages, with what a manual needs besides. Served as a file: this page allows no inline style. */
export const docsStyle = `${portalStyle}
pre{
  background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1rem;overflow-x:auto;
  font:.85rem/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.9em}
details{background:var(--surface);border:1px solid var(--line);border-radius:.6rem;margin:.5rem 0;padding:0 1rem}
summary{cursor:pointer;min-height:2.75rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center;list-style-position:outside}
summary code{font-weight:700}
details[open]{padding-bottom:1rem}
details table{margin:.6rem 0}
.tag{font-size:.78rem;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;color:var(--ink-2)}
main nav ul{flex-wrap:wrap;overflow:visible}
code{overflow-wrap:anywhere}
summary>*{min-width:0}
.verb{font-weight:700;color:var(--lago);min-width:3rem}
`;

/** What a schema takes, in a few words: «texto de hasta 200», «entero desde 0», «lista de…». */
function typeWords(schema: JsonSchema | undefined): string {
  if (!schema) return 'cualquiera';
  if (typeof schema.$ref === 'string') return schema.$ref.replace('#/components/schemas/', '');
  if ('const' in schema) return `«${String(schema.const)}»`;
  if (Array.isArray(schema.enum)) return schema.enum.map((v) => `«${String(v)}»`).join(' o ');
  const several = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (several) return several.map(typeWords).join(' o ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeWords({ ...schema, type })).join(' o ');
  switch (schema.type) {
    case 'string':
      if (schema.format === 'uuid') return 'identificador (UUID)';
      if (schema.format === 'date') return 'fecha AAAA-MM-DD';
      return `texto${schema.maxLength === undefined ? '' : ` de hasta ${String(schema.maxLength)}`}`;
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'entero' : 'número'}${bounds(schema)}`;
    case 'boolean':
      return 'sí o no';
    case 'null':
      return 'nada';
    case 'array':
      return `lista de ${typeWords(schema.items as JsonSchema | undefined)}`;
    case 'object':
      return `{ ${Object.keys((schema.properties ?? {}) as object).join(', ') || '…'} }`;
    default:
      return 'cualquiera';
  }
}

function bounds(schema: JsonSchema): string {
  const { minimum, exclusiveMinimum, maximum } = schema as Record<string, number | undefined>;
  const from =
    minimum !== undefined
      ? ` desde ${writtenNumber(minimum)}`
      : exclusiveMinimum !== undefined
        ? ` mayor que ${writtenNumber(exclusiveMinimum)}`
        : '';
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` hasta ${writtenNumber(maximum)}` : '';
  return `${from}${to}`;
}

function fields(schema: JsonSchema): Html {
  const properties = Object.entries((schema.properties ?? {}) as Schemas);
  const required = (schema.required ?? []) as string[];
  if (properties.length === 0) return html`<p class="small">Sin datos.</p>`;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th>Dato</th><th>Obligatorio</th><th>Qué lleva</th></tr></thead><tbody>
${properties.map(
  ([name, of]) => html`<tr><td><code>${name}</code></td><td>${required.includes(name) ? 'sí' : 'no'}</td>
  <td>${typeWords(of)}</td></tr>`,
)}
</tbody></table></div>`;
}

/** The mark of what a token can neither send nor ask. */
const peopleOnly = (name: string) => (openToTokens(name) ? '' : raw(' <span class="tag">solo personas</span>'));

function commandSection(schemas: Schemas): Html[] {
  return sentByPeople.map((d) => {
    const schema = schemas[commandSchemaName(d.kind)] as { allOf: [JsonSchema, { properties: { body: JsonSchema } }] };
    return html`<details id="${d.kind}"><summary><code>${d.kind}</code> ${d.title}
      <span class="tag">${d.type === 'fact' ? 'hecho' : 'acto'}</span>${peopleOnly(d.kind)}</summary>
<p class="small">Pueden enviarla: ${senders(d).join(', ')}. Sobre: <code>${d.subject}</code>.</p>
${fields(schema.allOf[1].properties.body)}</details>`;
  });
}

function querySection(): Html[] {
  return queryList.map((q) => {
    const parameters = parametersOf(q);
    const schema = {
      properties: Object.fromEntries(parameters.map((p) => [p.name as string, p.schema as JsonSchema])),
      required: parameters.filter((p) => p.required).map((p) => p.name),
    };
    return html`<details id="${q.name}"><summary><span class="verb">GET</span><code>/api/q/${q.name}</code>
      ${q.title}${q.personal ? raw(' <span class="tag">lectura registrada</span>') : ''}${peopleOnly(q.name)}</summary>
<p class="small">Pueden preguntar: ${readers(q).join(', ')}.</p>
${fields(schema)}
<p class="small">Responde <code>{"data": …}</code> con ${typeWords(answerSchema(q.name) ?? undefined)}.</p></details>`;
  });
}

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
}

function routeRows(document: OpenApiDocument): Html[] {
  const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>).filter(
    ([path]) => !path.startsWith('/api/q/'),
  );
  return paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, op]) =>
        html`<tr><td><span class="verb">${method.toUpperCase()}</span> <code>${path}</code></td>
          <td>${op.summary}${op.description ? html`<br><span class="small">${op.description}</span>` : ''}</td>
          <td>${op.security?.length === 0 ? 'cualquiera' : op.security?.length === 1 ? 'sesión' : 'sesión o clave'}</td>
          </tr>`,
    ),
  );
}

/** What a program sends to record a document: the envelope is a text within the text. */
const SAMPLE = JSON.stringify({
  commands: [
    JSON.stringify({
      id: '0198c5a2-0000-7000-8000-000000000001',
      kind: 'document.record',
      schemaVersion: 1,
      actorId: '(su identificador, de /api/me)',
      deviceId: '(identificador de la clave)',
      deviceSeq: 1,
      subjectId: '0198c5a2-0000-7000-8000-000000000002',
      baseVersion: null,
      after: [],
      occurredOn: '2026-06-15',
      capturedAt: '2026-06-15T14:00:00.000Z',
      clock: null,
      place: null,
      nonce: 'a1b2c3d4',
      body: { title: 'Acta de aprobación' },
    }),
  ],
});

/** The description of the API for a person to read: no script, no inline style, everything on one page to search in. */
export function docsPage(document: OpenApiDocument): Html {
  const url = document.servers[0]?.url ?? '';
  const schemas = document.components.schemas as Schemas;
  return html`<!doctype html>
<html lang="es-BO"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>API · SIGG</title><link rel="stylesheet" href="/api/docs/estilo.css"></head>
<body><a class="skip" href="#contenido">Ir al contenido</a><div class="cloth"></div>
<main id="contenido" class="wrap main">
<h1>La API de SIGG</h1>
<p class="lead">${document.info.description}</p>
<p>La misma descripción para programas: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Versión
  ${document.info.version}. <a href="/oficina/">Volver a la oficina</a>.</p>
<nav aria-label="En esta página"><ul><li><a href="#claves">Claves</a></li>
<li><a href="#operaciones">Operaciones</a></li><li><a href="#consultas">Consultas</a></li>
<li><a href="#rutas">Otras rutas</a></li><li><a href="#problemas">Problemas</a></li></ul></nav>

<h2 id="claves">Claves de integración</h2>
<p>Una clave la hace una persona en la oficina (<em>Claves de integración</em>), con un vencimiento, algunos de sus
  propios roles y una lista de operaciones y consultas. Se muestra una sola vez. Actúa por esa persona y nunca puede más
  que ella; cuentas, roles, delegaciones, teléfonos y las claves mismas quedan fuera de su alcance. Se manda en cada
  pedido:</p>
<pre tabindex="0">curl -H 'Authorization: Bearer sigg_…' '${url}/api/q/alliance.list?pageSize=20'</pre>
<p>Una operación es un sobre en texto. Quien envía hace el identificador (UUID versión 7) y lo conserva: si no llegó la
  respuesta, envía el mismo texto otra vez. El dispositivo es el identificador de la clave: así la bitácora distingue lo
  que hizo la integración de lo que hizo la persona.</p>
<pre tabindex="0">curl -X POST '${url}/api/commands' \\
  -H 'Authorization: Bearer sigg_…' -H 'Content-Type: application/json' \\
  -d '${raw(SAMPLE)}'</pre>
<p>Se responde una por una: <code>accepted</code> aceptada, <code>conflict</code> aceptada como propuesta que alguien
  tiene que resolver, <code>held</code> espera a otra de la que depende, <code>refused</code> rechazada con su problema,
  <code>unreadable</code> no se pudo leer, <code>retry</code> hay que enviarla otra vez.</p>

<h2 id="operaciones">Operaciones</h2>
<p>El cuerpo (<code>body</code>) de cada una. El sobre es el mismo para todas:</p>
<details id="sobre"><summary><code>sobre</code> lo que lleva toda operación</summary>${fields(schemas.Envelope ?? {})}</details>
${commandSection(schemas)}

<h2 id="consultas">Consultas</h2>
${querySection()}

<h2 id="rutas">Otras rutas</h2>
<div class="scroll" tabindex="0"><table><thead><tr><th>Ruta</th><th>Para qué</th><th>Quién</th></tr></thead>
<tbody>${routeRows(document)}</tbody></table></div>

<h2 id="problemas">Problemas</h2>
<p>Todo rechazo lleva un código que no cambia de sentido y una frase para la persona:
  <code>{"problem":{"code":"SIGG-101","message":"…","field":"body.quantity","retry":"never"}}</code>.</p>
<div class="scroll" tabindex="0"><table><thead><tr><th>Código</th><th>HTTP</th><th>Frase</th><th>¿Reintentar?</th></tr></thead><tbody>
${problemList.map(
  (p) => html`<tr id="${p.code}"><td><code>${p.code}</code></td><td class="num">${String(p.status)}</td>
  <td>${p.message}</td>
  <td>${p.retry === 'never' ? 'no' : p.retry === 'later' ? 'más tarde' : 'después de ingresar'}</td></tr>`,
)}
</tbody></table></div>
</main></body></html>`;
}
