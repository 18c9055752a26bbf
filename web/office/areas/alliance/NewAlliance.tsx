import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { allianceDataFields, codeOfId } from '../../../../domain/alliance/alliance.ts';
import { legalForms } from '../../../../domain/alliance/organisation.ts';
import { stateNames, states } from '../../../../domain/alliance/states.ts';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { FieldSpec, FormValues, Option } from '../../../../domain/kernel/form.ts';
import type { NounRow } from '../../../../domain/kernel/noun/views.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { allianceWords } from '../../../../domain/words/alliance.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { newId } from '../../../local/ids.ts';
import { ask } from '../../api.ts';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { useSession } from '../../session.tsx';
import { useCatalogue, useUnits } from '../../useCatalogue.ts';
import { useData } from '../../useQueryPage.ts';
import { completeBody, completeSpecs } from './allianceForms.ts';

const w = allianceWords.byHand;
const KIND = 'alliance.adopt';
/** How many organisations the list to choose from loads at once. */
const OFFERED = 20;
/** Names shorter than this resemble too many others. */
const ALIKE_FROM = 5;

const asOption = (o: NounRow): Option => ({
  value: o.id,
  label: String(o.values.name),
  ...(o.names.unitId ? { group: o.names.unitId } : {}),
});

/** Searches the organisations within reach by words of their name. */
const find = async (text: string) => {
  const { data } = await ask<ListView<NounRow>>('organisation.list', { text, page: '1', pageSize: String(OFFERED) });
  return { rows: data.rows.map(asOption), more: data.total > OFFERED };
};

