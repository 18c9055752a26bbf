import './bulk.css';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { bulkSteps, type Life, type Step } from '../../../domain/kernel/noun/life.ts';
import { MOST_AT_ONCE, type NounActsView, type NounRow } from '../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { bulkWords as w } from '../../../domain/words/bulk.ts';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { ask, queryPath, toProblem } from '../api.ts';
import { useSession } from '../session.tsx';
import type { QueryPage } from '../useQueryPage.ts';
import { ActOverMany, RunDialog } from './BulkDialog.tsx';
import { type BulkRun, runOf } from './bulkRun.ts';

/** The ticked rows of a list, on all its pages; changing the filters unticks them. */
export interface Chosen {
  readonly ids: ReadonlySet<string>;
  readonly set: (ids: readonly string[], on: boolean) => void;
  readonly clear: () => void;
}

export function useChosen(page: Pick<QueryPage<unknown>, 'params'>): Chosen {
  const { page: _page, pageSize: _size, ...filters } = page.params;
  const key = queryPath('', filters);
  const [kept, setKept] = useState<{ key: string; ids: ReadonlySet<string> }>({ key, ids: new Set() });
  const set = useCallback(
    (ids: readonly string[], on: boolean) =>
      setKept((before) => {
        const next = new Set(before.key === key ? before.ids : []);
        for (const id of ids) {
          if (!on) next.delete(id);
          else if (next.size < MOST_AT_ONCE) next.add(id);
        }
        return { key, ids: next };
      }),
    [key],
  );
  const clear = useCallback(() => setKept({ key, ids: new Set() }), [key]);
  return { ids: kept.key === key ? kept.ids : NONE, set, clear };
}
const NONE: ReadonlySet<string> = new Set();

/** The steps on many rows that this person's roles may take at all. */
export function useBulkSteps(l: Life): readonly Step[] {
  const { may } = useSession();
  return useMemo(() => bulkSteps(l).filter((s) => may.command(`${l.noun.name}.${s.name}`)), [l, may]);
}

/** What is open of an act on many rows: a step being confirmed, or the result of the last one ('run'). */
export type BulkOpen = Step | 'run' | null;

interface BarProps {
  readonly life: Life;
  readonly chosen: Chosen;
  readonly setOpen: (open: BulkOpen) => void;
}

/** Below the list: the steps possible for the ticked rows. */
export function BulkBar({
  life: l,
  page,
  chosen,
  steps,
  setOpen,
}: BarProps & { page: QueryPage<NounRow>; steps: readonly Step[] }) {
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const n = chosen.ids.size;
  const total = page.view?.total ?? 0;
  const shown = (page.view?.rows ?? []).map(({ id }) => id);
  const chooseAll = async () => {
    const { page: _page, pageSize: _size, sort: _sort, ...filters } = page.params;
    try {
      const { data } = await ask<NounActsView>(`${l.noun.name}.acts`, filters);
      setProblem(null);
      chosen.set(
        data.rows.map(({ id }) => id),
        true,
      );
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  if (n === 0) return null;
  return (
    <section className="bulk-bar" aria-label={w.bar}>
      <div className="row">
        <p aria-live="polite">
          <strong>{w.chosen(n)}</strong>
          {n === MOST_AT_ONCE ? ` · ${w.most(MOST_AT_ONCE)}` : ''}
        </p>
        {steps.map((step) => (
          <button key={step.name} type="button" className="btn" onClick={() => setOpen(step)}>
            {upperFirst(step.bulk ?? step.title)}
          </button>
        ))}
      </div>
      <div className="row">
        <span className="small muted">{w.more}</span>
        {shown.some((id) => !chosen.ids.has(id)) ? (
          <button type="button" className="btn btn-quiet" onClick={() => chosen.set(shown, true)}>
            {w.page}
          </button>
        ) : null}
        {total > shown.length && n < Math.min(total, MOST_AT_ONCE) ? (
          <button type="button" className="btn btn-quiet" onClick={() => void chooseAll()}>
            {total > MOST_AT_ONCE ? w.firstOf(MOST_AT_ONCE) : w.all(total)}
          </button>
        ) : null}
        <button type="button" className="btn btn-quiet" onClick={chosen.clear}>
          {w.none}
        </button>
      </div>
      {problem ? <ProblemNote problem={problem} /> : null}
    </section>
  );
}

/** Above the list: the progress of the last act on many rows, until its result is read; and the open dialog. */
export function BulkNotice({ life: l, chosen, open, setOpen }: BarProps & { open: BulkOpen }) {
  const { me } = useSession();
  const run = runOf(l.noun.name, me.user.id);
  const state = useSyncExternalStore(run.subscribe, () => run.state);
  useFresh(run);
  const { left } = run;
  return (
    <>
      {state && open !== 'run' ? (
        <Note tone={left > 0 || state.rows.some((row) => row.outcome === 'refused') ? 'warn' : 'good'}>
          <div className="row row-apart">
            <span>{sentence(state.title, run)}</span>
            <span className="row">
              {left > 0 && !state.sending ? (
                <button type="button" className="btn" onClick={() => void run.resume()}>
                  {w.resume}
                </button>
              ) : null}
              <button type="button" className="btn btn-quiet" onClick={() => setOpen('run')}>
                {w.see}
              </button>
            </span>
          </div>
        </Note>
      ) : null}
      {open === 'run' ? (
        <RunDialog
          run={run}
          onClose={() => setOpen(null)}
          onChoose={(ids) => {
            chosen.clear();
            chosen.set(ids, true);
          }}
        />
      ) : open ? (
        <ActOverMany
          life={l}
          step={open}
          ids={[...chosen.ids]}
          run={run}
          onClose={() => setOpen(null)}
          onSent={() => {
            chosen.clear();
            setOpen('run');
          }}
        />
      ) : null}
    </>
  );
}

/** The progress of an act on many rows, in one line. */
function sentence(title: string, run: BulkRun): string {
  const rows = run.state?.rows ?? [];
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const parts = [
    w.done(count('done')),
    ...(count('refused') > 0 ? [w.refused(count('refused'))] : []),
    ...(run.left > 0 ? [w.waiting(run.left)] : []),
  ];
  return `${title}: ${parts.join(', ')}.`;
}

/** Loads all lists again as soon as sending stops, so that they show what was done. */
function useFresh(run: BulkRun): void {
  const client = useQueryClient();
  const sending = useSyncExternalStore(run.subscribe, () => run.state?.sending ?? false);
  const before = useRef(sending);
  useEffect(() => {
    if (before.current && !sending) void client.invalidateQueries({ queryKey: ['q'] });
    before.current = sending;
  }, [sending, client]);
}
