import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import { grantableRoles } from '../../../domain/people/roles.ts';
import type { DeviceListView, DeviceRow } from '../../../domain/people/views.ts';
import type { Executor } from '../../db/database.ts';
import { defineQuery, pageParams } from '../query.ts';
import { accountReach, pageOf } from './fragments.ts';

const DEVICE = `select d.id, d.version, d.user_id as "userId", u.name as "userName", d.name, d.registered_on as "registeredOn",
    r.last_seen as "lastSeenAt", r.last_seq as "lastSeq", coalesce(r.last_seq - r.arrived, 0)::int as gaps, d.revoked_on as "revokedOn", d.revoked_reason as "revokedReason"
  from device d join user_account u on u.id = d.user_id
  left join lateral (select max(received_at) as last_seen, max(device_seq) as last_seq, count(distinct device_seq) filter (where device_seq > 0) as arrived
                       from receipt where device_id = d.id) r on true`;

/** Devices that satisfy a predicate over d and u (its person), newest first. `gaps`: commands it numbered that never arrived. */
export function devicesWhere(db: Executor, where: string, params: readonly unknown[], page?: { limit: number; offset: number }): Promise<DeviceRow[]> {
  const tail = page ? ` limit ${page.limit} offset ${page.offset}` : '';
  return db.query<DeviceRow & Record<string, unknown>>(`${DEVICE} where ${where} order by d.registered_on desc, d.id${tail}`, params);
}

const deviceParams = z.object({
  text: z.optional(z.string().check(z.maxLength(100))),
  userId: z.optional(idSchema),
  revoked: z.optional(z.enum(['1', '0'])),
  ...pageParams,
});
type DeviceParams = z.infer<typeof deviceParams>;

/** One's own phones and browsers, and those of the accounts one administers. */
export const deviceList = defineQuery<DeviceParams, DeviceListView>({
  name: 'device.list',
  title: 'ver teléfonos y computadoras',
  by: grantableRoles,
  params: deviceParams as z.ZodMiniType<DeviceParams>,
  run: async ({ db, actor, today, params: p }) => {
    const params: unknown[] = [actor.id];
    const administered = accountReach(scopeOf(actor, today, ['ADMIN_TI', 'UOD_OPERADOR', 'AUDITOR']), params);
    const where = [`(d.user_id = $1 or ${administered})`];
    const add = (sql: (n: string) => string, value: unknown) => {
      params.push(value);
      where.push(sql(`$${params.length}`));
    };
    if (p.text)
      add((n) => `(normalize_name(d.name) like '%' || normalize_name(${n}) || '%' or normalize_name(u.name) like '%' || normalize_name(${n}) || '%')`, p.text);
    if (p.userId) add((n) => `d.user_id = ${n}`, p.userId);
    if (p.revoked) where.push(p.revoked === '1' ? 'd.revoked_on is not null' : 'd.revoked_on is null');
    const filter = where.join(' and ');
    const rows = await devicesWhere(db, filter, params, pageOf(p));
    const total = await db.query<{ n: number }>(`select count(*)::int as n from device d join user_account u on u.id = d.user_id where ${filter}`, params);
    return { rows, total: total[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
  },
});
