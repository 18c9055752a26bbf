import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { ConflictRow } from '../../../../domain/monitoring/views.ts';
import { conflictWords as w } from '../../../../domain/words/monitoring.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FilterBar } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { nounName } from '../monitoring/records.ts';

const columns: readonly Column<ConflictRow>[] = [
  {
    id: 'what',
    title: 'Dato',
    main: true,
    cell: (r) => (
      <>
        {nounName(r.noun)}: {r.fields.map((f) => f.label).join(', ')}
        <span className="cell-sub">{r.allianceName}</span>
      </>
    ),
  },
  { id: 'current', title: w.current, cell: (r) => <Value row={r} side="current" who={r.currentBy} /> },
  { id: 'proposed', title: w.proposed, cell: (r) => <Value row={r} side="proposed" who={r.proposedBy} /> },
  { id: 'unit', title: 'Unidad', cell: (r) => r.unitName ?? 's/d' },
  { id: 'since', title: 'Desde', cell: (r) => <span className="num">{writtenDay(r.since)}</span> },
];

function Value({ row, side, who }: { row: ConflictRow; side: 'current' | 'proposed'; who: string }) {
  return (
    <>
      <span className="num">{row.fields.map((f) => f[side] ?? 's/d').join(' · ')}</span>
      <span className="cell-sub">{w.by(who)}</span>
    </>
  );
}

/** Values on which two people differ, oldest first. */
export default function ConflictListScreen() {
  const page = useQueryPage<ConflictRow>('conflict.list', { pageSize: 50 });
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <ChoiceFilter
          page={page}
          name="status"
          label={w.status}
          any={w.open}
          options={[{ value: 'settled', label: w.settled }]}
        />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(r) => r.id}
        title={w.title}
        href={(r) => `/conflictos/${r.id}`}
        empty={
          <Empty icon="conflict" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
    </Page>
  );
}
