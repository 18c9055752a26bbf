import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { WaitingRow, WaitingView } from '../../../../domain/monitoring/waiting.ts';
import { waitingWords as w } from '../../../../domain/words/waiting.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const unknown = <span className="missing">s/d</span>;
const days = (n: number | null) => (n === null ? unknown : <span className="num">{writtenNumber(n)}</span>);

const columns: Column<WaitingRow>[] = [
  { id: 'what', title: w.columns.what, main: true, cell: (row) => upperFirst(row.what) },
  { id: 'state', title: w.columns.state, cell: (row) => <Badge tone="info">{row.stateName}</Badge> },
  { id: 'holder', title: w.columns.holder, wide: true, cell: (row) => row.holder },
  { id: 'unit', title: w.columns.unit, cell: (row) => row.unitName ?? <span className="muted">{w.national}</span> },
  {
    id: 'count',
    title: w.columns.count,
    sort: 'count',
    align: 'end',
    cell: (row) => <strong className="num">{writtenNumber(row.count)}</strong>,
  },
  { id: 'median', title: w.columns.median, sort: 'medianDays', align: 'end', cell: (row) => days(row.medianDays) },
  { id: 'longest', title: w.columns.longest, sort: 'longestDays', align: 'end', cell: (row) => days(row.longestDays) },
  {
    id: 'overdue',
    title: w.columns.overdue,
    sort: 'overdue',
    align: 'end',
    cell: (row) =>
      row.overdue === null ? (
        <span className="muted">–</span>
      ) : row.overdue > 0 ? (
        <Badge tone="bad">{writtenNumber(row.overdue)}</Badge>
      ) : (
        '0'
      ),
  },
];

/** How much work waits in total, in a sentence. */
function told({ waiting, overdue }: WaitingView): string {
  const all = waiting === 1 ? w.waitingOne : w.waiting(writtenNumber(waiting));
  return `${all}; ${overdue === 0 ? w.overdueNone : overdue === 1 ? w.overdueOne : w.overdue(writtenNumber(overdue))}.`;
}

/** Where work waits, for whom and since when, across all nouns with a life cycle. */
export default function WaitingScreen() {
  const page = useQueryPage<WaitingRow>('work.waiting', { pageSize: 50 });
  const view = page.view as WaitingView | undefined;
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      {view && view.waiting > 0 ? <p aria-live="polite">{told(view)}</p> : null}
      <DataTable
        page={page}
        title={w.title}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => row.path}
        exports
        empty={
          <Empty icon="verify" title={w.none}>
            {w.noneHow}
          </Empty>
        }
      />
    </Page>
  );
}
