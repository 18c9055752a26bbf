import type { FieldSpec, FormValues } from '../../domain/kernel/form.ts';

/** How a command is asked for in the office: the questions of its form. */
export interface OfficeForm {
  readonly specs: readonly FieldSpec[];
  readonly initial?: FormValues;
  readonly toBody?: (values: FormValues) => unknown;
  readonly danger?: boolean;
  readonly submit?: string;
}

const reason: FieldSpec = { kind: 'text', name: 'reason', label: 'Motivo', required: true, multiline: true, maxLength: 500 };

/** Forms of the acts that are taken on a thing from its own page, by kind of command. */
export const commandForms: Readonly<Record<string, OfficeForm>> = {
  'alliance.suspend': { specs: [reason], danger: true, submit: 'Suspender' },
  'alliance.resume': { specs: [reason], submit: 'Levantar la suspensión' },
};
