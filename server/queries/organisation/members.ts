import * as z from 'zod/mini';
import type { MemberListView, MemberRow } from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { writtenCi } from '../../../domain/people/ci.ts';
import { readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { FAMILY_READERS } from '../readers.ts';
import { memberColumns } from './columns.ts';

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
