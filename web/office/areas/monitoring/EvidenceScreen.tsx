import { Link, useParams } from '@tanstack/react-router';
import { writtenDay, writtenMonth } from '../../../../domain/kernel/dates.ts';
import { writtenBs, writtenNumber } from '../../../../domain/kernel/money.ts';
import { hasBefore } from '../../../../domain/monitoring/estimators.ts';
import {
  indicatorOfMeasure,
  type Measure,
  measureOf,
  monthOfCounted,
} from '../../../../domain/monitoring/indicators.ts';
import type { EvidenceRecord, EvidenceRowView, EvidenceView } from '../../../../domain/monitoring/indicatorViews.ts';
import { choosablePeriods } from '../../../../domain/monitoring/period.ts';
import { isCaptured } from '../../../../domain/monitoring/versioned.ts';
import { indicatorWords as w } from '../../../../domain/words/monitoring.ts';
import { levelWords } from '../../../../domain/words/shared.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { Asking } from './Asking.tsx';
import { placeColumn } from './placeColumn.tsx';
import { nounName, recordPath } from './records.ts';
import { useAsked } from './useAsked.ts';
import './monitoring.css';

/** The rows behind a figure: everything it counts, each with its records, down to the photo. */
export default function EvidenceScreen() {
  const { id: code } = useParams({ strict: false }) as { id: string };
  const { me } = useSession();
  const asked = useAsked();
  const page = useQueryPage<EvidenceRowView>('indicator.evidence', {
    pageSize: 25,
    fixed: { measure: code, level: asked.level },
  });
  const view = page.view as EvidenceView | undefined;
  const measure = measureOf(code);
  const indicator = indicatorOfMeasure(code);
  const figure = `/indicadores/${encodeURIComponent(code)}${asked.carried()}`;
  const reserved = page.error ? toProblem(page.error) : null;
  if (reserved?.code === 'SIGG-218') return <Reserved text={reserved.message} figure={figure} />;
  return (
    <Page
      title={w.evidenceTitle}
      lead={w.evidenceLead}
      asOf={page.asOf}
      above={
        <Link to={figure as never} className="back no-print">
          <Icon name="left" size={16} /> {indicator ? `${indicator.code} · ${measure?.name}` : w.title}
        </Link>
      }
    >
      <Asking asked={asked} periods={choosablePeriods(me.system.today)} now={view?.period} />
      {view?.dimensionName ? (
        <Note>
          {w.narrowed(view.dimensionName, view.valueName ?? '')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => asked.change({ dimension: null, key: null, page: null })}
          >
            {w.widen}
          </button>
        </Note>
      ) : null}
      {measure?.subject === 'complaint' ? <Note>{w.complaintRows}</Note> : null}
      <DataTable
        page={page}
        title={w.evidenceTitle}
        columns={measure ? columnsOf(measure) : []}
        rowId={(row) => row.thing}
        href={(row) =>
          measure?.subject === 'complaint'
            ? `/reclamos/${row.thing}`
            : row.alliance_id
              ? `/alianzas/${row.alliance_id}`
              : null
        }
        empty={
          <Empty icon="search" title={w.evidenceEmpty}>
            {w.evidenceEmptyHow}
          </Empty>
        }
      />
    </Page>
  );
}

/** Shown to roles that see no personal data instead of rows about families: it says why, and where to go on. */
function Reserved({ text, figure }: { text: string; figure: string }) {
  return (
    <Empty
      whole
      icon="lock"
      title={w.reservedRecords}
      action={
        <>
          <Link to={figure as never} className="btn btn-primary">
            {w.reservedBack}
          </Link>
          <Link to={'/alianzas' as never} className="btn">
            {w.reservedAlliances}
          </Link>
        </>
      }
    >
      {text}
    </Empty>
  );
}

