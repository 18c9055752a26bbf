import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProblemView } from '../../../../domain/kernel/views.ts';
import type { SessionListView, SessionRow } from '../../../../domain/people/views.ts';
import { peopleWords } from '../../../../domain/words/people.ts';
import { Failed, Loading, ProblemNote } from '../../../ui/states/States.tsx';
import { type QueryParams, toProblem } from '../../api.ts';
import { endOwnSession } from '../../login/auth.ts';
import { Badge } from '../../parts/Badge.tsx';
import { writtenInstant } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';

const w = peopleWords.devices;

/** A browser's long name in a few words. */
function browserName(agent: string | null): string {
  if (!agent) return 'Navegador desconocido';
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'Navegador';
  const on = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'Mac'
          : /Linux/.test(agent)
            ? 'Linux'
            : 'otro equipo';
  return `${browser} en ${on}`;
}

/**
 * The open sessions. People can end their own sessions one by one; another person's sessions end all at once, on that
 * person's page.
 */
export function Sessions({ params = {} }: { params?: QueryParams }) {
  const client = useQueryClient();
  const { me } = useSession();
  const list = useData<SessionListView>('session.list', { page: 1, pageSize: 100, ...params });
  const [problem, setProblem] = useState<ProblemView | null>(null);
  if (list.isPending) return <Loading lines={3} />;
  if (!list.data) return <Failed problem={toProblem(list.error)} onRetry={() => void list.refetch()} />;
  const end = async (s: SessionRow) => {
    setProblem(null);
    try {
      await endOwnSession(s.id);
      await client.invalidateQueries({ queryKey: ['q', 'session.list'] });
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <div className="card">
      {problem ? <ProblemNote problem={problem} /> : null}
      {list.data.rows.length === 0 ? <p className="muted">{w.noSessions}</p> : null}
      <ul className="plain-list">
        {list.data.rows.map((s) => (
          <li key={s.id} className="row row-apart">
            <span className="stack-s">
              <strong>
                {s.userName} · {browserName(s.userAgent)}
              </strong>
              <span className="small muted">
                {w.started} {writtenInstant(s.startedAt)} · {w.until} {writtenInstant(s.expiresAt)}
              </span>
            </span>
            {s.current ? (
              <Badge tone="info">{w.current}</Badge>
            ) : s.userId !== me.user.id ? null : (
              <button type="button" className="btn" onClick={() => void end(s)}>
                {w.close}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
