import { sees } from '../../domain/kernel/noun/field.ts';
import type { RelatedCount } from '../../domain/kernel/noun/views.ts';
import { lives } from '../../domain/nouns.ts';
import { type Reading, readingOf } from '../queries/query.ts';
import { conditions, type Filters } from './list.ts';
import { sourceOf } from './source.ts';

/** Every field of a declared noun that refers to something, with what it refers to. */
const pointing = lives.flatMap((life) =>
  Object.entries(life.noun.fields).map(([field, facts]) => ({ life, field, facts, to: facts.options.to })),
);

/**
 * How many rows refer to a thing, by noun and field: those that their own lists let this reader know of. Where there is
 * none, nothing is told. Asked in one statement, however many nouns there are.
 * @param to what kind of thing it is, as references name it: a noun, or 'alliance'
 */
export async function relatedTo(
  to: string,
  id: string,
  { db, actor, today }: Pick<Reading<unknown>, 'db' | 'actor' | 'today'>,
): Promise<RelatedCount[]> {
  const values: unknown[] = [];
  const parts = pointing
    .filter((one) => one.to === to)
    .flatMap(({ life: l, field, facts }) => {
      const reading = readingOf<Filters>({ by: l.noun.reads }, db, actor, { [field]: id }, today);
      if (!reading || !sees(reading.view, facts)) return [];
      const where = conditions(l, reading, 'same', values);
      return [
        `select '${l.noun.name}' as noun, '${field}' as field, count(*)::int as count from ${sourceOf(l.noun)} t
          where ${where.sql}`,
      ];
    });
  if (parts.length === 0) return [];
  const counted = await db.query<RelatedCount & Record<string, unknown>>(parts.join('\nunion all\n'), values);
  return counted.filter(({ count }) => count > 0);
}
