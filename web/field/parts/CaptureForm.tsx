import { Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import { campoWords as w } from '../../../domain/words/campo.ts';
import { usePhoneState } from '../../local/react.ts';
import { Field, focusFirstProblem } from '../../ui/fields/Field.tsx';
import { PendingContext, usePendingItems } from '../../ui/fields/pending.ts';
import { ProblemNote } from '../../ui/states/States.tsx';
import { pathOf } from '../route.ts';
import { ClockNote } from './ClockNote.tsx';
import { Frame } from './Frame.tsx';
import type { Capture } from './useCapture.ts';
import { usePhotoPort } from './usePhotoPort.ts';

interface Inserted {
  readonly node: ReactNode;
}

/** The page of a form: its questions, what stands between them, and saving where the thumb is. */
export function CaptureForm({
  title,
  allianceId,
  capture,
  specs,
  saveLabel,
  insert,
  insertBefore,
  beforeSave,
}: {
  title: string;
  allianceId: string;
  capture: Capture;
  specs: readonly FieldSpec[];
  saveLabel: string;
  insert?: Inserted & { readonly after: string };
  insertBefore?: Inserted & { readonly before: string };
  beforeSave?: ReactNode;
}) {
  const { today, alliances } = usePhoneState();
  const { values, set, problems, problem, saving, attempts, pending, draftKept, draftFresh, save, drop, takePlace } = capture;
  const root = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(false);
  const photos = (values.photos ?? []) as string[];
  const port = usePhotoPort(photos, takePlace);
  const ports = useMemo(() => ({ today, photos: port }), [today, port]);
  const name = alliances.find((v) => v.alliance.id === allianceId)?.alliance.name;
  const underWay = usePendingItems(pending);
  const wrong = specs.filter((spec) => problems[spec.name]);
  // At every press, also when the same answer is missing as before.
  useEffect(() => {
    if (attempts > 0) focusFirstProblem(root.current);
  }, [attempts]);
  return (
    <Frame
      title={title}
      back={pathOf('alianza', allianceId)}
      tells={problem?.code}
      foot={
        <>
          {beforeSave}
          {problem ? <ProblemNote problem={problem} /> : null}
          {wrong.length > 0 ? (
            <p key={attempts} className="f-missing" role="alert">
              {w.missing(wrong.map((spec) => spec.label))}
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
          <button type="button" className="btn btn-main f-big f-wide" disabled={saving} onClick={() => void save(specs)}>
            {saving && underWay.length > 0 ? w.waiting : saveLabel}
          </button>
        </>
      }
    >
      <ClockNote />
      {name ? <p className="f-strong">{name}</p> : null}
      <PendingContext value={pending}>
        <form ref={root} className="fields" onSubmit={(e) => e.preventDefault()}>
          {specs.map((spec) => (
            <Fragment key={spec.name}>
              {insertBefore?.before === spec.name ? insertBefore.node : null}
              <Field spec={spec} value={values[spec.name]} onChange={(v) => set(spec.name, v, spec)} problem={problems[spec.name]} ports={ports} />
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
