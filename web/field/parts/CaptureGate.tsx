import { type ReactNode, useState } from 'react';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Empty } from '../../ui/states/States.tsx';
import { rememberedDraft } from '../placeInHistory.ts';
import { Drafts } from './Drafts.tsx';
import { Frame } from './Frame.tsx';

/**
 * Shown before a form. It checks with the rule (`offered`) whether the person may fill it in, and first offers what was
 * begun about the same, so that nobody writes it twice. `what` as in the address: '' for a new record, 'c-…' or 'e-…'
 * for a correction.
 */
export function CaptureGate({
  noun,
  filed,
  what,
  title,
  offered,
  back,
  children,
}: {
  noun: string;
  /** Where its drafts are filed: under the alliance, or under none. */
  filed: string;
  what: string;
  title: string;
  offered: (correction: boolean) => boolean;
  back: string;
  children: ReactNode;
}) {
  const { drafts } = usePhoneState();
  const target = drafts.find((d) => d.id === what)?.values.target ?? what;
  // Read once, so that the draft made by this form is not offered to it.
  const [begun] = useState(() =>
    rememberedDraft()
      ? []
      : drafts.filter((d) => d.kind === noun && d.subjectId === filed && (d.values.target ?? '') === what),
  );
  const [anew, setAnew] = useState(begun.length === 0);
  if (!offered(String(target).startsWith('c-'))) {
    return (
      <Frame title={title} back={back} nav="home">
        <Empty title={w.notYours.title}>{w.notYours.how}</Empty>
      </Frame>
    );
  }
  if (anew) return children;
  return (
    <Frame title={title} back={back}>
      <p className="f-strong">{w.draft.begun(begun.length)}</p>
      <Drafts drafts={begun} replace />
      <button type="button" className="btn f-wide" onClick={() => setAnew(true)}>
        {w.draft.another}
      </button>
    </Frame>
  );
}
