import { type FormEvent, useState } from 'react';
import { fieldLives } from '../../../../domain/fieldLives.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { problem } from '../../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import type { UserView } from '../../../../domain/people/views.ts';
import type { BroughtIn, UnsentFile } from '../../../../domain/sync/unsent.ts';
import { commandWord } from '../../../../domain/words/outbox.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Note, ProblemNote } from '../../../ui/states/States.tsx';
import { post, toProblem } from '../../api.ts';

const w = peopleWords.bringIn;
/** Size of the photos of one request, in characters of base64: well below the limit of the server. */
const PART = 8 * 1024 * 1024;

/** The file as it is sent: the photos in parts, and the commands that name them with the last part. */
function partsOf(file: UnsentFile): UnsentFile[] {
  const parts: UnsentFile['files'][] = [[]];
  let size = 0;
  for (const photo of file.files) {
    if (size > 0 && size + photo.box.length > PART) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(photo);
    size += photo.box.length;
  }
  return parts.map((files, i) => ({ ...file, files, commands: i === parts.length - 1 ? file.commands : [] }));
}

async function readFile(chosen: File, userId: string): Promise<UnsentFile | null> {
  try {
    const file = JSON.parse(await chosen.text()) as UnsentFile;
    return file.format === 'sigg-sin-enviar-1' && file.userId === userId ? file : null;
  } catch {
    return null;
  }
}

/** Brings in what a person's phone could not send because the account was closed or the phone withdrawn. */
export function BringIn({ user, onClose }: { user: UserView; onClose: () => void }) {
  const [file, setFile] = useState<UnsentFile | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProblemView | null>(null);
  const [done, setDone] = useState<BroughtIn | null>(null);
  const choose = async (chosen: File | undefined) => {
    const read = chosen ? await readFile(chosen, user.id) : null;
    setFile(read);
    setFailed(chosen && !read ? problem('notAPhoneFile') : null);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || busy) return;
    setBusy(true);
    setFailed(null);
    try {
      let answer: BroughtIn | null = null;
      for (const part of partsOf(file)) answer = await post<BroughtIn>('/api/unsent', { file: part, reason });
      setDone(answer);
    } catch (error) {
      setFailed(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={`${w.title}: ${user.name}`}>
      {done ? (
        <div className="stack">
          <Note tone="good">{w.done}</Note>
          <ul className="stack-s">
            {done.commands.map((c) => (
              <li key={c.id}>
                {commandWord(c.kind, fieldLives) ?? c.kind} · <span className="num">{writtenDay(c.occurredOn)}</span> ·{' '}
                {w.statuses[c.status] ?? c.status}
                {c.message ? <span className="small muted"> {c.message}</span> : null}
              </li>
            ))}
          </ul>
          <button type="button" className="btn btn-main" onClick={onClose}>
            {w.close}
          </button>
        </div>
      ) : (
        <form className="stack" onSubmit={(e) => void send(e)}>
          <p>{w.lead}</p>
          <label className="field">
            <span className="field-label">{w.file}</span>
            <input
              className="control control-file"
              type="file"
              accept=".json,application/json"
              onChange={(e) => void choose(e.target.files?.[0])}
            />
          </label>
          {file ? <p role="status">{w.holds(file.commands.length, file.files.length)}</p> : null}
          <TextField
            spec={{ kind: 'text', name: 'reason', label: w.reason, required: true, multiline: true, maxLength: 500 }}
            value={reason}
            onChange={(v) => setReason(v ?? '')}
          />
          {failed ? <ProblemNote problem={failed} /> : null}
          <button type="submit" className="btn btn-main" disabled={busy || !file || reason.trim().length < 3}>
            {busy ? w.busy : w.bring}
          </button>
        </form>
      )}
    </Dialog>
  );
}
