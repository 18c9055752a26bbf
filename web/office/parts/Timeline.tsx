import { useState } from 'react';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../domain/kernel/money.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { JournalEntryView } from '../../../domain/kernel/views.ts';
import { isRole, roles } from '../../../domain/people/roles.ts';
import { officeWords } from '../../../domain/words/office.ts';
import { Badge } from './Badge.tsx';
import { writtenInstant } from './written.ts';

export function roleName(role: string): string {
  return isRole(role) ? roles[role].name : role === 'sistema' ? 'Sistema' : role;
}

/** How many entries are shown before the rest is asked for. */
const SHOWN = 8;

/**
 * The history of a row, newest first: who acted, in which role, when it happened, when it became known, and what it
 * changed.
 */
export function Timeline({ entries }: { entries: readonly JournalEntryView[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <Entries entries={all ? entries : entries.slice(0, SHOWN)} />
      {entries.length > SHOWN && !all ? (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          {officeWords.more} ({entries.length - SHOWN})
        </button>
      ) : null}
    </>
  );
}

function Entries({ entries }: { entries: readonly JournalEntryView[] }) {
  return (
    <ol className="timeline">
      {entries.map((e) => (
        <li key={e.id} className="timeline-item" data-type={e.type}>
          <div className="row">
            <strong>{upperFirst(e.title)}</strong>
            {e.flags.map((f) => (
              <Badge key={f} tone="warn">
                {f}
              </Badge>
            ))}
          </div>
          <p className="small">
            {e.actorName}
            <span className="muted">
              {' '}
              · {roleName(e.role)}
              {e.delegatedByName ? `, por delegación de ${e.delegatedByName}` : ''}
            </span>
          </p>
          <p className="small muted">
            {e.type === 'fact' ? `Ocurrió el ${writtenDay(e.occurredOn)}. ` : ''}
            Recibido <time dateTime={e.receivedAt}>{writtenInstant(e.receivedAt)}</time>
            {e.number === null ? ' · por sellar' : ` · asiento ${writtenNumber(e.number)}`}
          </p>
          {e.changes.length > 0 ? (
            <details>
              <summary>{e.changes.length === 1 ? '1 dato' : `${e.changes.length} datos`}</summary>
              <dl className="changes">
                {e.changes.map((c, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an act on several records tells the same fields of each, in this order
                  <div key={`${c.noun}.${c.field}.${i}`}>
                    <dt>{c.label}</dt>
                    <dd>
                      {c.before !== null ? <del>{c.before}</del> : null}{' '}
                      {c.after !== null ? <ins>{c.after}</ins> : <span className="muted">{officeWords.none}</span>}
                    </dd>
                  </div>
                ))}
              </dl>
              {e.more > 0 ? <p className="small muted">{officeWords.moreRows(writtenNumber(e.more))}</p> : null}
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
