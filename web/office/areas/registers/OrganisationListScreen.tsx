import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { legalForms } from '../../../../domain/alliance/organisation.ts';
import { allianceRecords } from '../../../../domain/alliance/records.ts';
import type { OrganisationRow } from '../../../../domain/alliance/registerViews.ts';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { tellValue } from '../../../../domain/kernel/noun/record.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { organisationWords as w } from '../../../../domain/words/registers.ts';
import { Empty } from '../../../ui/states/States.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FilterBar, FlagFilter, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const { legalForm } = allianceRecords.organisation.fields;

const none = <span className="missing">s/d</span>;

const columns: readonly Column<OrganisationRow>[] = [
  {
    id: 'name',
    title: w.name,
    main: true,
    sort: 'name',
    cell: (o) => (
      <>
        {o.name}
        {o.acronym ? ` (${o.acronym})` : null}
        {o.mergedIntoName ? <span className="cell-sub">{w.keptAs(o.mergedIntoName)}</span> : null}
      </>
    ),
  },
  { id: 'unit', title: w.unit, sort: 'unit', cell: (o) => o.unitName },
  { id: 'municipality', title: w.municipality, sort: 'municipality', cell: (o) => o.municipalityName ?? none },
  { id: 'form', title: w.form, cell: (o) => tellValue(legalForm, o.legalForm) ?? none },
  { id: 'legal', title: w.legal, cell: (o) => o.legalStatusNumber ?? none },
  {
    id: 'alliances',
    title: w.alliances,
    align: 'end',
    cell: (o) =>
      o.alliances > 0 ? (
        <Link to={`/alianzas?text=${encodeURIComponent(o.name)}` as never}>{writtenNumber(o.alliances)}</Link>
      ) : (
        '0'
      ),
  },
  { id: 'members', title: w.members, align: 'end', cell: (o) => writtenNumber(o.members) },
];

const specs = (today: string): readonly FieldSpec[] => [
  { kind: 'text', name: 'name', label: w.fields.name, required: true, maxLength: 200 },
  { kind: 'text', name: 'acronym', label: w.fields.acronym, maxLength: 40 },
  {
    kind: 'choice',
    name: 'legalForm',
    label: w.fields.legalForm,
    options: legalForms.map((value) => ({ value, label: captureWords.legalForms[value] })),
  },
  { kind: 'text', name: 'legalStatusNumber', label: w.fields.legalStatusNumber, maxLength: 80 },
  { kind: 'date', name: 'legalStatusOn', label: w.fields.legalStatusOn, max: today },
  { kind: 'text', name: 'legalStatusIssuer', label: w.fields.legalStatusIssuer, maxLength: 120 },
];

/** The producers' organisations within reach, with the form to correct them. */
export default function OrganisationListScreen() {
  const page = useQueryPage<OrganisationRow>('organisation.list');
  const { me, may } = useSession();
  const [open, setOpen] = useState<OrganisationRow | null>(null);
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <FlagFilter page={page} name="merged" label={w.merged} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(o) => o.id}
        title={w.title}
        exports
        actions={
          may.command('organisation.correct')
            ? (o) =>
                o.mergedInto ? null : (
                  <button type="button" className="btn" onClick={() => setOpen(o)}>
                    {w.correct}
                  </button>
                )
            : undefined
        }
        empty={
          <Empty icon="users" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
      {open ? (
        <CommandDialog
          opened
          title={open.name}
          kind="organisation.correct"
          subjectId={open.id}
          baseVersion={open.version}
          specs={specs(me.system.today)}
          initial={{
            name: open.name,
            acronym: open.acronym,
            legalForm: open.legalForm,
            legalStatusNumber: open.legalStatusNumber,
          }}
          submitLabel={w.correct}
          onClose={() => setOpen(null)}
          onDone={() => setOpen(null)}
        />
      ) : null}
    </Page>
  );
}
