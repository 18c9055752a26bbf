import { type FormEvent, useState } from 'react';
import type { MeView, ProblemView } from '../../../domain/kernel/views.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhone } from '../../local/react.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { PaperCodeForm } from './PaperCodeForm.tsx';
import { toProblem } from './toProblem.ts';

/**
 * User and password, then the code if the account has a second factor; or, before that, setting the password with a
 * code on paper.
 */
export function SignInForm({
  onIn,
  username: known = '',
}: {
  onIn: (me: MeView) => void;
  username?: string | undefined;
}) {
  const phone = usePhone();
  const [paper, setPaper] = useState(false);
  const [asked, setAsked] = useState(false);
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
      const outcome =
        code === null ? await phone.signIn(username.trim(), password) : await phone.signInCode(code.trim());
      if (outcome.kind === 'in') onIn(outcome.me);
      else if (outcome.kind === 'code') setCode('');
      else setFailed(outcome.problem);
    } catch (error) {
      setFailed(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  if (paper && code === null) {
    return (
      <PaperCodeForm
        username={username}
        onBack={() => setPaper(false)}
        onSet={(name, outcome) => {
          setUsername(name);
          if (outcome.kind === 'in') onIn(outcome.me);
          else if (outcome.kind === 'code') setCode('');
        }}
      />
    );
  }
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
            spec={{
              kind: 'text',
              name: 'password',
              label: w.door.password,
              required: true,
              autocomplete: 'current-password',
            }}
            value={password}
            onChange={(v) => setPassword(v ?? '')}
          />
        </>
      ) : (
        <TextField
          spec={{
            kind: 'text',
            name: 'code',
            label: w.door.code,
            help: w.door.codeLead,
            required: true,
            autocomplete: 'one-time-code',
          }}
          value={code}
          onChange={(v) => setCode(v ?? '')}
          inputMode="numeric"
        />
      )}
      {failed ? <ProblemNote problem={failed} /> : null}
      <button type="submit" className="btn btn-main f-big" disabled={busy}>
        {busy ? w.door.entering : w.door.enter}
      </button>
      {code === null ? (
        <>
          <button type="button" className="btn" onClick={() => setPaper(true)}>
            {w.door.paper}
          </button>
          <button type="button" className="btn btn-quiet" aria-expanded={asked} onClick={() => setAsked(!asked)}>
            {w.door.lostPassword}
          </button>
          {asked ? <Note>{w.door.lostPasswordHow}</Note> : null}
        </>
      ) : null}
    </form>
  );
}
