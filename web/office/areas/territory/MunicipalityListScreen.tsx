import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { MunicipalityRow } from '../../../../domain/territory/views.ts';
import { municipalityWords as w } from '../../../../domain/words/territory.ts';
import { newId } from '../../../local/ids.ts';
import { Empty, Note } from '../../../ui/states/States.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FilterBar, FlagFilter, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useCatalogue } from '../../useCatalogue.ts';
import { useQueryPage } from '../../useQueryPage.ts';

const MOVE = 'municipality.move';

const columns = (today: string, open: boolean): readonly Column<MunicipalityRow>[] => [
  {
    id: 'name',
    title: w.name,
    main: true,
    sort: 'name',
    cell: (m) => (
      <>
        {m.name}
        <span className="cell-sub">{m.provinceName}</span>
      </>
    ),
  },
  { id: 'department', title: w.department, sort: 'department', cell: (m) => m.departmentName },
  { id: 'unit', title: w.unit, sort: 'unit', cell: (m) => <Service municipality={m} today={today} /> },
  {
    id: 'alliances',
    title: w.alliances,
    sort: 'alliances',
    align: 'end',
    cell: (m) => (
      <>
        {m.alliances > 0 && open ? (
          <Link to={`/alianzas?municipality=${m.code}` as never}>{writtenNumber(m.alliances)}</Link>
        ) : (
          writtenNumber(m.alliances)
        )}
        {m.alliancesElsewhere > 0 ? (
          <span className="cell-sub">{w.elsewhere(writtenNumber(m.alliancesElsewhere))}</span>
        ) : null}
      </>
    ),
  },
  { id: 'communities', title: w.communities, align: 'end', cell: (m) => writtenNumber(m.communities) },
];

/** The unit that serves the municipality today, and the units before and after it when it was ever changed. */
function Service({ municipality: m, today }: { municipality: MunicipalityRow; today: string }) {
  const current = m.service.find((line) => line.from <= today);
  return (
    <>
      {m.unitName}
      {m.service
        .filter((line) => line !== current)
        .map((line) => (
          <span key={line.from} className="cell-sub">
            {line.from > today ? w.from(line.unitName, writtenDay(line.from)) : w.before(line.unitName)}
          </span>
        ))}
    </>
  );
}

/** Which unit serves each municipality, and the form that changes it from a given day. */
export default function MunicipalityListScreen() {
  const page = useQueryPage<MunicipalityRow>('municipality.list');
  const { me, may } = useSession();
  const departments = useCatalogue()?.departments ?? [];
  const [open, setOpen] = useState<{ municipality: MunicipalityRow; id: string } | null>(null);
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <ChoiceFilter
          page={page}
          name="department"
          label={w.department}
          any={w.anyDepartment}
          options={departments.map((d) => ({ value: d.code, label: d.name }))}
        />
        <FlagFilter page={page} name="moved" label={w.moved} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns(me.system.today, may.query('alliance.list'))}
        rowId={(m) => m.code}
        title={w.title}
        exports
        actions={
          may.command(MOVE)
            ? (m) => (
                <button type="button" className="btn" onClick={() => setOpen({ municipality: m, id: newId() })}>
                  {w.move}
                </button>
              )
            : undefined
        }
        empty={<Empty icon="alliance" title={w.empty} />}
      />
      {open ? <Move key={open.id} id={open.id} municipality={open.municipality} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function Move({ id, municipality: m, onClose }: { id: string; municipality: MunicipalityRow; onClose: () => void }) {
  const units = useCatalogue()?.operatingUnits ?? [];
  return (
    <CommandDialog
      opened
      title={w.moveOf(m.name)}
      kind={MOVE}
      subjectId={id}
      baseVersion={null}
      draftKey={`${MOVE}.${m.code}`}
      document="required"
      specs={[
        {
          kind: 'choice',
          name: 'unitId',
          label: w.fields.unitId,
          required: true,
          options: units
            .filter((u) => u.kind !== 'UCN' && u.code !== m.unitId)
            .map((u) => ({ value: u.code, label: u.name })),
        },
        {
          kind: 'date',
          name: 'from',
          label: w.fields.from,
          help: w.fields.fromHelp,
          required: true,
          max: '2099-12-31',
        },
        { kind: 'text', name: 'reason', label: w.fields.reason, required: true, multiline: true, maxLength: 500 },
      ]}
      toBody={({ unitId, from, reason }, documentId) => ({
        municipalityCode: m.code,
        unitId,
        from,
        reason,
        documentId,
      })}
      before={m.alliances > 0 ? <Note>{w.stay(writtenNumber(m.alliances), m.unitName)}</Note> : null}
      submitLabel={w.move}
      onClose={onClose}
      onDone={onClose}
    />
  );
}
