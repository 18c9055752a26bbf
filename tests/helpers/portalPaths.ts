import { measures } from '../../domain/monitoring/indicators.ts';
import { portalRoutes } from '../../server/http/routes/portal.ts';

/**
 * Values for the parameters of public addresses in one world: the code of an alliance, of a municipality, the file name
 * of a head.
 */
export interface PortalExamples {
  readonly alliance?: string | undefined;
  readonly municipality?: string | undefined;
  readonly file?: string | undefined;
}

/**
 * Every address of the portal, made from its routes with parameters filled in; addresses without a value in this world
 * are left out.
 */
export function portalPaths(examples: PortalExamples): string[] {
  const filled: Record<string, readonly (string | undefined)[]> = {
    '/indicadores/:measure': measures.map((m) => `/indicadores/${m.code}`),
    '/alianzas/:code': [examples.alliance && `/alianzas/${examples.alliance}`],
    '/municipios/:code': [examples.municipality && `/municipios/${examples.municipality}`],
    '/integridad/:file': [examples.file && `/integridad/${examples.file}`],
  };
  const routes = [...new Set(portalRoutes.routes.filter((r) => r.method === 'GET').map((r) => r.path))];
  return routes.flatMap((path) => {
    const known = filled[path];
    if (known) return known.flatMap((p) => p || []);
    if (path.includes(':')) throw new Error(`No example for ${path}: add it to tests/helpers/portalPaths.ts`);
    return [path];
  });
}

/** Whether an address returns a page and not a file. */
export const isPage = (path: string): boolean => !/\.\w+$/.test(path) || path.startsWith('/indicadores/');
