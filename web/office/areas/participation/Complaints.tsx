import { Link } from '@tanstack/react-router';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { NounRow } from '../../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { complaint } from '../../../../domain/participation/complaint.ts';
import { complaintLife } from '../../../../domain/participation/complaintLife.ts';
import { categories } from '../../../../domain/participation/topics.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { Badge, Deadline } from '../../parts/Badge.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import '../monitoring/monitoring.css';

const w = complaintWords.file;
/** How many complaints the file shows; the list has all of them. */
const FIRST = 6;

/**
 * The complaints that the reader may see about an alliance, or assigned to a person, ordered by their due date: the
 * state of each and the time left. Nothing when the reader may not ask for complaints.
 */
export function Complaints({ of }: { of: { readonly allianceId: string } | { readonly assigneeId: string } }) {
  const { me, may } = useSession();
  const { data } = useData<ListView<NounRow>>(
    'complaint.list',
    { ...of, pageSize: FIRST },
    { enabled: may.query('complaint.list') },
  );
  if (!data) return null;
  const [field, id] = Object.entries(of)[0] as [string, string];
  return (
    <Section title={'allianceId' in of ? w.title : w.given} count={data.total}>
      {data.total === 0 ? <p className="muted">{w.none}</p> : null}
      <ul className="missing-visits">
        {data.rows.map((row) => (
          <li key={row.id} className="row row-apart">
            <span>
              <Link to={`${complaint.path}/${row.id}` as never}>{String(row.values.code)}</Link>
              <span className="cell-sub">
                {[
                  row.values.category
                    ? upperFirst(categories[row.values.category as keyof typeof categories] ?? '')
                    : null,
                  row.values.receivedOn ? `recibido el ${writtenDay(String(row.values.receivedOn))}` : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="row">
              <Badge>{upperFirst(complaintLife.states[row.state]?.name ?? row.state)}</Badge>
              {row.dueOn ? <Deadline due={row.dueOn} today={me.system.today} /> : null}
            </span>
          </li>
        ))}
      </ul>
      {data.total > FIRST ? <Link to={`${complaint.path}?${field}=${id}` as never}>{w.all}</Link> : null}
    </Section>
  );
}
