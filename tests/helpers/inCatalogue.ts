import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import type { World } from './world.ts';

/** A product and a unit in which it is measured, for rows that refer to them; loads the catalogue where it is missing. */
export async function inCatalogue({ db }: World): Promise<{ product: string; measureUnit: string }> {
  await loadCatalogue(db);
  const [row] = await db.query<{ product: string; measureUnit: string }>(
    'select product_code as product, unit_code as "measureUnit" from unit_conversion order by 1, 2 limit 1',
  );
  if (!row) throw new Error('the catalogue has no product');
  return row;
}
