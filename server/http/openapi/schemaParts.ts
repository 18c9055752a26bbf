import type { JsonSchema } from './jsonSchema.ts';

/** Parts of the descriptions of routes. */
export type Problems = (...statuses: number[]) => Record<string, JsonSchema>;

export const any = [{ session: [] }, { token: [] }];
export const person = [{ session: [] }];
export const open: [] = [];

export const json = (schema: JsonSchema, description = 'Hecho.'): JsonSchema => ({
  description,
  content: { 'application/json': { schema } },
});
export const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
export const text: JsonSchema = { type: 'string' };
export const uuid: JsonSchema = { type: 'string', format: 'uuid' };
export const flag: JsonSchema = { type: 'boolean' };
export const whole: JsonSchema = { type: 'integer' };
export const hash: JsonSchema = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 del archivo, en hexadecimal.',
};
export const ok = object({ ok: flag });
export const body = (schema: JsonSchema): JsonSchema => ({
  required: true,
  content: { 'application/json': { schema } },
});
export const inPath = (name: string, schema: JsonSchema): JsonSchema => ({ name, in: 'path', required: true, schema });
export const inQuery = (name: string, schema: JsonSchema, description: string, required = false): JsonSchema => ({
  name,
  in: 'query',
  required,
  schema,
  description,
});
export const binary = { content: { 'application/octet-stream': {} } };
