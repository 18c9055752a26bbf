import * as z from 'zod/mini';
import { daySchema, idSchema } from '../../../domain/kernel/envelope.ts';
import { lives } from '../../../domain/nouns.ts';
import { writtenCi } from '../../../domain/people/ci.ts';
import { grantableRoles } from '../../../domain/people/roles.ts';
import type { AccessListView, AccessRow, GrantView, MyAccountView } from '../../../domain/people/views.ts';
import { reachSql } from '../../nouns/reach.ts';
import { sourceOf } from '../../nouns/source.ts';
import { Conditions, searchedPage } from '../list.ts';
import { countedUpTo, defineQuery, pageParams } from '../query.ts';
import { accessColumns } from './columns.ts';
import { delegationsWhere, GRANTS_OF_U, pageOf } from './fragments.ts';

const noParams = z.object({});
type NoParams = z.infer<typeof noParams>;

interface OwnRow extends Record<string, unknown> {
  id: string;
  username: string;
  name: string;
  email: string | null;
  phone: string | null;
  ciNumber: string | null;
  ciComplement: string | null;
  unitId: string | null;
  secondFactor: boolean;
  lastLoginAt: string | null;
  grants: readonly GrantView[];
}

/** The reader's own account, with all its data. */
export const myAccount = defineQuery<NoParams, MyAccountView | null>({
  name: 'me.account',
  title: 'ver mi cuenta',
  by: grantableRoles,
  params: noParams as z.ZodMiniType<NoParams>,
  run: async ({ db, actor }) => {
    const rows = await db.query<OwnRow>(
      `select u.id, u.username, u.name, u.email, u.phone, u.ci_number as "ciNumber", u.ci_complement as "ciComplement",
        u.unit_id as "unitId",
         coalesce(c.two_factor_enabled, false) as "secondFactor", c.last_login_at as "lastLoginAt", ${GRANTS_OF_U} as grants
       from user_account u left join auth_user c on c.id = u.id where u.id = $1`,
      [actor.id],
    );
    const own = rows[0];
    if (!own) return null;
    const { ciNumber, ciComplement, ...row } = own;
    const delegations = await delegationsWhere(db, '(d.from_user_id = $1 or d.to_user_id = $1)', [actor.id]);
    return { ...row, ci: ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null, delegations };
  },
});

/** Nouns whose rows are shown only on their own file. */
const reservedNouns = lives.map((l) => l.noun).filter((n) => n.reserved);

const accessParams = z.object({
  /** A part of the name of the reader, or of what was read about. */
  text: z.optional(z.string().check(z.maxLength(120))),
  userId: z.optional(idSchema),
  query: z.optional(z.string().check(z.maxLength(60))),
  from: z.optional(daySchema),
  to: z.optional(daySchema),
  ...pageParams,
});
type AccessParams = z.infer<typeof accessParams>;

/** The log `a` with the reader `u` and the name `t` of what the query was about. */
const ACCESS = `access_log a left join user_account u on u.id = a.user_id
  left join lateral (select substring(a.about from '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')::uuid as id) said on true
  left join lateral (
    select x.name from alliance x where x.id = said.id
    union all select x.name from organisation x where x.id = said.id
    union all select x.name from user_account x where x.id = said.id
    limit 1) t on true`;

/**
 * Who was shown cards, account numbers and other personal data, newest first. Days are those of La Paz.
 * @param titleOf the title of a query, given by the caller because the registry contains this query itself
 */
export const accessListWith = (titleOf: (query: string) => string) =>
  defineQuery<AccessParams, AccessListView>({
    name: 'access.list',
    title: 'ver quién consultó datos personales',
    by: ['AUDITOR'],
    params: accessParams as z.ZodMiniType<AccessParams>,
    columns: accessColumns,
    run: async ({ db, params: p, scopes, actor }) => {
      return searchedPage(p.text, async (how) => {
        const where = new Conditions();
        where.words(p.text, how, ['u.name', 't.name']);
        // Reading about a reserved row is shown only to those who may know of that row.
        for (const n of reservedNouns)
          where.add(`(a.query not like '${n.name}.%' or said.id is null
            or exists (select 1 from ${sourceOf(n)} r where r.id = said.id and ${reachSql(n, 'r', scopes, actor.id, where.values)}))`);
        where.on(p.userId, (n) => `a.user_id = ${n}`);
        where.on(p.query, (n) => `a.query = ${n}`);
        where.on(p.from, (n) => `a.at >= (${n}::date)::timestamp at time zone 'America/La_Paz'`);
        where.on(p.to, (n) => `a.at < (${n}::date + 1)::timestamp at time zone 'America/La_Paz'`);
        const { limit, offset } = pageOf(p);
        const rows = await db.query<Omit<AccessRow, 'queryTitle'> & Record<string, unknown>>(
          `select a.n, a.at, a.user_id as "userId", u.name as "userName", a.via, a.query, a.about, t.name as "aboutName", a.subjects
       from ${ACCESS} where ${where.sql} order by a.n desc limit ${limit} offset ${offset}`,
          where.values,
        );
        const total = await db.query<{ n: number }>(countedUpTo(`${ACCESS} where ${where.sql}`), where.values);
        return {
          rows: rows.map((r) => ({ ...r, queryTitle: titleOf(r.query) })),
          total: total[0]?.n ?? 0,
          page: p.page,
          pageSize: p.pageSize,
        };
      });
    },
  });
