import { type FormEvent, useEffect, useRef, useState } from 'react';
import { loginWords as w } from '../../../domain/words/office.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { ProblemNote } from '../../ui/states/States.tsx';
import { type DoorProblem, doorProblem, signIn, verifyCode, verifyRecovery } from './auth.ts';

type Step = 'password' | 'code' | 'recovery';

/** Seconds left of a wait that the server imposed, counted down. */
function useWait(seconds: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (seconds === null) {
      setLeft(0);
      return;
    }
    const until = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

/** User and password, then the code of the second factor or a recovery code. */
export function LoginForm({ username: given = '', onDone }: { username?: string; onDone: () => void | Promise<void> }) {
  const [step, setStep] = useState<Step>('password');
  const [username, setUsername] = useState(given);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [door, setDoor] = useState<DoorProblem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const left = useWait(door?.waitS ?? null);
  const waiting = door?.waitS !== null && door?.waitS !== undefined && left > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step begins at its first empty control
  useEffect(() => {
    // One frame later, because a dialog around the form moves the focus to its first control when it opens.
    const frame = requestAnimationFrame(() => {
      const inputs = [...(form.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
      (inputs.find((i) => i.value === '') ?? inputs[0])?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [step]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || waiting) return;
    setBusy(true);
    setDoor(null);
    try {
      if (step === 'password') {
        if ((await signIn(username.trim().toLowerCase(), password)) === 'code') {
          setStep('code');
          return;
        }
      } else if (step === 'code') await verifyCode(code.replaceAll(/\s/g, ''));
      else await verifyRecovery(code.trim());
      await onDone();
    } catch (error) {
      setDoor(doorProblem(error, step === 'password' ? 'password' : 'code'));
    } finally {
      setBusy(false);
    }
  };
  const turn = (next: Step) => {
    setStep(next);
    setCode('');
    setDoor(null);
  };

  return (
    <form ref={form} className="stack" onSubmit={(e) => void submit(e)} noValidate>
      {step === 'password' ? (
        <>
          <TextField
            spec={{ kind: 'text', name: 'username', label: w.username, required: true, autocomplete: 'username' }}
            value={username}
            onChange={(v) => setUsername(v ?? '')}
          />
          <TextField
            type="password"
            spec={{
              kind: 'text',
              name: 'password',
              label: w.password,
              required: true,
              autocomplete: 'current-password',
            }}
            value={password}
            onChange={(v) => setPassword(v ?? '')}
          />
        </>
      ) : (
        <>
          <p>{step === 'code' ? w.codeLead : w.recoveryLead}</p>
          <TextField
            spec={{
              kind: 'text',
              name: 'code',
              label: step === 'code' ? w.code : w.recovery,
              required: true,
              autocomplete: step === 'code' ? 'one-time-code' : 'off',
            }}
            value={code}
            onChange={(v) => setCode(v ?? '')}
          />
        </>
      )}
      {door ? <ProblemNote problem={waiting ? { ...door.problem, message: w.wait(left) } : door.problem} /> : null}
      <button type="submit" className="btn btn-main" disabled={busy || waiting}>
        {busy ? w.entering : w.enter}
      </button>
      {step === 'password' ? (
        <p className="small muted">
          {w.forgot} <a href="/oficina/clave">{w.haveCode}</a>
        </p>
      ) : (
        <div className="row row-apart">
          <button type="button" className="btn btn-quiet" onClick={() => turn(step === 'code' ? 'recovery' : 'code')}>
            {step === 'code' ? w.useRecovery : w.useApp}
          </button>
          <button type="button" className="btn btn-quiet" onClick={() => turn('password')}>
            {w.startAgain}
          </button>
        </div>
      )}
    </form>
  );
}
