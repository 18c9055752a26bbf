import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { checkForm, type FormProblems, type FormValues } from '../../../domain/kernel/form.ts';
import type { Life, Step } from '../../../domain/kernel/noun/life.ts';
import { IDS_ASKED, type NounActedRow, type NounActsView } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import { bulkWords as w } from '../../../domain/words/bulk.ts';
import { officeWords } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Fields, focusFirstProblem } from '../../ui/fields/Field.tsx';
import { Failed, Loading, Note, ProblemNote } from '../../ui/states/States.tsx';
import { ask, fileUrl, toProblem, uploadFile } from '../api.ts';
import { Badge } from '../parts/Badge.tsx';
import { unbroken } from '../parts/Page.tsx';
import { officeWidgets } from '../parts/widgets.tsx';
import { useSession } from '../session.tsx';
import type { BulkRow, BulkRun } from './bulkRun.ts';
import { useNounForm } from './useNounForm.ts';

/** The ids in groups small enough for an address. */
function inParts(ids: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(ids.length / IDS_ASKED) }, (_, i) =>
    ids.slice(i * IDS_ASKED, (i + 1) * IDS_ASKED).join(','),
  );
}

/** The rows that would be refused, grouped by the reason. */
function byReason(rows: readonly NounActedRow[], step: string): [string, NounActedRow[]][] {
  const found = new Map<string, NounActedRow[]>();
  for (const row of rows) {
    const why = row.refusals[step];
    if (why) found.set(why, [...(found.get(why) ?? []), row]);
  }
  return [...found];
}

/** The rows of a group: shown at once when they are few, otherwise on request. */
function Among({ rows }: { rows: readonly NounActedRow[] }) {
  const names = rows.map((row, i) => (
    <span key={row.id}>
      {unbroken(row.called ?? '')}
      {i < rows.length - 1 ? ', ' : ''}
    </span>
  ));
  if (rows.length <= NAMED) return <span className="small muted">{names}</span>;
  return (
    <details className="small">
      <summary>{w.which(rows.length)}</summary>
      <p className="muted">{names}</p>
    </details>
  );
}
const NAMED = 3;

