import { useCallback, useEffect, useRef, useState } from 'react';
import type { Odd } from '../../../domain/field/plausible.ts';
import type { CommandDefinition } from '../../../domain/kernel/command.ts';
import type { Day } from '../../../domain/kernel/dates.ts';
import type { Place } from '../../../domain/kernel/envelope.ts';
import { checkField, type FieldSpec, type FormValues } from '../../../domain/kernel/form.ts';
import { ProblemError } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { newId } from '../../local/ids.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';
import { READING, readPlace } from '../../ui/fields/PlaceField.tsx';
import { PendingWork } from '../../ui/fields/pending.ts';
import { rememberDraft, rememberedDraft } from '../placeInHistory.ts';
import { go } from '../route.ts';
import { say } from './message.ts';
import { toProblem } from './toProblem.ts';

/** What a form is for: a new record, a correction of one, or a refused or unsent item that is written again. */
type Target =
  | { readonly kind: 'new' }
  | { readonly kind: 'record'; readonly id: string; readonly baseVersion: number | null }
  | { readonly kind: 'item'; readonly id: string; readonly subjectId: string };

interface Definitions {
  readonly register: CommandDefinition;
  /** Absent when only the office corrects what the office has. */
  readonly correct?: CommandDefinition;
}

export interface CaptureOptions {
  readonly noun: string;
  /** The alliance that it is about; null when that is one of the answers, or there is none. */
  readonly allianceId: string | null;
  /** The record that the form takes on by a step: its command is `definitions.register`. */
  readonly of?: { readonly id: string; readonly version: number | null; readonly values: FormValues };
  /**
   * From the address: '' for new, 's-<record>' for a step, 'c-<record>' to correct, 'e-<item>' for an item of the
   * outbox, or a draft's id.
   */
  readonly what: string;
  readonly definitions: Definitions;
  /** Answers a new form starts with. */
  readonly blank: FormValues;
  readonly toValues: (body: Readonly<Record<string, unknown>>, occurredOn: string) => FormValues;
  readonly toBody: (values: FormValues) => unknown;
  /** The day of the fact; taken from the answers when absent. */
  readonly dayOf?: (values: FormValues) => Day;
  /** Where closing the form leads, and where saving the record with this id leads. */
  readonly back: string;
  readonly next?: (subjectId: string) => string;
  /** The impossible or unlikely values among the answers. */
  readonly oddities?: (values: FormValues) => readonly Odd[];
  /** Fields of the body that have another name on the form. */
  readonly fieldNames?: Readonly<Record<string, string>>;
}

/** An unlikely value with the reason that the person gave; null while there is none. */
export interface AskedOdd extends Odd {
  readonly reason: string | null;
}

/** Where a draft without an alliance is filed. */
export const NOWHERE = '-';

