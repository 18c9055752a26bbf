import * as z from 'zod/mini';
import { buyerReaders, buyerRoles } from '../../../domain/alliance/buyer.ts';
import type {
  BuyerAgreementListView,
  BuyerAgreementRow,
  BuyerFindView,
  BuyerRow,
} from '../../../domain/alliance/views.ts';
import { addYears } from '../../../domain/kernel/dates.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { levels } from '../../../domain/kernel/versions.ts';
import { Conditions, orderBy, readPage } from '../list.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';
import { type Likeness, searchSql } from '../search.ts';
import { agreementColumns } from './columns.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from './reach.ts';

/** The most buyers in an answer; a reader who gets this many types more of the name. */
const MOST = 12;

interface Params {
  text: string;
}

/**
 * Buyers by name, or by the whole NIT. There is one register for the whole programme, so that nobody registers the same
 * buyer again: whoever may register one finds all of them, also under similar names.
 */
export const buyerFind = defineQuery({
  name: 'buyer.find',
  title: 'buscar un comprador',
  by: buyerRoles,
  params: z.object({
    text: z.string().check(z.trim(), z.minLength(2, 'Escriba al menos dos letras.'), z.maxLength(120)),
  }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, view, params }: Reading<Params>): Promise<BuyerFindView> => {
    if (view !== 'full') return { rows: [], more: false };
    const values: unknown[] = [params.text, params.text.replaceAll(/[\s.-]/g, '')];
    const named = (how: Likeness) =>
      searchSql(params.text, how, ['b.name'], (value) => `$${values.push(value)}`) ?? 'false';
    const rows = await db.query<BuyerRow & Record<string, unknown>>(
      `select x.id, x.name, x.kind, right(x.nit, 3) as "nitEnd",
          coalesce(x.state = 'CERRADO', false) as closed
         from (select b.*, ${named('same')} as same, similarity(search_key(b.name), search_key($1)) as likeness,
           ${named('alike')} as alike from buyer b) x
        where x.nit = $2 or x.same or x.alike or x.likeness >= 0.4
        order by x.nit = $2 desc nulls last, coalesce(x.state = 'CERRADO', false), x.same desc, x.likeness desc, x.name, x.id
        limit ${MOST + 1}`,
      values,
    );
    return { rows: rows.slice(0, MOST), more: rows.length > MOST };
  },
});

interface AgreementParams {
  id: string;
  page: number;
  pageSize: number;
  sort?: string | undefined;
}

/** What the alliances within reach agreed with a buyer and sold to it in the twelve months up to today. */
export const buyerAgreements = defineQuery({
  name: 'buyer.agreements',
  title: 'ver lo acordado con un comprador',
  by: buyerReaders,
  columns: agreementColumns,
  params: z.object({
    ...pageParams,
    id: idSchema,
    sort: z.optional(z.string().check(z.maxLength(40))),
  }) as unknown as z.ZodMiniType<AgreementParams>,
  run: ({ db, scopes, params, today }: Reading<AgreementParams>): Promise<BuyerAgreementListView> => {
    const where = new Conditions();
    where.add(scopeSql(scopes, ALLIANCE_SCOPE, where.values));
    where.add(`c.buyer_id = ${where.at(params.id)}::uuid and c.standing = 'current' and not c.annulled`);
    const sold = (level: number) =>
      `(select coalesce(sum(s.total), 0) from sale s where s.alliance_id = c.alliance_id and s.buyer_id = c.buyer_id
          and s.product_code = c.product_code and s.standing = 'current' and not s.annulled and s.level >= ${level}
          and s.occurred_on > ${where.at(addYears(today, -1))}::date and s.occurred_on <= ${where.at(today)}::date)`;
    const [registered, validated] = [sold(levels.registered), sold(levels.validated)];
    return readPage<BuyerAgreementRow>(db, params, {
      sql: `select c.record_id as id, a.id as "allianceId", a.code as "allianceCode", a.name as "allianceName",
          pr.name as "productName", c.quantity_per_cycle as "quantityPerCycle", mu.name as "unitName", c.price,
          c.starts_on as "startsOn", c.ends_on as "endsOn", c.level, ${registered} as "soldRegistered",
          ${validated} as "soldValidated", count(*) over () as "inAll"
        from ${ALLIANCE_FROM} join commercial_agreement c on c.alliance_id = a.id
          join product pr on pr.code = c.product_code left join measure_unit mu on mu.code = c.unit_code
        where ${where.sql}`,
      values: where.values,
      order: orderBy(
        params.sort,
        { alliance: 'normalize_name(a.name)', product: 'pr.name', endsOn: 'c.ends_on', sold: '"soldRegistered"' },
        'c.ends_on desc nulls first, normalize_name(a.name), c.record_id',
      ),
    });
  },
});
