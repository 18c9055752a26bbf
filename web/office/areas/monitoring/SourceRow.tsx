import { useState } from 'react';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { type ImportedFrom, writtenImport } from '../../../../domain/monitoring/checks.ts';
import type { RecordSourceView } from '../../../../domain/monitoring/views.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

/**
 * The row and sheet from which a record was imported, with the row's content for people who may decide on the record.
 */
export function SourceRow({ imported, noun, versionId }: { imported: ImportedFrom; noun: string; versionId: string }) {
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Note>
      <p>{writtenImport(imported)}.</p>
      {may.query('verification.source') ? (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{w.sourceShow}</summary>
          {open ? <Cells noun={noun} versionId={versionId} /> : null}
        </details>
      ) : null}
    </Note>
  );
}

function Cells({ noun, versionId }: { noun: string; versionId: string }) {
  const found = useData<RecordSourceView>('verification.source', { noun, versionId });
  if (found.isPending) return <Loading lines={3} />;
  if (!found.data) return <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const { cells, withdrawnOn } = found.data;
  return (
    <>
      {withdrawnOn ? <p className="muted">{w.sourceWithdrawn(writtenDay(withdrawnOn))}</p> : null}
      {cells === null ? <p>{w.sourceGone}</p> : null}
      {cells && cells.length > 0 ? (
        <dl className="facts source-row">
          {cells.map(({ cell, heading, value }) => (
            <div key={cell}>
              <dt>
                {heading || w.sourceNoHeading} <span className="muted num">{cell}</span>
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
