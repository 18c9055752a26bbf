import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import { grantableRoles } from '../../../domain/people/roles.ts';
import type { SessionListView, SessionRow, TokenListView, TokenRow } from '../../../domain/people/views.ts';
import { defineQuery, pageParams } from '../query.ts';
import { tokenColumns } from './columns.ts';
import { accountReach, pageOf } from './fragments.ts';

const listParams = z.object({ userId: z.optional(idSchema), all: z.optional(z.enum(['1'])), ...pageParams });
type ListParams = z.infer<typeof listParams>;

/** The reader's own sessions in force; for administrators, those of one account or of all. */
export const sessionList = defineQuery<ListParams, SessionListView>({
  name: 'session.list',
  title: 'ver sesiones abiertas',
  by: grantableRoles,
  params: listParams as z.ZodMiniType<ListParams>,
  run: async ({ db, actor, today, params: p, sessionId }) => {
    const params: unknown[] = [actor.id];
    const administers = scopeOf(actor, today, ['ADMIN_TI', 'UOD_OPERADOR', 'AUDITOR']);
    let filter = 's.user_id = $1';
    if (p.userId) {
      params.push(p.userId);
      filter = `s.user_id = $2 and (s.user_id = $1 or ${accountReach(administers, params)})`;
    } else if (p.all) filter = `(s.user_id = $1 or ${accountReach(administers, params)})`;
    const from = `from auth_session s join user_account u on u.id = s.user_id
      where ${filter} and s.expires_at > now() and u.active and (u.sessions_from is null or s.created_at > u.sessions_from)
        and not exists (select 1 from device d where d.id = s.device_id and d.revoked_on is not null)`;
    const { limit, offset } = pageOf(p);
    const rows = await db.query<Omit<SessionRow, 'current'> & Record<string, unknown>>(
      `select s.id, s.user_id as "userId", u.name as "userName", s.created_at as "startedAt", s.expires_at as "expiresAt",
         nullif(s.user_agent, '') as "userAgent" ${from} order by s.created_at desc, s.id limit ${limit} offset ${offset}`,
      params,
    );
    const total = await db.query<{ n: number }>(`select count(*)::int as n ${from}`, params);
    return {
      rows: rows.map((r) => ({ ...r, current: r.id === sessionId })),
      total: total[0]?.n ?? 0,
      page: p.page,
      pageSize: p.pageSize,
    };
  },
});

const tokenParams = z.object({ userId: z.optional(idSchema), all: z.optional(z.enum(['1'])), ...pageParams });
type TokenParams = z.infer<typeof tokenParams>;

/** The reader's own integration keys; for the administration, those of one account or of all. */
export const tokenList = defineQuery<TokenParams, TokenListView>({
  name: 'token.list',
  title: 'ver claves de integración',
  by: grantableRoles,
  params: tokenParams as z.ZodMiniType<TokenParams>,
  columns: tokenColumns,
  run: async ({ db, actor, today, params: p }) => {
    const everyone = (p.all || p.userId) && scopeOf(actor, today, ['ADMIN_TI', 'AUDITOR']).length > 0;
    const params: unknown[] = [];
    const where = ['true'];
    for (const userId of [p.userId, everyone ? undefined : actor.id]) {
      if (userId === undefined) continue;
      params.push(userId);
      where.push(`t.user_id = $${params.length}`);
    }
    const from = `from api_token t join user_account u on u.id = t.user_id where ${where.join(' and ')}`;
    const { limit, offset } = pageOf(p);
    const rows = await db.query<TokenRow & Record<string, unknown>>(
      `select t.id, t.version, t.user_id as "userId", u.name as "userName", t.name, t.roles, t.operations,
        t.expires_on as "expiresOn", t.revoked_on as "revokedOn"
       ${from} order by t.revoked_on is not null, t.expires_on, t.id limit ${limit} offset ${offset}`,
      params,
    );
    const total = await db.query<{ n: number }>(`select count(*)::int as n ${from}`, params);
    return { rows, total: total[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
  },
});
