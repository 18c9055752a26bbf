import { useState } from 'react';
import { recordCommunity } from '../../../domain/territory/community.ts';
import { communityBody, communityQuestions, communityValues } from '../../../domain/territory/communityForm.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Note } from '../../ui/states/States.tsx';
import { useOffers } from '../parts/ActLink.tsx';
import { CaptureForm } from '../parts/CaptureForm.tsx';
import { CaptureGate } from '../parts/CaptureGate.tsx';
import { Frame } from '../parts/Frame.tsx';
import { useCapture } from '../parts/useCapture.ts';
import { pathOf } from '../route.ts';

const definitions = { register: recordCommunity, correct: recordCommunity };
const fieldNames = { lon: 'place', lat: 'place', accuracyM: 'place' };

/** Records a community for the catalogue. The unit corrects it, or joins it to another. */
export function CommunityScreen({ allianceId, what }: { allianceId: string; what: string }) {
  const { alliances } = usePhoneState();
  const offers = useOffers(allianceId);
  const alliance = alliances.find((v) => v.alliance.id === allianceId)?.alliance;
  if (!alliance?.municipalityCode) {
    return (
      <Frame title={w.community.title} back={pathOf('alianza', allianceId)}>
        <Note tone="warn">{w.community.noMunicipality}</Note>
      </Frame>
    );
  }
  return (
    <CaptureGate
      noun="community"
      title={w.community.title}
      filed={allianceId}
      what={what}
      offered={() => offers('community')}
      back={pathOf('alianza', allianceId)}
    >
      <CommunityForm
        allianceId={allianceId}
        what={what}
        municipality={{ code: alliance.municipalityCode, name: alliance.municipalityName ?? '' }}
      />
    </CaptureGate>
  );
}

function CommunityForm({
  allianceId,
  what,
  municipality,
}: {
  allianceId: string;
  what: string;
  municipality: { code: string; name: string };
}) {
  const { today } = usePhoneState();
  const [blank] = useState(() => ({ occurredOn: today }));
  const capture = useCapture({
    noun: 'community',
    allianceId,
    what,
    definitions,
    blank,
    toValues: communityValues,
    toBody: (values) => communityBody(allianceId, municipality.code, values),
    fieldNames,
    back: pathOf('alianza', allianceId),
  });
  return (
    <CaptureForm
      title={w.community.title}
      capture={capture}
      specs={communityQuestions}
      saveLabel={w.community.save}
      insertBefore={{ before: 'name', node: <Note>{w.community.where(municipality.name)}</Note> }}
    />
  );
}
