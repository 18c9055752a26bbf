import { type FormEvent, type ReactNode, useState } from 'react';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';

const w = complaintWords.key;

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** Whether the text is shown while it is typed: a code on paper is, a phrase is not. */
  readonly plain?: boolean;
}

/**
 * Asks for phrases. They never become part of a draft and are forgotten when the form closes. `onSend` returns what is
 * wrong, or null.
 */
export function PhraseForm({
  asked,
  submit,
  onSend,
  onCancel,
  before,
}: {
  asked: readonly Asked[];
  submit: string;
  onSend: (typed: Readonly<Record<string, string>>) => Promise<string | null>;
  onCancel?: () => void;
  before?: ReactNode;
}) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (e: FormEvent) => {
    e.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(null);
    const answer = await onSend(typed).catch((error) => (error instanceof Error ? error.message : String(error)));
    setBusy(false);
    setWrong(answer);
  };
  return (
    <form className="stack" onSubmit={(e) => void send(e)} noValidate>
      {before}
      <div className="fields">
        {asked.map(({ name, label, help, plain }) => (
          <TextField
            key={name}
            spec={{ kind: 'text', name, label, required: true, ...(help ? { help } : {}), autocomplete: 'off' }}
            type={plain ? 'text' : 'password'}
            value={typed[name] ?? null}
            onChange={(value) => setTyped((held) => ({ ...held, [name]: value ?? '' }))}
            disabled={busy}
          />
        ))}
      </div>
      {wrong ? (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      <div className="row">
        <button type="submit" className="btn btn-main" disabled={busy}>
          {busy ? w.working : submit}
        </button>
        {onCancel ? (
          <button type="button" className="btn btn-quiet" onClick={onCancel}>
            {w.cancel}
          </button>
        ) : null}
      </div>
    </form>
  );
}
