import { type Day, daysBetween, writtenDay } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import type { ThingView } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { pathOf } from '../route.ts';
import { Link } from './Frame.tsx';
import { ItemState } from './Standing.tsx';
import { thingPlace } from './ThingLink.tsx';

/** Where it stands: as the office last told, or on its way there. */
export function ThingState({ life, thing: { state, item } }: { life: Life; thing: ThingView }) {
  if (state === null) return item ? <ItemState state={item.state} /> : null;
  const { name, holder } = life.states[state] ?? { name: state };
  return (
    <span className="f-state" data-tone={holder ? 'wait' : 'good'}>
      <span className="f-dot" data-tone={holder ? 'wait' : 'good'} aria-hidden="true" /> {upperFirst(name)}
    </span>
  );
}

/** The day since which it counts, if its declaration carries it. */
const sinceOf = ({ begins }: Life, { values }: ThingView): Day | null => (begins.on ? ((values[begins.on] as Day | null | undefined) ?? null) : null);

/** One on the list: its code, since when, how it stands and until when. */
export function ThingRow({ life, thing }: { life: Life; thing: ThingView }) {
  const { today } = usePhoneState();
  const since = sinceOf(life, thing);
  const days = thing.dueOn ? daysBetween(today, thing.dueOn) : null;
  return (
    <Link to={pathOf(thingPlace(life), thing.id)} className="card f-row-link">
      <span>
        <span className="f-strong mono f-block">{thing.name ?? upperFirst(life.noun.words.one)}</span>
        {since ? <span className="small muted f-block">{w.thing.since(writtenDay(since))}</span> : null}
        <ThingState life={life} thing={thing} />
        {days === null ? null : <span className={`small f-block ${days < 0 ? 'f-late' : ''}`}>{w.due(days)}</span>}
      </span>
      <Icon name="right" />
    </Link>
  );
}
