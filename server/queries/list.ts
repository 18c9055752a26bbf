import type { Executor } from '../db/database.ts';
import type { Page } from './query.ts';
import { bySearch, type Likeness, type SearchKey, searchSql } from './search.ts';

/**
 * Builds the `where` of a list. Each value gets the next placeholder, which is given to its condition. Its values are
 * added to those of placeholders used elsewhere in the statement.
 */
export class Conditions {
  readonly values: unknown[];
  readonly #parts: string[] = [];

  constructor(values: unknown[] = []) {
    this.values = values;
  }

  /** Adds a condition without a value, or one that appended its values itself. */
  add(condition: string): void {
    this.#parts.push(condition);
  }

  /** Adds a condition on a value. Adds nothing when no value was given: undefined, or a blank text. */
  on(value: unknown, condition: (at: string) => string): void {
    const said = typeof value === 'string' ? value.trim() : value;
    if (said === undefined || said === '') return;
    this.#parts.push(condition(this.at(said)));
  }

  /** Adds the condition that the keys of a row contain the words of a text; nothing when there are no words. */
  words(text: string | undefined, how: Likeness, keys: readonly SearchKey[]): void {
    const sql = searchSql(text ?? '', how, keys, (value) => this.at(value));
    if (sql) this.#parts.push(sql);
  }

  /** Appends a value and answers its placeholder. */
  at(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get sql(): string {
    return this.#parts.length > 0 ? this.#parts.join(' and ') : 'true';
  }
}

/**
 * The `order by` of a list: 'name' ascends, '-name' descends, empty values last. With an unknown name, the list keeps
 * its own order.
 */
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

/** A statement whose rows are shown page by page. `order` must never leave two rows equal. */
interface Listed {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly order: string;
  /**
   * Columns looked up only for the rows of the page, over the alias `listed`. The columns of `sql` are worked out for
   * every row.
   */
  readonly perPage?: string;
}

/**
 * Reads one page and the number of all rows in one statement, which must select `count(*) over () as "inAll"`. A page
 * past the end (somebody settled what was on it) is empty and still tells how many there are.
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

/** A page of a list searched by words: first as they are written and, when nothing contains them, by similar words. */
export const searchedPage = <P extends { readonly total: number }>(
  text: string | undefined,
  read: (how: Likeness) => Promise<P>,
): Promise<P & { readonly alike?: true }> => bySearch(text, read, ({ total }) => total > 0);
