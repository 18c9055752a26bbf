import type { ReactNode } from 'react';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { Due } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { ActLink, useOffers } from './ActLink.tsx';
import { Link } from './Frame.tsx';
import { nounPlace } from './NounLink.tsx';

const icons: Record<Due['kind'], IconName> = {
  visit: 'clock',
  planned: 'clock',
  commitment: 'file',
  observed: 'warning',
  conflict: 'conflict',
  gaps: 'info',
  record: 'calendar',
  returned: 'warning',
};

/** Where a due item leads: a returned record opens that record. */
function openOf(
  { kind, recordId, noun }: Due,
  allianceId: string,
  life: Life | undefined,
  inside: ReactNode,
): ReactNode {
  if (recordId && life && noun)
    return (
      <Link to={pathOf(nounPlace(life), recordId)} className="f-due-line">
        {inside}
      </Link>
    );
  if (recordId && kind === 'observed')
    return (
      <Link to={pathOf('registro', allianceId, recordId)} className="f-due-line">
        {inside}
      </Link>
    );
  return <span className="f-due-line">{inside}</span>;
}

/** What is due, nearest first. A returned record leads to it; two values in dispute lead to the choice. */
export function DueList({ due, allianceId, most = 99 }: { due: readonly Due[]; allianceId: string; most?: number }) {
  const { lives } = usePhoneState();
  const choose = useOffers(allianceId)('choice');
  if (due.length === 0) return <p className="small muted">{w.home.nothingDue}</p>;
  return (
    <ul className="f-due">
      {due.slice(0, most).map((d) => {
        const tone =
          d.kind === 'observed' || d.kind === 'returned' || d.kind === 'conflict' || (d.days !== null && d.days < 0)
            ? 'bad'
            : d.days !== null && d.days <= 7
              ? 'warn'
              : 'calm';
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
            {d.kind === 'conflict' && d.recordId && choose ? (
              <ActLink action="choice" allianceId={allianceId} what={d.recordId} className="f-due-line">
                {inside}
              </ActLink>
            ) : (
              openOf(
                d,
                allianceId,
                lives.find((l) => l.noun.name === d.noun),
                inside,
              )
            )}
          </li>
        );
      })}
      {due.length > most ? <li className="small muted">{w.home.more(due.length - most)}</li> : null}
    </ul>
  );
}
