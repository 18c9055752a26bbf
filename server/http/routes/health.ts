import { Hono } from 'hono';
import { DISK_FREE_LIMIT, readHealth, SEAL_LAG_LIMIT_S } from '../../integrity/health.ts';
import { logError } from '../../log.ts';
import type { AppEnv } from '../answers.ts';

export const healthRoutes = new Hono<AppEnv>();

/**
 * For a supervisor or a load balancer: 200 while the server can do its work, otherwise 503. Open to anybody, so it
 * tells nothing else.
 */
healthRoutes.get('/healthz', async (c) => {
  const system = c.get('system');
  try {
    const health = await readHealth(system.db, system.config.dataDir, Date.parse(system.now()));
    const sequencer = health.sealLagS <= SEAL_LAG_LIMIT_S;
    const disk = health.diskFree >= DISK_FREE_LIMIT;
    return c.json({ ok: sequencer && disk, database: true, sequencer, disk }, sequencer && disk ? 200 : 503);
  } catch (error) {
    logError('health', error);
    return c.json({ ok: false, database: false }, 503);
  }
});
