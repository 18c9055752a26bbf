import type { ComponentType } from 'react';
import type { Day } from '../../../domain/kernel/dates.ts';
import type { Place } from '../../../domain/kernel/envelope.ts';
import type { CiValue, FieldSpec, FormValues, QuantityValue } from '../../../domain/kernel/form.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { BoxField, type BoxPort } from './BoxField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { DateField } from './DateField.tsx';
import { FileField } from './FileField.tsx';
import type { FieldProps } from './frame.tsx';
import { MoneyField, NumberField, QuantityField } from './NumberField.tsx';
import { PersonField } from './PersonField.tsx';
import { PhotoField, type PhotoPort } from './PhotoField.tsx';
import { PlaceField } from './PlaceField.tsx';
import { TextField } from './TextField.tsx';

/**
 * Fields for which an app may have its own widgets. The phone uses those of the device; the office loads its own, which
 * are large.
 */
export interface FieldWidgets {
  readonly date: ComponentType<FieldProps<FieldSpec & { kind: 'date' }, Day> & { today: Day }>;
  /** One of more options than are shown at once. */
  readonly list: ComponentType<FieldProps<FieldSpec & { kind: 'choice' }, string>>;
}

/** What an app provides to its fields: the day, and how to keep photos and read positions. */
export interface FieldPorts {
  readonly today: Day;
  readonly photos: PhotoPort;
  readonly place?: () => Promise<Place>;
  readonly box?: BoxPort;
  readonly widgets?: FieldWidgets;
}

/** The field for a spec of any kind. */
export function Field({
  spec,
  value,
  onChange,
  problem,
  disabled,
  ports,
}: {
  spec: FieldSpec;
  value: unknown;
  onChange: (value: unknown) => void;
  problem?: ProblemView | null | undefined;
  disabled?: boolean | undefined;
  ports: FieldPorts;
}) {
  const common = { onChange, problem, disabled };
  switch (spec.kind) {
    case 'text':
      return <TextField {...common} spec={spec} value={value as string | null} />;
    case 'number':
      return <NumberField {...common} spec={spec} value={value as number | null} />;
    case 'money':
      return <MoneyField {...common} spec={spec} value={value as number | null} />;
    case 'quantity':
      return <QuantityField {...common} spec={spec} value={value as QuantityValue | null} />;
    case 'date': {
      const Days = ports.widgets?.date ?? DateField;
      return <Days {...common} spec={spec} value={value as Day | null} today={ports.today} />;
    }
    case 'choice':
      return (
        <ChoiceField {...common} spec={spec} value={value as string | string[] | null} list={ports.widgets?.list} />
      );
    case 'person':
      return <PersonField {...common} spec={spec} value={value as CiValue | null} />;
    case 'photo':
      return <PhotoField {...common} spec={spec} value={value as string[] | null} port={ports.photos} />;
    case 'file':
      return <FileField {...common} spec={spec} value={value as string | null} port={ports.photos} />;
    case 'box':
      return <BoxField {...common} spec={spec} value={value as string | null} port={ports.box} />;
    case 'place':
      return (
        <PlaceField
          {...common}
          spec={spec}
          value={value as Place | null}
          {...(ports.place ? { read: ports.place } : {})}
        />
      );
  }
}

/** The fields of a form, in order. */
export function Fields({
  specs,
  values,
  onChange,
  problems,
  disabled,
  ports,
}: {
  specs: readonly FieldSpec[];
  values: FormValues;
  onChange: (name: string, value: unknown) => void;
  problems: Readonly<Record<string, ProblemView>>;
  disabled?: boolean;
  ports: FieldPorts;
}) {
  return (
    <div className="fields">
      {specs.map((spec) => (
        <Field
          key={spec.name}
          spec={spec}
          value={values[spec.name]}
          onChange={(v) => onChange(spec.name, v)}
          problem={problems[spec.name]}
          disabled={disabled}
          ports={ports}
        />
      ))}
    </div>
  );
}

/**
 * Moves to the first field with a problem, so that its question and its message are in view, or to the problem of the
 * whole form. Called at every press, because a problem far above the button would otherwise go unnoticed.
 */
export function focusFirstProblem(root: HTMLElement | null): void {
  const field = root?.querySelector<HTMLElement>('[data-invalid]');
  if (!field) {
    root?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
    return;
  }
  field.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true });
  // A long list of choices does not fit on the screen; then its beginning is shown, with the question and the message.
  field.scrollIntoView({ block: field.offsetHeight < window.innerHeight / 2 ? 'center' : 'start' });
}
