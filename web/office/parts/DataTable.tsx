import { Link } from '@tanstack/react-router';
import {
  type ColumnVisibilityState,
  columnVisibilityFeature,
  createColumnHelper,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { bulkWords as bulk } from '../../../domain/words/bulk.ts';
import { tableWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Empty, Failed, Loading } from '../../ui/states/States.tsx';
import { queryPath, toProblem } from '../api.ts';
import type { QueryPage } from '../useQueryPage.ts';
import { Pager } from './Pager.tsx';
import { writtenTotal } from './written.ts';

/** A column: its title, its content and its behaviour. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Key by which the server sorts; without it the column cannot be sorted. */
  readonly sort?: string;
  readonly align?: 'end';
  /** Hidden until the person chooses it. */
  readonly hidden?: boolean;
  /** Long text: on a phone it takes the whole width of the card. */
  readonly wide?: boolean;
  /** On a phone it takes the whole width of the card; on a desk it is cut like any other. */
  readonly long?: boolean;
  /** The column that names the row: it carries the link, heads the card and cannot be hidden. */
  readonly main?: boolean;
}

const features = tableFeatures({ rowSortingFeature, rowPaginationFeature, columnVisibilityFeature });
const WRITTEN_IN = 'input:not([type="checkbox"]), select, textarea';
const NO_ROWS: readonly never[] = [];

interface Choosing<Row> {
  readonly ids: ReadonlySet<string>;
  readonly set: (ids: readonly string[], on: boolean) => void;
  readonly called: (row: Row) => string;
  readonly bar: ReactNode;
}

interface TableProps<Row> {
  readonly page: QueryPage<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowId: (row: Row) => string;
  /** What the table lists; used for the caption and to remember the columns a person chose. */
  readonly title: string;
  /** Screen of a row, below /oficina; null for a row without one. */
  readonly href?: ((row: Row) => string | null) | undefined;
  readonly empty: ReactNode;
  /** Offers the download of everything that the filters let through. */
  readonly exports?: boolean;
  readonly actions?: (row: Row) => ReactNode;
  /** Rows can be ticked; `bar` is shown below them and offers what can be done with them. */
  readonly choosing?: Choosing<Row> | undefined;
}

/** A checkbox, with room for a finger around it. `some`: only some of the rows it stands for are ticked. */
function Tick({
  label,
  checked,
  some = false,
  onChange,
}: {
  label: string;
  checked: boolean;
  some?: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label>
      <input
        ref={(box) => {
          if (box) box.indeterminate = some && !checked;
        }}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}

/** The columns that a person hid, kept on this device for each table. */
function useHidden(title: string, initial: ColumnVisibilityState) {
  const key = `sigg.columns.${title}`;
  const [state, setState] = useState<ColumnVisibilityState>(() => {
    try {
      return { ...initial, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as ColumnVisibilityState) };
    } catch {
      return initial;
    }
  });
  const set = (next: ColumnVisibilityState | ((before: ColumnVisibilityState) => ColumnVisibilityState)) =>
    setState((before) => {
      const after = typeof next === 'function' ? next(before) : next;
      localStorage.setItem(key, JSON.stringify(after));
      return after;
    });
  return [state, set] as const;
}

/**
 * A list that the server pages, sorts and filters. Arrow keys go from row to row; at the width of a phone every row is
 * a card that names its columns.
 */
