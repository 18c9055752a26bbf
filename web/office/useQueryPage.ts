import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Answer, ListView } from '../../domain/kernel/views.ts';
import { ask, type QueryParams, queryPath } from './api.ts';
import { useSession } from './session.tsx';

/** Any query, with its answer unpacked. With `enabled: false` it is not asked. */
export function useData<Data>(
  name: string,
  params: QueryParams = {},
  options: { enabled?: boolean; refetchMs?: number | false } = {},
) {
  const result = useQuery({
    queryKey: ['q', name, queryPath(name, params)],
    queryFn: ({ signal }) => ask<Data>(name, params, signal),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchMs ?? false,
  });
  return { ...result, data: result.data?.data, asOf: result.data?.asOf };
}

/** The filters in the address: text by name; an absent name means no filter. */
type Filters = Readonly<Record<string, string>>;

export interface QueryPage<Row> {
  readonly name: string;
  readonly params: QueryParams;
  readonly page: number;
  readonly pageSize: number;
  readonly sort: string;
  readonly filters: Filters;
  /** How the person looks at the list ('map'); '' is the list itself. */
  readonly look: string;
  readonly view: ListView<Row> | undefined;
  readonly error: unknown;
  readonly pending: boolean;
  readonly fetching: boolean;
  readonly asOf: Answer<unknown>['asOf'] | undefined;
  readonly setPage: (page: number) => void;
  readonly setPageSize: (size: number) => void;
  /** 'name' ascending, '-name' descending, '' in the order of the server. */
  readonly setSort: (sort: string) => void;
  readonly setFilter: (name: string, value: string | null) => void;
  readonly setLook: (look: string) => void;
  readonly clearFilters: () => void;
  readonly refetch: () => void;
}

const own = new Set(['page', 'pageSize', 'sort', 'view']);

/**
 * A page of a list whose page number, order and filters are kept in the address, so that it can be bookmarked, sent and
 * returned to. `fixed` are parameters set by the screen. The unit chosen in the header narrows every list, unless the
 * list has its own unit filter set.
 */
export function useQueryPage<Row>(
  name: string,
  options: { pageSize?: number; sort?: string; fixed?: QueryParams; byUnit?: boolean; refetchMs?: number | false } = {},
): QueryPage<Row> {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const { unit } = useSession();
  const page = Math.max(1, Number(search.page) || 1);
  const pageSize = Number(search.pageSize) || (options.pageSize ?? 50);
  const sort = search.sort ?? options.sort ?? '';
  const filters = useMemo(() => Object.fromEntries(Object.entries(search).filter(([k]) => !own.has(k))), [search]);
  const params: QueryParams = {
    ...((options.byUnit ?? true) && unit ? { unit } : {}),
    ...filters,
    ...options.fixed,
    page,
    pageSize,
    ...(sort ? { sort } : {}),
  };
  const result = useQuery({
    queryKey: ['q', name, queryPath(name, params)],
    queryFn: ({ signal }) => ask<ListView<Row>>(name, params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: options.refetchMs ?? false,
  });

  const change = useCallback(
    (next: Readonly<Record<string, string | null>>, keepPage = false) => {
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, string>) => {
          const after: Record<string, string> = { ...before };
          if (!keepPage) delete after.page;
          for (const [key, value] of Object.entries(next)) {
            if (value === null || value === '') delete after[key];
            else after[key] = value;
          }
          return after;
        },
      } as never);
    },
    [navigate],
  );

  return {
    name,
    params,
    page,
    pageSize,
    sort,
    filters,
    look: search.view ?? '',
    view: result.data?.data,
    error: result.error,
    pending: result.isPending,
    fetching: result.isFetching,
    asOf: result.data?.asOf,
    setPage: (next) => change({ page: next === 1 ? null : String(next) }, true),
    setPageSize: (size) => change({ pageSize: String(size) }),
    setSort: (next) => change({ sort: next || null }),
    setFilter: (key, value) => change({ [key]: value }),
    setLook: (look) => change({ view: look || null }),
    clearFilters: () => change(Object.fromEntries(Object.keys(filters).map((k) => [k, null]))),
    refetch: () => void result.refetch(),
  };
}
