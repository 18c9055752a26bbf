import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormValues } from '../../domain/kernel/form.ts';
import type { CommandResult, ProblemView } from '../../domain/kernel/views.ts';
import { toProblem } from './api.ts';
import { CommandDraft, type CommandTarget, type DocumentBody, type KeptDraft, type MakeBody } from './sending.ts';
import { useSession } from './session.tsx';

type Kept = KeptDraft & { values: FormValues };

/**
 * What was typed and not sent yet in this tab. It survives a reload and an ended session, and is deleted at the
 * log-out.
 */
function readKept(key: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

type CommandPhase = 'writing' | 'sending' | 'unknown' | 'done';

export interface UseCommand {
  readonly phase: CommandPhase;
  readonly values: FormValues;
  readonly set: (name: string, value: unknown) => void;
  readonly reset: () => void;
  /** True when the values shown come from an earlier visit to this form. */
  readonly recovered: boolean;
  /** The problem of the whole form; below, problems by the field they concern. */
  readonly problem: ProblemView | null;
  readonly fieldProblems: Readonly<Record<string, ProblemView>>;
  readonly setFieldProblems: (problems: Readonly<Record<string, ProblemView>>) => void;
  readonly result: CommandResult | null;
  readonly send: (makeBody: MakeBody, document?: DocumentBody | null) => Promise<CommandResult | null>;
}

/**
 * One command from a form, or from a button without fields. `key` names the form: the same form for the same row finds
 * its draft again. Problems are given by the field's name, where the server says 'body.<name>'.
 */
export function useCommand(options: {
  kind: string;
  schemaVersion?: number;
  subjectId: string;
  baseVersion: number | null;
  occurredOn?: string;
  key?: string;
  initial?: FormValues;
}): UseCommand {
  const client = useQueryClient();
  const { me } = useSession();
  const storageKey = `sigg.draft.${me.user.id}.${options.key ?? `${options.kind}.${options.subjectId}`}`;
  const kept = useMemo(() => readKept(storageKey), [storageKey]);
  const draft = useRef<CommandDraft | null>(null);
  draft.current ??= new CommandDraft(kept);
  const [values, setValues] = useState<FormValues>(() => kept?.values ?? options.initial ?? {});
  const [recovered, setRecovered] = useState(() => kept !== null && Object.keys(kept.values).length > 0);
  const [phase, setPhase] = useState<CommandPhase>(() => (kept?.pending ? 'unknown' : 'writing'));
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [fieldProblems, setFieldProblems] = useState<Readonly<Record<string, ProblemView>>>({});
  const [result, setResult] = useState<CommandResult | null>(null);
  const latest = useRef(values);
  latest.current = values;

  const keep = useCallback(
    (next: FormValues) => {
      sessionStorage.setItem(
        storageKey,
        JSON.stringify({ ...(draft.current as CommandDraft).kept, values: next } satisfies Kept),
      );
    },
    [storageKey],
  );
  // Only what a person typed is kept: a form that was only opened leaves no draft.
  const written = useRef(recovered);
  useEffect(() => {
    if (phase !== 'done' && written.current) keep(values);
  }, [values, phase, keep]);

  const set = useCallback((name: string, value: unknown) => {
    written.current = true;
    setValues((before) => ({ ...before, [name]: value }));
    setFieldProblems((before) => {
      if (!(name in before)) return before;
      const { [name]: _gone, ...rest } = before;
      return rest;
    });
  }, []);

  const reset = useCallback(() => {
    sessionStorage.removeItem(storageKey);
    draft.current = new CommandDraft();
    written.current = false;
    setValues(options.initial ?? {});
    setRecovered(false);
    setProblem(null);
    setFieldProblems({});
    setResult(null);
    setPhase('writing');
  }, [storageKey, options.initial]);

  const send = useCallback(
    async (makeBody: MakeBody, document: DocumentBody | null = null): Promise<CommandResult | null> => {
      const target: CommandTarget = {
        kind: options.kind,
        ...(options.schemaVersion ? { schemaVersion: options.schemaVersion } : {}),
        subjectId: options.subjectId,
        baseVersion: options.baseVersion,
        occurredOn: options.occurredOn ?? me.system.today,
        actorId: me.user.id,
      };
      setPhase('sending');
      setProblem(null);
      setFieldProblems({});
      let outcome: Awaited<ReturnType<CommandDraft['submit']>>;
      try {
        outcome = await (draft.current as CommandDraft).submit(target, makeBody, undefined, document);
      } catch (error) {
        setPhase('writing');
        setProblem(toProblem(error));
        return null;
      }
      if (outcome.kind !== 'answered') {
        keep(latest.current);
        setPhase(outcome.kind === 'unknown' ? 'unknown' : 'writing');
        setProblem(outcome.problem);
        return null;
      }
      setResult(outcome.result);
      if (outcome.result.status === 'refused') {
        const told = outcome.result.problem;
        const field = told?.field?.replace(/^body\./, '');
        if (told && field) setFieldProblems({ [field]: told });
        setProblem(told ?? null);
        setPhase('writing');
        // The server remembers the refusal under the old id; the draft is kept with the new one.
        if (written.current) keep(latest.current);
        return outcome.result;
      }
      sessionStorage.removeItem(storageKey);
      setPhase('done');
      await client.invalidateQueries({ queryKey: ['q'] });
      return outcome.result;
    },
    [
      options.kind,
      options.schemaVersion,
      options.subjectId,
      options.baseVersion,
      options.occurredOn,
      me,
      client,
      keep,
      storageKey,
    ],
  );

  return { phase, values, set, reset, recovered, problem, fieldProblems, setFieldProblems, result, send };
}
