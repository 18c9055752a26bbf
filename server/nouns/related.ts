import { sees } from '../../domain/kernel/noun/field.ts';
import type { RelatedCount } from '../../domain/kernel/noun/views.ts';
import { lives } from '../../domain/nouns.ts';
import { type QueryDefinition, type Reading, readingOf } from '../queries/query.ts';
import { conditions, type Filters } from './list.ts';
import { sourceOf } from './source.ts';

/**
 * How many rows refer to a thing, by noun and field: those that their own lists let this reader know of. Where there is
 * none, nothing is told.
 * @param to what kind of thing it is, as references name it: a noun, or 'alliance'
 */
export async function relatedTo(
  to: string,
  id: string,
  { db, actor, today }: Pick<Reading<unknown>, 'db' | 'actor' | 'today'>,
): Promise<RelatedCount[]> {
  const found: RelatedCount[] = [];
  for (const other of lives) {
    const { noun: n } = other;
    for (const [field, facts] of Object.entries(n.fields)) {
      if (facts.options.to !== to) continue;
      const list = { by: n.reads } as unknown as QueryDefinition<Filters>;
      const reading = readingOf(list, db, actor, { [field]: id } as Filters, today);
      if (!reading || !sees(reading.view, facts)) continue;
      const where = conditions(other, reading, 'same');
      const [row] = await db.query<{ count: number }>(
        `select count(*)::int as count from ${sourceOf(n)} t where ${where.sql}`,
        [...where.values],
      );
      if (row && row.count > 0) found.push({ noun: n.name, field, count: row.count });
    }
  }
  return found;
}
