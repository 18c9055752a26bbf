import { type ReactNode, useState } from 'react';
import type { FieldAction } from '../../../domain/field/actions.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { usePhoneState } from '../../local/react.ts';
import { Empty } from '../../ui/states/States.tsx';
import { rememberedDraft } from '../placeInHistory.ts';
import { pathOf } from '../route.ts';
import { useOffers } from './ActLink.tsx';
import { Drafts } from './Drafts.tsx';
import { Frame } from './Frame.tsx';

/**
 * Before a form: whether the person may fill it in, by the rule that would refuse it; and what was begun of the same thing is offered first, so that nobody writes it twice. `what` as the address has
 * it: '' for a new record, 'c-…' or 'e-…' for a correction.
 */
export function CaptureGate({
  noun,
  allianceId,
  what,
  title,
  children,
}: {
  noun: 'visit' | 'sale' | 'community';
  allianceId: string;
  what: string;
  title: string;
  children: ReactNode;
}) {
  const { drafts } = usePhoneState();
  const offered = useOffers(allianceId);
  const target = drafts.find((d) => d.id === what)?.values.target ?? what;
  const action: FieldAction = noun === 'community' ? noun : String(target).startsWith('c-') ? `${noun}Correction` : noun;
  // Once: the draft that this form makes is not offered to it.
  const [begun] = useState(() =>
    rememberedDraft() ? [] : drafts.filter((d) => d.kind === noun && d.subjectId === allianceId && (d.values.target ?? '') === what),
  );
  const [anew, setAnew] = useState(begun.length === 0);
  if (!offered(action)) {
    return (
      <Frame title={title} back={pathOf('alianza', allianceId)} nav="home">
        <Empty title={w.notYours.title}>{w.notYours.how}</Empty>
      </Frame>
    );
  }
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
