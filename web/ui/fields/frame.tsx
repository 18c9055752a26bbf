import { type ReactNode, useId } from 'react';
import type { FieldSpec } from '../../../domain/kernel/form.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';

/** The props of every field. `onChange` is called with null when nothing is written. */
export interface FieldProps<Spec extends FieldSpec, Value> {
  readonly spec: Spec;
  readonly value: Value | null | undefined;
  readonly onChange: (value: Value | null) => void;
  readonly problem?: ProblemView | null | undefined;
  readonly disabled?: boolean | undefined;
}

/** Ids that tie a control to its label, help and error. */
export interface FieldIds {
  readonly control: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/**
 * Label, help and error around a control. With `group` the label is a legend, for several controls that answer one
 * question. The message says what is wrong; its code is small beside it, for the people whom the person asks for help.
 */
export function FieldFrame({
  spec,
  problem,
  group = false,
  children,
}: {
  spec: Pick<FieldSpec, 'label' | 'help' | 'required' | 'name'>;
  problem?: ProblemView | null | undefined;
  group?: boolean;
  children: (ids: FieldIds) => ReactNode;
}) {
  const id = useId();
  const help = spec.help ? `${id}-help` : null;
  const error = problem ? `${id}-error` : null;
  const ids: FieldIds = {
    control: id,
    label: `${id}-label`,
    describedBy: [error, help].filter(Boolean).join(' ') || undefined,
    invalid: !!problem,
  };
  const label = (
    <>
      {spec.label}
      {spec.required ? null : <span className="field-optional"> (opcional)</span>}
    </>
  );
  const inside = (
    <>
      {spec.help ? (
        <p className="field-help" id={help ?? undefined}>
          {spec.help}
        </p>
      ) : null}
      {children(ids)}
      {problem ? (
        <p className="field-error" id={error ?? undefined}>
          <span aria-hidden="true">▲ </span>
          {problem.message} <span className="field-code">{problem.code}</span>
        </p>
      ) : null}
    </>
  );
  return group ? (
    <fieldset
      className="field"
      data-field={spec.name}
      data-invalid={problem ? '' : undefined}
      aria-describedby={ids.describedBy}
    >
      <legend className="field-label">{label}</legend>
      {inside}
    </fieldset>
  ) : (
    <div className="field" data-field={spec.name} data-invalid={problem ? '' : undefined}>
      <label className="field-label" id={ids.label} htmlFor={id}>
        {label}
      </label>
      {inside}
    </div>
  );
}

/** The attributes of every control. */
export function controlProps(ids: FieldIds, spec: FieldSpec, disabled?: boolean) {
  return {
    id: ids.control,
    name: spec.name,
    disabled,
    'aria-describedby': ids.describedBy,
    'aria-invalid': ids.invalid || undefined,
    'aria-required': spec.required || undefined,
  } as const;
}
