import * as z from 'zod/mini';
import type { MemberListView, MemberRow, OrganisationListView, OrganisationRow } from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { writtenCi } from '../../../domain/people/ci.ts';
import { orderBy } from '../alliance/list.ts';
import { ALLIANCE_READERS, STAFF } from '../alliance/readers.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';

/** Reach over an organisation `o`: its own unit, or an alliance of it within reach. */
function organisationScope(scopes: Reading<unknown>['scopes'], values: unknown[]): string {
  const own = scopeSql(scopes, { unit: 'o.unit_id', organisation: 'o.id', municipality: 'o.municipality_code' }, values);
  const through = scopeSql(scopes, { alliance: 'oa.id', unit: 'oa.unit_id' }, values);
  return own === 'true' ? 'true' : `(${own} or exists (select 1 from alliance oa where oa.organisation_id = o.id and ${through}))`;
}

interface OrganisationParams {
  page: number;
  pageSize: number;
  sort?: string | undefined;
  text?: string | undefined;
  unit?: string | undefined;
  municipality?: string | undefined;
  merged?: '0' | '1' | undefined;
}

/** Producers' organisations within reach. Those joined to another are shown only when asked for. */
export const organisationList = defineQuery({
  name: 'organisation.list',
  title: 'ver las organizaciones',
  by: ALLIANCE_READERS,
  params: z.object({
    ...pageParams,
    sort: z.optional(z.string().check(z.maxLength(40))),
    text: z.optional(z.string().check(z.maxLength(120))),
    unit: z.optional(z.string().check(z.maxLength(20))),
    municipality: z.optional(z.string().check(z.regex(/^\d{6}$/))),
    merged: z.optional(z.enum(['0', '1'])),
  }) as unknown as z.ZodMiniType<OrganisationParams>,
  run: async ({ db, scopes, params }: Reading<OrganisationParams>): Promise<OrganisationListView> => {
    const values: unknown[] = [];
    const parts = [organisationScope(scopes, values), `o.merged_into is ${params.merged === '1' ? 'not ' : ''}null`];
    const add = (sql: (at: string) => string, value: unknown) => {
      values.push(value);
      parts.push(sql(`$${values.length}`));
    };
    if (params.text?.trim())
      add((at) => `(normalize_name(o.name) like '%' || normalize_name(${at}) || '%' or o.acronym ilike '%' || ${at} || '%')`, params.text.trim());
    if (params.unit) add((at) => `o.unit_id = ${at}`, params.unit);
    if (params.municipality) add((at) => `o.municipality_code = ${at}`, params.municipality);
    values.push(params.pageSize, (params.page - 1) * params.pageSize);
    const rows = await db.query<OrganisationRow & { total: number } & Record<string, unknown>>(
      `select o.id, o.version, o.name, o.acronym, o.legal_form as "legalForm", o.legal_status_number as "legalStatusNumber", o.unit_id as "unitId",
         u.short_name as "unitName", m.name as "municipalityName", o.merged_into as "mergedInto", k.name as "mergedIntoName",
         (select count(*) from alliance a where a.organisation_id = o.id) as alliances,
         (select count(*) from organisation_member x where x.organisation_id = o.id and x.standing = 'current' and not x.annulled and x.left_on is null) as members,
         count(*) over () as total
       from organisation o join operating_unit u on u.code = o.unit_id left join municipality m on m.code = o.municipality_code
         left join organisation k on k.id = o.merged_into
       where ${parts.join(' and ')}
       order by ${orderBy(params.sort, { name: 'normalize_name(o.name)', unit: 'u.short_name', municipality: 'm.name' }, 'normalize_name(o.name), o.id')}
       limit $${values.length - 1} offset $${values.length}`,
      values,
    );
    return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0, page: params.page, pageSize: params.pageSize };
  },
});

interface MemberParams {
  page: number;
  pageSize: number;
  allianceId: string;
  left?: '0' | '1' | undefined;
}

/** The members of an alliance's organisation by name: reading it is itself logged. */
export const memberList = defineQuery({
  name: 'member.list',
  title: 'ver los socios de una alianza',
  by: STAFF,
  personal: true,
  params: z.object({ ...pageParams, allianceId: idSchema, left: z.optional(z.enum(['0', '1'])) }) as unknown as z.ZodMiniType<MemberParams>,
  run: async ({ db, scopes, view, params }: Reading<MemberParams>): Promise<MemberListView> => {
    const empty = { rows: [], total: 0, page: params.page, pageSize: params.pageSize };
    if (view !== 'full') return empty;
    const values: unknown[] = [params.allianceId];
    const scope = scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, values);
    values.push(params.pageSize, (params.page - 1) * params.pageSize);
    const rows = await db.query<Omit<MemberRow, 'ci'> & { ciNumber: string | null; ciComplement: string | null; total: number } & Record<string, unknown>>(
      `select x.record_id as id, x.version, x.family_id as "familyId", x.representative_id as "representativeId",
         nullif(concat_ws(' ', p.given_names, p.paternal_surname, p.maternal_surname), '') as name, p.ci_number as "ciNumber", p.ci_complement as "ciComplement",
         coalesce(x.representative_sex, p.sex) as sex, p.birth_date as "birthDate", x.joined_on as "joinedOn", x.left_on as "leftOn", x.level, count(*) over () as total
       from alliance a join organisation o on o.id = a.organisation_id
         join organisation_member x on (x.organisation_id = o.id or x.organisation_id = o.merged_into) and x.standing = 'current' and not x.annulled
         left join person p on p.id = x.representative_id
       where a.id = $1::uuid and ${scope} ${params.left === '1' ? '' : 'and x.left_on is null'}
       order by normalize_name(concat_ws(' ', p.paternal_surname, p.maternal_surname, p.given_names)), x.record_id
       limit $${values.length - 1} offset $${values.length}`,
      values,
    );
    return {
      rows: rows.map(({ total: _total, ciNumber, ciComplement, ...row }) => ({
        ...row,
        ci: ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null,
      })),
      total: rows[0]?.total ?? 0,
      page: params.page,
      pageSize: params.pageSize,
    };
  },
});
