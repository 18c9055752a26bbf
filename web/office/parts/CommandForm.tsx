import { type ReactNode, useEffect, useRef, useState } from 'react';
import { checkForm, type FieldSpec, type FormValues } from '../../../domain/kernel/form.ts';
import type { CommandResult, ProblemView } from '../../../domain/kernel/views.ts';
import type { BoxKey } from '../../../domain/participation/identityViews.ts';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Fields, focusFirstProblem } from '../../ui/fields/Field.tsx';
import { PendingContext, PendingWork, usePendingItems } from '../../ui/fields/pending.ts';
import { Note, ProblemNote } from '../../ui/states/States.tsx';
import { ask, fileUrl, uploadFile } from '../api.ts';
import type { DocumentBody } from '../sending.ts';
import { useSession } from '../session.tsx';
import { useCommand } from '../useCommand.ts';
import { watchScreen } from './showResult.ts';
import { tellDone } from './tell.ts';
import { officeWidgets } from './widgets.tsx';

export interface CommandFormProps {
  readonly kind: string;
  readonly schemaVersion?: number;
  readonly subjectId: string;
  readonly baseVersion: number | null;
  /** The questions; or a function of the answers so far, when the questions depend on them. */
  readonly specs: readonly FieldSpec[] | ((values: FormValues) => readonly FieldSpec[]);
  readonly initial?: FormValues;
  /** Name of the draft; by default made of kind and subject. */
  readonly draftKey?: string;
  /**
   * Asks for the paper on which the command rests; `toBody` then receives its id. An 'optional' paper may be left
   * empty.
   */
  readonly document?: 'required' | 'optional';
  /** Makes the command's body from the answers; by default the answers themselves, without the empty ones. */
  readonly toBody?: (values: FormValues, documentId: string | null) => unknown;
  readonly submitLabel?: string;
  readonly danger?: boolean;
  readonly before?: ReactNode;
  /** Shown above the buttons. */
  readonly after?: ReactNode;
  /** Called at every change of the answers, for a list that is looked up by one of them. */
  readonly onValues?: (values: FormValues) => void;
  /** Shows another way out of a refusal; `answer` sends the form again with more answers. */
  readonly offer?: (refusal: ProblemView, answer: (more: FormValues) => void) => ReactNode;
  readonly onDone: (result: CommandResult) => void;
  readonly onCancel?: () => void;
}

const answered = (values: FormValues, documentId: string | null): FormValues => ({
  ...Object.fromEntries(
    Object.entries(values).filter(([k, v]) => v !== null && v !== undefined && v !== '' && !k.startsWith('document.')),
  ),
  ...(documentId ? { documentId } : {}),
});

/** The questions about the paper on which the act rests. */
const documentSpecs = (required: boolean): FieldSpec[] => [
  { kind: 'text', name: 'document.title', label: w.document.title, help: w.document.help, required, maxLength: 300 },
  { kind: 'text', name: 'document.reference', label: w.document.reference, maxLength: 1000 },
  { kind: 'date', name: 'document.issuedOn', label: w.document.issuedOn },
  {
    kind: 'file',
    name: 'document.fileHash',
    label: w.document.file,
    help: w.document.fileHelp,
    accept: '.pdf,image/jpeg,image/png,image/webp',
  },
];

function documentOf(values: FormValues): DocumentBody | null {
  const text = (name: string): string | null =>
    typeof values[name] === 'string' && values[name] !== '' ? values[name] : null;
  const title = text('document.title');
  return title
    ? {
        title,
        reference: text('document.reference'),
        issuedOn: text('document.issuedOn'),
        fileHash: text('document.fileHash'),
      }
    : null;
}

/** The complaints key in force, for a form that asks for the complainant's identity. */
const boxKey = async (): Promise<BoxKey | null> => (await ask<BoxKey | null>('complaint.key', {})).data;

/**
 * A form that sends one command. It checks the answers before sending, shows each problem at its field, and keeps what
 * was typed.
 */
