import { roles } from '../../../domain/people/roles.ts';
import { openToTokens } from '../../../domain/people/tokenCommands.ts';
import { answerSchemas } from '../../answersBuild.ts';
import { exportFormats } from '../../publishing/spreadsheet.ts';
import { isDownloaded, type QueryDefinition } from '../../queries/query.ts';
import { queryList } from '../../queries/registry.ts';
import { inputSchema, type JsonSchema } from './jsonSchema.ts';

/** The shapes that answers share, under their own names. */
export const answerShapes = (): Readonly<Record<string, JsonSchema>> =>
  answerSchemas().shapes as Readonly<Record<string, JsonSchema>>;

/** What a query answers when it finds something; null for a name that is no query's. */
export function answerSchema(name: string): JsonSchema | null {
  const answer = answerSchemas().answers[name] as JsonSchema | undefined;
  if (!answer) return null;
  const members = answer.anyOf as JsonSchema[] | undefined;
  const found = members?.filter((m) => m.type !== 'null');
  return found?.length === 1 && found[0] ? found[0] : answer;
}

/** The parameters of a query, as OpenAPI wants them. */
function parametersOf(query: QueryDefinition): JsonSchema[] {
  const schema = inputSchema(query.params) as { properties?: Record<string, JsonSchema>; required?: string[] };
  const own = Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: of,
  }));
  return isDownloaded(query)
    ? [
        ...own,
        {
          name: 'format',
          in: 'query',
          required: false,
          schema: { enum: exportFormats },
          description: 'Baja todas las filas como planilla.',
        },
      ]
    : own;
}

/** Who may ask, as people know them. */
function readers(query: QueryDefinition): string[] {
  return query.by.map((role) => roles[role].name);
}

/** The path item of every query. */
export function queryPaths(problem: (...statuses: number[]) => Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(
    queryList.map((query) => {
      const tokens = openToTokens(query.name);
      const operation = {
        operationId: query.name,
        tags: ['Consultas'],
        summary: query.title,
        description:
          'Responde lo que está al alcance de quien pregunta. Pueden preguntar: ' +
          `${readers(query).join(', ')}.` +
          (query.personal
            ? ' Trae datos de identidad: cada lectura queda registrada y la puede ver la auditoría.'
            : ''),
        parameters: parametersOf(query),
        security: tokens ? [{ session: [] }, { token: [] }] : [{ session: [] }],
        responses: {
          200: {
            description: 'Lo que se preguntó.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { data: query.answer ? inputSchema(query.answer) : (answerSchema(query.name) ?? {}) },
                  required: ['data'],
                },
              },
            },
          },
          ...problem(401, 403, 404, 422),
        },
        'x-sigg-roles': query.by,
        'x-sigg-tokens': tokens,
      };
      return [`/api/q/${query.name}`, { get: operation }];
    }),
  );
}
