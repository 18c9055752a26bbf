import type { WaitingCommand } from '../../../../domain/field/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { heldWords as w } from '../../../../domain/words/registers.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FilterBar, FlagFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useQueryPage } from '../../useQueryPage.ts';

const columns: readonly Column<WaitingCommand>[] = [
  {
    id: 'what',
    title: w.what,
    main: true,
    cell: (r) => (
      <>
        {upperFirst(r.title)} {r.late ? <Badge tone="warn">{w.isLate}</Badge> : null}
      </>
    ),
  },
  { id: 'who', title: w.who, cell: (r) => r.authorName },
  { id: 'received', title: w.received, cell: (r) => <span className="num">{writtenInstant(r.receivedAt)}</span> },
  { id: 'days', title: w.days, align: 'end', cell: (r) => writtenNumber(r.days) },
  {
    id: 'waitsFor',
    title: w.waitsFor,
    wide: true,
    cell: (r) => r.waitsFor.map((x) => x.title ?? w.notArrived).join(', '),
  },
];

/** Commands that arrived before another one they need, oldest first. */
export default function HeldScreen() {
  const page = useQueryPage<WaitingCommand>('held.list', { byUnit: false });
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <FlagFilter page={page} name="late" label={w.late} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(r) => r.commandId}
        title={w.title}
        empty={
          <Empty icon="clock" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
    </Page>
  );
}
