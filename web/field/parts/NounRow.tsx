import { type Day, daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { NounRecord } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { nounPlace } from './NounLink.tsx';
import { ItemState } from './Standing.tsx';

/** The state of a record: as the office last told, or on its way there. */
export function NounState({ life, record: { state, item } }: { life: Life; record: NounRecord }) {
  if (state === null) return item ? <ItemState state={item.state} /> : null;
  const { name, holder, returned } = life.states[state] ?? { name: state };
  const tone = returned ? 'warn' : holder ? 'wait' : 'good';
  return (
    <span className="f-states">
      <span className="f-state" data-tone={tone}>
        <span className="f-dot" data-tone={tone} aria-hidden="true" /> {upperFirst(name)}
      </span>
      {item && item.state !== 'accepted' ? <ItemState state={item.state} /> : null}
    </span>
  );
}

/** The day from which it counts, if its declaration sends that day to the phone. */
const sinceOf = ({ begins }: Life, { values }: NounRecord): Day | null =>
  begins.on ? ((values[begins.on] as Day | null | undefined) ?? null) : null;

/** A row of the list: its code, from when it counts, its state and its due day. */
export function NounRow({ life, record }: { life: Life; record: NounRecord }) {
  const { today } = usePhoneState();
  const since = sinceOf(life, record);
  const days = record.dueOn ? daysBetween(today, record.dueOn) : null;
  return (
    <Link to={pathOf(nounPlace(life), record.id)} className="card f-row-link">
      <span>
        <span className={`f-strong f-block ${life.noun.inField?.slip ? 'mono' : ''}`}>
          {record.name ?? upperFirst(life.noun.words.one)}
        </span>
        {since ? (
          <span className="small muted f-block">
            {life.noun.inField?.shared ? writtenDay(since) : w.nounRecord.since(writtenDay(since))}
          </span>
        ) : null}
        <NounState life={life} record={record} />
        {days === null ? null : <span className={`small f-block ${days < 0 ? 'f-late' : ''}`}>{w.due(days)}</span>}
      </span>
      <Icon name="right" />
    </Link>
  );
}
