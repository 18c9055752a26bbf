import { Link } from '@tanstack/react-router';
import type { ImportProblemRow } from '../../../../domain/import/views.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Note } from '../../../ui/states/States.tsx';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ChoiceFilter, FilterBar } from '../../parts/Filters.tsx';
import { Section } from '../../parts/Page.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const tone: Readonly<Record<ImportProblemRow['severity'], Tone>> = {
  refused: 'bad',
  person: 'special',
  gap: 'warn',
  note: 'info',
};
const severities = ['refused', 'person', 'gap', 'note'] as const;

const columns: readonly Column<ImportProblemRow>[] = [
  {
    id: 'row',
    title: w.row,
    main: true,
    cell: (p) =>
      p.path ? (
        <Link to={p.path as never} aria-label={w.openRow(p.row)}>
          {w.rowOf(p.sheet, p.row)}
        </Link>
      ) : (
        w.rowOf(p.sheet, p.row)
      ),
  },
  { id: 'severity', title: w.outcome, cell: (p) => <Badge tone={tone[p.severity]}>{w.severity[p.severity]}</Badge> },
  {
    id: 'column',
    title: w.column,
    cell: (p) => (
      <>
        {p.column ?? w.wholeRow} {p.cell ? <span className="field-code">{p.cell}</span> : null}
      </>
    ),
  },
  { id: 'value', title: w.value, cell: (p) => p.value ?? <span className="missing">vacío</span> },
  {
    id: 'message',
    title: w.what,
    cell: (p) => (
      <>
        {p.message} <span className="field-code">{p.problemCode}</span>
      </>
    ),
  },
];

/**
 * Every problem of every row, in pages: first the problems that keep a row out, then those that a person decides, then
 * the cells that stay empty.
 */
export function ImportProblems({ id, moving }: { id: string; moving: boolean }) {
  const page = useQueryPage<ImportProblemRow>('import.problems', {
    byUnit: false,
    pageSize: 25,
    fixed: { id },
    refetchMs: moving ? 5000 : false,
  });
  return (
    <Section title={w.problems} {...(page.view ? { count: page.view.total } : {})}>
      <FilterBar page={page}>
        <ChoiceFilter
          page={page}
          name="severity"
          label={w.outcome}
          any={w.anyOutcome}
          options={severities.map((value) => ({ value, label: w.severity[value] }))}
        />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(p) => `${p.sheet} ${p.row} ${p.column} ${p.problemCode} ${p.message}`}
        title={w.problems}
        exports
        empty={<Note tone="good">{w.problemsNone}</Note>}
      />
    </Section>
  );
}
