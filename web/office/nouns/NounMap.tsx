import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { MOST_DRAWN, type NounDrawnRow, type NounMapView, type NounRow } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { tableWords } from '../../../domain/words/office.ts';
import { placesMapWords as w } from '../../../domain/words/placesMap.ts';
import { PlacesMap } from '../../map/lazy.ts';
import type { DrawnPlace } from '../../map/PlacesMap.tsx';
import { Failed, Loading } from '../../ui/states/States.tsx';
import { toProblem } from '../api.ts';
import { Badge, Deadline } from '../parts/Badge.tsx';
import { useSession } from '../session.tsx';
import { type QueryPage, useData } from '../useQueryPage.ts';

/** Groups rows by the point at which they are drawn. */
function placesOf(l: Life, rows: readonly NounDrawnRow[]): DrawnPlace[] {
  const found = new Map<string, NounDrawnRow[]>();
  for (const row of rows) {
    const key = `${row.lon} ${row.lat}`;
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found].map(([key, things]) => {
    const [{ lon, lat, at }] = things as [NounDrawnRow];
    return { key, name: at, lon, lat, things, waiting: things.filter((row) => l.states[row.state]?.holder).length };
  });
}

/**
 * The rows of a list on a map, with the same filters. The list shows the same and more, for people who cannot see the
 * map or use a pointer.
 */
export function NounMap({ life: l, page }: { life: Life; page: QueryPage<NounRow> }) {
  const { noun: n } = l;
  const { me } = useSession();
  const navigate = useNavigate();
  const { page: _page, pageSize: _size, sort: _sort, ...filters } = page.params;
  const map = useData<NounMapView>(`${n.name}.map`, filters);
  const places = useMemo(() => placesOf(l, map.data?.rows ?? []), [l, map.data]);
  if (map.isPending) return <Loading lines={10} />;
  if (!map.data) return <Failed problem={toProblem(map.error)} onRetry={() => void map.refetch()} />;
  const { rows, total, withoutPlace, ground } = map.data;
  const to = (row: NounDrawnRow) => `${n.path}/${row.id}`;
  const filtered = Object.keys(page.filters).length > 0;
  const told = (
    <div className="stack-s" role="status">
      {map.data.alike ? <p className="note">{tableWords.alike}</p> : null}
      <p>
        <strong>{total === 0 && filtered ? tableWords.noMatch : w.shown(rows.length, total, n.words.many)}</strong>{' '}
        {withoutPlace > 0 ? w.without(withoutPlace) : null}
      </p>
      {rows.length === 0 && total > 0 ? <p className="muted">{w.none}</p> : null}
      {rows.length < total - withoutPlace ? <p className="muted">{w.cut(MOST_DRAWN)}</p> : null}
      {filtered ? (
        <button type="button" className="link" onClick={page.clearFilters}>
          {tableWords.clear}
        </button>
      ) : null}
    </div>
  );
  if (rows.length === 0) return <section className="card">{told}</section>;
  return (
    <Suspense fallback={<Loading lines={10} />}>
      <PlacesMap
        ground={ground}
        places={places}
        boundariesUrl="/api/territory/boundaries"
        told={told}
        onOpen={(row) => void navigate({ to: to(row) } as never)}
        thing={(row) => (
          <li key={row.id}>
            <Link to={to(row) as never}>{row.called ?? upperFirst(n.words.one)}</Link>{' '}
            <Badge tone={l.states[row.state]?.holder ? 'info' : 'neutral'}>
              {upperFirst(l.states[row.state]?.name ?? row.state)}
            </Badge>{' '}
            {row.dueOn ? <Deadline due={row.dueOn} today={me.system.today} /> : null}
          </li>
        )}
      />
    </Suspense>
  );
}
