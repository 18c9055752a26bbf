import * as z from 'zod/mini';
import type { Columns, TableRow } from '../../domain/kernel/columns.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { MOST_COUNTED } from '../../domain/kernel/views.ts';
import { type Actor, type Scope, scopeOf, widestView } from '../../domain/people/actor.ts';
import type { Role, View } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';
import type { FileStore } from '../files/fileStore.ts';

/** What the function of a query gets: always the actor and what follows from the actor. */
export interface Reading<P> {
  readonly db: Executor;
  readonly actor: Actor;
  /** The predicates of the roles that may read this query; see `scopeSql`. */
  readonly scopes: readonly Scope[];
  readonly view: View;
  readonly params: P;
  readonly today: Day;
  /**
   * The file store, when the query comes through the HTTP route: a query that shows a part of a file decides itself who
   * may see that part.
   */
  readonly files?: Pick<FileStore, 'get'> | undefined;
  /** The session that asks, if there is one. */
  readonly sessionId?: string | null;
}

/** The row of a list, by what its query answers. */
type RowOf<R> = R extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/**
 * A query, declared once: its name, who may ask it, its parameters, its answer. Routes, OpenAPI, the navigation of the
 * office and the matrix test all use this registry.
 */
export interface QueryDefinition<P = unknown, R = unknown> {
  readonly name: string;
  /** What a person calls it: 'ver la lista de alianzas'. */
  readonly title: string;
  readonly by: readonly Role[];
  readonly params: z.ZodMiniType<P>;
  /** True when the answer has identity cards, account numbers or similar data: reading it is recorded. */
  readonly personal?: boolean;
  /** The schema of the answer, when the declaration of a noun gives it; otherwise it is read from the type of `run`. */
  readonly answer?: z.ZodMiniType;
  /** The columns of its list's download, by the row's type; a list with neither these nor `table` cannot be downloaded. */
  readonly columns?: Columns<RowOf<R>>;
  /** The rows of its list as a table to download, where a table of one row each does not do. */
  readonly table?: (rows: readonly object[], view: View) => readonly TableRow[];
  readonly run: (reading: Reading<P>) => Promise<R>;
}

export function defineQuery<P, R>(definition: QueryDefinition<P, R>): QueryDefinition {
  return definition as unknown as QueryDefinition;
}

/** Whether a list can be downloaded: one that says how its rows are written. */
export const isDownloaded = ({ columns, table }: QueryDefinition): boolean =>
  columns !== undefined || table !== undefined;

/**
 * What an actor may read with a query on a day; null when none of their roles may ask it. An actor with roles of
 * different views reads with the widest view, within the reach of the roles that have it: a role without personal data
 * never widens the reach of personal data.
 */
export function readingOf<P>(
  query: Pick<QueryDefinition, 'by'>,
  db: Executor,
  actor: Actor,
  params: P,
  today: Day,
  sessionId: string | null = null,
): Reading<P> | null {
  const all = scopeOf(actor, today, query.by);
  const view = widestView(all);
  return view ? { db, actor, scopes: all.filter((s) => s.view === view), view, params, today, sessionId } : null;
}

/** Paging that every list takes. */
export const pageParams = {
  page: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100_000)), 1),
  pageSize: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
};

export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/**
 * The statement that counts the rows of a list that only grows, as `n`, up to a limit: counting all of them would take
 * longer every year.
 */
export const countedUpTo = (from: string): string =>
  `select count(*) as n from (select 1 from ${from} limit ${MOST_COUNTED + 1}) counted`;

/** Columns by which a scope can reach a row; null for a column the table does not have. */
export interface ScopeColumns {
  readonly unit?: string | null;
  readonly alliance?: string | null;
  readonly organisation?: string | null;
  readonly municipality?: string | null;
  readonly session?: string | null;
}

/**
 * The SQL predicate of the scopes over a row; appends its parameters to `params`. National reach is `true`; a scope
 * whose column the row lacks reaches nothing. This is the only place where reach becomes SQL.
 */
export function scopeSql(scopes: readonly Scope[], columns: ScopeColumns, params: unknown[]): string {
  if (scopes.some((s) => s.kind === 'national')) return 'true';
  const parts: string[] = [];
  const add = (column: string | null | undefined, kind: Scope['kind'], type: string) => {
    const ids = scopes.filter((s) => s.kind === kind).flatMap((s) => s.ids);
    if (!column || ids.length === 0) return;
    params.push([...new Set(ids)]);
    parts.push(`${column} = any($${params.length}::text[]::${type}[])`);
  };
  add(columns.unit, 'unit', 'text');
  add(columns.alliance, 'alliances', 'uuid');
  add(columns.organisation, 'organisation', 'uuid');
  add(columns.municipality, 'municipality', 'text');
  add(columns.session, 'session', 'uuid');
  if (columns.session && scopes.some((s) => s.kind === 'session' && s.ids.length === 0))
    parts.push(`${columns.session} is not null`);
  return parts.length ? `(${parts.join(' or ')})` : 'false';
}
