/**
 * How the server answers the facts that commands ask for. Each loader is a query over `$n` (an array of text keys) that
 * returns `k` (the key) and `v` (JSON). All loaders of a wave run as one statement, one round trip.
 */
export interface Loader {
  readonly sql: (keys: string) => string;
  /** True when `v` is an array of rows. */
  readonly many?: boolean;
  /** True when members of `v` are themselves rows, or lists of them: their names become camelCase too. */
  readonly nested?: boolean;
}

/** Every column of a row but the proof columns, as JSON. */
export const row = (alias: string): string => `(to_jsonb(${alias}) - 'entry_id' - 'row_hash')`;

/** The one row that has a key in a column. */
export const byColumn = (table: string, column = 'id', type = 'uuid', where = ''): Loader => ({
  sql: (keys) =>
    `select t.${column}::text as k, ${row('t')} as v from ${table} t where t.${column} = any(${keys}::text[]::${type}[])${where}`,
});

/** All rows that have a key in a column. */
export const listBy = (table: string, column: string, type = 'uuid', where = ''): Loader => ({
  many: true,
  sql: (keys) =>
    `select t.${column}::text as k, jsonb_agg(${row('t')}) as v from ${table} t
      where t.${column} = any(${keys}::text[]::${type}[])${where} group by t.${column}`,
});
