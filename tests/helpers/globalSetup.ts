import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgresServer.ts';

/**
 * Starts one PostgreSQL for the whole run when the run needs it and none is given; its address is passed in the
 * environment.
 */
export default async function setup(_project: TestProject): Promise<(() => void) | undefined> {
  if (process.env.SIGG_TEST_ENGINE !== 'postgres' || process.env.SIGG_TEST_DATABASE_URL !== undefined) return undefined;
  const server = await startPostgres();
  process.env.SIGG_TEST_DATABASE_URL = server.url;
  process.env.SIGG_TEST_POSTGRES_BIN = server.binDir;
  return () => server.stop();
}
