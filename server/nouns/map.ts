import type * as z from 'zod/mini';
import { sees } from '../../domain/kernel/noun/field.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { shownValue } from '../../domain/kernel/noun/show.ts';
import { MOST_DRAWN, type NounMapView, nounMapAnswer } from '../../domain/kernel/noun/views.ts';
import type { View } from '../../domain/people/roles.ts';
import { territoryMap } from '../geo/mapData.ts';
import { ALLIANCE_FROM } from '../queries/alliance/reach.ts';
import { defineQuery, type QueryDefinition } from '../queries/query.ts';
import { bySearch, type Likeness } from '../queries/search.ts';
import { openingBox } from '../queries/territory/openingBox.ts';
import { conditions, type Filters, filterParams, listedFor, ownOrder } from './list.ts';
import { columnsOf, rowView } from './read.ts';
import { sourceOf } from './source.ts';

/** Where each source of a place has its point and its name: a lateral select over `t`, one row or none. */
const sources: Readonly<Record<string, (column: string) => string>> = {
  municipality: (column) => `select m.lon, m.lat, m.name from municipality m where m.code = ${column}`,
  alliance: (column) => `select case when p.lon is null or p.lat is null then m.lon else p.lon end as lon,
      case when p.lon is null or p.lat is null then m.lat else p.lat end as lat,
      case when p.lon is null or p.lat is null then m.name else a.name end as name
    from ${ALLIANCE_FROM} left join municipality m on m.code = p.municipality_code where a.id = ${column}`,
};

/**
 * The place of a row `t`, as joins and the select list: of each source that the reader may see, in their order. Null
 * where there is none.
 */
function placeSql(n: Noun, view: View): { joins: string; columns: string } | null {
  const seen = (n.drawnAt ?? []).filter((name) => sees(view, n.fields[name] as never));
  if (seen.length === 0) return null;
  const joins = seen.map((name, i) => {
    const source = sources[n.fields[name]?.options.to ?? ''];
    if (!source) throw new Error(`${n.name}.${name}: nothing says where it is`);
    return `left join lateral (${source(`t.${columnOf(name)}`)}) s${i} on true`;
  });
  // A point is of one source: the first that has one.
  const of = (column: string) =>
    `case ${seen.map((_, i) => `when s${i}.lon is not null and s${i}.lat is not null then s${i}.${column}`).join(' ')} end`;
  return { joins: joins.join(' '), columns: `${of('lon')} as lon, ${of('lat')} as lat, ${of('name')} as at` };
}

type Drawn = Readonly<Record<string, unknown>> & {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly at: string;
};

/**
 * `<noun>.map`: the rows of the list, under the same filters and of the same reach, at their places; the first
 * MOST_DRAWN of those that have one, with how many there are and how many have none. Null for a noun that is drawn
 * nowhere.
 */
export function mapOf(l: Life): QueryDefinition | null {
  const { noun: n } = l;
  if (!n.drawnAt) return null;
  return defineQuery<Filters, NounMapView>({
    name: `${n.name}.map`,
    title: `ver ${n.words.many} en el mapa`,
    by: n.reads,
    params: filterParams<Filters>(l),
    answer: nounMapAnswer as unknown as z.ZodMiniType,
    run: async (reading) => {
      const { db, params, scopes, view, today } = reading;
      const place = placeSql(n, view) ?? { joins: '', columns: `null::float8 as lon, null::float8 as lat, '' as at` };
      const read = async (how: Likeness) => {
        const where = conditions(l, reading, how);
        const within = `select ${columnsOf(l, [n.named])}, ${place.columns}, row_number() over (order by ${ownOrder(l)}) as "inOrder"
          from ${sourceOf(n)} t ${place.joins} where ${where.sql}`;
        const [counted] = await db.query<{ total: number; placed: number }>(
          `select count(*)::int as total, count(lon)::int as placed from (${within}) d`,
          [...where.values],
        );
        const rows = await db.query<Drawn>(
          `select * from (${within}) d where d.lon is not null order by d."inOrder" limit ${MOST_DRAWN}`,
          [...where.values],
        );
        return { total: counted?.total ?? 0, placed: counted?.placed ?? 0, rows };
      };
      const { total, placed, rows, alike } = await bySearch(
        params.text as string | undefined,
        read,
        (found) => found.total > 0,
      );
      const seen = listedFor(n, view);
      const box = await openingBox(db, today, scopes, params.unit as string | undefined);
      return {
        rows: rows.map((row) => {
          const told = rowView(l, seen, row);
          const called = shownValue(n, n.named, told.values[n.named], told.names[n.named]);
          return {
            id: told.id,
            called,
            state: told.state,
            dueOn: told.dueOn,
            lon: Number(row.lon),
            lat: Number(row.lat),
            at: row.at,
          };
        }),
        total,
        withoutPlace: total - placed,
        ground: await territoryMap(db, today, null, box),
        ...(alike ? { alike } : {}),
      };
    },
  });
}
