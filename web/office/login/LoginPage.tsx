import type { ReactNode } from 'react';
import { loginWords, officeWords } from '../../../domain/words/office.ts';
import { Wordmark } from '../../ui/Logo.tsx';
import { useTitle } from '../shell/useTitle.ts';
import { LoginForm } from './LoginForm.tsx';

/** A page outside the office: the mark, what the system is, and one card. */
export function DoorPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useTitle(title);
  return (
    <div className="door">
      <div className="band" aria-hidden="true" />
      <main className="door-main">
        <div className="door-brand">
          <Wordmark size={48} />
          <p className="muted">{officeWords.productLong}</p>
        </div>
        <section className="card door-card stack">
          <div className="stack-s">
            <h1>{title}</h1>
            <p className="muted">{lead}</p>
          </div>
          {children}
        </section>
      </main>
    </div>
  );
}

export function LoginPage({ onDone }: { onDone: () => void }) {
  return (
    <DoorPage title={loginWords.title} lead={loginWords.lead}>
      <LoginForm onDone={onDone} />
    </DoorPage>
  );
}
