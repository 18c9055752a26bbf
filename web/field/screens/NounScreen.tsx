import { writtenDay } from '../../../domain/kernel/dates.ts';
import type { Life } from '../../../domain/kernel/noun/life.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { mayBeTakenBack, type NounRecord } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { Frame } from '../parts/Frame.tsx';
import { NounLink, nounPlace } from '../parts/NounLink.tsx';
import { NounState } from '../parts/NounRow.tsx';
import { Slip } from '../parts/Slip.tsx';
import { pathOf } from '../route.ts';

/**
 * One record of this person: the slip for the person it is for, and its state. It stays here as long as the phone may
 * know of it.
 */
export function NounScreen({ life, id }: { life: Life; id: string }) {
  const { nounRecords, items } = usePhoneState();
  const { words } = life.noun;
  const record = nounRecords.find((t) => t.id === id);
  if (!record) {
    const dropped = items.some((i) => i.row.subjectId === id && i.row.state === 'withdrawn');
    return (
      <Frame title={upperFirst(words.one)} back={pathOf(nounPlace(life))} nav="home">
        <Empty title={dropped ? w.nounRecord.dropped : w.nounRecord.gone}>
          {dropped ? w.nounRecord.droppedHow : life.noun.inField?.slip ? w.nounRecord.goneHow : null}
        </Empty>
      </Frame>
    );
  }
  const { item } = record;
  const mayCorrect = item !== null && mayBeTakenBack(item);
  return (
    <Frame
      title={upperFirst(words.one)}
      back={pathOf(nounPlace(life))}
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
              <NounLink life={life} what={`e-${item.id}`} className="btn f-big f-wide">
                <Icon name="file" /> {w.record.correct}
              </NounLink>
            ) : null}
          </div>
        ) : null
      }
    >
      {life.noun.inField?.slip ? <Slip life={life} record={record} page={life.noun.inField.slip} /> : null}
      {record.state === null && item && item.state !== 'accepted' ? (
        <Note tone={item.state === 'attention' ? 'warn' : 'info'}>
          {item.state === 'attention' ? items.find((i) => i.row.id === item.id)?.waiting.waits : w.nounRecord.unsent}
        </Note>
      ) : null}
      <WhereItStands life={life} record={record} />
    </Frame>
  );
}

/** The state, in the few fields that come back to the phone. */
function WhereItStands({ life, record }: { life: Life; record: NounRecord }) {
  const { noun: n, due } = life;
  // The slip has shown its name already.
  const shown = (n.inField?.carries ?? []).filter((field) => field !== n.named);
  return (
    <section className="stack-s" aria-label={w.nounRecord.stands}>
      <h2 className="f-section">{w.nounRecord.stands}</h2>
      <p>
        <NounState life={life} record={record} />
      </p>
      <dl className="f-facts">
        {shown.map((field) => {
          const text = shownValue(n, field, record.values[field]);
          return text === null ? null : (
            <div key={field}>
              <dt>{headingOf(n, field)}</dt>
              <dd>{text}</dd>
            </div>
          );
        })}
        {due && record.dueOn ? (
          <div>
            <dt>{headingOf(n, due)}</dt>
            <dd className="num">{writtenDay(record.dueOn)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
