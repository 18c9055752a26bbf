import { campoWords as w } from '../../../domain/words/campo.ts';
import type { Due } from '../../local/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';

const icons: Record<Due['kind'], IconName> = { visit: 'clock', planned: 'clock', commitment: 'file', observed: 'warning', conflict: 'conflict', gaps: 'info' };

/** Where a thing that is due is done: what was returned on its record, two values where one chooses. Null: there is nothing to open. */
function pathOfDue({ kind, recordId }: Due, allianceId: string): string | null {
  if (!recordId) return null;
  return kind === 'conflict' ? pathOf('valores', recordId) : kind === 'observed' ? pathOf('registro', allianceId, recordId) : null;
}

/** What is due, nearest first; what was returned leads to its record, two values to their choice. */
export function DueList({ due, allianceId, most = 99 }: { due: readonly Due[]; allianceId: string; most?: number }) {
  if (due.length === 0) return <p className="small muted">{w.home.nothingDue}</p>;
  return (
    <ul className="f-due">
      {due.slice(0, most).map((d) => {
        const tone =
          d.kind === 'observed' || d.kind === 'conflict' || (d.days !== null && d.days < 0) ? 'bad' : d.days !== null && d.days <= 7 ? 'warn' : 'calm';
        const path = pathOfDue(d, allianceId);
        const inside = (
          <>
            <Icon name={icons[d.kind]} />
            <span>
              {d.text}
              {d.days === null ? null : <span className="f-when"> {w.due(d.days)}</span>}
            </span>
          </>
        );
        return (
          <li key={`${d.kind}${d.text}${d.on ?? ''}${d.recordId ?? ''}`} data-tone={tone}>
            {path ? (
              <Link to={path} className="f-due-line">
                {inside}
              </Link>
            ) : (
              <span className="f-due-line">{inside}</span>
            )}
          </li>
        );
      })}
      {due.length > most ? <li className="small muted">{w.home.more(due.length - most)}</li> : null}
    </ul>
  );
}
