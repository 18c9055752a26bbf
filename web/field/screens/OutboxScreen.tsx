import { useState } from 'react';
import { writtenDay } from '../../../domain/kernel/dates.ts';
import { begunBy } from '../../../domain/kernel/noun/life.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { commandWord, waitingWords } from '../../../domain/words/outbox.ts';
import { type ItemView, mayBeTakenBack } from '../../local/index.ts';
import { stepBy } from '../../local/nounRecords.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Note } from '../../ui/states/States.tsx';
import { ActLink } from '../parts/ActLink.tsx';
import { Frame, Link } from '../parts/Frame.tsx';
import { NounLink, nounPlace, StepLink } from '../parts/NounLink.tsx';
import { ItemState } from '../parts/Standing.tsx';
import { writtenMoment } from '../parts/text.ts';
import { pathOf } from '../route.ts';

const order: readonly ItemView['stands'][] = ['decide', 'send', 'done', 'dropped'];

/** Everything that this phone sends: where each item is, what it waits for, and what one can do. */
export function OutboxScreen() {
  const phone = usePhone();
  const { items, syncing, syncedAt, today, missing, revoked } = usePhoneState();
  return (
    <Frame
      title={w.outbox.title}
      nav="envios"
      foot={
        revoked ? null : (
          <button
            type="button"
            className="btn btn-main f-big f-wide"
            disabled={syncing}
            onClick={() => void phone.sendNow()}
          >
            <Icon name="upload" /> {syncing ? w.outbox.sending : w.outbox.sendNow}
          </button>
        )
      }
    >
      <p className="small muted">
        {syncedAt === null ? w.outbox.never : w.outbox.last(writtenMoment(syncedAt, today))}
      </p>
      {missing.length > 0 ? (
        <Note tone="warn">
          {w.outbox.missing(missing.map(([from, to]) => (from === to ? `${from}` : `${from} a ${to}`)).join(', '))}
        </Note>
      ) : null}
      {items.length === 0 ? <Empty title={w.outbox.empty}>{w.outbox.emptyHow}</Empty> : null}
      {order.map((group) => {
        const own = items.filter((i) => i.stands === group);
        return own.length === 0 ? null : (
          <section key={group} className="stack-s" aria-label={w.outbox.groups[group]}>
            <h2 className="f-section">
              {w.outbox.groups[group]} ({own.length})
            </h2>
            {own.map((item) => (
              <Item key={item.row.id} item={item} />
            ))}
          </section>
        );
      })}
    </Frame>
  );
}

function Item({ item }: { item: ItemView }) {
  const phone = usePhone();
  const { alliances, today, lives } = usePhoneState();
  const [asked, setAsked] = useState(false);
  const { row, waiting, photosWaiting } = item;
  const name = alliances.find((v) => v.alliance.id === row.allianceId)?.alliance.name;
  const noun = row.kind.split('.')[0];
  const begun = begunBy(lives, row.kind);
  const taken = stepBy(lives, row.kind);
  const life = begun ?? taken?.life;
  const back = mayBeTakenBack(row);
  return (
    <article className="card f-item" data-state={row.state}>
      <header className="row row-apart">
        <h3>{commandWord(row.kind, lives) ?? row.kind}</h3>
        <ItemState state={row.state} />
      </header>
      <p className="small muted">
        {[name, writtenDay(row.occurredOn), writtenMoment(row.createdAt, today)].filter(Boolean).join(' · ')}
      </p>
      <p>{waiting.waits}</p>
      <p className="small">{waiting.can}</p>
      {item.photosRefused > 0 ? (
        <p className="small f-strong">{waitingWords.photosRefused(item.photosRefused)}</p>
      ) : null}
      {photosWaiting > 0 ? <p className="small f-strong">{waitingWords.photos(photosWaiting)}</p> : null}
      <div className="row">
        {back && row.allianceId ? (
          <ActLink kind={row.kind} allianceId={row.allianceId} what={`e-${row.id}`} className="btn">
            {w.outbox.correct}
          </ActLink>
        ) : null}
        {back && taken ? (
          <StepLink life={taken.life} step={taken.step} what={`e-${row.id}`} className="btn">
            {w.outbox.correct}
          </StepLink>
        ) : null}
        {back && begun ? (
          <NounLink life={begun} what={`e-${row.id}`} className="btn">
            {w.outbox.correct}
          </NounLink>
        ) : null}
        {life && row.state !== 'withdrawn' ? (
          <Link to={pathOf(nounPlace(life), row.subjectId)} className="btn btn-quiet">
            {w.outbox.see}
          </Link>
        ) : null}
        {item.conflictId && row.allianceId ? (
          <ActLink action="choice" allianceId={row.allianceId} what={item.conflictId} className="btn">
            {w.outbox.choose}
          </ActLink>
        ) : null}
        {(noun === 'visit' || noun === 'sale') && row.allianceId && name && !back && row.state !== 'withdrawn' ? (
          <Link to={pathOf('registro', row.allianceId, row.subjectId)} className="btn btn-quiet">
            {w.outbox.see}
          </Link>
        ) : null}
        {back && !asked ? (
          <button type="button" className="btn btn-quiet" onClick={() => setAsked(true)}>
            {w.outbox.withdraw}
          </button>
        ) : null}
      </div>
      {asked ? (
        <div className="stack-s" role="alert">
          <p>{w.outbox.withdrawSure}</p>
          <div className="row">
            <button type="button" className="btn btn-danger" onClick={() => void phone.withdraw(row.id)}>
              {w.outbox.withdraw}
            </button>
            <button type="button" className="btn" onClick={() => setAsked(false)}>
              {w.cancel}
            </button>
          </div>
        </div>
      ) : null}
      <p className="small muted">{w.outbox.number(row.seq)}</p>
    </article>
  );
}
