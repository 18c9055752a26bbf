import type { BatchItem, BatchView, ReviewRecordView } from '../../../../domain/monitoring/views.ts';
import { fieldWords } from '../../../../domain/words/field.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { useData } from '../../useQueryPage.ts';
import { recordQuestion } from './ReviewPanel.tsx';
import type { useSend } from './useSend.ts';

/** What can be decided on the record now, always at hand; what cannot says why, by the rule that would refuse it. */
export function DecisionBar({
  batch,
  item,
  mine,
  acts,
  at,
  of,
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
  onApprove: () => void;
  onObserve: () => void;
  onNext: () => void;
  onPrevious: () => void;
}) {
  const { data } = useData<ReviewRecordView>(...recordQuestion(batch.noun, item.versionId));
  const refusal = data ? (batch.stage === 'unit' ? data.refusal.verify : data.refusal.validate) : null;
  const waits = item.decision === null && !item.gone;
  const verb = w.verbs[batch.stage];
  const failed = acts.failed?.key.endsWith(item.versionId) && !acts.failed.key.startsWith('observe') ? acts.failed.problem : null;
  return (
    <div className="decision no-print">
      {failed ? <ProblemNote problem={failed} /> : waits && mine && refusal ? <Note tone="warn">{refusal.message}</Note> : null}
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
            {item.decision ? <Badge tone={item.decision === 'observed' ? 'warn' : 'good'}>{fieldWords.actions[item.decision]}</Badge> : null}
            {item.decidedByName ? <span className="small muted">{item.decidedByName}</span> : null}
          </div>
        )}
        <div className="row">
          <span className="num small muted">{w.progress(at + 1, of)}</span>
          <button type="button" className="btn btn-icon" aria-label={w.previous} aria-keyshortcuts="ArrowLeft" disabled={at <= 0} onClick={onPrevious}>
            <Icon name="left" />
          </button>
          <button type="button" className="btn btn-icon" aria-label={w.next} aria-keyshortcuts="ArrowRight" disabled={at >= of - 1} onClick={onNext}>
            <Icon name="right" />
          </button>
        </div>
      </div>
    </div>
  );
}
