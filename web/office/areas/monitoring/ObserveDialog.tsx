import { type KeyboardEvent, useId, useState } from 'react';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import { observeReasons } from '../../../../domain/monitoring/review.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { officeWords } from '../../../../domain/words/office.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ProblemNote } from '../../../ui/states/States.tsx';

export interface Observation {
  readonly canned: (typeof observeReasons)[number];
  readonly reason: string | null;
}

/**
 * Asks why a record is returned: one of nine reasons by its number, and words when the reason needs them. Enter sends.
 */
export function ObserveDialog({
  title,
  sending,
  problem,
  onSend,
  onClose,
}: {
  title: string;
  sending: boolean;
  problem: ProblemView | null;
  onSend: (said: Observation) => void;
  onClose: () => void;
}) {
  const [canned, setCanned] = useState<Observation['canned'] | null>(null);
  const [reason, setReason] = useState('');
  const noteId = useId();
  const ready = canned !== null && (canned !== 'otro' || reason.trim() !== '');
  const send = () => {
    if (ready && canned && !sending) onSend({ canned, reason: reason.trim() || null });
  };
  const onKey = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement).matches('textarea');
    const picked = typing ? undefined : observeReasons[Number(event.key) - 1];
    if (picked) {
      event.preventDefault();
      setCanned(picked);
      if (picked === 'otro') document.getElementById(noteId)?.focus();
    } else if (event.key === 'Enter' && !(event.target as HTMLElement).matches('button') && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  return (
    <Dialog opened onClose={onClose} title={w.observeTitle}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are a quicker way to what is in it */}
      <div className="stack" onKeyDown={onKey}>
        <p className="muted">
          <strong>{title}.</strong> {w.observeHelp}
        </p>
        <fieldset className="reasons">
          <legend className="only-read">{w.observeTitle}</legend>
          {observeReasons.map((code, i) => (
            <label key={code} className="reason">
              <input type="radio" name="canned" checked={canned === code} onChange={() => setCanned(code)} />
              <span className="key" aria-hidden="true">
                {i + 1}
              </span>
              <span>{captureWords.reasons[code]}</span>
            </label>
          ))}
        </fieldset>
        <div>
          <label className="filter-label" htmlFor={noteId}>
            {w.observeNote}
          </label>
          <textarea
            id={noteId}
            className="control"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </div>
        {problem ? <ProblemNote problem={problem} /> : null}
        <div className="row">
          <button type="button" className="btn btn-main" disabled={!ready || sending} onClick={send}>
            {sending ? officeWords.sending : w.observeSend}
          </button>
          <button type="button" className="btn btn-quiet" onClick={onClose}>
            {officeWords.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
