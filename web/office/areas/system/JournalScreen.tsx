import { useState } from 'react';
import type { FieldSpec } from '../../../../domain/kernel/form.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { JournalEntryView } from '../../../../domain/kernel/views.ts';
import { neverErased } from '../../../../domain/people/erasure.ts';
import { systemWords } from '../../../../domain/words/system.ts';
import { newId } from '../../../local/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty, Note } from '../../../ui/states/States.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { DayFilter, FilterBar, SearchFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { roleName, Timeline } from '../../parts/Timeline.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useQueryPage } from '../../useQueryPage.ts';

const w = systemWords.journal;
const e = systemWords.erasure;

const questions: readonly FieldSpec[] = [
  { kind: 'text', name: 'reason', label: 'Motivo', required: true, multiline: true, maxLength: 500 },
  { kind: 'text', name: 'basis', label: e.basis, help: e.basisHelp, required: true, maxLength: 300 },
];

/** The journal, newest first: who did what to which row, and the seal that proves that it was not altered. */
export default function JournalScreen() {
  const page = useQueryPage<JournalEntryView>('journal.list');
  const [open, setOpen] = useState<JournalEntryView | null>(null);
  const columns: readonly Column<JournalEntryView>[] = [
    {
      id: 'what',
      title: w.what,
      main: true,
      cell: (e) => (
        <>
          <button type="button" className="link cell-button" onClick={() => setOpen(e)}>
            {upperFirst(e.title)}
          </button>
          {e.flags.map((f) => (
            <Badge key={f} tone="warn">
              {f}
            </Badge>
          ))}
        </>
      ),
    },
    {
      id: 'number',
      title: w.number,
      align: 'end',
      cell: (e) => (e.number === null ? <span className="muted">{w.unsealed}</span> : writtenNumber(e.number)),
    },
    {
      id: 'subject',
      title: w.subject,
      cell: (e) => e.subjectLabel ?? <span className="mono small">{e.subjectId.slice(0, 8)}</span>,
    },
    {
      id: 'who',
      title: w.who,
      cell: (e) => (
        <>
          {e.actorName}
          <span className="cell-sub">
            {roleName(e.role)}
            {e.delegatedByName ? `, ${w.lentBy} ${e.delegatedByName}` : ''}
          </span>
        </>
      ),
    },
    { id: 'received', title: w.received, cell: (e) => <span className="num">{writtenInstant(e.receivedAt)}</span> },
    { id: 'kind', title: w.kind, hidden: true, cell: (e) => <span className="mono">{e.kind}</span> },
    { id: 'type', title: 'Clase', hidden: true, cell: (e) => (e.type === 'fact' ? w.fact : w.act) },
    { id: 'device', title: w.device, hidden: true, cell: (e) => e.deviceName ?? <span className="muted">s/d</span> },
  ];
  return (
    <Page title={w.title} lead={w.lead} asOf={page.asOf}>
      <FilterBar page={page}>
        <SearchFilter page={page} label={w.search} />
        <DayFilter page={page} name="from" label={w.from} />
        <DayFilter page={page} name="to" label={w.to} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(e) => e.id}
        title={w.title}
        exports
        empty={<Empty icon="journal" title={w.empty} />}
      />
      <Dialog
        opened={open !== null}
        onClose={() => setOpen(null)}
        side="right"
        title={open?.number ? `${w.number} ${writtenNumber(open.number)}` : w.unsealed}
      >
        {open ? <Entry entry={open} /> : null}
      </Dialog>
    </Page>
  );
}

function Entry({ entry }: { entry: JournalEntryView }) {
  const { may } = useSession();
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <div className="stack">
      <Timeline entries={[entry]} />
      <dl className="facts">
        <div>
          <dt>{w.kind}</dt>
          <dd className="mono">{entry.kind}</dd>
        </div>
        <div>
          <dt>{w.subject}</dt>
          <dd>{entry.subjectLabel ?? entry.subjectNoun}</dd>
        </div>
        <div>
          <dt>{w.device}</dt>
          <dd>{entry.deviceName ?? <span className="missing">s/d</span>}</dd>
        </div>
      </dl>
      {entry.hash ? (
        <div>
          <p className="small muted">{w.hash}</p>
          <p className="mono key-text">{entry.hash}</p>
        </div>
      ) : null}
      {may.command('erasure.propose') && !neverErased(entry.kind) ? (
        <p>
          <button type="button" className="btn" onClick={() => setAsking(newId())}>
            {e.propose}
          </button>
        </p>
      ) : null}
      {asking ? (
        <CommandDialog
          opened
          title={e.propose}
          before={<Note>{e.proposeWhat}</Note>}
          kind="erasure.propose"
          subjectId={asking}
          baseVersion={null}
          draftKey={`erasure.propose.${entry.id}`}
          specs={questions}
          toBody={(values) => ({ targetId: entry.id, reason: values.reason, basis: values.basis })}
          submitLabel={e.propose}
          onClose={() => setAsking(null)}
          onDone={() => setAsking(null)}
        />
      ) : null}
    </div>
  );
}
