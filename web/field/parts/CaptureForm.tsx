import { Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { oddFields } from '../../../domain/field/plausible.ts';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { fieldAppWords as w } from '../../../domain/words/fieldApp.ts';
import { usePhoneState } from '../../local/react.ts';
import { Field, focusFirstProblem } from '../../ui/fields/Field.tsx';
import { PendingContext, usePendingItems } from '../../ui/fields/pending.ts';
import { ProblemNote } from '../../ui/states/States.tsx';
import { ClockNote } from './ClockNote.tsx';
import { Frame } from './Frame.tsx';
import { OddAsk } from './OddAsk.tsx';
import { type Capture, SHORTEST_REASON } from './useCapture.ts';
import { usePhotoPort } from './usePhotoPort.ts';

interface Inserted {
  readonly node: ReactNode;
}

/** The page of a form: its questions, what stands between them, and the button to save within reach of the thumb. */
export function CaptureForm({
  title,
  capture,
  specs,
  saveLabel,
  insert,
  insertBefore,
  beforeSave,
  lead,
}: {
  title: string;
  capture: Capture;
  specs: readonly FieldSpec[];
  saveLabel: string;
  insert?: Inserted & { readonly after: string };
  insertBefore?: Inserted & { readonly before: string };
  beforeSave?: ReactNode;
  /** What the form is about, above its questions. */
  lead?: string | undefined;
}) {
  const { today, alliances, boxKey } = usePhoneState();
  const {
    allianceId,
    back,
    values,
    set,
    problems,
    odd,
    problem,
    saving,
    attempts,
    pending,
    draftKept,
    draftFresh,
    save,
    drop,
    takePlace,
  } = capture;
  const root = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(false);
  /** A half-typed number is not questioned yet. */
  const [typing, setTyping] = useState<string | null>(null);
  const photos = specs.filter((spec) => spec.kind === 'photo').flatMap((spec) => (values[spec.name] ?? []) as string[]);
  // Only in a form that asks for the place do photos mention it.
  const placed = specs.some((spec) => spec.kind === 'place');
  const port = usePhotoPort(photos, () => placed && takePlace());
  const ports = useMemo(() => ({ today, photos: port, box: async () => boxKey }), [today, port, boxKey]);
  const name = alliances.find((v) => v.alliance.id === allianceId)?.alliance.name;
  const underWay = usePendingItems(pending);
  const wrong = specs.filter((spec) => problems[spec.name]);
  const unanswered = attempts > 0 && odd.some((o) => (o.reason ?? '').trim().length < SHORTEST_REASON);
  // At every press, even if the same answer is missing as before.
  useEffect(() => {
    if (attempts > 0) focusFirstProblem(root.current);
  }, [attempts]);
  return (
    <Frame
      title={title}
      back={back}
      tells={problem?.code}
      foot={
        <>
          {beforeSave}
          {problem ? <ProblemNote problem={problem} /> : null}
          {wrong.length > 0 || unanswered ? (
            <p key={attempts} className="f-missing" role="alert">
              {wrong.length > 0 ? w.missing(wrong.map((spec) => spec.label)) : w.odd.answer}
            </p>
          ) : null}
          {saving && underWay.length > 0 ? (
            <p className="f-waits" role="status">
              {w.waitsFor(underWay.map((item) => item.words))}
              {underWay.every((item) => item.optional) ? (
                <button type="button" className="btn" onClick={pending.goWithout}>
                  {w.withoutIt}
                </button>
              ) : null}
            </p>
          ) : null}
          <button
            type="button"
            className="btn btn-main f-big f-wide"
            disabled={saving}
            onClick={() => void save(specs)}
          >
            {saving && underWay.length > 0 ? w.waiting : saveLabel}
          </button>
        </>
      }
    >
      <ClockNote />
      {(lead ?? name) ? <p className="f-strong">{lead ?? name}</p> : null}
      <PendingContext value={pending}>
        <form
          ref={root}
          className="fields"
          onSubmit={(e) => e.preventDefault()}
          onFocus={(e) =>
            setTyping((e.target as HTMLElement).closest<HTMLElement>('[data-field]')?.dataset.field ?? null)
          }
          onBlur={() => setTyping(null)}
        >
          {specs.map((spec) => (
            <Fragment key={spec.name}>
              {insertBefore?.before === spec.name ? insertBefore.node : null}
              <Field
                spec={spec}
                value={values[spec.name]}
                onChange={(v) => set(spec.name, v, spec)}
                problem={problems[spec.name]}
                ports={ports}
              />
              <OddAsk
                odd={odd.filter((o) => oddFields[o.code] === spec.name)}
                shown={typing !== spec.name || attempts > 0}
                asked={attempts}
                capture={capture}
              />
              {insert?.after === spec.name ? insert.node : null}
            </Fragment>
          ))}
        </form>
      </PendingContext>
      <div className="row row-apart">
        <p className="small muted" role="status">
          {draftFresh ? w.draft.kept : draftKept ? w.draft.keeping : ''}
        </p>
        {draftKept && !asked ? (
          <button type="button" className="btn btn-quiet" onClick={() => setAsked(true)}>
            {w.draft.drop}
          </button>
        ) : null}
      </div>
      {asked ? (
        <div className="card stack-s" role="alert">
          <p>{w.draft.dropSure}</p>
          <div className="row">
            <button type="button" className="btn btn-danger" onClick={() => void drop()}>
              {w.draft.drop}
            </button>
            <button type="button" className="btn" onClick={() => setAsked(false)}>
              {w.cancel}
            </button>
          </div>
        </div>
      ) : null}
    </Frame>
  );
}
