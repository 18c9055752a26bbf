import { loginWords } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { LoginForm } from './LoginForm.tsx';

/** The log-in shown over a screen whose session ended; the screen below keeps what was typed. */
export function Relogin({ username, onDone }: { username: string; onDone: () => Promise<void> }) {
  return (
    <Dialog opened title={loginWords.expiredTitle} size="s">
      <div className="stack">
        <p className="muted">{loginWords.expiredLead}</p>
        <LoginForm username={username} onDone={onDone} />
      </div>
    </Dialog>
  );
}
