import * as z from 'zod/mini';
import { buyerRoles } from '../../../domain/alliance/buyer.ts';
import type { BuyerFindView, BuyerRow } from '../../../domain/alliance/views.ts';
import { defineQuery, type Reading } from '../query.ts';

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
  params: z.object({ text: z.string().check(z.trim(), z.minLength(2, 'Escriba al menos dos letras.'), z.maxLength(120)) }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, view, params }: Reading<Params>): Promise<BuyerFindView> => {
    if (view !== 'full') return { rows: [], more: false };
    const rows = await db.query<BuyerRow & Record<string, unknown>>(
      `select b.id, b.name, b.kind, right(b.nit, 3) as "nitEnd"
         from buyer b, normalize_name($1) as said(name)
        where b.nit = $2 or (said.name <> '' and (strpos(normalize_name(b.name), said.name) > 0 or similarity(normalize_name(b.name), said.name) >= 0.4))
        order by b.nit = $2 desc nulls last, strpos(normalize_name(b.name), said.name) > 0 desc, similarity(normalize_name(b.name), said.name) desc, b.name, b.id
        limit ${MOST + 1}`,
      [params.text, params.text.replaceAll(/[\s.-]/g, '')],
    );
    return { rows: rows.slice(0, MOST), more: rows.length > MOST };
  },
});
