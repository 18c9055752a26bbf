import { Hono } from 'hono';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { failurePage } from '../../portal/pages/errors.ts';
import { ownTrouble } from '../db/constraintProblems.ts';
import { logError } from '../log.ts';
import { fileRoutes } from '../sync/fileRoutes.ts';
import { syncRoutes } from '../sync/syncRoutes.ts';
import { unsentRoutes } from '../sync/unsentRoutes.ts';
import type { System } from '../system.ts';
import { webFolder } from '../webBuild.ts';
import { type AppEnv, answerProblem } from './answers.ts';
import { clientAddress } from './clientAddress.ts';
import { requestLimits } from './requestLimits.ts';
import { commandRoutes } from './routes/commands.ts';
import { docsRoutes } from './routes/docs.ts';
import { firstAdministratorRoutes } from './routes/firstAdministrator.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/import.ts';
import { meRoutes } from './routes/me.ts';
import { portalRoutes, publicNotFound } from './routes/portal.ts';
import { answerOnce, wantsPage } from './routes/publicAnswer.ts';
import { queryRoutes } from './routes/queries.ts';
import { staticRoutes } from './routes/static.ts';
import { territoryRoutes } from './routes/territory.ts';
import { securityHeaders } from './securityHeaders.ts';

/** Every route of the server over one system. Listening is `main.ts`'s. */
export function createApp(system: System): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('*', async (c, next) => {
    c.set('system', system);
    c.set('address', clientAddress(c, system.config.trustProxy));
    await next();
  });
  app.use('*', securityHeaders(system.config));
  app.use('*', requestLimits);
  app.all('/api/auth/*', (c) => system.identity.handle(c.req.raw, c.get('address')));
  app.route('/', healthRoutes);
  app.route('/api', firstAdministratorRoutes);
  app.route('/api', meRoutes);
  app.route('/api', commandRoutes);
  app.route('/api', queryRoutes);
  app.route('/api', importRoutes);
  app.route('/api', docsRoutes);
  app.route('/api', syncRoutes);
  app.route('/', unsentRoutes);
  app.route('/', fileRoutes);
  app.route('/api', territoryRoutes);
  app.route('/', staticRoutes(webFolder));
  app.route('/', portalRoutes);
  app.notFound((c) => (wantsPage(c) ? publicNotFound(c) : answerProblem(c, problem('notFound'))));
  app.onError(async (error, c) => {
    if (error instanceof ProblemError) return answerProblem(c, error.problem);
    logError('request', error);
    if (wantsPage(c)) return answerOnce(c, String(await failurePage()), 500);
    return answerProblem(c, ownTrouble(error));
  });
  return app;
}
