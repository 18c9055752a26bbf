import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { writtenMonth } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { versionedNames } from '../../../../domain/monitoring/versioned.ts';
import type { BatchRow } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { newId } from '../../../local/ids.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChipFilter, ChoiceFilter, FilterBar, FlagFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';
import { decidesAt } from './entitled.ts';
import { nounsName } from './records.ts';
import { useSend } from './useSend.ts';

const count = (n: number) => <span className="num">{writtenNumber(n)}</span>;
/** A number of a batch; on a phone it is left out while the sample is not drawn. */
const whenDrawn = (row: BatchRow, n: number) => (row.drawn ? count(n) : <span className="muted wide-only">–</span>);

const columns: readonly Column<BatchRow>[] = [
  {
    id: 'lot',
    title: w.noun,
    main: true,
    cell: (r) => (
      <>
        {upperFirst(nounsName(r.noun))} de {writtenMonth(r.month)}
        <span className="cell-sub">{r.unitName}</span>
      </>
    ),
  },
  {
    id: 'stage',
    title: w.stage,
    cell: (r) => <Badge tone={r.stage === 'nation' ? 'special' : 'info'}>{w.stages[r.stage]}</Badge>,
  },
  { id: 'waiting', title: w.waiting, align: 'end', cell: (r) => <strong>{count(r.waiting)}</strong> },
  { id: 'flagged', title: w.flagged, align: 'end', cell: (r) => whenDrawn(r, r.flagged) },
  { id: 'sample', title: w.sample, align: 'end', cell: (r) => whenDrawn(r, r.sample) },
  { id: 'rest', title: w.rest, align: 'end', cell: (r) => whenDrawn(r, r.rest) },
  { id: 'decided', title: w.decided, align: 'end', hidden: true, cell: (r) => whenDrawn(r, r.decided) },
  { id: 'since', title: w.since, cell: (r) => <span className="num">{dayOr(r.since, '–')}</span> },
];

/** The records that wait to be verified or validated, by unit, kind of record and month. */
export default function BatchListScreen() {
  const page = useQueryPage<BatchRow>('verification.batches', { pageSize: 50 });
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <ChoiceFilter
          page={page}
          name="stage"
          label={w.stage}
          any={w.any}
          options={Object.entries(captureWords.stages).map(([value, label]) => ({ value, label }))}
        />
        <ChoiceFilter
          page={page}
          name="noun"
          label={w.noun}
          any={w.any}
          options={versionedNames.map((value) => ({ value, label: upperFirst(nounsName(value)) }))}
        />
        <FlagFilter page={page} name="done" label={w.withDone} />
        <ChipFilter page={page} name="month" say={(month) => w.month(writtenMonth(month))} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(r) => r.id}
        title={w.title}
        actions={(row) => <Action row={row} />}
        empty={
          <Empty icon="verify" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
    </Page>
  );
}

/** The button of a batch: draw its sample, continue it, or look at it. */
function Action({ row }: { row: BatchRow }) {
  const { me, may } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { send, sending, failed } = useSend();
  const [batchId] = useState(newId);
  const mine = decidesAt(me, row.stage, row.unitId);
  const called = `${nounsName(row.noun)} de ${writtenMonth(row.month)}, ${row.unitName}, ${captureWords.stages[row.stage]}`;
  if (row.drawn)
    return (
      <Link to={`/verificacion/${row.id}` as never} className={mine && row.waiting > 0 ? 'btn btn-main' : 'btn'}>
        {mine && row.waiting > 0 ? w.goOn : w.see}
        <span className="only-read">: {called}</span>
      </Link>
    );
  if (!mine || !may.command('verification.draw')) return <span className="small muted">{w.notDrawn[row.stage]}</span>;
  const draw = async () => {
    const { unitId, noun, month, stage } = row;
    const result = await send(
      'draw',
      'verification.draw',
      { unitId, noun, month, stage },
      { id: batchId, baseVersion: null },
    );
    if (!result) return;
    await client.invalidateQueries({ queryKey: ['q'] });
    await navigate({ to: `/verificacion/${batchId}` } as never);
  };
  return (
    <>
      <button
        type="button"
        className="btn btn-main"
        disabled={sending !== null}
        onClick={() => void draw()}
        title={w.drawHelp}
      >
        {sending ? w.saving : w.draw}
        <span className="only-read">: {called}</span>
      </button>
      {failed ? (
        <p className="field-error small" role="alert">
          {failed.problem.message}
        </p>
      ) : null}
    </>
  );
}