/** An admitted request from which the alliance comes: its id and what it says. */
interface FromRequest {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What the form starts from: what the request says of the alliance, at its first state. */
const saidBy = ({ values: v }: FromRequest): FormValues => ({
  name: (v.groupName as string | null) ?? null,
  unitId: (v.unitId as string | null) ?? null,
  state: 'SOLICITUD_RECIBIDA',
  stateSince: (v.receivedOn as string | null) ?? null,
  which: v.organisationId ? 'known' : 'new',
  organisationId: (v.organisationId as string | null) ?? null,
  organisationName: (v.groupName as string | null) ?? null,
  municipalityCode: (v.municipalityCode as string | null) ?? null,
  communityName: (v.communityName as string | null) ?? null,
  productCode: (v.productCode as string | null) ?? null,
  familiesDeclared: (v.families as number | null) ?? null,
  womenDeclared: (v.women as number | null) ?? null,
  buyerName: (v.buyerName as string | null) ?? null,
});

/**
 * The button that brings in one alliance by hand, with its paper, or from an admitted request; many are brought in by a
 * spreadsheet.
 */
export function NewAlliance({ from }: { from?: FromRequest }) {
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  const catalogue = useCatalogue();
  if (!may.command(KIND) || !catalogue) return null;
  return (
    <>
      <button type="button" className="btn btn-main" onClick={() => setOpen(true)}>
        {w.title}
      </button>
      {open ? <NewAllianceDialog catalogue={catalogue} from={from} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NewAllianceDialog({
  catalogue,
  from,
  onClose,
}: {
  catalogue: CatalogueView;
  from?: FromRequest | undefined;
  onClose: () => void;
}) {
  const { me } = useSession();
  const navigate = useNavigate();
  const units = useUnits().filter((u) => u.kind !== 'UCN');
  // The ids stay the same when the form is sent again.
  const ids = useMemo(() => ({ alliance: newId(), organisation: newId() }), []);
  const [seen, setSeen] = useState<FormValues>({});
  const first = useData<ListView<NounRow>>('organisation.list', { page: 1, pageSize: OFFERED });
  const isNew = seen.which !== 'known';
  const name = isNew && typeof seen.organisationName === 'string' ? seen.organisationName.trim() : '';
  const alike = useData<ListView<NounRow>>(
    'organisation.list',
    { text: name, page: 1, pageSize: 4 },
    { enabled: name.length >= ALIKE_FROM },
  );
  const likely =
    name.length >= ALIKE_FROM
      ? (alike.data?.rows ?? []).map((o) => `${o.values.name} (${o.names.unitId})`).join(' · ')
      : '';
  // The form keeps the values with which it opened.
  const [initial] = useState(() => ({
    programmeId: catalogue.programmes.length === 1 ? (catalogue.programmes[0]?.id ?? null) : null,
    unitId: units.length === 1 ? (units[0]?.code ?? null) : null,
    which: 'new',
    ...(from ? saidBy(from) : {}),
  }));
  const specs = useCallback(
    (values: FormValues) =>
      specsOf(values, {
        catalogue,
        units,
        likely,
        known: (first.data?.rows ?? []).map(asOption),
        today: me.system.today,
      }),
    [catalogue, units, likely, first.data, me.system.today],
  );
  return (
    <CommandDialog
      opened
      title={w.title}
      kind={KIND}
      subjectId={ids.alliance}
      baseVersion={null}
      specs={specs}
      initial={initial}
      draftKey={from ? `${KIND}:${from.id}` : KIND}
      document="required"
      submitLabel={w.submit}
      before={<p className="muted">{w.lead}</p>}
      toBody={(values, documentId) => ({
        ...bodyOf(values, ids, documentId),
        ...(from ? { requestId: from.id } : {}),
      })}
      onValues={setSeen}
      onClose={onClose}
      onDone={() => void navigate({ to: `/alianzas/${ids.alliance}` as never })}
    />
  );
}

interface Offered {
  readonly catalogue: CatalogueView;
  readonly units: CatalogueView['operatingUnits'];
  readonly known: readonly Option[];
  /** Names of organisations that resemble the one being written; empty when there is none. */
  readonly likely: string;
  readonly today: string;
}

/**
 * The questions about an alliance: which one it is, its state in the cycle, its unit and organisation, and the other
 * data, which may be completed later.
 */
function specsOf(values: FormValues, { catalogue, units, known, likely, today }: Offered): readonly FieldSpec[] {
  const organisation: FieldSpec[] =
    values.which === 'known'
      ? [
          {
            kind: 'choice',
            name: 'organisationId',
            label: w.organisation,
            required: true,
            options: known,
            search: find,
          },
        ]
      : [
          {
            kind: 'text',
            name: 'organisationName',
            label: w.organisationName,
            required: true,
            maxLength: 200,
            ...(likely ? { help: w.alike(likely) } : {}),
          },
          { kind: 'text', name: 'acronym', label: w.acronym, maxLength: 40 },
          {
            kind: 'choice',
            name: 'legalForm',
            label: w.legalForm,
            options: legalForms.map((value) => ({ value, label: captureWords.legalForms[value] })),
          },
        ];
  const municipalityCode = typeof values.municipalityCode === 'string' ? values.municipalityCode : null;
  return [
    { kind: 'text', name: 'name', label: w.name, help: w.nameHelp, required: true, maxLength: 200 },
    { kind: 'text', name: 'code', label: w.code, help: w.codeHelp, maxLength: 60 },
    ...(catalogue.programmes.length > 1
      ? [
          {
            kind: 'choice',
            name: 'programmeId',
            label: w.programme,
            required: true,
            options: catalogue.programmes.map((p) => ({ value: p.id, label: p.name })),
          } as const,
        ]
      : []),
    {
      kind: 'choice',
      name: 'unitId',
      label: w.unit,
      required: true,
      options: units.map((u) => ({ value: u.code, label: u.name })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: w.state,
      help: w.stateHelp,
      required: true,
      options: stateNames.map((s) => ({ value: s, label: states[s].name })),
    },
    { kind: 'date', name: 'stateSince', label: w.stateSince, max: today },
    {
      kind: 'choice',
      name: 'which',
      label: w.whose,
      required: true,
      options: [
        { value: 'new', label: w.whichNew },
        { value: 'known', label: w.whichKnown },
      ],
    },
    ...organisation,
    ...completeSpecs({ profile: { ruralConfirmed: null } }, catalogue, { municipalityCode, communities: [] }),
  ];
}

/** The body of `alliance.adopt`. */
function bodyOf(
  values: FormValues,
  ids: { alliance: string; organisation: string },
  documentId: string | null,
): Record<string, unknown> {
  return {
    programmeId: values.programmeId,
    code: values.code || codeOfId(ids.alliance),
    name: values.name,
    unitId: values.unitId,
    state: values.state,
    stateSince: values.stateSince || null,
    organisation:
      values.which === 'known'
        ? { id: values.organisationId, existing: true }
        : {
            id: ids.organisation,
            existing: false,
            name: values.organisationName,
            acronym: values.acronym || null,
            legalForm: values.legalForm || null,
            municipalityCode: values.municipalityCode || null,
          },
    data: completeBody({}, Object.fromEntries(allianceDataFields.map((name) => [name, values[name] ?? null]))),
    sourceDocumentId: documentId,
  };
}
