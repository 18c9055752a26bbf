import { MAX_FILE_MB } from '../../../domain/field/file.ts';
import { datasets, mediaTypes } from '../../publishing/datasets.ts';
import { authenticationPaths } from './authenticationRoutes.ts';
import type { JsonSchema } from './jsonSchema.ts';
import {
  any,
  binary,
  body,
  flag,
  hash,
  inPath,
  inQuery,
  json,
  object,
  ok,
  open,
  type Problems,
  person,
  text,
  uuid,
  whole,
} from './schemaParts.ts';

const standing = { epoch: text, head: whole, durable: whole };

const result = object(
  {
    commandId: { type: ['string', 'null'] },
    status: { enum: ['accepted', 'conflict', 'held', 'refused', 'unreadable', 'retry'] },
    problem: { $ref: '#/components/schemas/Problem' },
    flags: { type: 'array', items: text },
  },
  ['commandId', 'status'],
);

/** Every route that is neither a query nor a page for people. */
export function fixedPaths(problem: Problems): Record<string, JsonSchema> {
  return {
    '/api/commands': {
      post: {
        operationId: 'commands.send',
        tags: ['Operaciones'],
        summary: 'enviar operaciones',
        description:
          'La única manera de escribir. Cada elemento es el texto de un sobre serializado (esquema Command); ' +
          'se responde uno por uno, en orden, con 200 aunque alguno se rechace. La misma operación, con su ' +
          'mismo texto, se puede enviar otra vez: se responde lo mismo y no se escribe dos veces. Hasta 100 ' +
          'por pedido y 2 MB.',
        security: any,
        requestBody: body(
          object({
            commands: {
              type: 'array',
              maxItems: 100,
              items: {
                type: 'string',
                contentMediaType: 'application/json',
                contentSchema: { $ref: '#/components/schemas/Command' },
              },
            },
          }),
        ),
        responses: {
          200: json(object({ results: { type: 'array', items: result }, ...standing })),
          ...problem(400, 401, 403, 413),
        },
      },
    },
    '/api/me': {
      get: {
        operationId: 'me',
        tags: ['Ingreso'],
        summary: 'quién soy y qué puedo hacer',
        security: any,
        responses: {
          200: json(
            object({
              user: object({ id: text, name: text, username: text }),
              roles: {
                type: 'array',
                items: object({
                  role: text,
                  scope: object({ kind: text, ids: { type: 'array', items: text } }),
                  from: text,
                  to: { type: ['string', 'null'] },
                  delegatedBy: { type: ['string', 'null'] },
                }),
              },
              can: object({ commands: { type: 'array', items: text }, queries: { type: 'array', items: text } }),
              system: object({
                engine: { enum: ['pglite', 'postgres'] },
                unofficial: flag,
                demo: flag,
                ...standing,
                version: text,
                today: text,
                now: text,
              }),
              secondFactor: object({ required: flag, enrolled: flag, passed: flag, lent: flag }),
            }),
          ),
          ...problem(401),
        },
      },
    },
    ...authenticationPaths(problem),
    '/api/first-administrator': {
      post: {
        operationId: 'firstAdministrator',
        tags: ['Ingreso'],
        summary: 'crear la primera cuenta de administración con el enlace que imprime el servidor',
        security: open,
        requestBody: body(
          object(
            {
              token: text,
              username: text,
              name: text,
              ci: text,
              ciComplement: { type: ['string', 'null'] },
              password: text,
            },
            ['token', 'username', 'name', 'ci', 'password'],
          ),
        ),
        responses: { 200: json(ok), ...problem(400, 403, 409, 410, 413, 422, 429) },
      },
    },
    '/api/sync': {
      get: {
        operationId: 'sync.page',
        tags: ['Teléfono'],
        summary: 'la siguiente página de lo que me corresponde',
        description:
          'Filas como están ahora, dentro del alcance de quien pregunta; el cursor es opaco. Una clave necesita la operación «sync».',
        parameters: [
          inQuery('cursor', text, 'El que dio la página anterior.'),
          inQuery('device', { type: 'string', format: 'uuid' }, 'El teléfono.'),
          inQuery('actor', { type: 'string', format: 'uuid' }, 'Para quién está abierto el teléfono.'),
          inQuery(
            'own',
            { enum: ['1'] },
            'La aplicación conoce también lo que la persona registró fuera de sus alianzas (reclamos).',
          ),
        ],
        security: any,
        responses: { 200: json({ type: 'object' }, 'Una página del padrón de este lector.'), ...problem(401, 403) },
      },
    },
    '/api/sync/device/{id}': {
      get: {
        operationId: 'sync.device',
        tags: ['Teléfono'],
        summary: 'si un teléfono fue dado de baja o su cuenta cerrada, y la hora',
        parameters: [inPath('id', { type: 'string', format: 'uuid' })],
        security: open,
        responses: {
          200: json(object({ revoked: flag, closed: { type: ['object', 'null'] }, now: text })),
          ...problem(404),
        },
      },
    },
    '/api/sync/key': {
      post: {
        operationId: 'sync.key',
        tags: ['Teléfono'],
        summary: 'la segunda llave de lo guardado en este teléfono',
        security: person,
        requestBody: body(object({ deviceId: { type: 'string', format: 'uuid' } })),
        responses: { 200: json(object({ secret: text })), ...problem(400, 401, 403) },
      },
    },
    '/api/unsent': {
      post: {
        operationId: 'unsent.bringIn',
        tags: ['Teléfono'],
        summary: 'incorporar lo que un teléfono no pudo enviar',
        description:
          'Recibe el archivo cerrado que guardó el teléfono de una cuenta cerrada o de un aparato dado de ' +
          'baja. Cada registro entra como hecho de quien lo capturó; el mismo archivo otra vez no cambia nada.',
        security: person,
        requestBody: body(object({ file: { type: 'object' }, reason: text })),
        responses: {
          200: json(
            object({
              photos: whole,
              commands: {
                type: 'array',
                items: object({
                  id: uuid,
                  kind: text,
                  occurredOn: text,
                  status: text,
                  message: { type: ['string', 'null'] },
                }),
              },
            }),
          ),
          ...problem(400, 401, 403, 413, 422),
        },
      },
    },
    '/api/files': {
      post: {
        operationId: 'files.send',
        tags: ['Archivos'],
        summary: 'enviar un archivo de una vez',
        description:
          'El tipo se lee del contenido, no del nombre: fotos (JPEG, PNG, WebP), PDF y planillas de hasta ' +
          `${MAX_FILE_MB} MB. Una clave necesita la operación «file.receive».`,
        security: any,
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': { schema: object({ file: { type: 'string', format: 'binary' } }) },
            ...binary.content,
          },
        },
        responses: { 200: json(object({ hash })), ...problem(400, 401, 403, 413, 415) },
      },
    },
    '/api/files/{hash}': {
      get: {
        operationId: 'files.held',
        tags: ['Archivos'],
        summary: 'cuánto de un archivo ya llegó',
        parameters: [inPath('hash', hash)],
        security: any,
        responses: {
          200: json(object({ have: flag, offset: whole, number: { type: ['integer', 'null'] } }, ['have', 'offset'])),
          ...problem(401, 403, 404),
        },
      },
      put: {
        operationId: 'files.piece',
        tags: ['Archivos'],
        summary: 'enviar un pedazo de un archivo',
        parameters: [
          inPath('hash', hash),
          inQuery('offset', whole, 'Dónde empieza el pedazo.'),
          inQuery('total', whole, 'Tamaño del archivo entero.', true),
          inQuery('original', hash, 'SHA-256 antes de achicar la foto.'),
        ],
        security: any,
        requestBody: { required: true, ...binary },
        responses: { 200: json(object({ have: flag, offset: whole })), ...problem(400, 401, 403, 413, 415, 422) },
      },
    },
    '/files/{hash}': {
      get: {
        operationId: 'files.get',
        tags: ['Archivos'],
        summary: 'bajar un archivo',
        description:
          'Solo a través de un registro que el lector puede ver. Una clave necesita la operación «file.get».',
        parameters: [
          inPath('hash', hash),
          inQuery('w', { enum: ['160', '320', '640'] }, 'Ancho de una foto achicada.'),
        ],
        security: any,
        responses: {
          200: { description: 'Los bytes, como adjunto; una foto achicada, como imagen.', ...binary },
          ...problem(401, 403, 404),
        },
      },
    },
    '/api/imports': {
      post: {
        operationId: 'imports.open',
        tags: ['Importación'],
        summary: 'abrir una importación desde una planilla ya enviada',
        description:
          'Para quien puede incorporar algo de lo que trae import.importables; una clave necesita las ' +
          'operaciones en que se convierten las filas, como «alliance.adopt» o «family.enrol». El avance y los ' +
          'problemas se leen con las consultas import.get e import.problems.',
        security: any,
        requestBody: body(
          object({ file: hash, filename: text, source: { type: ['string', 'null'] } }, ['file', 'filename']),
        ),
        responses: { 200: json(object({ id: uuid })), ...problem(400, 401, 403, 404, 422) },
      },
    },
    '/api/imports/template': {
      get: {
        operationId: 'imports.template',
        tags: ['Importación'],
        summary: 'bajar una plantilla para llenar',
        parameters: [
          inQuery(
            'importable',
            text,
            'Qué trae la plantilla, como lo nombra import.importables; sin él, todo lo que la persona puede traer.',
          ),
        ],
        security: any,
        responses: {
          200: { description: 'Un libro .xlsx con encabezados, palabras y dos filas inventadas por hoja.', ...binary },
          ...problem(401, 403),
        },
      },
    },
    '/api/imports/{id}/importable': {
      post: {
        operationId: 'imports.importable',
        tags: ['Importación'],
        summary: 'decir qué trae una hoja',
        parameters: [inPath('id', uuid)],
        security: any,
        requestBody: body(object({ id: uuid, importable: text }, ['id', 'importable'])),
        responses: {
          200: json(
            object({ mapping: { type: 'object', additionalProperties: whole } }),
            'Lo que se propone de sus columnas.',
          ),
          ...problem(400, 401, 403, 404, 409),
        },
      },
    },
    '/api/imports/{id}/mapping': {
      post: {
        operationId: 'imports.mapping',
        tags: ['Importación'],
        summary: 'decir qué trae cada hoja y qué columna contiene qué, y revisar sin escribir nada',
        parameters: [inPath('id', uuid)],
        security: any,
        requestBody: body(
          object(
            {
              sheets: {
                type: 'array',
                items: object(
                  { id: uuid, importable: text, mapping: { type: 'object', additionalProperties: whole } },
                  ['id', 'importable', 'mapping'],
                ),
              },
              states: { type: 'object', additionalProperties: text },
              programme: text,
            },
            ['sheets'],
          ),
        ),
        responses: {
          202: json(object({ id: uuid }), 'La revisión está en marcha.'),
          ...problem(400, 401, 403, 404, 409, 422),
        },
      },
    },
    '/api/imports/{id}/run': {
      post: {
        operationId: 'imports.run',
        tags: ['Importación'],
        summary: 'incorporar lo revisado, o seguir una importación cortada',
        parameters: [inPath('id', uuid)],
        security: any,
        responses: {
          202: json(object({ id: uuid }), 'La importación está en marcha.'),
          ...problem(401, 403, 404, 409),
        },
      },
    },
    '/api/territory/boundaries': {
      get: {
        operationId: 'territory.boundaries',
        tags: ['Consultas'],
        summary: 'formas de los municipios para mapas',
        parameters: [inQuery('detail', { enum: ['country', 'department', 'municipality'] }, 'Qué tan fino.')],
        security: any,
        responses: {
          200: json(
            { type: 'object' },
            'GeoJSON: los límites cargados o, si no los hay, áreas de influencia, que no son límites.',
          ),
          304: { description: 'No cambió.' },
          ...problem(401, 422),
        },
      },
    },
    '/healthz': {
      get: {
        operationId: 'health',
        tags: ['Sistema'],
        summary: 'si el servidor puede trabajar',
        security: open,
        responses: {
          200: json(object({ ok: flag, database: flag, sequencer: flag, disk: flag })),
          503: json(object({ ok: flag, database: flag }), 'No puede.'),
        },
      },
    },
    ...Object.fromEntries(
      datasets.flatMap((d) =>
        d.formats.map((format) => [
          `/datos/${d.name}.${format}`,
          {
            get: {
              operationId: `data.${d.name}.${format}`,
              tags: ['Datos abiertos'],
              summary: `datos abiertos: ${d.name} (${format})`,
              security: open,
              responses: {
                200: { description: 'El conjunto entero.', content: { [mediaTypes[format].split(';')[0] ?? '']: {} } },
              },
            },
          },
        ]),
      ),
    ),
    '/datos/datapackage.json': {
      get: {
        operationId: 'data.package',
        tags: ['Datos abiertos'],
        summary: 'qué conjuntos hay y qué significa cada columna (Data Package)',
        security: open,
        responses: { 200: json({ type: 'object' }, 'La descripción.') },
      },
    },
    '/api/openapi.json': {
      get: {
        operationId: 'openapi',
        tags: ['Sistema'],
        summary: 'esta descripción',
        security: open,
        responses: { 200: json({ type: 'object' }, 'OpenAPI 3.1.') },
      },
    },
    '/api/docs': {
      get: {
        operationId: 'docs',
        tags: ['Sistema'],
        summary: 'esta descripción, para leer',
        security: open,
        responses: { 200: { description: 'Una página.', content: { 'text/html': {} } } },
      },
    },
  };
}
