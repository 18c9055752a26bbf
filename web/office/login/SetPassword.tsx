import { type FormEvent, useState } from 'react';
import { problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { MIN_PASSWORD } from '../../../domain/people/secret.ts';
import { firstAdminWords, loginWords, setPasswordWords as w } from '../../../domain/words/office.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { doorProblem, setPassword } from './auth.ts';
import { DoorPage } from './LoginPage.tsx';

/** The page on which a person with a code on paper sets the first or a new password. */
export function SetPassword() {
  const [username, setUsername] = useState('');
  const [code, setCode] = useState('');
  const [password, setPasswordText] = useState('');
  const [repeat, setRepeat] = useState('');
  const [told, setTold] = useState<ProblemView | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const at = (field: string): ProblemView | null => (told?.field === field ? told : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTold(null);
    if (password.length < MIN_PASSWORD)
      return setTold(problem('invalidField', { sentence: firstAdminWords.short }, 'password'));
    if (password !== repeat) return setTold(problem('invalidField', { sentence: firstAdminWords.mismatch }, 'repeat'));
    setBusy(true);
    try {
      await setPassword(username.trim().toLowerCase(), code, password);
      setDone(true);
    } catch (error) {
      setTold(doorProblem(error, 'code').problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <DoorPage title={w.title} lead={w.lead}>
      {done ? (
        <>
          <Note tone="good">{w.done}</Note>
          <a className="btn btn-main" href="/oficina/">
            {loginWords.enter}
          </a>
        </>
      ) : (
        <form className="stack" onSubmit={(e) => void submit(e)} noValidate>
          <TextField
            spec={{
              kind: 'text',
              name: 'username',
              label: loginWords.username,
              required: true,
              autocomplete: 'username',
            }}
            value={username}
            onChange={(v) => setUsername(v ?? '')}
            problem={at('username')}
          />
          <TextField
            spec={{ kind: 'text', name: 'code', label: w.code, help: w.codeHelp, required: true, autocomplete: 'off' }}
            value={code}
            onChange={(v) => setCode(v ?? '')}
            problem={at('code')}
          />
          <TextField
            type="password"
            spec={{
              kind: 'text',
              name: 'password',
              label: firstAdminWords.password,
              help: firstAdminWords.passwordHelp,
              required: true,
              autocomplete: 'new-password',
            }}
            value={password}
            onChange={(v) => setPasswordText(v ?? '')}
            problem={at('password')}
          />
          <TextField
            type="password"
            spec={{
              kind: 'text',
              name: 'repeat',
              label: firstAdminWords.repeat,
              required: true,
              autocomplete: 'new-password',
            }}
            value={repeat}
            onChange={(v) => setRepeat(v ?? '')}
            problem={at('repeat')}
          />
          {told && !['username', 'code', 'password', 'repeat'].includes(told.field ?? '') ? (
            <ProblemNote problem={told} />
          ) : null}
          <button type="submit" className="btn btn-main" disabled={busy || username === '' || code === ''}>
            {w.save}
          </button>
          <a href="/oficina/">{w.back}</a>
        </form>
      )}
    </DoorPage>
  );
}
