import { useState } from 'react';
import type { BatchItem, BatchView } from '../../../../domain/monitoring/views.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { officeWords } from '../../../../domain/words/office.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { watchScreen } from '../../parts/showResult.ts';
import { dayOr } from '../../parts/written.ts';
import type { useSend } from './useSend.ts';

/** The most records that one act accepts. */
const MOST = 1000;

/** The records without signals that are not in the sample: decided with one act after the sample was looked at. */
export function RestPanel({
  batch,
  mine,
  acts,
  before,
  onDone,
}: {
  batch: BatchView;
  mine: boolean;
  acts: ReturnType<typeof useSend>;
  /** Sends the last decision, which could still be undone, before the rest is decided. */
  before: () => Promise<void>;
  onDone: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const verb = w.verbs[batch.stage];
  const waits = (i: BatchItem) => i.decision === null && !i.gone;
  const rest = batch.items.filter((i) => i.group === 'rest' && waits(i));
  const sampleLeft = batch.items.filter((i) => i.group === 'sample' && waits(i)).length;
  const found = batch.items.filter((i) => i.group === 'sample' && i.decision === 'observed').length;
  if (rest.length === 0) return null;
  const title = w.restTitle(verb, rest.length);

  const decide = async () => {
    await before();
    const watch = watchScreen();
    for (let from = 0; from < rest.length; from += MOST) {
      const items = rest.slice(from, from + MOST).map(({ recordId, versionId }) => ({ recordId, versionId }));
      const result = await acts.send(`rest:${from}`, batch.stage === 'unit' ? 'record.verify' : 'record.validate', {
        noun: batch.noun,
        items,
        batchId: batch.id,
        oneByOne: false,
      });
      if (!result) return watch.stop();
    }
    setAsking(false);
    onDone();
    watch.show();
  };
  const failed = acts.failed?.key.startsWith('rest:') ? acts.failed.problem : null;
  const sending = acts.sending?.startsWith('rest:') ?? false;

  return (
    <section className="card stack-s" aria-label={w.groups.rest}>
      <h2>{title}</h2>
      <p className="muted">{w.groupsHelp.rest}</p>
      <details>
        <summary>{w.rest}</summary>
        <ul className="rest-list">
          {rest.map((i) => (
            <li key={i.versionId}>
              {i.title}{' '}
              <span className="small muted">
                · {[i.allianceName, dayOr(i.occurredOn, ''), i.authorName].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {sampleLeft > 0 ? <Note>{w.restWaits(sampleLeft)}</Note> : null}
      {mine ? (
        <div>
          <button type="button" className="btn btn-main" disabled={sampleLeft > 0} onClick={() => setAsking(true)}>
            {title}
          </button>
        </div>
      ) : null}
      <Dialog opened={asking} onClose={() => setAsking(false)} title={title}>
        <div className="stack">
          <Note tone="warn">{w.restWarning}</Note>
          {found > 0 ? <Note tone="warn">{w.restFound(found)}</Note> : null}
          {failed ? <ProblemNote problem={failed} /> : null}
          <div className="row">
            <button type="button" className="btn btn-main" disabled={sending} onClick={() => void decide()}>
              {sending ? officeWords.sending : w.restConfirm(verb)}
            </button>
            <button type="button" className="btn btn-quiet" onClick={() => setAsking(false)}>
              {officeWords.cancel}
            </button>
          </div>
        </div>
      </Dialog>
    </section>
  );
}
