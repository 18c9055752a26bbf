import { useState } from 'react';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { communityKinds, signals } from '../../../../domain/territory/community.ts';
import type { CommunityListView, CommunityRow } from '../../../../domain/territory/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { communityWords as w } from '../../../../domain/words/territory.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { municipalityOptions, useCatalogue } from '../../useCatalogue.ts';
import { useData, useQueryPage } from '../../useQueryPage.ts';

const none = <span className="missing">s/d</span>;
const degrees = (n: number) => n.toLocaleString('es-BO', { maximumFractionDigits: 4 });

const columns: readonly Column<CommunityRow>[] = [
  {
    id: 'name',
    title: w.name,
    main: true,
    sort: 'name',
    cell: (c) => (
      <>
        {c.name} {c.id ? null : <Badge tone="warn">{w.notRecorded}</Badge>}
        {c.mergedIntoName ? <span className="cell-sub">{w.joinedTo(c.mergedIntoName)}</span> : null}
        {c.otherNames.length > 0 ? <span className="cell-sub">{w.alsoCalled(c.otherNames.join(', '))}</span> : null}
      </>
    ),
  },
  {
    id: 'municipality',
    title: w.municipality,
    sort: 'municipality',
    cell: (c) => (
      <>
        {c.municipalityName}
        <span className="cell-sub">{c.departmentName}</span>
      </>
    ),
  },
  { id: 'unit', title: w.unit, sort: 'unit', cell: (c) => c.unitName },
  { id: 'kind', title: w.kind, cell: (c) => (c.kind ? captureWords.communityKinds[c.kind] : none) },
  { id: 'signal', title: w.signal, cell: (c) => (c.signal ? captureWords.phoneSignal[c.signal] : none) },
  {
    id: 'place',
    title: w.place,
    cell: (c) =>
      c.lon === null || c.lat === null ? (
        none
      ) : (
        <span className="num">
          {degrees(c.lat)} · {degrees(c.lon)}
        </span>
      ),
  },
  { id: 'alliances', title: w.alliances, sort: 'alliances', align: 'end', cell: (c) => writtenNumber(c.alliances) },
];

const known: readonly FieldSpec[] = [
  {
    kind: 'choice',
    name: 'kind',
    label: w.kind,
    options: communityKinds.map((value) => ({ value, label: captureWords.communityKinds[value] })),
  },
  {
    kind: 'choice',
    name: 'signal',
    label: w.signal,
    options: signals.map((value) => ({ value, label: captureWords.phoneSignal[value] })),
  },
  { kind: 'number', name: 'lat', label: w.fields.lat, help: w.fields.latHelp, decimals: 6, min: -23.5, max: -9 },
  { kind: 'number', name: 'lon', label: w.fields.lon, help: w.fields.lonHelp, decimals: 6, min: -70, max: -57 },
];
const name: FieldSpec = {
  kind: 'text',
  name: 'name',
  label: w.fields.name,
  help: w.fields.nameHelp,
  required: true,
  maxLength: 120,
};

const reason: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: w.fields.reason,
  required: true,
  multiline: true,
  maxLength: 500,
};

function municipalityField(catalogue: CatalogueView): FieldSpec {
  return {
    kind: 'choice',
    name: 'municipalityCode',
    label: w.municipality,
    required: true,
    options: municipalityOptions(catalogue),
  };
}

type Open =
  | { readonly act: 'record'; readonly row: CommunityRow | null; readonly id: string }
  | { readonly act: 'correct' | 'join' | 'undo'; readonly row: CommunityRow };

/** The catalogue of communities, and the names that alliances use but nobody has registered yet. */
export default function CommunityListScreen() {
  const page = useQueryPage<CommunityRow>('community.list');
  const { may } = useSession();
  const catalogue = useCatalogue();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={page.asOf}
      actions={
        may.command('community.record') ? (
          <button
            type="button"
            className="btn btn-main"
            onClick={() => setOpen({ act: 'record', row: null, id: newId() })}
          >
            {w.record}
          </button>
        ) : null
      }
    >
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <ChoiceFilter
          page={page}
          name="municipality"
          label={w.municipality}
          any={w.anyMunicipality}
          options={catalogue ? municipalityOptions(catalogue) : []}
        />
        <ChoiceFilter
          page={page}
          name="recorded"
          label={w.recorded}
          any={w.any}
          options={[
            { value: '1', label: w.onlyRecorded },
            { value: '0', label: w.onlyNamed },
            { value: 'joined', label: w.onlyJoined },
          ]}
        />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(c) => c.id ?? `${c.municipalityCode} ${c.name}`}
        title={w.title}
        exports
        actions={
          may.command('community.record') || may.command('community.correct')
            ? (c) => <Actions row={c} onOpen={setOpen} />
            : undefined
        }
        empty={
          <Empty icon="alliance" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
      {open?.act === 'record' ? <Record key={open.id} id={open.id} row={open.row} onClose={close} /> : null}
      {open?.act === 'correct' ? <Correct row={open.row} onClose={close} /> : null}
      {open?.act === 'join' ? <Join row={open.row} onClose={close} /> : null}
      {open?.act === 'undo' ? <UndoJoin row={open.row} onClose={close} /> : null}
    </Page>
  );
}

