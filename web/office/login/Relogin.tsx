import { Modal } from '@mantine/core';
import { loginWords } from '../../../domain/words/office.ts';
import { LoginForm } from './LoginForm.tsx';

/** The log-in over a screen whose session ended; the screen below keeps what was typed. */
export function Relogin({ username, onDone }: { username: string; onDone: () => Promise<void> }) {
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={loginWords.expiredTitle} size="sm" centered>
      <div className="stack">
        <p className="muted">{loginWords.expiredLead}</p>
        <LoginForm username={username} onDone={onDone} />
      </div>
    </Modal>
  );
}
