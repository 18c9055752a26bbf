import { writtenDay } from '../../../domain/kernel/dates.ts';
import { type Life, stepTitle } from '../../../domain/kernel/noun/life.ts';
import { carriedFields } from '../../../domain/kernel/noun/noun.ts';
import { headingOf, shownValue } from '../../../domain/kernel/noun/show.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { mayBeTakenBack, type NounRecord } from '../../local/index.ts';
import { stepBy } from '../../local/nounRecords.ts';
import { offeredHere } from '../../local/offered.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { Frame } from '../parts/Frame.tsx';
import { NounLink, nounPlace, StepLink, useSteps } from '../parts/NounLink.tsx';
import { NounState } from '../parts/NounRow.tsx';
import { Slip } from '../parts/Slip.tsx';
import { pathOf } from '../route.ts';

/**
 * One record of this person: the slip for the person it is for, and its state. It stays here as long as the phone may
 * know of it.
 */
export function NounScreen({ life, id }: { life: Life; id: string }) {
  const { nounRecords, items, lives } = usePhoneState();
  const steps = useSteps();
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
  const taken = item ? stepBy(lives, item.kind) : null;
  const next = steps(life, record);
  return (
    <Frame
      title={upperFirst(words.one)}
      back={
        record.allianceId && life.noun.inField?.shared ? pathOf('alianza', record.allianceId) : pathOf(nounPlace(life))
      }
      nav="home"
      foot={
        life.noun.inField?.slip || mayCorrect || next.length > 0 ? (
          <div className={life.noun.inField?.slip && mayCorrect ? 'f-two' : 'stack-s'}>
            {next.map((step) => (
              <StepLink key={step.name} life={life} step={step} what={`s-${id}`} className="btn btn-main f-big f-wide">
                {upperFirst(stepTitle(life, step))}
              </StepLink>
            ))}
            {life.noun.inField?.slip ? (
              <button type="button" className="btn f-big f-wide" onClick={() => window.print()}>
                <Icon name="print" /> {w.slip.print}
              </button>
            ) : null}
            {mayCorrect && taken ? (
              <StepLink life={life} step={taken.step} what={`e-${item.id}`} className="btn f-big f-wide">
                <Icon name="file" /> {w.record.correct}
              </StepLink>
            ) : mayCorrect ? (
              <NounLink life={life} what={`e-${item.id}`} className="btn f-big f-wide">
                <Icon name="file" /> {w.record.correct}
              </NounLink>
            ) : null}
          </div>
        ) : null
      }
    >
      {life.noun.inField?.slip ? null : <p className="f-strong">{record.name}</p>}
      {life.noun.inField?.slip ? <Slip life={life} record={record} page={life.noun.inField.slip} /> : null}
      {record.values.returnReason ? (
        <Note tone="warn">
          <p className="f-strong">{w.nounRecord.returned}</p>
          <p>{String(record.values.returnReason)}</p>
        </Note>
      ) : null}
      {(record.state === null || !life.noun.inField?.slip) && item && item.state !== 'accepted' ? (
        <Note tone={item.state === 'attention' ? 'warn' : 'info'}>
          {item.state === 'attention' || !life.noun.inField?.slip
            ? items.find((i) => i.row.id === item.id)?.waiting.waits
            : w.nounRecord.unsent}
        </Note>
      ) : null}
      <WhereItStands life={life} record={record} />
    </Frame>
  );
}

/** The state, in the few fields that come back to the phone. */
function WhereItStands({ life, record }: { life: Life; record: NounRecord }) {
  const phone = usePhone();
  const { noun: n, due } = life;
  // The slip has shown its name already.
  const apart = new Set([n.named, due, 'returnReason', ...Object.values(n.place)]);
  const shown = carriedFields(n).filter((field) => !apart.has(field));
  const holder = phone.need();
  return (
    // It may be longer than the screen and contains nothing to press, so it can be focused and scrolled with the keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className="stack-s" aria-label={w.nounRecord.stands} tabIndex={0}>
      <h2 className="f-section">{w.nounRecord.stands}</h2>
      <p>
        <NounState life={life} record={record} />
      </p>
      <dl className="f-facts">
        {shown.map((field) => {
          const value = record.values[field];
          // A reference is told by its name, as far as the phone has it.
          const name = offeredHere(n, field, holder).find((o) => o.value === value)?.label;
          const text = n.fields[field]?.kind === 'reference' ? (name ?? null) : shownValue(n, field, value);
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