interface ActProps {
  readonly life: Life;
  readonly step: Step;
  readonly ids: readonly string[];
  readonly run: BulkRun;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** One step on the ticked rows: how many can take it, which cannot and why, and the questions, asked once for all. */
export function ActOverMany({ life: l, step, ids, run, onClose, onSent }: ActProps) {
  const parts = useMemo(() => inParts(ids), [ids]);
  const asked = useQueries({
    queries: parts.map((part) => ({
      queryKey: ['q', `${l.noun.name}.acts`, part],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask<NounActsView>(`${l.noun.name}.acts`, { ids: part }, signal),
    })),
  });
  const failed = asked.find((one) => one.error && !one.data);
  const title = upperFirst(step.bulk ?? step.title);
  return (
    <Dialog opened onClose={onClose} title={title}>
      {failed ? (
        <Failed problem={toProblem(failed.error)} onRetry={() => void failed.refetch()} />
      ) : asked.some((one) => one.isPending) ? (
        <Loading lines={4} />
      ) : (
        <ActForm
          life={l}
          step={step}
          title={title}
          chosen={ids.length}
          rows={asked.flatMap((one) => one.data?.data.rows ?? [])}
          run={run}
          onClose={onClose}
          onSent={onSent}
        />
      )}
    </Dialog>
  );
}

function ActForm(props: Omit<ActProps, 'ids'> & { title: string; chosen: number; rows: readonly NounActedRow[] }) {
  const { life: l, step, title, chosen, rows, run, onClose, onSent } = props;
  const { me } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const names = step.asks ?? [];
  const nounForm = useNounForm(l.noun, { names, needed: new Set(names) }, {});
  const [values, setValues] = useState<FormValues>({});
  const [problems, setProblems] = useState<FormProblems>({});
  const able = rows.filter((row) => row.refusals[step.name] === null);
  const unable = byReason(rows, step.name);
  const none = rows.length - able.length;
  const busy = useSyncExternalStore(run.subscribe, () => (run.state?.sending ?? false) || run.left > 0);
  if (!nounForm.ready) return <Loading lines={4} />;
  const submit = () => {
    const found = checkForm(nounForm.specs, values, me.system.today);
    setProblems(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    void run.begin(
      {
        command: `${l.noun.name}.${step.name}`,
        title,
        actorId: me.user.id,
        occurredOn: me.system.today,
        body: nounForm.toBody(values),
      },
      able.map(({ id, version, called }) => ({ id, version, called: called ?? upperFirst(l.noun.words.one) })),
    );
    onSent();
  };
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && able.length > 0) submit();
      }}
    >
      <p>
        {w.can(able.length, rows.length)} {rows.length < chosen ? w.gone(chosen - rows.length) : null}
      </p>
      {none > 0 ? (
        <Note tone="warn">
          <p>{w.cannot(none)}</p>
          <ul className="bulk-why">
            {unable.map(([why, among]) => (
              <li key={why}>
                {why} <Among rows={among} />
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
      {able.length > 0 ? (
        <>
          <Fields
            specs={nounForm.specs}
            values={values}
            onChange={(name, value) => {
              setValues((before) => ({ ...before, [name]: value }));
              setProblems(({ [name]: _gone, ...rest }) => rest);
            }}
            problems={problems}
            ports={{ today: me.system.today, photos: { add: uploadFile, url: fileUrl }, widgets: officeWidgets }}
          />
          <p className="small muted">{w.each}</p>
        </>
      ) : null}
      {busy ? <Note tone="warn">{w.busy}</Note> : null}
      <div className="row">
        {able.length > 0 ? (
          <button type="submit" className="btn btn-main" disabled={busy}>
            {w.submit(title, able.length)}
          </button>
        ) : null}
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {officeWords.cancel}
        </button>
      </div>
    </form>
  );
}

const tones = { done: 'good', refused: 'bad', waiting: 'neutral' } as const;
const first = { refused: 0, waiting: 1, done: 2 } as const;

/** An act on many rows while it is sent, and the result of each row; refused rows come first. */
export function RunDialog({
  run,
  onClose,
  onChoose,
}: {
  run: BulkRun;
  onClose: () => void;
  onChoose: (ids: readonly string[]) => void;
}) {
  const state = useSyncExternalStore(run.subscribe, () => run.state);
  if (!state) return null;
  const { rows, sending, title, problem } = state;
  const of = (outcome: BulkRow['outcome']) => rows.filter((row) => row.outcome === outcome);
  const refused = of('refused');
  const left = of('waiting').length;
  const done = rows.length - left;
  const heading = sending ? w.running(title) : left > 0 ? w.stopped(title, left) : w.finished(title);
  const end = (choose: boolean) => {
    run.forget();
    if (choose) onChoose(refused.map(({ id }) => id));
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={heading} size="l">
      <div className="stack">
        {left > 0 ? (
          <progress
            className="bulk-progress"
            max={rows.length}
            value={done}
            aria-label={w.progress(done, rows.length)}
          />
        ) : null}
        <p role="status">
          {left > 0 ? `${w.progress(done, rows.length)}. ` : ''}
          {[w.done(of('done').length), ...(refused.length > 0 ? [w.refused(refused.length)] : [])].join(', ')}.
          {sending ? ` ${w.leave}` : ''}
        </p>
        {problem ? <ProblemNote problem={problem} tone="warn" /> : null}
        {sending ? null : (
          <div className="row">
            {left > 0 ? (
              <>
                <button type="button" className="btn btn-main" onClick={() => void run.resume()}>
                  {w.resume}
                </button>
                <button type="button" className="btn btn-quiet" onClick={() => end(false)}>
                  {w.give}
                </button>
              </>
            ) : (
              <>
                <button type="button" className="btn btn-main" onClick={() => end(false)}>
                  {w.close}
                </button>
                {refused.length > 0 ? (
                  <button type="button" className="btn btn-quiet" onClick={() => end(true)}>
                    {w.chooseRefused}
                  </button>
                ) : null}
              </>
            )}
          </div>
        )}
        <table className="bulk-result">
          <caption className="only-read">{heading}</caption>
          <thead>
            <tr>
              <th scope="col">{w.row}</th>
              <th scope="col">{w.result}</th>
            </tr>
          </thead>
          <tbody>
            {rows
              .toSorted((a, b) => first[a.outcome] - first[b.outcome])
              .map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.called}</th>
                  <td>
                    <Badge tone={tones[row.outcome]}>{w.outcome[row.outcome]}</Badge>
                    {row.told ? <p className="small">{row.told}</p> : null}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
