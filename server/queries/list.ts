import type { Executor } from '../db/database.ts';
import type { Page } from './query.ts';
import { bySearch, type Likeness, type SearchKey, searchSql } from './search.ts';

/**
 * The `where` of a list as it grows: a value takes the next place, which its condition is told. Starts with the values
 * that stand elsewhere.
 */
export class Conditions {
  readonly values: unknown[];
  readonly #parts: string[] = [];

  constructor(...values: unknown[]) {
    this.values = values;
  }

  /** Adds a condition that has no value of its own, or has appended its own to `values`. */
  add(condition: string): void {
    this.#parts.push(condition);
  }

  /** Adds a condition over a value. Nothing is added for a value that was not given: undefined, or a text of blanks. */
  on(value: unknown, condition: (at: string) => string): void {
    const said = typeof value === 'string' ? value.trim() : value;
    if (said === undefined || said === '') return;
    this.#parts.push(condition(this.at(said)));
  }

  /** Adds that the words of a text stand in the keys of a row; nothing where none was given. */
  words(text: string | undefined, how: Likeness, keys: readonly SearchKey[]): void {
    const sql = searchSql(text ?? '', how, keys, (value) => this.at(value));
    if (sql) this.#parts.push(sql);
  }

  /** The place of one more value. */
  at(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get sql(): string {
    return this.#parts.length > 0 ? this.#parts.join(' and ') : 'true';
  }
}

/** The `order by` of a list; 'name' up, '-name' down. Unknown names keep the list's own order. Empty values come last. */
export function orderBy(
  sort: string | undefined,
  allowed: Readonly<Record<string, string>>,
  otherwise: string,
): string {
  const down = sort?.startsWith('-') ?? false;
  const name = down ? sort?.slice(1) : sort;
  const by = name && Object.hasOwn(allowed, name) ? allowed[name] : undefined;
  return by ? `${by} ${down ? 'desc' : 'asc'} nulls last, ${otherwise}` : otherwise;
}

/** A statement whose rows a list shows page by page; `order` must tell any two rows apart. */
interface Listed {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly order: string;
  /**
   * Columns that are looked up for the rows of the page alone, over `listed`: what stands in the select list is worked
   * out for every row.
   */
  readonly perPage?: string;
}

/**
 * One page, with how many rows there are in all, in one statement, which counts them itself: `count(*) over () as
 * "inAll"`. A page that lies past the end (somebody settled what stood on it) is empty and still says how many there
 * are.
 */
export async function readPage<R extends object>(
  db: Executor,
  { page, pageSize }: { page: number; pageSize: number },
  list: Listed,
): Promise<Page<R>> {
  const { sql, values, order, perPage } = list;
  const n = values.length;
  const rows = `${sql} order by ${order} limit $${n + 1} offset $${n + 2}`;
  const found = await db.query<R & { inAll: number } & Record<string, unknown>>(
    perPage === undefined ? rows : `select listed.*, ${perPage} from (${rows}) listed`,
    [...values, pageSize, (page - 1) * pageSize],
  );
  const [some] =
    found.length === 0 && page > 1 ? await db.query<{ inAll: number }>(`${sql} limit 1`, [...values]) : found;
  return {
    rows: found.map(({ inAll: _inAll, ...row }) => row as unknown as R),
    total: some?.inAll ?? 0,
    page,
    pageSize,
  };
}

/** A list that is looked through by words: as they are written or, where nothing has them, alike. */
export const searchedPage = <P extends { readonly total: number }>(
  text: string | undefined,
  read: (how: Likeness) => Promise<P>,
): Promise<P & { readonly alike?: true }> => bySearch(text, read, ({ total }) => total > 0);
