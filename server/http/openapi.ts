import type { Config } from '../config.ts';
import { isSecure } from '../identity/library.ts';
import { COOKIE_PREFIX } from '../identity/sessionCookie.ts';
import { version } from '../version.ts';
import { commandSchemas } from './openapi/commandSchemas.ts';
import { fixedPaths } from './openapi/fixedRoutes.ts';
import { introduction } from './openapi/introduction.ts';
import type { JsonSchema } from './openapi/jsonSchema.ts';
import { problemList } from './openapi/problemList.ts';
import { answerShapes, queryPaths } from './openapi/querySchemas.ts';

/** The answers with a problem, by HTTP status, with the codes that each may carry. */
function problemResponses(...statuses: number[]): Record<string, JsonSchema> {
  const named = Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  );
  return { ...named, default: { $ref: '#/components/responses/Problem' } };
}

function problemComponent(status: number | null): JsonSchema {
  const those = problemList.filter((p) => status === null || p.status === status);
  return {
    description:
      status === null
        ? 'Un problema, con su código y su frase.'
        : those.map((p) => `${p.code}: ${p.message}`).join('\n\n'),
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { problem: { $ref: '#/components/schemas/Problem' } },
          required: ['problem'],
        },
      },
    },
  };
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Un rechazo o una falla: un código estable, que nunca cambia de sentido, y una frase para la persona.',
  properties: {
    code: { enum: problemList.map((p) => p.code) },
    message: { type: 'string' },
    field: { type: 'string', description: 'El dato al que se refiere: «body.quantity».' },
    retry: { enum: ['never', 'later', 'afterLogin'], description: 'Si enviar otra vez puede servir.' },
    details: { type: 'object' },
  },
  required: ['code', 'message', 'retry'],
};

/**
 * The whole API as OpenAPI 3.1, built from the registries of commands, queries and problems and from the fixed routes.
 */
export function openApiDocument(config: Pick<Config, 'publicUrl' | 'tls'>) {
  const statuses = [...new Set([...problemList.map((p) => p.status), 403, 404, 413])].sort();
  const cookie = `${isSecure(config as Config) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;
  return {
    openapi: '3.1.0',
    info: {
      title: 'SIGG',
      version,
      summary: 'Sistema de Información Gerencial Georreferenciado',
      description: introduction(config.publicUrl),
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: config.publicUrl }],
    tags: [
      'Operaciones',
      'Consultas',
      'Archivos',
      'Importación',
      'Teléfono',
      'Ingreso',
      'Datos abiertos',
      'Sistema',
    ].map((name) => ({ name })),
    paths: { ...fixedPaths(problemResponses), ...queryPaths(problemResponses) },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookie,
          description: 'La sesión de una persona: la da el ingreso.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Una clave de integración: actúa por quien la hizo, dentro de los roles y las operaciones que se ' +
            'le dieron, hasta su vencimiento.',
        },
      },
      responses: {
        Problem: problemComponent(null),
        ...Object.fromEntries(statuses.map((s) => [`Problem${s}`, problemComponent(s)])),
      },
      schemas: { Problem: problemSchema, ...commandSchemas(), ...answerShapes() },
    },
  };
}

export type OpenApiDocument = ReturnType<typeof openApiDocument>;
