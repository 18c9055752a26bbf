import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { bulkWords } from '../../../../domain/words/bulk.ts';
import { Note } from '../../../ui/states/States.tsx';
import { RunDialog } from '../../nouns/BulkDialog.tsx';
import { type BulkRow, runOf } from '../../nouns/bulkRun.ts';
import { useSession } from '../../session.tsx';

interface ManyProps {
  /** The name under which what is being sent is kept. */
  readonly of: string;
  readonly acts: readonly {
    readonly command: string;
    readonly title: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly rows: readonly Pick<BulkRow, 'id' | 'version' | 'called' | 'body'>[];
    readonly look?: string;
  }[];
}

/** Buttons that send one act for each of many rows, and the result row by row. Acts without rows are not shown. */
export function Many({ of, acts }: ManyProps) {
  const { me, may } = useSession();
  const client = useQueryClient();
  const run = runOf(of, me.user.id);
  const state = useSyncExternalStore(run.subscribe, () => run.state);
  const [open, setOpen] = useState(false);
  const sending = state?.sending ?? false;
  const before = useRef(sending);
  useEffect(() => {
    if (before.current && !sending) void client.invalidateQueries({ queryKey: ['q'] });
    before.current = sending;
  }, [sending, client]);
  const offered = acts.filter(({ command, rows }) => rows.length > 0 && may.command(command));
  return (
    <>
      {offered.length > 0 ? (
        <div className="row no-print">
          {offered.map(({ command, title, body, rows, look = '' }) => (
            <button
              key={title}
              type="button"
              className={`btn ${look}`}
              disabled={state !== null && run.left > 0}
              onClick={() => {
                void run.begin({ command, title, actorId: me.user.id, occurredOn: me.system.today, body }, rows);
                setOpen(true);
              }}
            >
              {title}
            </button>
          ))}
        </div>
      ) : null}
      {state && !open ? (
        <Note tone={run.left > 0 || state.rows.some((row) => row.outcome === 'refused') ? 'warn' : 'good'}>
          <div className="row row-apart">
            <span>{state.title}</span>
            <button type="button" className="btn btn-quiet" onClick={() => setOpen(true)}>
              {bulkWords.see}
            </button>
          </div>
        </Note>
      ) : null}
      {open ? <RunDialog run={run} onClose={() => setOpen(false)} onChoose={() => undefined} /> : null}
    </>
  );
}
