import * as z from 'zod/mini';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { writtenCi } from '../../../domain/people/ci.ts';
import { isRole, type Role } from '../../../domain/people/roles.ts';
import type { UserListView, UserRow, UserView } from '../../../domain/people/views.ts';
import { Conditions, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { userColumns } from './columns.ts';
import { devicesWhere } from './devices.ts';
import { accountReach, delegationsWhere, GRANTS_OF_U, pageOf } from './fragments.ts';

/** Who sees whole accounts: those who administer them, those who confirm what others ask for, and auditors. */
const accountReaders: readonly Role[] = ['ADMIN_TI', 'UCN_COORD', 'UOD_OPERADOR', 'AUDITOR'];

const USER = `select u.id, u.version, u.username, u.name, u.active, u.demo, u.unit_id as "unitId",
  coalesce(c.two_factor_enabled, false) as "secondFactor",
    c.last_login_at as "lastLoginAt", ${GRANTS_OF_U} as grants`;

const listParams = z.object({
  text: z.optional(z.string().check(z.maxLength(100))),
  role: z.optional(z.string().check(z.refine(isRole))),
  unit: z.optional(z.string().check(z.maxLength(10))),
  active: z.optional(z.enum(['1', '0'])),
  pending: z.optional(z.enum(['1'])),
  ...pageParams,
});
type ListParams = z.infer<typeof listParams>;

/** Accounts within reach. Administrators see the names of staff; cards and telephones are only in `user.get`. */
export const userList = defineQuery<ListParams, UserListView>({
  name: 'user.list',
  title: 'ver las cuentas',
  // Those who assign people choose them by name.
  by: [...accountReaders, 'UCN_FORT'],
  params: listParams as z.ZodMiniType<ListParams>,
  columns: userColumns,
  run: async (reading) => {
    const { params: p } = reading;
    return searchedPage(p.text, async (how) => {
      const where = new Conditions();
      where.add(accountReach(reading.scopes, where.values));
      where.words(p.text, how, ['u.name', 'u.username']);
      where.on(p.unit, (n) => `u.unit_id = ${n}`);
      if (p.active) where.add(`u.active = ${p.active === '1'}`);
      if (p.role) {
        const day = where.at(reading.today);
        where.on(
          p.role,
          (n) =>
            `exists (select 1 from role_grant g
              where g.user_id = u.id and g.role = ${n} and g.status in ('granted', 'proposed')
                and (g.valid_to is null or g.valid_to >= ${day}::date))`,
        );
      }
      if (p.pending) where.add(`exists (select 1 from role_grant g where g.user_id = u.id and g.status = 'proposed')`);
      const { limit, offset } = pageOf(p);
      const rows = await reading.db.query<UserRow & Record<string, unknown>>(
        `${USER} from user_account u left join auth_user c on c.id = u.id where ${where.sql} order by u.name, u.id
          limit ${limit} offset ${offset}`,
        where.values,
      );
      const total = await reading.db.query<{ n: number }>(
        `select count(*)::int as n from user_account u where ${where.sql}`,
        where.values,
      );
      return { rows, total: total[0]?.n ?? 0, page: p.page, pageSize: p.pageSize };
    });
  },
});

interface DetailRow extends UserRow, Record<string, unknown> {
  email: string | null;
  phone: string | null;
  ciNumber: string | null;
  ciComplement: string | null;
}

const getParams = z.object({ id: idSchema });
type GetParams = z.infer<typeof getParams>;

/** One account, with all data for readers who may see personal data; reading it is recorded. */
export const userGet = defineQuery<GetParams, UserView | null>({
  name: 'user.get',
  title: 'ver una cuenta',
  by: accountReaders,
  personal: true,
  params: getParams as z.ZodMiniType<GetParams>,
  run: (reading) => readUser(reading, reading.params.id),
});

async function readUser(reading: Reading<unknown>, id: string): Promise<UserView | null> {
  const params: unknown[] = [id];
  const reach = accountReach(reading.scopes, params);
  const rows = await reading.db.query<DetailRow>(
    `${USER}, u.email, u.phone, u.ci_number as "ciNumber", u.ci_complement as "ciComplement"
     from user_account u left join auth_user c on c.id = u.id where u.id = $1 and ${reach}`,
    params,
  );
  const found = rows[0];
  if (!found) return null;
  const { ciNumber, ciComplement, email, phone, ...row } = found;
  const full = reading.view === 'full';
  const delegations = await delegationsWhere(reading.db, '(d.from_user_id = $1 or d.to_user_id = $1)', [id]);
  const devices = await devicesWhere(reading.db, 'd.user_id = $1', [id]);
  return {
    ...row,
    email: full ? email : null,
    phone: full ? phone : null,
    ci: full && ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null,
    delegations,
    devices,
  };
}