export interface Capture {
  readonly allianceId: string | null;
  readonly back: string;
  readonly values: FormValues;
  readonly target: Target;
  readonly problems: Readonly<Record<string, ProblemView>>;
  /** Unlikely values: the questions, and what the person answered. */
  readonly odd: readonly AskedOdd[];
  /** A problem that belongs to no field. */
  readonly problem: ProblemView | null;
  readonly saving: boolean;
  /** How often saving was tried while something was missing; each time the screen moves to it. */
  readonly attempts: number;
  /** The unfinished work of the fields, such as photos being stored. */
  readonly pending: PendingWork;
  readonly draftKept: boolean;
  /** True when everything on the screen is in the draft, to the last letter. */
  readonly draftFresh: boolean;
  readonly set: (name: string, value: unknown, spec?: FieldSpec) => void;
  readonly takePlace: () => void;
  readonly save: (specs: readonly FieldSpec[]) => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** The reasons given, by the question that they answer: another value is asked about anew. */
type Reasons = Readonly<Record<string, string>>;
/** The least number of letters of a reason. */
export const SHORTEST_REASON = 3;

function askedOf(options: CaptureOptions, values: FormValues): AskedOdd[] {
  const reasons = (values.confirmed ?? {}) as Reasons;
  return (options.oddities?.(values) ?? []).map((odd) => ({ ...odd, reason: reasons[odd.sentence] ?? null }));
}

const answered = ({ reason }: AskedOdd): boolean => (reason ?? '').trim().length >= SHORTEST_REASON;

const DRAFT_AFTER_MS = 300;

/**
 * The life of a form. It starts from a draft, a record, an item or nothing; everything typed is stored at once as a
 * draft; on saving, the server's own rule is asked first, and the command is in the phone's store before the screen
 * says so.
 */
export function useCapture(options: CaptureOptions): Capture {
  const { noun, allianceId, what, definitions, back } = options;
  const filed = allianceId ?? NOWHERE;
  const phone = usePhone();
  const state = usePhoneState();
  // Read once: what comes later from the server does not change what the person is writing.
  const [start] = useState(() => startOf(options, state));
  const [values, setValues] = useState<FormValues>(start.values);
  const [problems, setProblems] = useState<Readonly<Record<string, ProblemView>>>({});
  const [general, setGeneral] = useState<ProblemView | null>(null);
  const [saving, setSaving] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const [pending] = useState(() => new PendingWork());
  const [draftKept, setDraftKept] = useState(start.draft);
  const [draftFresh, setDraftFresh] = useState(start.draft);
  const latest = useRef(values);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const done = useRef(false);
  /**
   * True when the form is no longer on the screen: unfinished work then goes into its draft, and nothing else happens.
   */
  const gone = useRef(false);
  /** The draft being written. The record is saved after it, since otherwise the draft would come back. */
  const writing = useRef<Promise<void>>(Promise.resolve());
  const { draftId, target } = start;

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (done.current) return;
    const said = latest.current;
    const values = { ...said, target: /^[ces]-/.test(what) ? what : (start.origin ?? '') };
    writing.current = writing.current
      .then(() => phone.saveDraft({ id: draftId, kind: noun, subjectId: filed, values }))
      .then(() => {
        setDraftKept(true);
        setDraftFresh(said === latest.current);
        if (!gone.current) rememberDraft(draftId);
      })
      .catch((error) => setGeneral(toProblem(error)));
  }, [phone, draftId, noun, filed, what, start.origin]);

  const set = useCallback(
    (name: string, value: unknown, spec?: FieldSpec) => {
      latest.current = { ...latest.current, [name]: value };
      setValues(latest.current);
      setDraftFresh(false);
      // An impossible day is reported while it is typed; other problems when the form is saved.
      const wrong = spec?.kind === 'date' && value ? checkField(spec, value, state.today) : null;
      setProblems(({ [name]: _gone, ...rest }) => (wrong ? { ...rest, [name]: wrong } : rest));
      clearTimeout(timer.current);
      timer.current = setTimeout(keep, DRAFT_AFTER_MS);
    },
    [keep, state.today],
  );

  // A phone that puts the app away leaves it a moment, and so does going back: the last letters are stored too.
  useEffect(() => {
    gone.current = false;
    const keepRest = () => {
      if (timer.current !== undefined) keep();
    };
    const away = () => {
      if (document.visibilityState === 'hidden') keepRest();
    };
    document.addEventListener('visibilitychange', away);
    return () => {
      document.removeEventListener('visibilitychange', away);
      gone.current = true;
      keepRest();
    };
  }, [keep]);

  const takePlace = useCallback(() => {
    if (latest.current.place || pending.list().some((item) => item.field === 'place')) return;
    const read = async () => {
      const place = await readPlace();
      if (!latest.current.place) set('place', place);
    };
    void pending.run({ field: 'place', words: READING, optional: true }, read).catch(() => {
      // Without a position the photo is stored all the same; the field says how to get one.
    });
  }, [set, pending]);

  const save = useCallback(
    async (specs: readonly FieldSpec[]) => {
      setGeneral(null);
      setSaving(true);
      // What was begun before the press is part of what is saved; a photo that failed meanwhile is reported first.
      const failed = await pending.settled();
      if (gone.current) return;
      const now = latest.current;
      const found: Record<string, ProblemView> = {};
      for (const spec of specs) {
        const wrong = checkField(spec, now[spec.name], state.today);
        if (wrong) found[spec.name] = wrong;
      }
      const odd = askedOf(options, now);
      setProblems(found);
      if (Object.keys(found).length > 0 || !odd.every(answered) || failed.some((field) => field !== 'place')) {
        setSaving(false);
        setAttempts((n) => n + 1);
        return;
      }
      try {
        await keepCommand();
      } catch (error) {
        const told = toProblem(error);
        const field = told.field?.replace(/^body\./, '').split('.')[0];
        const name = field ? (options.fieldNames?.[field] ?? field) : undefined;
        if (name && specs.some((s) => s.name === name)) setProblems({ [name]: told });
        else setGeneral(told);
        setAttempts((n) => n + 1);
      } finally {
        setSaving(false);
      }

      async function keepCommand(): Promise<void> {
        const said = options.toBody(target.kind === 'new' ? { ...now, endedAt: new Date().toISOString() } : now);
        const confirmed = odd.map(({ code, reason }) => ({ code, reason: (reason ?? '').trim() }));
        const body = confirmed.length > 0 ? { ...(said as object), confirmed } : said;
        const occurredOn = options.dayOf?.(now) ?? String(now.occurredOn);
        const place = (now.place ?? null) as Place | null;
        const definition = (target.kind === 'record' ? definitions.correct : null) ?? definitions.register;
        const common = { allianceId, occurredOn, place, body };
        const command =
          target.kind === 'record'
            ? { ...common, subjectId: target.id, baseVersion: target.baseVersion }
            : { ...common, subjectId: target.kind === 'item' ? target.subjectId : newId(), baseVersion: null };
        let flags: readonly string[] = [];
        let unsure = false;
        if (target.kind !== 'item') {
          const said = phone.forecast(definition, command);
          if (said.outcome === 'refused') throw new ProblemError(said.problem);
          unsure = said.outcome === 'unconfirmed';
          flags = said.outcome === 'ok' ? said.flags : [];
        }
        clearTimeout(timer.current);
        done.current = true;
        await writing.current;
        try {
          if (target.kind === 'item') {
            const made = await phone.replace(target.id, body, { occurredOn, place });
            if (!made)
              throw new ProblemError({ code: 'SIGG-110', status: 409, retry: 'never', message: w.outbox.sent });
            await phone.dropDraft({ id: draftId, values: {} });
          } else await phone.record({ definition, ...command, draftId });
        } catch (error) {
          done.current = false;
          throw error;
        }
        say(
          flags.length > 0 ? w.savedFlags(flags.join(', ')) : unsure && target.kind === 'new' ? w.savedUnsure : w.saved,
        );
        go(options.next?.(command.subjectId) ?? back, true);
      }
    },
    [phone, pending, state.today, allianceId, back, target, definitions, draftId, options],
  );

  const drop = useCallback(async () => {
    done.current = true;
    clearTimeout(timer.current);
    await writing.current;
    await phone.dropDraft({ id: draftId, values: target.kind === 'new' ? latest.current : {} });
    go(back, true);
  }, [phone, draftId, back, target]);

  return {
    allianceId,
    back,
    values,
    target,
    problems,
    odd: askedOf(options, values),
    problem: general,
    saving,
    attempts,
    pending,
    draftKept,
    draftFresh,
    set,
    takePlace,
    save,
    drop,
  };
}

