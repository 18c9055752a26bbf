import * as z from 'zod/mini';
import { buyerRoles } from '../../../domain/alliance/buyer.ts';
import type { BuyerFindView, BuyerRow } from '../../../domain/alliance/views.ts';
import { defineQuery, type Reading } from '../query.ts';
import { type Likeness, searchSql } from '../search.ts';

/** How many buyers are answered; who sees more writes more of the name. */
const MOST = 12;

interface Params {
  text: string;
}

/**
 * Buyers by name, or by the whole NIT. They are one register for the whole programme, so that nobody writes the same one again: whoever may
 * register one finds them all, names alike but written otherwise included.
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
      `select x.id, x.name, x.kind, right(x.nit, 3) as "nitEnd"
         from (select b.*, ${named('same')} as same, similarity(search_key(b.name), search_key($1)) as likeness,
           ${named('alike')} as alike from buyer b) x
        where x.nit = $2 or x.same or x.alike or x.likeness >= 0.4
        order by x.nit = $2 desc nulls last, x.same desc, x.likeness desc, x.name, x.id
        limit ${MOST + 1}`,
      values,
    );
    return { rows: rows.slice(0, MOST), more: rows.length > MOST };
  },
});
