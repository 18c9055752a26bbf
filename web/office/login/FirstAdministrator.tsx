import { type FormEvent, useRef, useState } from 'react';
import { type CiValue, checkForm, type FieldSpec, type FormProblems } from '../../../domain/kernel/form.ts';
import { problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { MIN_PASSWORD } from '../../../domain/people/secret.ts';
import { loginWords, firstAdminWords as w } from '../../../domain/words/office.ts';
import { focusFirstProblem } from '../../ui/fields/Field.tsx';
import { PersonField } from '../../ui/fields/PersonField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { post, toProblem } from '../api.ts';
import { DoorPage } from './LoginPage.tsx';

const name: FieldSpec & { kind: 'text' } = {
  kind: 'text',
  name: 'name',
  label: w.name,
  required: true,
  maxLength: 120,
  autocomplete: 'name',
};
const username: FieldSpec & { kind: 'text' } = {
  kind: 'text',
  name: 'username',
  label: w.username,
  help: w.usernameHelp,
  required: true,
  maxLength: 40,
  autocomplete: 'username',
};
const ci: FieldSpec & { kind: 'person' } = { kind: 'person', name: 'ci', label: w.ci, required: true };
const password: FieldSpec & { kind: 'text' } = {
  kind: 'text',
  name: 'password',
  label: w.password,
  help: w.passwordHelp,
  required: true,
  maxLength: 128,
  autocomplete: 'new-password',
};
const repeat: FieldSpec & { kind: 'text' } = {
  kind: 'text',
  name: 'repeat',
  label: w.repeat,
  required: true,
  maxLength: 128,
  autocomplete: 'new-password',
};

/** The page of the link that the server prints at its first start: it creates the first account, once. */
export function FirstAdministrator() {
  const token = new URLSearchParams(location.search).get('token');
  const [values, setValues] = useState<{
    name?: string | null;
    username?: string | null;
    ci?: CiValue | null;
    password?: string | null;
    repeat?: string | null;
  }>({});
  const [problems, setProblems] = useState<Readonly<Record<string, ProblemView>>>({});
  const [general, setGeneral] = useState<ProblemView | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const set = (key: keyof typeof values) => (value: unknown) => setValues((v) => ({ ...v, [key]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found: Record<string, FormProblems[string]> = {
      ...checkForm([name, username, ci, password, repeat], values, '9999-12-31'),
    };
    if (!found.password && (values.password?.length ?? 0) < MIN_PASSWORD)
      found.password = problem('invalidField', { sentence: w.short }, 'password');
    if (!found.repeat && values.repeat !== values.password)
      found.repeat = problem('invalidField', { sentence: w.mismatch }, 'repeat');
    setProblems(found);
    setGeneral(null);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    try {
      await post(
        '/api/first-administrator',
        {
          token,
          name: values.name,
          username: values.username?.trim().toLowerCase(),
          ci: values.ci?.ci,
          ciComplement: values.ci?.complement || null,
          password: values.password,
        },
        { quiet: true },
      );
      setDone(true);
    } catch (error) {
      const told = toProblem(error);
      const field = told.field?.replace(/^body\./, '').replace('ciNumber', 'ci');
      if (field && ['name', 'username', 'ci', 'password'].includes(field)) setProblems({ [field]: told });
      else setGeneral(told);
    } finally {
      setBusy(false);
    }
  };

  return (
    <DoorPage title={w.title} lead={w.lead}>
      {token === null ? <Note tone="warn">{w.noToken}</Note> : null}
      {done ? (
        <>
          <Note tone="good">{w.done}</Note>
          <a className="btn btn-main" href="/oficina/">
            {loginWords.enter}
          </a>
        </>
      ) : (
        <form ref={form} className="stack" onSubmit={(e) => void submit(e)} noValidate>
          <TextField spec={name} value={values.name} onChange={set('name')} problem={problems.name} />
          <PersonField spec={ci} value={values.ci} onChange={set('ci')} problem={problems.ci} />
          <TextField spec={username} value={values.username} onChange={set('username')} problem={problems.username} />
          <TextField
            type="password"
            spec={password}
            value={values.password}
            onChange={set('password')}
            problem={problems.password}
          />
          <TextField
            type="password"
            spec={repeat}
            value={values.repeat}
            onChange={set('repeat')}
            problem={problems.repeat}
          />
          {general ? <ProblemNote problem={general} /> : null}
          <button type="submit" className="btn btn-main" disabled={busy || token === null}>
            {w.create}
          </button>
        </form>
      )}
    </DoorPage>
  );
}
