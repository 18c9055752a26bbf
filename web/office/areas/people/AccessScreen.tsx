import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { AccessRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { DayFilter, FilterBar, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useQueryPage } from '../../useQueryPage.ts';

const w = peopleWords.access;

const columns: readonly Column<AccessRow>[] = [
  { id: 'who', title: w.who, main: true, cell: (a) => a.userName ?? 'Sistema' },
  {
    id: 'what',
    title: w.what,
    cell: (a) => (
      <>
        {upperFirst(a.queryTitle)}
        {a.about?.split(' ').includes('format') ? (
          <span className="cell-sub">
            <Badge tone="warn">{w.downloaded}</Badge>
          </span>
        ) : null}
      </>
    ),
  },
  { id: 'about', title: w.about, cell: (a) => a.aboutName ?? '–' },
  { id: 'subjects', title: w.subjects, align: 'end', cell: (a) => writtenNumber(a.subjects) },
  { id: 'at', title: w.at, cell: (a) => <span className="num">{writtenInstant(a.at)}</span> },
  { id: 'via', title: w.via, cell: (a) => w[a.via] },
];

/** The accesses to personal data: who saw what. */
export default function AccessScreen() {
  const page = useQueryPage<AccessRow>('access.list', { byUnit: false });
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <DayFilter page={page} name="from" label="Desde" />
        <DayFilter page={page} name="to" label="Hasta" />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(a) => String(a.n)}
        title={w.title}
        exports
        empty={<Empty icon="lock" title={w.none} />}
      />
    </Page>
  );
}
