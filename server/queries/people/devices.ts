import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { scopeOf } from '../../../domain/people/actor.ts';
import { grantableRoles } from '../../../domain/people/roles.ts';
import type { DeviceListView, DeviceRow } from '../../../domain/people/views.ts';
import type { Executor } from '../../db/database.ts';
import { Conditions, searchedPage } from '../list.ts';
import { defineQuery, pageParams } from '../query.ts';
import { deviceColumns } from './columns.ts';
import { accountReach, pageOf } from './fragments.ts';

const DEVICE = `select d.id, d.version, d.user_id as "userId", u.name as "userName", d.name, d.registered_on as "registeredOn",
    r.last_seen as "lastSeenAt", r.last_seq as "lastSeq", coalesce(r.last_seq - r.arrived, 0)::int as gaps,
      d.revoked_on as "revokedOn", d.revoked_reason as "revokedReason"
  from device d join user_account u on u.id = d.user_id
  left join lateral (select max(received_at) as last_seen, max(device_seq) as last_seq,
    count(distinct device_seq) filter (where device_seq > 0) as arrived
                       from receipt where device_id = d.id) r on true`;

/**
 * Devices that match a predicate over d and u (its person), newest first. `gaps`: commands that it numbered and that
 * never arrived.
 */
export function devicesWhere(
  db: Executor,
  where: string,
  params: readonly unknown[],
  page?: { limit: number; offset: number },
): Promise<DeviceRow[]> {
  const tail = page ? ` limit ${page.limit} offset ${page.offset}` : '';
  return db.query<DeviceRow & Record<string, unknown>>(
    `${DEVICE} where ${where} order by d.registered_on desc, d.id${tail}`,
    params,
  );
}

const deviceParams = z.object({
  text: z.optional(z.string().check(z.maxLength(100))),
  userId: z.optional(idSchema),
  revoked: z.optional(z.enum(['1', '0'])),
  ...pageParams,
});
type DeviceParams = z.infer<typeof deviceParams>;

/** The reader's own phones and browsers, and those of the accounts that the reader administers. */
export const deviceList = defineQuery<DeviceParams, DeviceListView>({
  name: 'device.list',
  title: 'ver teléfonos y computadoras',
  by: grantableRoles,
  params: deviceParams as z.ZodMiniType<DeviceParams>,
  columns: deviceColumns,
  run: async ({ db, actor, today, params: p }) => {
    return searchedPage(p.text, async (how) => {
      const where = new Conditions([actor.id]);
      where.add(
        `(d.user_id = $1 or ${accountReach(scopeOf(actor, today, ['ADMIN_TI', 'UOD_OPERADOR', 'AUDITOR']), where.values)})`,
      );
      where.words(p.text, how, ['d.name', 'u.name']);
      where.on(p.userId, (n) => `d.user_id = ${n}`);
      if (p.revoked) where.add(p.revoked === '1' ? 'd.revoked_on is not null' : 'd.revoked_on is null');
      const rows = await devicesWhere(db, where.sql, where.values, pageOf(p));
      const total = await db.query<{ n: number }>(
        `select count(*)::int as n from device d join user_account u on u.id = d.user_id where ${where.sql}`,
        where.values,
      );
      return { rows, total: total[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
    });
  },
});