export function CommandForm(props: CommandFormProps) {
  const { me } = useSession();
  const form = useRef<HTMLFormElement>(null);
  // A file being uploaded is part of the answers: nothing is sent until it has arrived.
  const [pending] = useState(() => new PendingWork());
  const underWay = usePendingItems(pending)[0];
  const command = useCommand({
    kind: props.kind,
    subjectId: props.subjectId,
    baseVersion: props.baseVersion,
    ...(props.schemaVersion ? { schemaVersion: props.schemaVersion } : {}),
    ...(props.initial ? { initial: props.initial } : {}),
    ...(props.draftKey ? { key: props.draftKey } : {}),
  });
  const { onValues } = props;
  useEffect(() => onValues?.(command.values), [onValues, command.values]);
  const asked = typeof props.specs === 'function' ? props.specs(command.values) : props.specs;
  const specs = props.document ? [...asked, ...documentSpecs(props.document === 'required')] : asked;
  const named = new Set(specs.map((s) => s.name));
  const elsewhere =
    command.problem && !(command.problem.field && named.has(command.problem.field.replace(/^body\./, '')))
      ? command.problem
      : null;
  const wrong = Object.keys(command.fieldProblems).length;

  // An offer about a field disappears when the field is changed.
  const told = command.problem;
  const offered = told && (!told.field || told.field.replace(/^body\./, '') in command.fieldProblems) ? told : null;

  const submit = async (values: FormValues) => {
    const found = checkForm(specs, values, me.system.today);
    command.setFieldProblems(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    const watch = watchScreen();
    const result = await command.send(
      (documentId) => (props.toBody ?? answered)(values, documentId),
      props.document ? documentOf(values) : null,
    );
    if (!result || result.status === 'refused') {
      watch.stop();
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    tellDone(result);
    props.onDone(result);
    watch.show();
  };

  const answer = (more: FormValues) => {
    for (const [name, value] of Object.entries(more)) command.set(name, value);
    void submit({ ...command.values, ...more });
  };

  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        if (!underWay) void submit(command.values);
      }}
      noValidate
    >
      {props.before}
      {command.recovered && command.phase !== 'done' ? (
        <Note>
          {w.draftRecovered}{' '}
          <button type="button" className="link" onClick={command.reset}>
            {w.draftDiscard}
          </button>
        </Note>
      ) : null}
      <PendingContext value={pending}>
        <Fields
          specs={specs}
          values={command.values}
          onChange={command.set}
          problems={command.fieldProblems}
          disabled={command.phase === 'sending'}
          ports={{
            today: me.system.today,
            photos: { add: uploadFile, url: fileUrl },
            box: boxKey,
            widgets: officeWidgets,
          }}
        />
      </PendingContext>
      {command.phase === 'unknown' ? <Note tone="warn">{w.unknownOutcome}</Note> : null}
      {elsewhere ? (
        <ProblemNote problem={elsewhere} />
      ) : wrong > 0 ? (
        <p className="field-error">{w.reviewFields(wrong)}</p>
      ) : null}
      {offered ? props.offer?.(offered, answer) : null}
      {props.after}
      <div className="row">
        <button
          type="submit"
          className={`btn ${props.danger ? 'btn-danger' : 'btn-main'}`}
          disabled={command.phase === 'sending' || command.phase === 'done' || !!underWay}
        >
          {command.phase === 'sending' ? w.sending : underWay ? w.wait(underWay.words) : (props.submitLabel ?? w.save)}
        </button>
        {props.onCancel ? (
          <button type="button" className="btn btn-quiet" onClick={props.onCancel}>
            {w.cancel}
          </button>
        ) : null}
      </div>
    </form>
  );
}

/** The same form in a dialog. Closing the dialog keeps the draft. */
export function CommandDialog({
  title,
  opened,
  onClose,
  ...form
}: CommandFormProps & { title: string; opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <CommandForm
        {...form}
        onCancel={onClose}
        onDone={(result) => {
          form.onDone(result);
          onClose();
        }}
      />
    </Dialog>
  );
}
