import { writtenDay } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { mayBeTakenBack, type ThingView } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { Frame } from '../parts/Frame.tsx';
import { Slip } from '../parts/Slip.tsx';
import { ThingLink, thingPlace } from '../parts/ThingLink.tsx';
import { ThingState } from '../parts/ThingRow.tsx';
import { pathOf } from '../route.ts';

/** One that this person took: what who it is for is given, and how it goes. Found again here for as long as the phone may know of it. */
export function ThingScreen({ life, id }: { life: Life; id: string }) {
  const { things, items } = usePhoneState();
  const { words } = life.noun;
  const thing = things.find((t) => t.id === id);
  if (!thing) {
    const dropped = items.some((i) => i.row.subjectId === id && i.row.state === 'withdrawn');
    return (
      <Frame title={upperFirst(words.one)} back={pathOf(thingPlace(life))} nav="home">
        <Empty title={dropped ? w.thing.dropped : w.thing.gone}>{dropped ? w.thing.droppedHow : life.noun.inField?.slip ? w.thing.goneHow : null}</Empty>
      </Frame>
    );
  }
  const { item } = thing;
  const mayCorrect = item !== null && mayBeTakenBack(item);
  return (
    <Frame
      title={upperFirst(words.one)}
      back={pathOf(thingPlace(life))}
      nav="home"
      foot={
        life.noun.inField?.slip || mayCorrect ? (
          <div className={life.noun.inField?.slip && mayCorrect ? 'f-two' : undefined}>
            {life.noun.inField?.slip ? (
              <button type="button" className="btn f-big f-wide" onClick={() => window.print()}>
                <Icon name="print" /> {w.slip.print}
              </button>
            ) : null}
            {mayCorrect ? (
              <ThingLink life={life} what={`e-${item.id}`} className="btn f-big f-wide">
                <Icon name="file" /> {w.record.correct}
              </ThingLink>
            ) : null}
          </div>
        ) : null
      }
    >
      {life.noun.inField?.slip ? <Slip life={life} thing={thing} page={life.noun.inField.slip} /> : null}
      {thing.state === null && item && item.state !== 'accepted' ? (
        <Note tone={item.state === 'attention' ? 'warn' : 'info'}>
          {item.state === 'attention' ? items.find((i) => i.row.id === item.id)?.waiting.waits : w.thing.unsent}
        </Note>
      ) : null}
      <Standing life={life} thing={thing} />
    </Frame>
  );
}

/** How it goes, in the few fields that came back. */
function Standing({ life, thing }: { life: Life; thing: ThingView }) {
  const { noun: n, due } = life;
  // The slip has said its name already.
  const shown = (n.inField?.carries ?? []).filter((field) => field !== n.named);
  return (
    <section className="stack-s" aria-label={w.thing.stands}>
      <h2 className="f-section">{w.thing.stands}</h2>
      <p>
        <ThingState life={life} thing={thing} />
      </p>
      <dl className="f-facts">
        {shown.map((field) => {
          const text = shownValue(n, field, thing.values[field]);
          return text === null ? null : (
            <div key={field}>
              <dt>{headingOf(n, field)}</dt>
              <dd>{text}</dd>
            </div>
          );
        })}
        {due && thing.dueOn ? (
          <div>
            <dt>{headingOf(n, due)}</dt>
            <dd className="num">{writtenDay(thing.dueOn)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
