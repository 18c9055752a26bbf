import { useQuery } from '@tanstack/react-query';
import { request } from '../../api.ts';

interface ApiDescription {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly summary?: string; readonly operationId?: string }>>>
  >;
}

/** The titles of the operations, from the API's own description; empty until they are loaded. */
export function useOperationTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: async ({ signal }) => {
      const { paths } = await request<ApiDescription>('/api/openapi.json', { signal });
      const titles = new Map<string, string>();
      for (const [path, methods] of Object.entries(paths)) {
        for (const operation of Object.values(methods)) {
          const name = path.startsWith('/api/q/') ? path.slice('/api/q/'.length) : operation.operationId;
          if (name && operation.summary) titles.set(name, operation.summary);
        }
      }
      return titles;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? new Map();
}
