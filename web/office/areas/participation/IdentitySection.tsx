import { useState } from 'react';
import type { NounFileView } from '../../../../domain/kernel/noun/views.ts';
import type { OpenedBox } from '../../../../domain/participation/identityViews.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { type Identity, openIdentity } from '../../../ui/identityBox.ts';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Facts } from '../alliance/FileSections.tsx';
import { PhraseForm } from './PhraseForm.tsx';
import { useKeyActs } from './useKeyActs.ts';

const w = complaintWords.identity;

/**
 * The identity of the complainant: a note that it is kept, and, for a person who opened it today with a reason, the box
 * that opens with their phrase.
 */
export function IdentitySection({ file }: { file: NounFileView }) {
  const { may } = useSession();
  const kept = file.values.identity === true;
  const opened = useData<OpenedBox | null>(
    'complaint.identity',
    { id: file.id },
    { enabled: kept && may.query('complaint.identity') },
  );
  const acts = useKeyActs();
  const [who, setWho] = useState<Identity | null>(null);
  if (!kept) return null;
  const found = opened.data;
  return (
    <Section title={w.title}>
      {!found ? <p className="muted">{w.kept}</p> : null}
      {found && !found.key.wrapped ? <p>{complaintWords.key.notMine}</p> : null}
      {found?.key.wrapped && !who ? (
        <PhraseForm
          asked={[{ name: 'phrase', label: complaintWords.key.phrase }]}
          submit={w.show}
          before={<p>{w.opened}</p>}
          onSend={async ({ phrase = '' }) => {
            const key = await acts.open(found.key, phrase);
            if (!key) return complaintWords.key.wrong;
            const content = await openIdentity(key, found.box).catch(() => null);
            setWho(content);
            return content ? null : w.broken;
          }}
        />
      ) : null}
      {who ? (
        <>
          <Facts
            items={[
              [w.name, who.name || null],
              [w.phone, who.phone || null],
              [w.card, who.card || null],
              [w.reach, who.reach || null],
            ]}
          />
          <button type="button" className="btn" onClick={() => setWho(null)}>
            {w.hide}
          </button>
        </>
      ) : null}
    </Section>
  );
}
