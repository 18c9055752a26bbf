import { Link } from '@tanstack/react-router';
import { commitment, commitmentLife } from '../../../../domain/field/commitment.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { NounRow } from '../../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { Badge, Deadline } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import '../monitoring/monitoring.css';

const w = allianceWords.commitments;
/** How many commitments the file shows; the list has all of them. */
const FIRST = 8;

/** What an alliance agreed to do and has not done yet; the earliest due date first. */
export function Commitments({ allianceId }: { allianceId: string }) {
  const { me } = useSession();
  const { data } = useData<ListView<NounRow>>('commitment.list', {
    allianceId,
    open: '1',
    sort: 'dueOn',
    pageSize: FIRST,
  });
  if (!data) return null;
  return (
    <Section title={w.title} count={data.total}>
      {data.total === 0 ? <p className="muted">{w.none}</p> : null}
      <ul className="missing-visits">
        {data.rows.map((row) => (
          <li key={row.id} className="row row-apart">
            <span>
              <Link to={`${commitment.path}/${row.id}` as never}>{String(row.values.what)}</Link>
              <span className="cell-sub">
                {[row.values.who, row.values.saidOn ? w.since(writtenDay(String(row.values.saidOn))) : null]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="row">
              <Badge>{upperFirst(commitmentLife.states[row.state]?.name ?? row.state)}</Badge>
              {row.dueOn ? <Deadline due={row.dueOn} today={me.system.today} /> : null}
            </span>
          </li>
        ))}
      </ul>
      <Link to={`${commitment.path}?allianceId=${allianceId}` as never}>{w.all}</Link>
    </Section>
  );
}
