import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { isId } from '../../domain/kernel/ids.ts';
import { problem } from '../../domain/kernel/problem.ts';
import type { ClosedAccount } from '../../domain/sync/unsent.ts';
import type { Executor } from '../db/database.ts';
import { type AppEnv, answerProblem, requireSession } from '../http/answers.ts';
import { readFeed } from './feed.ts';

export const syncRoutes = new Hono<AppEnv>();

async function isRevoked(db: Executor, deviceId: string): Promise<boolean> {
  const rows = await db.query('select 1 from device where id = $1::text::uuid and revoked_on is not null', [deviceId]);
  return rows.length > 0;
}

/**
 * The next page of the reader's feed. `?cursor=` as the last page gave it, `?device=` the device, `?actor=` the person
 * for whom the phone is unlocked: a session of anybody else is told so and gets nothing. `?own=1`: the app knows the
 * subject of a person's own records; `?own=2`: commitments too.
 */
syncRoutes.get('/sync', compress(), async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  const system = c.get('system');
  const device = c.req.query('device');
  const deviceId = isId(device) ? device : null;
  if (c.req.query('actor') && c.req.query('actor') !== session.actor.id) return answerProblem(c, problem('otherActor'));
  if (session.secondFactor.required && !session.secondFactor.passed)
    return answerProblem(c, problem('secondFactorRequired'));
  if (session.operations && !session.operations.has('sync')) return answerProblem(c, problem('tokenScope'));
  if (deviceId && (await isRevoked(system.db, deviceId))) return answerProblem(c, problem('deviceRevoked'));
  return c.json(
    await readFeed(system.db, {
      actor: session.actor,
      cursor: c.req.query('cursor'),
      deviceId,
      own: ['1', '2'].includes(c.req.query('own') ?? ''),
      commitments: c.req.query('own') === '2',
      now: system.now,
    }),
  );
});

/**
 * Whether a phone was withdrawn or the account of its person closed; asked without a session, since that may have ended
 * too. Also gives the server's time, by which a phone corrects its clock before it sends what it captured. The id of a
 * device cannot be guessed.
 */
syncRoutes.get('/sync/device/:id', async (c) => {
  const id = c.req.param('id');
  if (!isId(id)) return answerProblem(c, problem('notFound'));
  const system = c.get('system');
  return c.json({
    revoked: await isRevoked(system.db, id),
    closed: await closedAccount(system.db, id, system.today()),
    now: system.now(),
  });
});

/** Whether the account of the device's person was closed, and who of their unit (or of the nation) can help them; null when it is open. */
async function closedAccount(db: Executor, deviceId: string, today: string): Promise<ClosedAccount | null> {
  const [found] = await db.query<{ unit: string | null; people: string[] }>(
    `select ou.name as unit, coalesce((select jsonb_agg(x.name) from (
         select distinct on (h.id) h.name, g.role from role_grant g join user_account h on h.id = g.user_id and h.active
          where g.status = 'granted' and g.valid_from <= $2::date and (g.valid_to is null or g.valid_to >= $2::date)
            and ((g.role = 'UOD_OPERADOR' and u.unit_id = any(g.scope_ids)) or (g.role = 'ADMIN_TI' and not exists (
                   select 1 from role_grant o join user_account ho on ho.id = o.user_id and ho.active
                     where o.role = 'UOD_OPERADOR' and u.unit_id = any(o.scope_ids)
                      and o.status = 'granted' and o.valid_from <= $2::date and (o.valid_to is null or o.valid_to >= $2::date))))
          order by h.id limit 3) x), '[]'::jsonb) as people
       from device d join user_account u on u.id = d.user_id left join operating_unit ou on ou.code = u.unit_id
      where d.id = $1::text::uuid and not u.active`,
    [deviceId, today],
  );
  return found ?? null;
}

/**
 * The second key is given only within this time after a log-in: a session left open on a found phone does not replace
 * its PIN.
 */
const FRESH_MINUTES = 15;

async function justLoggedIn(db: Executor, sessionId: string, now: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from auth_session where id = $1::text::uuid and created_at > $2::text::timestamptz - interval '${FRESH_MINUTES} minutes'`,
    [sessionId, now],
  );
  return rows.length > 0;
}

/**
 * Gives the second key to what this person stores on this phone, made at the first request; only just after a log-in.
 */
syncRoutes.post('/sync/key', async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  if (session.via !== 'session') return answerProblem(c, problem('tokenScope'));
  if (session.secondFactor.required && !session.secondFactor.passed)
    return answerProblem(c, problem('secondFactorRequired'));
  const system = c.get('system');
  const { deviceId } = (await c.req.json().catch(() => ({}))) as { deviceId?: unknown };
  if (!isId(deviceId)) return answerProblem(c, problem('malformed'));
  if (!(await justLoggedIn(system.db, session.sessionId, system.now())))
    return answerProblem(c, problem('notLoggedIn'));
  if (await isRevoked(system.db, deviceId)) return answerProblem(c, problem('deviceRevoked'));
  const rows = await system.db.query<{ secret: string }>(
    `with made as (insert into phone_key (device_id, user_id, secret, made_at)
      values ($1::text::uuid, $2::text::uuid, $3, $4::text::timestamptz)
       on conflict (device_id, user_id) do nothing returning secret)
     select secret from made union all select secret from phone_key where device_id = $1::text::uuid and user_id = $2::text::uuid`,
    [deviceId, session.actor.id, randomBytes(32).toString('hex'), system.now()],
  );
  return c.json({ secret: rows[0]?.secret ?? '' });
});
