import { Link } from '@tanstack/react-router';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { BatchStage } from '../../../../domain/monitoring/batch.ts';
import { isCaptured } from '../../../../domain/monitoring/versioned.ts';
import type { BatchItem, ReviewRecordView } from '../../../../domain/monitoring/views.ts';
import { recordWords, verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { useData } from '../../useQueryPage.ts';
import { ClockFacts, Photos, PlaceFacts } from './RecordEvidence.tsx';
import { EarlierRecords, Part, RecordFields, Signals, Trail, VersionBadges } from './RecordParts.tsx';
import { recordPath } from './records.ts';
import { SourceRow } from './SourceRow.tsx';

export const recordQuestion = (noun: string, versionId: string) =>
  ['verification.record', { noun, versionId }] as const;

/** One record with everything needed to decide on it, side by side. */
export function ReviewPanel({ noun, stage, item }: { noun: string; stage: BatchStage; item: BatchItem }) {
  const found = useData<ReviewRecordView>(...recordQuestion(noun, item.versionId));
  if (found.isPending) return <Loading lines={10} />;
  if (!found.data) return <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const r = found.data;
  const field = isCaptured(noun);
  // For a validation, who verified the record and why is shown beside the signals.
  const verifiedFirst = stage === 'nation' && r.reviews.length > 0;
  const path = recordPath(noun, r.recordId, item.allianceId);
  const clock = (
    <Part title={w.clock}>
      <ClockFacts version={r.version} field={field} />
    </Part>
  );
  return (
    <div className="review">
      <header className="stack-s">
        <h2>{item.title}</h2>
        <div className="row">
          <VersionBadges version={r.version} />
          {item.allianceId ? (
            <Link to={`/alianzas/${item.allianceId}` as never}>{item.allianceName}</Link>
          ) : (
            <span>{item.allianceName}</span>
          )}
          {r.version.occurredOn ? <span className="num">{writtenDay(r.version.occurredOn)}</span> : null}
        </div>
      </header>
      {item.gone ? <Note tone="warn">{w.gone}</Note> : null}
      {r.imported ? <SourceRow imported={r.imported} noun={noun} versionId={item.versionId} /> : null}
      {r.before ? (
        <Note>
          {w.correction(r.version.version)}.{' '}
          {r.before.observedReason ? `${recordWords.observed}: ${r.before.observedReason}` : null}
        </Note>
      ) : null}
      <Part title={w.signals} {...(r.signals.length > 0 ? { tone: 'warn' } : {})}>
        <Signals signals={r.signals} />
        {verifiedFirst ? (
          <>
            <h4>{w.verifiedWhy}</h4>
            <Trail reviews={r.reviews} />
          </>
        ) : null}
        {r.openConflictId ? (
          <Link to={`/conflictos/${r.openConflictId}` as never}>{recordWords.conflictOpen}</Link>
        ) : null}
      </Part>
      <div className="review-grid">
        <div className="review-photos">
          {field ? (
            <>
              <Part title={w.photos}>
                <Photos photos={r.version.photos} like={r.likePhotos} what={item.title} />
              </Part>
              <Part title={w.place}>
                <PlaceFacts version={r.version} alliance={r.alliance} />
              </Part>
              {clock}
            </>
          ) : null}
        </div>
        <div className="review-facts">
          {r.version.annulled ? <Note tone="warn">{w.annulment(r.version.annulledReason)}</Note> : null}
          <Part title={w.data}>
            <RecordFields version={r.version} before={r.before} />
          </Part>
          {field ? (
            <Part title={w.earlier}>
              <EarlierRecords noun={noun} earlier={r.earlier} />
            </Part>
          ) : null}
          {field ? null : clock}
          {r.reviews.length > 0 && !verifiedFirst ? (
            <Part title={recordWords.trail}>
              <Trail reviews={r.reviews} />
            </Part>
          ) : null}
          {path ? <Link to={path as never}>{w.openRecord}</Link> : null}
        </div>
      </div>
    </div>
  );
}