function columnsOf(measure: Measure): Column<EvidenceRowView>[] {
  return [
    {
      id: 'alliance',
      title: w.columns.alliance,
      main: true,
      cell: (row) => {
        const month = monthOfCounted(row.thing);
        return (
          <>
            {row.alliance_name ?? row.unitName}
            <span className="cell-sub">
              {row.alliance_code}
              {month ? ` · ${writtenMonth(month)}` : ''}
            </span>
          </>
        );
      },
    },
    placeColumn(w.columns.place),
    {
      id: 'on',
      title: w.columns.on,
      cell: (row) =>
        row.counts_on ? <span className="num">{writtenDay(row.counts_on)}</span> : <span className="missing">s/d</span>,
    },
    { id: 'parts', title: w.columns.parts, cell: (row) => <PartsCell measure={measure} row={row} /> },
    { id: 'records', title: w.columns.records, wide: true, cell: (row) => <Records row={row} /> },
  ];
}

function PartsCell({ measure, row }: { measure: Measure; row: EvidenceRowView }) {
  return (
    <>
      {!row.due ? (
        <Badge>{w.counts.notDue}</Badge>
      ) : hasBefore(measure.estimator) ? (
        <span className="num">{w.baseline(writtenBs(row.n), writtenBs(row.n0))}</span>
      ) : measure.estimator === 'ratio' ? (
        <span className="num">{w.of(writtenNumber(row.n), writtenNumber(row.d))}</span>
      ) : (
        <Badge tone={row.n > 0 ? 'good' : 'neutral'}>
          {row.n === 1 ? w.counts.yes : row.n === 0 ? w.counts.no : writtenNumber(row.n)}
        </Badge>
      )}
      {row.note ? <span className="cell-sub">{row.note}</span> : null}
    </>
  );
}

/** How many are listed at first; the others are one tap away. */
const FIRST = 5;

/** The versions of records behind one row; those with a page of their own are links. */
function Records({ row }: { row: EvidenceRowView }) {
  if (row.recordsTotal === 0) return <span className="missing">s/d</span>;
  // A visit or a sale says more than the papers of the alliance, so it goes first.
  const rank = (r: EvidenceRecord) => (isCaptured(r.noun) ? 0 : 1);
  const records = [...row.records].sort(
    (a, b) => rank(a) - rank(b) || (b.occurredOn ?? '').localeCompare(a.occurredOn ?? ''),
  );
  const [first, more] = [records.slice(0, FIRST), records.slice(FIRST)];
  const rest = row.recordsTotal - row.records.length;
  return (
    <>
      <RecordLinks records={first} allianceId={row.alliance_id} />
      {more.length > 0 ? (
        <details>
          <summary>{w.moreRecords(row.recordsTotal - first.length)}</summary>
          <RecordLinks records={more} allianceId={row.alliance_id} />
          {rest > 0 ? <p className="small muted">{w.moreRecords(rest)}</p> : null}
        </details>
      ) : null}
    </>
  );
}

function RecordLinks({ records, allianceId }: { records: readonly EvidenceRecord[]; allianceId: string | null }) {
  const { may } = useSession();
  const pathOf = (r: EvidenceRecord) =>
    r.noun === 'complaint'
      ? `/reclamos/${r.recordId}`
      : isCaptured(r.noun) || r.noun === 'commercial_agreement'
        ? recordPath(r.noun, r.recordId, allianceId)
        : r.noun === 'organisation_member' && allianceId && may.query('member.list')
          ? `/alianzas/${allianceId}/socios`
          : null;
  return (
    <ul className="evidence-records">
      {records.map((r) => {
        const path = pathOf(r);
        const text = [nounName(r.noun), r.who, r.occurredOn ? `del ${writtenDay(r.occurredOn)}` : null]
          .filter(Boolean)
          .join(' ');
        return (
          <li key={r.versionId}>
            {path ? <Link to={path as never}>{text}</Link> : <span>{text}</span>}
            <span className="small muted">
              {' '}
              {levelWords[r.level].toLowerCase()}
              {r.photos > 0 ? ` · ${w.fotos(r.photos)}` : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
