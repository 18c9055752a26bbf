/**
 * How the server answers requests for facts. Each loader is a query over `$n` (an array of text keys) that returns `k`
 * (the key) and `v` (JSON). All loaders of a wave run as one statement in one round trip.
 */
export interface Loader {
  readonly sql: (keys: string) => string;
  /** True when `v` is an array of rows. */
  readonly many?: boolean;
  /** True when members of `v` are themselves rows, or lists of them: their names become camelCase too. */
  readonly nested?: boolean;
}

/** All columns of a row as JSON, except those of its proof. */
export const row = (alias: string): string => `(to_jsonb(${alias}) - 'entry_id' - 'row_hash')`;

/** Loads the one row whose column has the key. */
export const byColumn = (table: string, column = 'id', type = 'uuid', where = ''): Loader => ({
  sql: (keys) =>
    `select t.${column}::text as k, ${row('t')} as v from ${table} t where t.${column} = any(${keys}::text[]::${type}[])${where}`,
});

/** Loads all rows whose column has the key. */
export const listBy = (table: string, column: string, type = 'uuid', where = ''): Loader => ({
  many: true,
  sql: (keys) =>
    `select t.${column}::text as k, jsonb_agg(${row('t')}) as v from ${table} t
      where t.${column} = any(${keys}::text[]::${type}[])${where} group by t.${column}`,
});
