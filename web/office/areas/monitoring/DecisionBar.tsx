import type { BatchItem, BatchView, ReviewRecordView } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { useData } from '../../useQueryPage.ts';
import { recordQuestion } from './ReviewPanel.tsx';
import type { useSend } from './useSend.ts';

/** Id of the field in which the reason is written. */
export const REASON_FIELD = 'review-reason';

/** The decisions possible on the record, always in view. When a rule would refuse a decision, its reason is shown. */
export function DecisionBar({
  batch,
  item,
  mine,
  acts,
  at,
  of,
  note,
  onNote,
  onApprove,
  onObserve,
  onNext,
  onPrevious,
}: {
  batch: BatchView;
  item: BatchItem;
  mine: boolean;
  acts: ReturnType<typeof useSend>;
  at: number;
  of: number;
  /** The reason written so far for approving a record that has signals. */
  note: string;
  onNote: (text: string) => void;
  onApprove: () => void;
  onObserve: () => void;
  onNext: () => void;
  onPrevious: () => void;
}) {
  const { data } = useData<ReviewRecordView>(...recordQuestion(batch.noun, item.versionId));
  const refusal = data ? (batch.stage === 'unit' ? data.refusal.verify : data.refusal.validate) : null;
  const asks = data ? (batch.stage === 'unit' ? data.needsReason.verify : data.needsReason.validate) : false;
  const waits = item.decision === null && !item.gone;
  const verb = w.verbs[batch.stage];
  const failed =
    acts.failed?.key.endsWith(item.versionId) && !acts.failed.key.startsWith('observe') ? acts.failed.problem : null;
  return (
    <div className="decision no-print">
      {failed ? (
        <ProblemNote problem={failed} />
      ) : waits && mine && refusal ? (
        <Note tone="warn">{refusal.message}</Note>
      ) : null}
      {waits && mine && asks && !refusal ? (
        <div>
          <label className="filter-label" htmlFor={REASON_FIELD}>
            {w.reason(verb)}
          </label>
          <textarea
            id={REASON_FIELD}
            className="control"
            rows={2}
            maxLength={500}
            value={note}
            onChange={(e) => onNote(e.target.value)}
            onKeyDown={(e) => {
              if (e.key !== 'Enter' || e.shiftKey) return;
              e.preventDefault();
              onApprove();
            }}
          />
          <p className="small muted">{w.reasonHelp}</p>
        </div>
      ) : null}
      <div className="row row-apart">
        {waits && mine ? (
          <div className="row decision-acts">
            <button
              type="button"
              className="btn btn-main"
              aria-keyshortcuts="v"
              disabled={!data || refusal !== null || acts.sending !== null}
              onClick={onApprove}
            >
              <Icon name="verify" />
              {acts.sending ? w.saving : verb}
              <span className="key" aria-hidden="true">
                V
              </span>
            </button>
            <button
              type="button"
              className="btn"
              aria-keyshortcuts="o"
              disabled={!data || data.refusal.observe !== null || acts.sending !== null}
              onClick={onObserve}
            >
              <Icon name="warning" />
              {w.observe}
              <span className="key" aria-hidden="true">
                O
              </span>
            </button>
          </div>
        ) : (
          <div className="row">
            {item.decision ? (
              <Badge tone={item.decision === 'observed' ? 'warn' : 'good'}>{captureWords.actions[item.decision]}</Badge>
            ) : null}
            {item.decidedByName ? <span className="small muted">{item.decidedByName}</span> : null}
          </div>
        )}
        <div className="row">
          <span className="num small muted">{w.progress(at + 1, of)}</span>
          <button
            type="button"
            className="btn btn-icon"
            aria-label={w.previous}
            aria-keyshortcuts="ArrowLeft"
            disabled={at <= 0}
            onClick={onPrevious}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            className="btn btn-icon"
            aria-label={w.next}
            aria-keyshortcuts="ArrowRight"
            disabled={at >= of - 1}
            onClick={onNext}
          >
            <Icon name="right" />
          </button>
        </div>
      </div>
    </div>
  );
}
