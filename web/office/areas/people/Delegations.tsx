import { type ReactNode, useState } from 'react';
import { holdsOn } from '../../../../domain/kernel/dates.ts';
import type { DelegationView } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { Section } from '../../parts/Page.tsx';
import { roleName } from '../../parts/Timeline.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';

const w = peopleWords.delegations;

function standing(d: DelegationView, today: string): { tone: Tone; text: string } {
  if (d.status === 'proposed') return { tone: 'warn', text: w.status.proposed };
  if (d.status !== 'given') return { tone: 'neutral', text: w.status[d.status] };
  if (d.from > today) return { tone: 'info', text: w.starts(dayOr(d.from)) };
  return holdsOn(d, today) ? { tone: 'good', text: w.status.given } : { tone: 'neutral', text: w.over };
}

/**
 * Roles lent and borrowed, each with the persons, the dates, the reason and the state; the people concerned can end
 * them.
 */
export function Delegations({
  rows,
  empty,
  mayEnd,
  actions,
}: {
  rows: readonly DelegationView[];
  empty: string;
  mayEnd: boolean;
  actions?: ReactNode;
}) {
  const { me } = useSession();
  const [ending, setEnding] = useState<DelegationView | null>(null);
  const { today } = me.system;
  return (
    <Section title={w.title} count={rows.length} actions={actions}>
      {rows.length === 0 ? <p className="muted">{empty}</p> : null}
      <ul className="plain-list">
        {rows.map((d) => (
          <li key={d.id} className="row row-apart">
            <span className="stack-s">
              <span className="row">
                <strong>{roleName(d.role)}</strong>{' '}
                <Badge tone={standing(d, today).tone}>{standing(d, today).text}</Badge>
              </span>
              <span className="small">
                {d.fromName} → {d.toName}
              </span>
              <span className="small muted">
                {dayOr(d.from)} a {dayOr(d.endedOn && d.endedOn >= d.from ? d.endedOn : d.to)} · {d.reason}
              </span>
            </span>
            {mayEnd && (d.status === 'given' || d.status === 'proposed') && d.to >= today ? (
              <button type="button" className="btn btn-danger" onClick={() => setEnding(d)}>
                {w.end}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {ending ? (
        <CommandDialog
          opened
          title={`${w.end}: ${roleName(ending.role)}`}
          before={<Note tone="warn">{w.endWhat(ending.toName)}</Note>}
          kind="delegation.end"
          subjectId={ending.id}
          baseVersion={ending.version}
          specs={[]}
          danger
          submitLabel={w.end}
          onClose={() => setEnding(null)}
          onDone={() => undefined}
        />
      ) : null}
    </Section>
  );
}
