import { type FormEvent, useState } from 'react';
import type { MeView, ProblemView } from '../../../domain/kernel/views.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { usePhone } from '../../local/react.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { ProblemNote } from '../../ui/states/States.tsx';
import { toProblem } from './toProblem.ts';

/** User and password, then the code where the account has a second step. */
export function SignInForm({ onIn, username: known = '' }: { onIn: (me: MeView) => void; username?: string | undefined }) {
  const phone = usePhone();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      const outcome = code === null ? await phone.signIn(username.trim(), password) : await phone.signInCode(code.trim());
      if (outcome.kind === 'in') onIn(outcome.me);
      else if (outcome.kind === 'code') setCode('');
      else setFailed(outcome.problem);
    } catch (error) {
      setFailed(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void enter(e)}>
      {code === null ? (
        <>
          <TextField
            spec={{ kind: 'text', name: 'username', label: w.door.username, required: true, autocomplete: 'username' }}
            value={username}
            onChange={(v) => setUsername(v ?? '')}
          />
          <TextField
            type="password"
            spec={{ kind: 'text', name: 'password', label: w.door.password, required: true, autocomplete: 'current-password' }}
            value={password}
            onChange={(v) => setPassword(v ?? '')}
          />
        </>
      ) : (
        <TextField
          spec={{ kind: 'text', name: 'code', label: w.door.code, help: w.door.codeLead, required: true, autocomplete: 'one-time-code' }}
          value={code}
          onChange={(v) => setCode(v ?? '')}
          inputMode="numeric"
        />
      )}
      {failed ? <ProblemNote problem={failed} /> : null}
      <button type="submit" className="btn btn-main f-big" disabled={busy}>
        {busy ? w.door.entering : w.door.enter}
      </button>
    </form>
  );
}
