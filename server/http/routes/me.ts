import { Hono } from 'hono';
import { commandList } from '../../../domain/commands.ts';
import { holdsOn } from '../../../domain/kernel/dates.ts';
import { queryList } from '../../queries/registry.ts';
import { readServerPosition } from '../../stores/serverPosition.ts';
import { readDemo } from '../../stores/systemState.ts';
import { version } from '../../version.ts';
import { type AppEnv, requireSession } from '../answers.ts';

export const meRoutes = new Hono<AppEnv>();

/** Who I am, what I may do today, and where the server stands. */
meRoutes.get('/me', async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  const system = c.get('system');
  const today = system.today();
  const { actor } = session;
  const held = new Set(actor.grants.filter((g) => holdsOn(g, today)).map((g) => g.role));
  const standing = await readServerPosition(system.db);
  return c.json({
    user: { id: actor.id, name: actor.name, username: session.username },
    roles: actor.grants
      .filter((g) => holdsOn(g, today))
      .map((g) => ({
        role: g.role,
        scope: { kind: g.kind, ids: g.ids },
        from: g.from,
        to: g.to,
        delegatedBy: g.delegatedBy ?? null,
      })),
    upcoming: actor.grants
      .filter((g) => g.from > today && (!g.to || g.to >= g.from))
      .map((g) => ({ role: g.role, from: g.from })),
    can: {
      commands: commandList.filter((d) => d.by.some((r) => r !== 'sistema' && held.has(r))).map((d) => d.kind),
      queries: queryList.filter((q) => q.by.some((r) => held.has(r))).map((q) => q.name),
    },
    system: {
      engine: system.db.engine,
      unofficial: system.db.engine === 'pglite',
      demo: await readDemo(system.db),
      ...standing,
      version,
      today,
      now: system.now(),
    },
    secondFactor: session.secondFactor,
  });
});
