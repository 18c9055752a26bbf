import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import type { ImportableListView, ImportListView, ImportStatus } from '../../../../domain/import/views.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, ProblemNote } from '../../../ui/states/States.tsx';
import { post, toProblem, uploadFile } from '../../api.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useData, useQueryPage } from '../../useQueryPage.ts';

type Row = ImportListView['rows'][number];
export const importTone: Readonly<Record<ImportStatus, Tone>> = {
  mapping: 'warn',
  checking: 'info',
  checked: 'special',
  running: 'info',
  done: 'good',
  failed: 'bad',
};

const columns: readonly Column<Row>[] = [
  { id: 'file', title: 'Planilla', main: true, cell: (i) => i.filename },
  { id: 'status', title: 'Situación', cell: (i) => <Badge tone={importTone[i.status]}>{w.status[i.status]}</Badge> },
  { id: 'progress', title: w.progress, align: 'end', cell: (i) => w.of(writtenNumber(i.done), writtenNumber(i.total)) },
  { id: 'by', title: 'Quién', cell: (i) => i.byName },
  { id: 'at', title: 'Cuándo', cell: (i) => <span className="num">{writtenInstant(i.startedAt)}</span> },
];

/** The spreadsheets that were brought in, and the form to bring in another. */
export default function ImportListScreen() {
  // The form to bring in a file is not shown to people who may bring in nothing.
  const importables = useData<ImportableListView>('import.importables', {}).data?.rows ?? [];
  const page = useQueryPage<Row>('import.list', { byUnit: false, pageSize: 25, refetchMs: 5000 });
  return (
    <Page title={w.title} lead={w.lead}>
      {importables.length > 0 ? <Bring /> : null}
      <DataTable
        page={page}
        columns={columns}
        rowId={(i) => i.id}
        title={w.title}
        href={(i) => `/importar/${i.id}`}
        empty={<Empty icon="upload" title={w.empty} />}
      />
      {importables.length > 0 ? <Templates importables={importables} /> : null}
    </Page>
  );
}

/** Empty workbooks to fill in, for what this person may bring in. */
function Templates({ importables }: { importables: ImportableListView['rows'] }) {
  return (
    <Section title={w.templates}>
      <p className="muted">{w.templatesLead}</p>
      <div className="table-scroll">
        <table className="table">
          <caption className="only-read">{w.templates}</caption>
          <thead>
            <tr>
              <th scope="col">{w.brings}</th>
              <th scope="col">Cómo</th>
              <th scope="col">{w.template}</th>
            </tr>
          </thead>
          <tbody>
            {importables.map(({ name, many, lead }) => (
              <tr key={name}>
                <th scope="row" className="table-main">
                  {upperFirst(many)}
                </th>
                <td data-title="Cómo">{lead}</td>
                <td data-title={w.template}>
                  <a href={`/api/imports/template?importable=${name}`} download aria-label={w.templateOf(many)}>
                    {w.download}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {importables.length > 1 ? (
        <div className="row">
          <a className="btn" href="/api/imports/template" download>
            {w.templateAll}
          </a>
        </div>
      ) : null}
    </Section>
  );
}

/** The form to bring in a spreadsheet, for people who may bring in its contents. */
function Bring() {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [over, setOver] = useState(false);
  const bring = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const hash = await uploadFile(file);
      const { id } = await post<{ id: string }>('/api/imports', { file: hash, filename: file.name });
      void navigate({ to: `/importar/${id}` } as never);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void bring(event.dataTransfer.files[0]);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button inside does the same */}
      <div
        className="drop"
        data-over={over ? '' : undefined}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={36} />
        <label className="btn btn-main">
          <input
            type="file"
            className="only-read"
            accept=".xlsx,.csv"
            disabled={busy}
            onChange={(e) => void bring(e.target.files?.[0])}
          />
          {busy ? w.uploading : w.choose}
        </label>
        <span className="muted">{w.dropHere}</span>
      </div>
      {problem ? <ProblemNote problem={problem} /> : null}
    </>
  );
}
