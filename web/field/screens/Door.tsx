import { type FormEvent, useEffect, useState } from 'react';
import { problem } from '../../../domain/kernel/problem.ts';
import type { MeView, ProblemView } from '../../../domain/kernel/views.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import type { PersonHere } from '../../local/index.ts';
import { usePhone } from '../../local/react.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/Logo.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { SignInForm } from '../parts/SignInForm.tsx';
import { toProblem } from '../parts/toProblem.ts';

/** The screens before the data are open: who it is, the PIN, and the first log-in. */
export function Door() {
  const phone = usePhone();
  const [people, setPeople] = useState<readonly PersonHere[] | null>(null);
  const [chosen, setChosen] = useState<PersonHere | null>(null);
  const [signingIn, setSigningIn] = useState<'forgot' | 'other' | null>(null);
  const [entered, setEntered] = useState<MeView | null>(null);
  useEffect(() => {
    document.title = w.product;
    void phone.people().then((found) => {
      setPeople(found);
      setChosen(found.length === 1 ? (found[0] ?? null) : null);
    });
  }, [phone]);
  if (!window.isSecureContext)
    return (
      <DoorFrame>
        <Note tone="warn">{w.door.insecure}</Note>
      </DoorFrame>
    );
  if (!people) return <DoorFrame>{null}</DoorFrame>;
  if (entered)
    return (
      <DoorFrame>
        <ChoosePin me={entered} />
      </DoorFrame>
    );
  if (signingIn || people.length === 0) {
    return (
      <DoorFrame>
        <h1>{signingIn === 'forgot' ? w.door.newPin : signingIn === 'other' ? w.door.other : w.door.first}</h1>
        <p className="muted">
          {signingIn === 'forgot' ? w.door.forgotHelp : signingIn === 'other' ? w.door.otherLead : w.door.firstLead}
        </p>
        <SignInForm onIn={setEntered} username={signingIn === 'forgot' ? chosen?.username : ''} />
        {people.length > 0 ? (
          <button type="button" className="btn btn-quiet" onClick={() => setSigningIn(null)}>
            {w.back}
          </button>
        ) : null}
      </DoorFrame>
    );
  }
  return (
    <DoorFrame>
      {chosen ? (
        <Unlock person={chosen} onOther={people.length > 1 ? () => setChosen(null) : null} />
      ) : (
        <Choose people={people} onChoose={setChosen} />
      )}
      <div className="f-door-more">
        {chosen ? (
          <button type="button" className="btn btn-quiet" onClick={() => setSigningIn('forgot')}>
            {w.door.forgot}
          </button>
        ) : null}
        <button type="button" className="btn btn-quiet" onClick={() => setSigningIn('other')}>
          {w.door.other}
        </button>
      </div>
    </DoorFrame>
  );
}

function DoorFrame({ children }: { children: React.ReactNode }) {
  return (
    <main className="f-door">
      <div className="band" aria-hidden="true" />
      <p className="f-door-mark">
        <Mark size={56} />
        <span>{w.product}</span>
      </p>
      <div className="stack">{children}</div>
    </main>
  );
}

function Choose({ people, onChoose }: { people: readonly PersonHere[]; onChoose: (p: PersonHere) => void }) {
  return (
    <>
      <h1>{w.door.who}</h1>
      {people.map((p) => (
        <button key={p.userId} type="button" className="btn f-person" onClick={() => onChoose(p)}>
          <Icon name="person" size={28} />
          <span>
            {p.name}
            {p.unsent > 0 || p.revoked ? (
              <span className="small muted f-block">
                {[p.unsent > 0 ? w.door.unsent(p.unsent) : null, p.revoked ? w.door.revoked : null]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            ) : null}
          </span>
        </button>
      ))}
    </>
  );
}

function Unlock({ person, onOther }: { person: PersonHere; onOther: (() => void) | null }) {
  const phone = usePhone();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      await phone.unlock(person.userId, pin);
      void phone.sync();
    } catch (error) {
      setFailed(toProblem(error));
      setPin('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void open(e)}>
      <h1>{person.name}</h1>
      {person.unsent > 0 ? <p className="muted">{w.door.unsent(person.unsent)}</p> : null}
      <PinField label={w.door.pin} help={w.door.pinHelp} value={pin} onChange={setPin} problem={failed} />
      <button type="submit" className="btn btn-main f-big" disabled={busy || pin === ''}>
        {busy ? w.door.opening : w.door.open}
      </button>
      {onOther ? (
        <button type="button" className="btn btn-quiet" onClick={onOther}>
          {w.door.who}
        </button>
      ) : null}
    </form>
  );
}

/** Digits on a number pad, never shown. */
export function PinField({
  label,
  help,
  value,
  onChange,
  problem: told,
}: {
  label: string;
  help?: string;
  value: string;
  onChange: (pin: string) => void;
  problem?: ProblemView | null;
}) {
  return (
    <div className="f-pin">
      <TextField
        type="password"
        spec={{
          kind: 'text',
          name: label,
          label,
          required: true,
          maxLength: 12,
          autocomplete: 'off',
          ...(help ? { help } : {}),
        }}
        value={value}
        onChange={(v) => onChange((v ?? '').replace(/\D/g, ''))}
        problem={told}
        inputMode="numeric"
      />
    </div>
  );
}

function ChoosePin({ me }: { me: MeView }) {
  const phone = usePhone();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = phone.pinProblem(pin) ?? (pin === again ? null : w.door.differ);
    if (wrong) {
      setFailed(problem('invalidField', { sentence: wrong }));
      return;
    }
    setBusy(true);
    try {
      await phone.enrol(me, pin);
      void phone.sync();
    } catch (error) {
      setFailed(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void keep(e)}>
      <h1>{w.door.choose}</h1>
      <p className="muted">{w.door.chooseLead}</p>
      <PinField label={w.door.pin} help={w.door.pinHelp} value={pin} onChange={setPin} />
      <PinField label={w.door.repeat} value={again} onChange={setAgain} />
      {failed ? <ProblemNote problem={failed} /> : null}
      <button type="submit" className="btn btn-main f-big" disabled={busy}>
        {w.door.keep}
      </button>
    </form>
  );
}
