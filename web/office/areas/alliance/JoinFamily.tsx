import { useState } from 'react';
import type { FoundFamily } from '../../../../domain/alliance/registerViews.ts';
import { memberWords } from '../../../../domain/words/members.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { Finder } from './Finder.tsx';
import { joinBody, joinSpecs } from './memberForms.ts';
import { Step, StepBack } from './Step.tsx';

const w = memberWords.join;
const KIND = 'member.join';
export const mayJoin = (may: ReturnType<typeof useSession>['may']): boolean =>
  may.command(KIND) && may.query('family.find');

/**
 * Joins a family that is already enrolled to this alliance's organisation: finds it, says whether it may join, then
 * joins it.
 */
export function JoinFamily({ allianceId, onClose }: { allianceId: string; onClose: () => void }) {
  const { me } = useSession();
  const [family, setFamily] = useState<FoundFamily | null>(null);
  const national = me.roles.some((r) => r.scope.kind === 'national');
  return (
    <Dialog opened onClose={onClose} title={w.title}>
      {family ? (
        <Join allianceId={allianceId} family={family} onBack={() => setFamily(null)} onClose={onClose} />
      ) : (
        <Step key="find">
          <p className="muted">{w.lead}</p>
          <Finder<FoundFamily>
            query="family.find"
            fixed={{ allianceId }}
            by={[
              { name: 'text', label: w.search, help: w.searchHelp },
              { name: 'organisation', label: w.organisation, help: w.organisationHelp },
            ]}
            least={{ letters: 3, sentence: w.least }}
            none={national ? w.none : w.noneHere}
            more={w.more}
            row={(f) => <Found key={f.familyId} family={f} onChoose={() => setFamily(f)} />}
          />
        </Step>
      )}
    </Dialog>
  );
}

function Found({ family: f, onChoose }: { family: FoundFamily; onChoose: () => void }) {
  const name = (f.holder ?? f.spouse)?.name ?? memberWords.noName;
  return (
    <li>
      <div className="row row-apart">
        <strong>{name}</strong>
        {f.check === 'free' || f.check === 'unknown' ? (
          <button type="button" className="btn" aria-label={`${w.choose}: ${name}`} onClick={onChoose}>
            {w.choose}
          </button>
        ) : (
          <Badge tone={f.check === 'served' ? 'bad' : 'neutral'}>{w.cannot}</Badge>
        )}
      </div>
      <span className="small muted">
        {f.holder ? (f.holder.ci ? w.card(f.holder.ci) : w.noCard) : null}
        {f.holder && f.spouse ? ` · ${w.spouse(f.spouse.name, f.spouse.ci)}` : null}
      </span>
      <span className="small muted">{w.enrolledIn(f.organisations.join(', '))}</span>
      <span className="small">{w.checks[f.check]}</span>
    </li>
  );
}

function Join({
  allianceId,
  family,
  onBack,
  onClose,
}: {
  allianceId: string;
  family: FoundFamily;
  onBack: () => void;
  onClose: () => void;
}) {
  const { me } = useSession();
  const [id] = useState(newId);
  return (
    <Step key="join">
      <StepBack onBack={onBack}>{w.other}</StepBack>
      <Note tone={family.check === 'unknown' ? 'warn' : 'info'}>
        <strong>{[family.holder, family.spouse].flatMap((p) => (p ? [p.name] : [])).join(' y ')}.</strong>{' '}
        {w.checks[family.check]}
      </Note>
      <CommandForm
        kind={KIND}
        subjectId={id}
        baseVersion={null}
        draftKey={`${KIND}.${allianceId}.${family.familyId}`}
        specs={joinSpecs(family)}
        initial={{ joinedOn: me.system.today, representativeId: family.holder?.id ?? family.spouse?.id ?? null }}
        toBody={(values) => joinBody(allianceId, family, values)}
        submitLabel={w.submit}
        onCancel={onClose}
        onDone={onClose}
      />
    </Step>
  );
}
