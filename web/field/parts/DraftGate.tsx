import { type ReactNode, useState } from 'react';
import { campoWords as w } from '../../../domain/words/campo.ts';
import type { Draft } from '../../local/index.ts';
import { usePhoneState } from '../../local/react.ts';
import { rememberedDraft } from '../placeInHistory.ts';
import { pathOf } from '../route.ts';
import { Drafts } from './Drafts.tsx';
import { Frame } from './Frame.tsx';

/**
 * Before a form: what was begun of the same thing is offered first, so that nobody writes it twice. `what` as the address has
 * it: '' for a new record, 'c-…' or 'e-…' for a correction.
 */
export function DraftGate({
  noun,
  allianceId,
  what,
  title,
  children,
}: {
  noun: Draft['kind'];
  allianceId: string;
  what: string;
  title: string;
  children: ReactNode;
}) {
  const { drafts } = usePhoneState();
  // Once: the draft that this form makes is not offered to it.
  const [begun] = useState(() =>
    rememberedDraft() ? [] : drafts.filter((d) => d.kind === noun && d.subjectId === allianceId && (d.values.target ?? '') === what),
  );
  const [anew, setAnew] = useState(begun.length === 0);
  if (anew) return children;
  return (
    <Frame title={title} back={pathOf('alianza', allianceId)}>
      <p className="f-strong">{w.draft.begun(begun.length)}</p>
      <Drafts drafts={begun} replace />
      <button type="button" className="btn f-wide" onClick={() => setAnew(true)}>
        {w.draft.another}
      </button>
    </Frame>
  );
}
