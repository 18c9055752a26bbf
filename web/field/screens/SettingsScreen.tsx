import { type FormEvent, useEffect, useState } from 'react';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { isTaken } from '../../../domain/sync/outbox.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { type Room, readRoom } from '../../local/index.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { ChoiceField } from '../../ui/fields/ChoiceField.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { chooseTheme, type Theme, useChosenTheme } from '../../ui/theme.ts';
import { Frame, Link } from '../parts/Frame.tsx';
import { say } from '../parts/message.ts';
import { writtenMoment, writtenRoom } from '../parts/text.ts';
import { toProblem } from '../parts/toProblem.ts';
import { pathOf } from '../route.ts';
import { PinField } from './Door.tsx';

/** With fewer free bytes than this, the screen warns; the photos of a day's work need less. */
const LOW_BYTES = 200 * 1024 * 1024;

export function SettingsScreen() {
  const phone = usePhone();
  const { person, pause, syncedAt, today, durable, items } = usePhoneState();
  const theme = useChosenTheme();
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    void readRoom().then(setRoom);
  }, []);
  if (!person) return null;
  const unsafe = items.filter(({ row }) => isTaken(row.state) && (row.number === null || row.number > durable)).length;
  return (
    <Frame title={w.settings.title} nav="ajustes">
      <section className="card stack-s" aria-label={w.settings.person}>
        <p className="f-who">
          <Icon name="person" size={28} />
          <span>
            <span className="f-strong">{person.user.name}</span>
            <span className="small muted f-block">{person.user.username}</span>
          </span>
        </p>
        {pause ? (
          <Link to={pathOf('ingresar')} className="btn btn-main">
            {w.sync.login}
          </Link>
        ) : null}
        <button type="button" className="btn" onClick={() => phone.lock()}>
          <Icon name="lock" /> {w.settings.lock}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => void phone.leave()}>
          <Icon name="out" /> {w.settings.leave}
        </button>
        <p className="small muted">{w.settings.leaveHow}</p>
      </section>
      <section className="card stack-s" aria-label={w.settings.phone}>
        <h2 className="f-section">{w.settings.phone}</h2>
        <dl className="f-facts">
          <Fact
            label={w.settings.connected}
            value={syncedAt === null ? w.outbox.never : writtenMoment(syncedAt, today)}
          />
          <Fact label={w.settings.safe} value={w.settings.safeCount(unsafe)} />
          {room === null ? null : <Fact label={w.settings.kept} value={writtenRoom(room.used)} />}
          <Fact label={w.settings.version} value={person.system.version} />
        </dl>
        {room !== null && room.left < LOW_BYTES ? <Note tone="warn">{w.settings.roomLow}</Note> : null}
        {room?.safe === false ? <Note>{w.settings.mayBeErased}</Note> : null}
      </section>
      <section className="card">
        <ChoiceField
          spec={{
            kind: 'choice',
            name: 'theme',
            label: w.settings.theme,
            required: true,
            options: (['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: w.settings.themes[value],
            })),
          }}
          value={theme}
          onChange={(v) => chooseTheme(v as Theme)}
        />
      </section>
      <ChangePin />
    </Frame>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function ChangePin() {
  const phone = usePhone();
  const [pin, setPin] = useState('');
  const [next, setNext] = useState('');
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const change = async (event: FormEvent) => {
    event.preventDefault();
    setFailed(null);
    try {
      await phone.changePin(pin, next);
      setPin('');
      setNext('');
      say(w.settings.changed);
    } catch (error) {
      setFailed(toProblem(error));
    }
  };
  return (
    <details className="card f-details">
      <summary>
        {w.settings.changePin} <Icon name="right" />
      </summary>
      <form className="stack" onSubmit={(e) => void change(e)}>
        <PinField label={w.settings.present} value={pin} onChange={setPin} />
        <PinField label={w.settings.next} help={w.door.pinHelp} value={next} onChange={setNext} />
        {failed ? <ProblemNote problem={failed} /> : null}
        <button type="submit" className="btn" disabled={pin === '' || next === ''}>
          {w.settings.changePin}
        </button>
      </form>
    </details>
  );
}
