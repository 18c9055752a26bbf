import type { BatchItem } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { dayOr } from '../../parts/written.ts';

/** The records looked at one by one, in order: those with signals, then the sample. */
export function BatchQueue({
  items,
  current,
  onChoose,
}: {
  items: readonly BatchItem[];
  current: string | null;
  onChoose: (versionId: string) => void;
}) {
  return (
    <div className="queue">
      {(['flagged', 'sample'] as const).map((group) => {
        const own = items.filter((i) => i.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group} aria-label={w.groups[group]}>
            <h2 className="queue-title">
              {w.groups[group]}{' '}
              <span className="num muted">
                {w.progress(own.filter((i) => i.decision !== null || i.gone).length, own.length)}
              </span>
            </h2>
            <p className="small muted">{w.groupsHelp[group]}</p>
            <ol>
              {own.map((i) => (
                <li key={i.versionId}>
                  <button
                    type="button"
                    className="queue-item"
                    aria-current={i.versionId === current ? 'true' : undefined}
                    data-decision={i.decision ?? (i.gone ? 'gone' : undefined)}
                    onClick={() => onChoose(i.versionId)}
                  >
                    <span className="queue-mark">
                      {i.decision === 'observed' ? (
                        <Icon name="warning" size={18} />
                      ) : i.decision ? (
                        <Icon name="verify" size={18} />
                      ) : null}
                      <span className="only-read">{i.decision ? captureWords.actions[i.decision] : ''}</span>
                    </span>
                    <span className="queue-text">
                      <span>{i.title}</span>
                      <span className="cell-sub">
                        {[i.allianceName, dayOr(i.occurredOn, '')].filter(Boolean).join(' · ')}
                      </span>
                      {i.signals.length > 0 && i.decision === null ? (
                        <span className="queue-signals">
                          {i.signals.map((s) => captureWords.signals[s]).join(' · ')}
                        </span>
                      ) : null}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