export function DataTable<Row extends object>(props: TableProps<Row>) {
  const { page, columns, rowId, title, href, empty, exports: exportable = false, actions, choosing } = props;
  const helper = useMemo(() => createColumnHelper<typeof features, Row>(), []);
  const defs = useMemo(
    () =>
      columns.map((c) =>
        helper.display({
          id: c.id,
          header: c.title,
          enableHiding: !c.main,
          enableSorting: c.sort !== undefined,
          cell: ({ row }) => c.cell(row.original),
        }),
      ),
    [columns, helper],
  );
  const byId = useMemo(() => new Map(columns.map((c) => [c.id, c])), [columns]);
  const [columnVisibility, setColumnVisibility] = useHidden(
    title,
    Object.fromEntries(columns.map((c) => [c.id, !c.hidden])),
  );
  const sortKey = page.sort.replace(/^-/, '');
  const sorting = columns
    .filter((c) => c.sort && c.sort === sortKey)
    .map((c) => ({ id: c.id, desc: page.sort.startsWith('-') }));
  const table = useTable({
    features,
    columns: defs,
    data: (page.view?.rows ?? NO_ROWS) as Row[],
    getRowId: rowId,
    rowCount: page.view?.total ?? 0,
    manualPagination: true,
    manualSorting: true,
    state: { pagination: { pageIndex: page.page - 1, pageSize: page.pageSize }, sorting, columnVisibility },
    onColumnVisibilityChange: setColumnVisibility,
  });
  const body = useRef<HTMLTableSectionElement>(null);

  const walk = (event: KeyboardEvent) => {
    if (
      !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key) ||
      (event.target as HTMLElement).matches(WRITTEN_IN)
    )
      return;
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])];
    const at = rows.findIndex((r) => r.contains(event.target as Node));
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : at + (event.key === 'ArrowDown' ? 1 : -1);
    const next = rows[to]?.querySelector<HTMLElement>(
      (event.target as HTMLElement).matches('input') ? 'input' : 'a, button',
    );
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  if (page.pending) return <Loading lines={8} />;
  if (page.error && !page.view) return <Failed problem={toProblem(page.error)} onRetry={page.refetch} />;
  const total = page.view?.total ?? 0;
  const filtered = Object.keys(page.filters).length > 0;
  const shown = (page.view?.rows ?? []).map(rowId);
  const ticked = choosing ? shown.filter((id) => choosing.ids.has(id)).length : 0;

  return (
    <div className="table-area" data-busy={page.fetching ? '' : undefined}>
      {total > 0 || filtered ? (
        <div className="row row-apart table-tools">
          <p className="muted" aria-live="polite">
            {w.rows(writtenTotal(total))}
            {filtered ? (
              <button type="button" className="btn btn-quiet" onClick={page.clearFilters}>
                {w.clear}
              </button>
            ) : null}
          </p>
          <div className="row">
            <Popup
              className="btn btn-quiet wide-only"
              label={w.columns}
              button={
                <>
                  <Icon name="columns" /> {w.columns}
                </>
              }
            >
              {() =>
                table
                  .getAllLeafColumns()
                  .filter((c) => c.getCanHide())
                  .map((c) => (
                    <label key={c.id} className="popup-item">
                      <input
                        type="checkbox"
                        checked={c.getIsVisible()}
                        onChange={(e) => c.toggleVisibility(e.target.checked)}
                      />
                      {byId.get(c.id)?.title}
                    </label>
                  ))
              }
            </Popup>
            {exportable && total > 0 ? (
              <>
                <a
                  className="btn btn-quiet"
                  href={queryPath(page.name, { ...page.params, page: null, pageSize: null, format: 'xlsx' })}
                  download
                >
                  <Icon name="download" /> Excel
                </a>
                <a
                  className="btn btn-quiet"
                  href={queryPath(page.name, { ...page.params, page: null, pageSize: null, format: 'csv' })}
                  download
                >
                  CSV
                </a>
              </>
            ) : null}
          </div>
        </div>
      ) : null}
      {page.view?.alike ? <p className="note">{w.alike}</p> : null}
      {total === 0 ? (
        filtered ? (
          <Empty icon="search" title={w.noMatch} />
        ) : (
          empty
        )
      ) : (
        <div className="table-scroll">
          <table className="table" onKeyDown={walk}>
            <caption className="only-read">{title}</caption>
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id}>
                  {choosing ? (
                    <th scope="col" className="table-choose">
                      <Tick
                        label={bulk.choosePage}
                        checked={ticked === shown.length}
                        some={ticked > 0}
                        onChange={(on) => choosing.set(shown, on)}
                      />
                    </th>
                  ) : null}
                  {group.headers.map((header) => {
                    const c = byId.get(header.column.id);
                    const sorted = header.column.getIsSorted();
                    return (
                      <th
                        key={header.id}
                        scope="col"
                        data-align={c?.align}
                        aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                      >
                        {c?.sort ? (
                          <button
                            type="button"
                            className="table-sort"
                            onClick={() => page.setSort(sorted === 'asc' ? `-${c.sort}` : (c.sort ?? ''))}
                          >
                            {c.title}
                            {sorted ? <Icon name={sorted === 'asc' ? 'up' : 'down'} size={16} /> : null}
                          </button>
                        ) : (
                          c?.title
                        )}
                      </th>
                    );
                  })}
                  {actions ? (
                    <th scope="col">
                      <span className="only-read">Acciones</span>
                    </th>
                  ) : null}
                </tr>
              ))}
            </thead>
            <tbody ref={body}>
              {table.getRowModel().rows.map((row) => (
                <tr key={row.id} data-row="">
                  {choosing ? (
                    <td className="table-choose">
                      <Tick
                        label={bulk.choose(choosing.called(row.original))}
                        checked={choosing.ids.has(row.id)}
                        onChange={(on) => choosing.set([row.id], on)}
                      />
                    </td>
                  ) : null}
                  {row.getVisibleCells().map((cell) => {
                    const c = byId.get(cell.column.id);
                    const inside = (
                      <div key={cell.id} className="cell">
                        <table.FlexRender cell={cell} />
                      </div>
                    );
                    const to = c?.main ? href?.(row.original) : null;
                    return c?.main ? (
                      <th key={cell.id} scope="row" className="table-main">
                        {to ? <Link to={to as never}>{inside}</Link> : inside}
                      </th>
                    ) : (
                      <td
                        key={cell.id}
                        className={c?.wide ? 'table-wide' : c?.long ? 'table-long' : undefined}
                        data-align={c?.align}
                        data-title={c?.title}
                      >
                        {inside}
                      </td>
                    );
                  })}
                  {actions ? <td className="table-actions">{actions(row.original)}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {choosing?.bar}
      {page.error ? <Failed problem={toProblem(page.error)} onRetry={page.refetch} /> : null}
      <Pager
        page={page.page}
        pageSize={page.pageSize}
        total={total}
        onPage={page.setPage}
        onPageSize={page.setPageSize}
      />
    </div>
  );
}
