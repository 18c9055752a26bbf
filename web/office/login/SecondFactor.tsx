import { type FormEvent, useState } from 'react';
import { secondFactorWords as w } from '../../../domain/words/office.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { beginEnrolment, type DoorProblem, doorProblem, type Enrolment, verifyCode } from './auth.ts';
import { DoorPage } from './LoginPage.tsx';
import { QrDrawing } from './QrDrawing.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** The secret key in the address for an authenticator, in groups of four, for people who type it. */
function keyOf(uri: string): string {
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return key.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/**
 * Four steps: password, QR code, code, recovery codes. `onDone` is called when the person confirms that the codes are
 * kept.
 */
export function Enrol({ onDone }: { onDone: () => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [active, setActive] = useState(false);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [door, setDoor] = useState<DoorProblem | null>(null);

  const step = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setDoor(null);
    try {
      if (!enrolment) setEnrolment(await beginEnrolment(text));
      else {
        await verifyCode(text.replaceAll(/\s/g, ''));
        setActive(true);
      }
      setText('');
    } catch (error) {
      setDoor(doorProblem(error, enrolment ? 'code' : 'password'));
    } finally {
      setBusy(false);
    }
  };

  if (active && enrolment) {
    return (
      <div className="stack">
        <Note tone="good">{w.active}</Note>
        <RecoveryCodes codes={enrolment.backupCodes} onKept={onDone} />
      </div>
    );
  }
  return (
    <form className="stack" onSubmit={(e) => void step(e)} noValidate>
      {enrolment ? (
        <>
          <h2>{w.step2}</h2>
          <QrDrawing text={enrolment.totpURI} />
          <p className="small muted">{w.step2Help}</p>
          <p className="mono key-text">{keyOf(enrolment.totpURI)}</p>
          <h2>{w.step3}</h2>
          <TextField
            spec={{ kind: 'text', name: 'code', label: 'Código', required: true, autocomplete: 'one-time-code' }}
            value={text}
            onChange={(v) => setText(v ?? '')}
          />
        </>
      ) : (
        <>
          <h2>{w.step1}</h2>
          <TextField
            type="password"
            spec={{
              kind: 'text',
              name: 'password',
              label: 'Contraseña',
              required: true,
              autocomplete: 'current-password',
            }}
            value={text}
            onChange={(v) => setText(v ?? '')}
          />
        </>
      )}
      {door ? <ProblemNote problem={door.problem} /> : null}
      <button type="submit" className="btn btn-main" disabled={busy || text === ''}>
        {enrolment ? w.verify : w.begin}
      </button>
    </form>
  );
}

/** Shown instead of the office to people whose role requires a second factor and who have none yet. */
export function SecondFactorRequired({ onDone }: { onDone: () => void }) {
  return (
    <DoorPage title={w.title} lead={w.required}>
      <Enrol onDone={onDone} />
    </DoorPage>
  );
}
