import * as z from 'zod/mini';
import type {
  MemberListView,
  MemberRow,
  OrganisationListView,
  OrganisationRow,
} from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { writtenCi } from '../../../domain/people/ci.ts';
import { FAMILIES } from '../alliance/reach.ts';
import { Conditions, orderBy, readPage, searchedPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { ALLIANCE_READERS, FAMILY_READERS } from '../readers.ts';
import { memberColumns, organisationColumns } from './columns.ts';

/**
 * Reach over an organisation `o`: through its own unit, or through an alliance within reach of it or of one joined to
 * it.
 */
function organisationScope(scopes: Reading<unknown>['scopes'], values: unknown[]): string {
  const own = scopeSql(
    scopes,
    { unit: 'o.unit_id', organisation: 'o.id', municipality: 'o.municipality_code' },
    values,
  );
  const through = scopeSql(scopes, { alliance: 'oa.id', unit: 'oa.unit_id' }, values);
  return own === 'true'
    ? 'true'
    : `(${own} or exists (select 1 from alliance oa join organisation oo on oo.id = oa.organisation_id
      where o.id in (oo.id, oo.merged_into) and ${through}))`;
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
  columns: organisationColumns,
  run: async ({ db, scopes, params }: Reading<OrganisationParams>): Promise<OrganisationListView> => {
    return searchedPage(params.text, (how) => {
      const where = new Conditions();
      where.add(organisationScope(scopes, where.values));
      where.add(`o.merged_into is ${params.merged === '1' ? 'not ' : ''}null`);
      where.words(params.text, how, ['o.name', 'o.acronym']);
      where.on(params.unit, (at) => `o.unit_id = ${at}`);
      where.on(params.municipality, (at) => `o.municipality_code = ${at}`);
      return readPage<OrganisationRow>(db, params, {
        sql: `select o.id, o.version, o.name, o.acronym, o.legal_form as "legalForm",
          o.legal_status_number as "legalStatusNumber", o.unit_id as "unitId",
         u.short_name as "unitName", m.name as "municipalityName", o.merged_into as "mergedInto", k.name as "mergedIntoName",
         (select count(*) from alliance_root a where a.organisation_id = o.id) as alliances,
         ${FAMILIES('o.id')} as members,
         count(*) over () as "inAll"
       from organisation o join operating_unit u on u.code = o.unit_id left join municipality m on m.code = o.municipality_code
         left join organisation k on k.id = o.merged_into
       where ${where.sql}`,
        values: where.values,
        order: orderBy(
          params.sort,
          { name: 'normalize_name(o.name)', unit: 'u.short_name', municipality: 'm.name' },
          'normalize_name(o.name), o.id',
        ),
      });
    });
  },
});

interface MemberParams {
  page: number;
  pageSize: number;
  allianceId: string;
  left?: '0' | '1' | undefined;
}

/**
 * The members of an alliance's organisation by name, under any of its joined names; a family joined to another appears
 * once. Reading it is recorded.
 */
export const memberList = defineQuery({
  name: 'member.list',
  title: 'ver los socios de una alianza',
  by: FAMILY_READERS,
  personal: true,
  params: z.object({
    ...pageParams,
    allianceId: idSchema,
    left: z.optional(z.enum(['0', '1'])),
  }) as unknown as z.ZodMiniType<MemberParams>,
  columns: memberColumns,
  run: async ({ db, scopes, view, params }: Reading<MemberParams>): Promise<MemberListView> => {
    const empty = { rows: [], total: 0, page: params.page, pageSize: params.pageSize };
    if (view !== 'full') return empty;
    const values: unknown[] = [params.allianceId];
    const scope = scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, values);
    const { rows, ...page } = await readPage<
      Omit<MemberRow, 'ci'> & { ciNumber: string | null; ciComplement: string | null }
    >(db, params, {
      sql: `select x.record_id as id, x.version, x.family_id as "familyId", x.representative_id as "representativeId",
         nullif(concat_ws(' ', p.given_names, p.paternal_surname, p.maternal_surname), '') as name,
           p.ci_number as "ciNumber", p.ci_complement as "ciComplement",
         coalesce(x.representative_sex, p.sex) as sex, p.birth_date as "birthDate", x.joined_on as "joinedOn",
           x.left_on as "leftOn", x.level, count(*) over () as "inAll"
       from alliance a join organisation own on own.id = a.organisation_id
         join organisation o on coalesce(o.merged_into, o.id) = coalesce(own.merged_into, own.id)
         join organisation_member x on x.organisation_id = o.id and x.standing = 'current' and not x.annulled
         join family f on f.id = x.family_id
         left join person p on p.id = x.representative_id
       where a.id = $1::uuid and ${scope} ${params.left === '1' ? '' : 'and x.left_on is null'}
         and not (f.merged_into is not null
           and exists (select 1 from organisation_member k join organisation ko on ko.id = k.organisation_id
              where k.family_id = f.merged_into and k.standing = 'current' and not k.annulled and k.left_on is null
                and coalesce(ko.merged_into, ko.id) = coalesce(o.merged_into, o.id)))`,
      values,
      order: `normalize_name(concat_ws(' ', p.paternal_surname, p.maternal_surname, p.given_names)), x.record_id`,
    });
    return {
      ...page,
      rows: rows.map(({ ciNumber, ciComplement, ...row }) => ({
        ...row,
        ci: ciNumber ? writtenCi({ number: ciNumber, complement: ciComplement }) : null,
      })),
    };
  },
});
