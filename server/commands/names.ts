/**
 * Converts names between the camelCase of the domain and the snake_case of the database. Only the top level of a row is
 * renamed.
 */
const toSnakeCache = new Map<string, string>();
const toCamelCache = new Map<string, string>();

function snake(name: string): string {
  let to = toSnakeCache.get(name);
  if (to === undefined) {
    to = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
    toSnakeCache.set(name, to);
  }
  return to;
}

function camel(name: string): string {
  let to = toCamelCache.get(name);
  if (to === undefined) {
    to = name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase());
    toCamelCache.set(name, to);
  }
  return to;
}

export function toSnakeRow(row: object): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [k, v] of Object.entries(row)) if (v !== undefined) out[snake(k)] = v;
  return out;
}

/** Instants inside JSON made by PostgreSQL ('…T07:00:00.12+00:00') become the ISO text used everywhere else. */
const PG_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00$/;

export function toCamelRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [k, v] of Object.entries(row)) {
    out[camel(k)] = typeof v === 'string' && v.length > 22 && PG_INSTANT.test(v) ? new Date(v).toISOString() : v;
  }
  return out;
}

/** Renames only: values stay as they were read. */
export function camelNames(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [camel(k), v]));
}
