import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type GapField, gapFields } from '../../../../domain/alliance/alliance.ts';
import { isAllianceState, stateNames, states } from '../../../../domain/alliance/states.ts';
import type { AllianceRow } from '../../../../domain/alliance/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { TerritoryMapData } from '../../../../domain/territory/map.ts';
import { allianceWords, modelWords } from '../../../../domain/words/alliance.ts';
import { tableWords } from '../../../../domain/words/office.ts';
import { TerritoryMap } from '../../../map/lazy.ts';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { Badge, LevelBadge, StatusBadge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChipFilter, ChoiceFilter, FilterBar, FlagFilter, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { ViewSwitch } from '../../parts/ViewSwitch.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { municipalityOptions, useCatalogue, useUnits } from '../../useCatalogue.ts';
import { type QueryPage, useData, useQueryPage } from '../../useQueryPage.ts';
import { NewAlliance } from './NewAlliance.tsx';

const w = allianceWords.list;
const c = allianceWords.columns;
const none = <span className="missing">s/d</span>;
const gapNames = (gaps: readonly string[]): string => gaps.map((g) => gapFields[g as GapField] ?? g).join(', ');

const columns: readonly Column<AllianceRow>[] = [
  {
    id: 'name',
    title: c.name,
    main: true,
    sort: 'name',
    cell: (a) => (
      <>
        {a.name} <span className="cell-sub mono">{a.code}</span>
      </>
    ),
  },
  { id: 'state', title: c.state, sort: 'state', cell: (a) => <StatusBadge state={a.state} suspended={a.suspended} /> },
  { id: 'unit', title: c.unit, sort: 'unit', cell: (a) => a.unitName },
  { id: 'municipality', title: c.municipality, sort: 'municipality', cell: (a) => a.municipalityName ?? none },
  { id: 'product', title: c.product, sort: 'product', cell: (a) => a.productName ?? none },
  {
    id: 'families',
    title: c.families,
    sort: 'families',
    align: 'end',
    cell: (a) => (a.families === null ? none : writtenNumber(a.families)),
  },
  {
    id: 'gaps',
    title: c.gaps,
    cell: (a) =>
      a.gaps.length === 0 ? (
        <span className="muted">—</span>
      ) : (
        <Badge tone="warn" title={gapNames(a.gaps)}>
          {a.gaps.length === 1 ? '1 dato' : `${a.gaps.length} datos`}
        </Badge>
      ),
  },
  {
    id: 'lastVisit',
    title: c.lastVisit,
    sort: 'lastVisit',
    cell: (a) =>
      a.lastVisitOn ? <span className="num">{dayOr(a.lastVisitOn)}</span> : <span className="muted">sin visitas</span>,
  },
  { id: 'organisation', title: c.organisation, sort: 'organisation', hidden: true, cell: (a) => a.organisationName },
  {
    id: 'model',
    title: c.model,
    sort: 'model',
    hidden: true,
    cell: (a) => (a.model === null ? none : modelWords[a.model]),
  },
  { id: 'department', title: c.department, hidden: true, cell: (a) => a.departmentName ?? none },
  { id: 'since', title: c.since, sort: 'stateSince', hidden: true, cell: (a) => dayOr(a.stateSince) },
  { id: 'level', title: c.level, hidden: true, cell: (a) => <LevelBadge level={a.level} /> },
];

/** Every alliance within reach, as a list or on the map; both use the same filters. */
export default function AllianceListScreen() {
  const page = useQueryPage<AllianceRow>('alliance.list');
  const { may } = useSession();
  const catalogue = useCatalogue();
  const units = useUnits();
  const shown = page.look === 'map' && may.query('alliance.map') ? 'map' : 'list';
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={page.asOf}
      actions={
        <>
          {may.query('alliance.map') ? <ViewSwitch page={page} shown={shown} /> : null}
          <NewAlliance />
        </>
      }
    >
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <ChoiceFilter
          page={page}
          name="state"
          label={w.state}
          any={w.anyState}
          options={stateNames.map((s) => ({ value: s, label: states[s].name }))}
        />
        <ChoiceFilter
          page={page}
          name="model"
          label={w.model}
          any={w.anyModel}
          options={([1, 2, 3] as const).map((m) => ({ value: String(m), label: modelWords[m] }))}
        />
        <ChoiceFilter
          page={page}
          name="municipality"
          label={w.municipality}
          any={w.anyMunicipality}
          options={catalogue ? municipalityOptions(catalogue) : []}
        />
        <FlagFilter page={page} name="gaps" label={w.gaps} />
        <FlagFilter page={page} name="unvisited" label={w.unvisited} />
        <FlagFilter page={page} name="attended" on="0" label={w.unattended} />
        <FlagFilter page={page} name="suspended" label={w.suspendedOnly} />
        <ChipFilter page={page} name="unit" say={(code) => units.find((u) => u.code === code)?.name ?? code} />
        <ChipFilter page={page} name="active" say={() => w.activeOnly} />
        <ChipFilter page={page} name="userId" say={() => w.ofPerson} />
      </FilterBar>
      {shown === 'map' ? (
        <Territory page={page} />
      ) : (
        <DataTable
          page={page}
          columns={columns}
          rowId={(a) => a.id}
          title={w.title}
          href={(a) => `/alianzas/${a.id}`}
          exports
          empty={
            <Empty icon="alliance" title={w.empty}>
              {w.emptyHow}
            </Empty>
          }
        />
      )}
    </Page>
  );
}

function Territory({ page }: { page: QueryPage<AllianceRow> }) {
  const navigate = useNavigate();
  const { page: _page, pageSize: _size, sort: _sort, ...filters } = page.params;
  const map = useData<TerritoryMapData>('alliance.map', filters);
  if (map.isPending) return <Loading lines={10} />;
  if (!map.data) return <Failed problem={toProblem(map.error)} onRetry={() => void map.refetch()} />;
  return (
    <Suspense fallback={<Loading lines={10} />}>
      {map.data.alliances.length === 0 ? (
        <Note>
          {Object.keys(page.filters).length > 0 ? tableWords.noMatch : w.empty}{' '}
          {Object.keys(page.filters).length > 0 ? (
            <button type="button" className="link" onClick={page.clearFilters}>
              {tableWords.clear}
            </button>
          ) : null}
        </Note>
      ) : null}
      <TerritoryMap
        data={map.data}
        boundariesUrl="/api/territory/boundaries"
        initialView="counts"
        stateWord={(s) => (isAllianceState(s) ? states[s].name : s)}
        onSelect={(selection) => {
          if (selection?.kind === 'alliance') void navigate({ to: `/alianzas/${selection.id}` } as never);
        }}
      />
    </Suspense>
  );
}
