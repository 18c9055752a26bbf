import * as z from 'zod/mini';
import type { OrganisationAllianceListView, OrganisationAllianceRow } from '../../../domain/alliance/registerViews.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { organisationReaders } from '../../../domain/organisation/readers.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE, FAMILIES } from '../alliance/reach.ts';
import { Conditions, orderBy, readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { organisationAllianceColumns } from './columns.ts';

interface Params {
  id: string;
  page: number;
  pageSize: number;
  sort?: string | undefined;
}

/** The alliances within reach of an organisation, under any of its joined names, with the families enrolled in it. */
export const organisationAlliances = defineQuery({
  name: 'organisation.alliances',
  title: 'ver las alianzas de una organización',
  by: organisationReaders,
  columns: organisationAllianceColumns,
  params: z.object({
    ...pageParams,
    id: idSchema,
    sort: z.optional(z.string().check(z.maxLength(40))),
  }) as unknown as z.ZodMiniType<Params>,
  run: ({ db, scopes, params }: Reading<Params>): Promise<OrganisationAllianceListView> => {
    const where = new Conditions();
    where.add(scopeSql(scopes, ALLIANCE_SCOPE, where.values));
    const stands = `coalesce(own.merged_into, own.id)`;
    where.add(
      `${stands} = (select coalesce(s.merged_into, s.id) from organisation s where s.id = ${where.at(params.id)}::uuid)`,
    );
    return readPage<OrganisationAllianceRow>(db, params, {
      sql: `select a.id, a.code, a.name, a.state, a.state_since as "stateSince", p.model, pr.name as "productName",
          ${FAMILIES(stands)} as members, count(*) over () as "inAll"
        from ${ALLIANCE_FROM} join organisation own on own.id = a.organisation_id
          left join product pr on pr.code = p.product_code
        where ${where.sql}`,
      values: where.values,
      order: orderBy(
        params.sort,
        { name: 'normalize_name(a.name)', state: 'a.state', product: 'pr.name', stateSince: 'a.state_since' },
        'normalize_name(a.name), a.id',
      ),
    });
  },
});
