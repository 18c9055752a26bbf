import { useCallback, useState } from 'react';
import type { AllianceView } from '../../../../domain/alliance/views.ts';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { FormValues } from '../../../../domain/kernel/form.ts';
import type { CommunityListView } from '../../../../domain/territory/views.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { completeBody, completeSpecs, knownValues } from './allianceForms.ts';

const KIND = 'alliance.complete';

/** The button that opens the form to complete or correct the data of an alliance. */
export function CompleteAct({
  alliance,
  catalogue,
  look = '',
}: {
  alliance: AllianceView;
  catalogue: CatalogueView;
  look?: string;
}) {
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may.command(KIND)) return null;
  return (
    <>
      <button type="button" className={`btn ${look}`} onClick={() => setOpen(true)}>
        {allianceWords.forms.complete}
      </button>
      {open ? <CompleteDialog alliance={alliance} catalogue={catalogue} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CompleteDialog({
  alliance,
  catalogue,
  onClose,
}: {
  alliance: AllianceView;
  catalogue: CatalogueView;
  onClose: () => void;
}) {
  const { may } = useSession();
  // The form keeps the values with which it opened, even if newer data arrive meanwhile.
  const [start] = useState(() => ({ alliance, values: knownValues(alliance) }));
  const [municipalityCode, setMunicipality] = useState(alliance.profile.municipalityCode);
  const follow = useCallback(
    (values: FormValues) =>
      setMunicipality(typeof values.municipalityCode === 'string' ? values.municipalityCode : null),
    [],
  );
  const known = useData<CommunityListView>(
    'community.list',
    { municipality: municipalityCode ?? '', page: 1, pageSize: 200 },
    { enabled: municipalityCode !== null && may.query('community.list') },
  );
  const communities = municipalityCode === null ? [] : (known.data?.rows ?? []).map((c) => c.name);
  return (
    <CommandDialog
      opened
      title={allianceWords.forms.complete}
      kind={KIND}
      subjectId={alliance.id}
      baseVersion={start.alliance.profile.version}
      specs={completeSpecs(start.alliance, catalogue, { municipalityCode, communities })}
      initial={start.values}
      toBody={(values) => completeBody(start.values, values)}
      onValues={follow}
      onClose={onClose}
      onDone={() => undefined}
    />
  );
}
