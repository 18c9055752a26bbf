import { useCallback, useRef, useState } from 'react';
import { problem } from '../../../../domain/kernel/problem.ts';
import type { CommandResult, ProblemView } from '../../../../domain/kernel/views.ts';
import { newId } from '../../../local/ids.ts';
import { toProblem } from '../../api.ts';
import { CommandDraft } from '../../sending.ts';
import { useSession } from '../../session.tsx';

/**
 * Sends commands that have no form, from a single key. A command keeps its id until its answer is known, so that a
 * repeated key, or a second try after a lost answer, sends the same command. `key` names the row and the act.
 */
export function useSend() {
  const { me } = useSession();
  const drafts = useRef(new Map<string, { draft: CommandDraft; subjectId: string }>());
  const [sending, setSending] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly problem: ProblemView } | null>(null);

  const send = useCallback(
    async (
      key: string,
      kind: string,
      body: unknown,
      subject?: { readonly id: string; readonly baseVersion: number | null },
    ): Promise<CommandResult | null> => {
      const kept = drafts.current.get(key) ?? { draft: new CommandDraft(), subjectId: subject?.id ?? newId() };
      drafts.current.set(key, kept);
      setSending(key);
      setFailed(null);
      try {
        const target = {
          kind,
          subjectId: kept.subjectId,
          baseVersion: subject?.baseVersion ?? null,
          occurredOn: me.system.today,
          actorId: me.user.id,
        };
        const outcome = await kept.draft.submit(target, () => body);
        if (outcome.kind !== 'answered') {
          setFailed({ key, problem: outcome.problem });
          return null;
        }
        drafts.current.delete(key);
        if (outcome.result.status !== 'refused') return outcome.result;
        setFailed({ key, problem: outcome.result.problem ?? problem('internal') });
        return null;
      } catch (error) {
        setFailed({ key, problem: toProblem(error) });
        return null;
      } finally {
        setSending((now) => (now === key ? null : now));
      }
    },
    [me],
  );

  return { send, sending, failed, forget: useCallback(() => setFailed(null), []) };
}
