import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ErasureRow } from '../../../../domain/kernel/views.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { Empty, Note } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const w = systemWords.erasure;
const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: w.refuseReason,
  required: true,
  multiline: true,
  maxLength: 500,
};

/** The number of the entry in the chain, as a link for people who may read the journal. */
function Entry({ number }: { number: number | null }) {
  const { may } = useSession();
  if (number === null) return w.unsealed;
  const named = w.entry(writtenNumber(number));
  return may.query('journal.list') ? <Link to={`/auditoria?text=${number}` as never}>{named}</Link> : named;
}

/** Requests to erase contents of the journal: the second person decides them here, and the decided ones stay listed. */
export default function ErasureScreen() {
  const page = useQueryPage<ErasureRow>('erasure.list', { byUnit: false });
  const { may } = useSession();
  const [act, setAct] = useState<{ readonly row: ErasureRow; readonly accept: boolean } | null>(null);
  const columns: readonly Column<ErasureRow>[] = [
    {
      id: 'what',
      title: w.what,
      main: true,
      cell: (e) => (
        <>
          {upperFirst(e.title)}
          <span className="cell-sub">
            <Entry number={e.number} />
          </span>
        </>
      ),
    },
    {
      id: 'reason',
      title: w.reason,
      wide: true,
      cell: (e) => (
        <>
          {e.reason}
          <span className="cell-sub">{e.basis}</span>
        </>
      ),
    },
    {
      id: 'proposed',
      title: w.proposed,
      cell: (e) => (
        <>
          {e.proposedByName}
          <span className="cell-sub">{dayOr(e.proposedOn)}</span>
        </>
      ),
    },
    {
      id: 'decided',
      title: w.decided,
      wide: true,
      cell: (e) =>
        e.status === 'proposed' ? (
          <Badge tone="warn">{w.waits}</Badge>
        ) : (
          <>
            {e.status === 'refused' ? w.refused : e.done ? w.done : w.confirmed}
            <span className="cell-sub">
              {e.decidedByName}, {dayOr(e.decidedOn)}
              {e.decidedReason ? `. ${e.decidedReason}` : ''}
            </span>
          </>
        ),
    },
    {
      id: 'act',
      title: '',
      wide: true,
      cell: (e) =>
        e.status === 'proposed' && may.command('erasure.decide') ? (
          <span className="row">
            {e.mine ? null : (
              <button type="button" className="btn btn-danger" onClick={() => setAct({ row: e, accept: true })}>
                {w.confirm}
              </button>
            )}
            <button type="button" className="btn" onClick={() => setAct({ row: e, accept: false })}>
              {e.mine ? w.takeBack : w.refuse}
            </button>
          </span>
        ) : null,
    },
  ];
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <DataTable
        page={page}
        columns={columns}
        rowId={(e) => e.id}
        title={w.title}
        exports
        empty={<Empty icon="journal" title={w.none} />}
      />
      {act ? (
        <CommandDialog
          opened
          title={act.accept ? w.confirmTitle : act.row.mine ? w.takeBackTitle : w.refuseTitle}
          before={
            <>
              <p>
                <strong>{upperFirst(act.row.title)}</strong>
                {act.row.number === null ? null : `, ${w.entry(writtenNumber(act.row.number))}`}
              </p>
              <p className="muted">
                {act.row.reason} ({act.row.basis})
              </p>
              {act.accept ? <Note tone="warn">{w.confirmWhat(act.row.title)}</Note> : null}
            </>
          }
          kind="erasure.decide"
          subjectId={act.row.id}
          baseVersion={act.row.version}
          draftKey={`erasure.decide.${act.row.id}.${act.accept}`}
          specs={act.accept ? [] : [reason]}
          toBody={(values) => ({ accept: act.accept, ...(act.accept ? {} : { reason: values.reason }) })}
          danger={act.accept}
          submitLabel={act.accept ? w.confirmTitle : act.row.mine ? w.takeBack : w.refuse}
          onClose={() => setAct(null)}
          onDone={() => void 0}
        />
      ) : null}
    </Page>
  );
}
