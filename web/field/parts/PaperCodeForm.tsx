import { type FormEvent, useState } from 'react';
import { problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { MIN_PASSWORD } from '../../../domain/people/secret.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhone } from '../../local/react.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { ProblemNote } from '../../ui/states/States.tsx';
import { toProblem } from './toProblem.ts';

type Outcome = Exclude<Awaited<ReturnType<ReturnType<typeof usePhone>['signIn']>>, { kind: 'refused' }>;
const fields = ['username', 'code', 'password', 'repeat'] as const;
type Field = (typeof fields)[number];

/**
 * The form for the code that the unit hands over on paper: with it a person sets the first password, or a new one, and
 * is logged in.
 */
export function PaperCodeForm({
  username,
  onSet,
  onBack,
}: {
  username: string;
  onSet: (username: string, outcome: Outcome) => void;
  onBack: () => void;
}) {
  const phone = usePhone();
  const [said, setSaid] = useState<Readonly<Record<Field, string>>>({ username, code: '', password: '', repeat: '' });
  const [told, setTold] = useState<ProblemView | null>(null);
  const [busy, setBusy] = useState(false);
  const field = (name: Field, label: string, help: string | null, autocomplete: string) => (
    <TextField
      type={name === 'password' || name === 'repeat' ? 'password' : 'text'}
      spec={{ kind: 'text', name, label, required: true, autocomplete, ...(help ? { help } : {}) }}
      value={said[name]}
      onChange={(v) => setSaid((before) => ({ ...before, [name]: v ?? '' }))}
      problem={told?.field === name ? told : null}
    />
  );
  const wrong = (): ProblemView | null => {
    if (said.password.length < MIN_PASSWORD)
      return problem('invalidField', { sentence: w.door.shortPassword }, 'password');
    return said.password === said.repeat
      ? null
      : problem('invalidField', { sentence: w.door.passwordsDiffer }, 'repeat');
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = wrong();
    setTold(found);
    if (found) return;
    setBusy(true);
    try {
      const name = said.username.trim().toLowerCase();
      const outcome = await phone.setPassword(name, said.code.trim(), said.password);
      if (outcome.kind === 'refused') setTold(outcome.problem);
      else onSet(name, outcome);
    } catch (error) {
      setTold(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(e) => void submit(e)} noValidate>
      <p className="muted">{w.door.paperLead}</p>
      {field('username', w.door.username, null, 'username')}
      {field('code', w.door.paperCode, w.door.paperCodeHelp, 'off')}
      {field('password', w.door.newPassword, w.door.newPasswordHelp, 'new-password')}
      {field('repeat', w.door.repeatPassword, null, 'new-password')}
      {told && !fields.some((name) => name === told.field) ? <ProblemNote problem={told} /> : null}
      <button type="submit" className="btn btn-main f-big" disabled={busy || said.username === '' || said.code === ''}>
        {busy ? w.door.entering : w.door.setPassword}
      </button>
      <button type="button" className="btn btn-quiet" onClick={onBack}>
        {w.back}
      </button>
    </form>
  );
}
