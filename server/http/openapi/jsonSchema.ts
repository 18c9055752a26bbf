import * as z from 'zod/mini';
import { daySchema, idSchema } from '../../../domain/kernel/envelope.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What refinements mean, since a JSON Schema cannot be derived from their code. */
const known = new Map<unknown, JsonSchema>([
  [idSchema, { format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' }],
  [daySchema, { format: 'date' }],
]);

/** The JSON Schema (2020-12) of the input of a zod schema. */
export function inputSchema(schema: z.ZodMiniType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, known.get(zodSchema));
    },
  });
  return rest;
}