function Actions({ row, onOpen }: { row: CommunityRow; onOpen: (open: Open) => void }) {
  const { may } = useSession();
  if (!row.id)
    return may.command('community.record') ? (
      <button type="button" className="btn" onClick={() => onOpen({ act: 'record', row, id: newId() })}>
        {w.recordThis}
      </button>
    ) : null;
  if (row.mergedInto)
    return may.command('community.undoJoin') ? (
      <button type="button" className="btn btn-quiet" onClick={() => onOpen({ act: 'undo', row })}>
        {w.undo}
      </button>
    ) : null;
  return (
    <span className="row row-line">
      {may.command('community.correct') ? (
        <button type="button" className="btn" onClick={() => onOpen({ act: 'correct', row })}>
          {w.correct}
        </button>
      ) : null}
      {may.command('community.join') ? (
        <button type="button" className="btn btn-quiet" onClick={() => onOpen({ act: 'join', row })}>
          {w.join}
        </button>
      ) : null}
    </span>
  );
}

function Record({ id, row, onClose }: { id: string; row: CommunityRow | null; onClose: () => void }) {
  const catalogue = useCatalogue();
  if (!catalogue) return null;
  return (
    <CommandDialog
      opened
      title={w.record}
      kind="community.record"
      subjectId={id}
      baseVersion={null}
      draftKey={`community.record.${row ? `${row.municipalityCode}.${row.name}` : ''}`}
      specs={[municipalityField(catalogue), name, ...known]}
      {...(row ? { initial: { municipalityCode: row.municipalityCode, name: row.name } } : {})}
      submitLabel={w.recordThis}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

function UndoJoin({ row, onClose }: { row: CommunityRow; onClose: () => void }) {
  return (
    <CommandDialog
      opened
      title={w.undoOf(row.name, row.mergedIntoName ?? '')}
      kind="community.undoJoin"
      subjectId={row.id ?? ''}
      baseVersion={row.version}
      specs={[reason]}
      toBody={(values) => ({ fromId: row.mergedInto, reason: values.reason })}
      before={<p>{w.undoWhat(row.name)}</p>}
      submitLabel={w.undo}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

function Correct({ row, onClose }: { row: CommunityRow; onClose: () => void }) {
  const catalogue = useCatalogue();
  if (!catalogue) return null;
  return (
    <CommandDialog
      opened
      title={row.name}
      kind="community.correct"
      subjectId={row.id ?? ''}
      baseVersion={row.version}
      specs={[{ ...name, help: '' }, { ...municipalityField(catalogue), help: w.fields.municipalityHelp }, ...known]}
      initial={{
        name: row.name,
        municipalityCode: row.municipalityCode,
        kind: row.kind,
        signal: row.signal,
        lat: row.lat,
        lon: row.lon,
      }}
      toBody={({ name: said, municipalityCode, kind, signal, lat, lon }) => ({
        name: said,
        ...(municipalityCode === row.municipalityCode ? {} : { municipalityCode }),
        kind: kind ?? null,
        signal: signal ?? null,
        lat: lat ?? null,
        lon: lon ?? null,
      })}
      submitLabel={w.correct}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

function Join({ row, onClose }: { row: CommunityRow; onClose: () => void }) {
  const others = useData<CommunityListView>('community.list', {
    municipality: row.municipalityCode,
    recorded: '1',
    page: 1,
    pageSize: 200,
  });
  if (!others.data) return null;
  const options = others.data.rows.flatMap((c) => (c.id && c.id !== row.id ? [{ value: c.id, label: c.name }] : []));
  const title = w.joinOf(row.name);
  if (options.length === 0)
    return (
      <Dialog opened title={title} onClose={onClose} size="s">
        <p>{w.noOther(row.municipalityName)}</p>
      </Dialog>
    );
  return (
    <CommandDialog
      opened
      title={title}
      kind="community.join"
      subjectId={row.id ?? ''}
      baseVersion={row.version}
      specs={[
        {
          kind: 'choice',
          name: 'intoId',
          label: w.fields.into,
          help: w.fields.intoHelp,
          required: true,
          options,
        },
        reason,
      ]}
      submitLabel={w.joinSubmit}
      danger
      onClose={onClose}
      onDone={onClose}
    />
  );
}