interface Start {
  readonly values: FormValues;
  readonly target: Target;
  readonly draftId: string;
  readonly draft: boolean;
  /** The target in the form in which a draft remembers it. */
  readonly origin: string | null;
}

function startOf(options: CaptureOptions, state: ReturnType<typeof usePhoneState>): Start {
  const draft = state.drafts.find((d) => d.id === options.what) ?? state.drafts.find((d) => d.id === rememberedDraft());
  const origin = draft ? ((draft.values.target as string | undefined) ?? '') : options.what;
  const { target, values } = targetOf(origin, options, state);
  if (!draft) return { values, target, draftId: newId(), draft: false, origin: null };
  return { values: draft.values, target, draftId: draft.id, draft: true, origin };
}

function targetOf(
  origin: string,
  { noun, allianceId, blank, toValues, of }: CaptureOptions,
  state: ReturnType<typeof usePhoneState>,
): { target: Target; values: FormValues } {
  const id = origin.slice(2);
  if (origin.startsWith('e-')) {
    const item = state.items.find((i) => i.row.id === id);
    if (item)
      return {
        target: { kind: 'item', id, subjectId: item.row.subjectId },
        values: {
          ...toValues(item.envelope.body as Record<string, unknown>, item.envelope.occurredOn),
          place: item.envelope.place,
        },
      };
  }
  if (origin.startsWith('c-')) {
    const view = state.alliances.find((a) => a.alliance.id === allianceId);
    const list = noun === 'visit' ? view?.visits : noun === 'sale' ? view?.sales : undefined;
    const found = list?.find((r) => r.id === id);
    if (found)
      return {
        target: { kind: 'record', id, baseVersion: found.version ?? 1 },
        values: toValues(found.record as unknown as Record<string, unknown>, found.record.occurredOn),
      };
  }
  if (of) return { target: { kind: 'record', id: of.id, baseVersion: of.version }, values: of.values };
  return { target: { kind: 'new' }, values: blank };
}
