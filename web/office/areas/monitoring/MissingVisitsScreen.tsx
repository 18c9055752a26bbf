import { Link } from '@tanstack/react-router';
import { indicatorOfMeasure, measureOf, VISITS_BY_MONTH } from '../../../../domain/monitoring/indicators.ts';
import type { MissingVisitsRow, MissingVisitsView } from '../../../../domain/monitoring/indicatorViews.ts';
import { choosablePeriods } from '../../../../domain/monitoring/period.ts';
import { indicatorWords } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty } from '../../../ui/states/States.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { Asking } from './Asking.tsx';
import { placeColumn } from './placeColumn.tsx';
import { useAsked } from './useAsked.ts';
import './monitoring.css';

const w = indicatorWords.missing;

const columns: Column<MissingVisitsRow>[] = [
  {
    id: 'alliance',
    title: w.columns.alliance,
    main: true,
    cell: (row) => (
      <>
        {row.allianceName}
        <span className="cell-sub">{row.allianceCode}</span>
      </>
    ),
  },
  placeColumn(w.columns.place),
  {
    id: 'months',
    title: w.columns.months,
    cell: (row) => <span className="num">{w.months(row.monthsMissing, row.monthsExpected)}</span>,
  },
  { id: 'which', title: w.columns.which, wide: true, cell: (row) => row.missingMonths },
];

/**
 * The alliances that lack monthly visits in a period and at a level, with the months they lack: what to do about the
 * figure N8.
 */
export default function MissingVisitsScreen() {
  const { me } = useSession();
  const asked = useAsked();
  const page = useQueryPage<MissingVisitsRow>('visit.missing', { pageSize: 25, fixed: { level: asked.level } });
  const view = page.view as MissingVisitsView | undefined;
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={page.asOf}
      above={
        <Link to={`/indicadores/${VISITS_BY_MONTH}${asked.carried()}` as never} className="back no-print">
          <Icon name="left" size={16} /> {indicatorOfMeasure(VISITS_BY_MONTH)?.code} ·{' '}
          {measureOf(VISITS_BY_MONTH)?.name}
        </Link>
      }
    >
      <Asking asked={asked} periods={choosablePeriods(me.system.today)} now={view?.period} />
      <DataTable
        page={page}
        title={w.title}
        columns={columns}
        rowId={(row) => row.allianceId}
        href={(row) => `/alianzas/${row.allianceId}`}
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
