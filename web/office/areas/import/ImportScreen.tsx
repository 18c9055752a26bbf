import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ImportReport, ImportView } from '../../../../domain/import/views.ts';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import { writtenNumber } from '../../../../domain/kernel/money.ts';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import { importWords as w } from '../../../../domain/words/imports.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading, Note, ProblemNote } from '../../../ui/states/States.tsx';
import { post, toProblem } from '../../api.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { watchScreen } from '../../parts/showResult.ts';
import { useData } from '../../useQueryPage.ts';
import { importTone } from './ImportListScreen.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { ImportSheets } from './ImportSheets.tsx';

const RUNNING = new Set(['checking', 'running']);
/** The states in which columns and meanings may still be changed. */
const settled = new Set(['mapping', 'checked', 'failed']);

/**
 * One file being brought in: its sheets and columns, a review that saves nothing, the person's confirmation, the
 * progress, and the result of every row.
 */
export default function ImportScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const client = useQueryClient();
  const [watch, setWatch] = useState(true);
  const found = useData<ImportView>('import.get', { id }, { refetchMs: watch ? 1500 : false });
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [busy, setBusy] = useState(false);
  const running = found.data ? RUNNING.has(found.data.status) : true;
  const status = found.data?.status;
  const before = useRef(status);
  // In each state the page is another, shorter one. It scrolls to its top, because the button just pressed was at the
  // foot.
  useEffect(() => {
    if (before.current && status !== before.current) scrollTo({ top: 0 });
    before.current = status;
  }, [status]);
  if (watch !== running) setWatch(running);
  if (found.isPending) return <Loading lines={8} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const i = found.data;
  const tell = async (path: string, body: unknown) => {
    setBusy(true);
    setProblem(null);
    const result = watchScreen();
    try {
      await post(`/api/imports/${i.id}/${path}`, body);
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('import.') });
      setWatch(true);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
      result.show();
    }
  };
  return (
    <Page
      title={i.filename}
      above={
        <Link to={'/importar' as never} className="back">
          <Icon name="left" size={16} /> {w.title}
        </Link>
      }
      lead={<Badge tone={importTone[i.status]}>{w.status[i.status]}</Badge>}
    >
      {problem ? <ProblemNote problem={problem} /> : null}
      {i.withdrawnOn ? <Note tone="warn">{w.withdrawn(writtenDay(i.withdrawnOn))}</Note> : null}
      {i.failure ? <ProblemNote problem={i.failure} /> : null}
      {running ? (
        <Section title={w.progress}>
          <progress className="progress" max={Math.max(1, i.total)} value={i.done} aria-label={w.progress} />
          <p className="num" role="status">
            {w.of(writtenNumber(i.done), writtenNumber(i.total))}
          </p>
        </Section>
      ) : null}
      {i.own ? <Next view={i} busy={busy} onRun={() => void tell('run', {})} /> : <Note>{w.notYours(i.byName)}</Note>}
      {i.report && !running ? <Report view={i} report={i.report} finished={i.status === 'done'} /> : null}
      <ImportSheets
        key={i.status}
        view={i}
        busy={busy}
        fixed={!i.own || !settled.has(i.status)}
        onCheck={(body) => void tell('mapping', body)}
      />
      {i.report ? <ImportProblems id={i.id} moving={running} /> : null}
    </Page>
  );
}

/** The possible next act: bring in what was reviewed, or continue after an interruption. */
function Next({ view: i, busy, onRun }: { view: ImportView; busy: boolean; onRun: () => void }) {
  const { report } = i;
  if (!report || (i.status !== 'checked' && i.status !== 'failed')) return null;
  const coming = report.adopted + report.withGaps;
  if (coming === 0)
    return (
      <Note tone={report.unchanged > 0 ? 'good' : 'warn'}>{report.unchanged > 0 ? w.runUnchanged : w.runNone}</Note>
    );
  const cut = i.status === 'failed' && i.done > 0;
  return (
    <div className="card row row-apart">
      <p className="muted">{cut ? w.goOnNote(writtenNumber(i.done), writtenNumber(i.total)) : w.runNote}</p>
      <button type="button" className="btn btn-main" disabled={busy} onClick={onRun}>
        {cut ? w.goOn : w.run(coming, writtenNumber(coming))}
      </button>
    </div>
  );
}

/** The lists that show what was brought in, each one once. */
function seenAt({ importables, sheets }: ImportView): { readonly many: string; readonly path: string }[] {
  const found = new Map<string, string>();
  for (const { name, many, path } of importables) {
    if (path !== null && !found.has(path) && sheets.some(({ importable }) => importable === name))
      found.set(path, many);
  }
  return [...found].map(([path, many]) => ({ path, many }));
}

function Report({ view, report: r, finished }: { view: ImportView; report: ImportReport; finished: boolean }) {
  const shown = [
    ['adopted', r.adopted, 'good'],
    ['withGaps', r.withGaps, 'warn'],
    ['toPerson', r.toPerson, 'special'],
    ['refused', r.refused, 'bad'],
    ['unchanged', r.unchanged, 'neutral'],
  ] as const;
  return (
    <Section title={finished ? w.report : w.reportBefore}>
      <ul className="counters">
        {shown.map(([key, n, tone]) => (
          <li key={key} className="counter" data-tone={tone}>
            <span className="counter-value num">{writtenNumber(n)}</span>
            <span>{w.counts[key]}</span>
          </li>
        ))}
      </ul>
      <div className="columns">
        <Counts title={w.gapsByField} rows={r.gapsByField.map((g) => [g.label, g.count])} />
        <Counts title={w.refusedByReason} rows={r.refusedByReason.map((g) => [g.reason, g.count])} />
      </div>
      {finished ? (
        <div className="row">
          {seenAt(view).map(({ many, path }) => (
            <Link key={path} className="btn" to={path as never}>
              {w.see(many)}
            </Link>
          ))}
          {r.toPerson > 0 ? (
            <Link className="btn" to={'/duplicados' as never}>
              {w.toDuplicates}
            </Link>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}

function Counts({ title, rows }: { title: string; rows: readonly (readonly [string, number])[] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <table className="keys">
        <tbody>
          {rows.map(([label, n]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="num">{writtenNumber(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
