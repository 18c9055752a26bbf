import type { CiValue, FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { peopleWords } from '../../../../domain/words/people.ts';

const w = peopleWords.users;

interface Unit {
  readonly code: string;
  readonly name: string;
}

/**
 * The questions of a new or corrected account. The reason for having no card is asked only while no card is written.
 */
export function accountSpecs(values: FormValues, units: readonly Unit[], isNew: boolean): FieldSpec[] {
  const card = values.ciNumber as CiValue | null | undefined;
  return [
    { kind: 'text', name: 'name', label: 'Nombre completo', required: true, maxLength: 120 },
    { kind: 'person', name: 'ciNumber', label: w.card, help: isNew ? w.cardHelp : `${w.cardKeep} ${w.cardHelp}` },
    ...(isNew && !card?.ci
      ? [{ kind: 'text', name: 'noCiReason', label: w.noCard, help: w.noCardHelp, maxLength: 500 } as const]
      : []),
    ...(isNew
      ? [
          {
            kind: 'text',
            name: 'username',
            label: 'Nombre de usuario',
            help: 'Minúsculas sin tilde, números y puntos: maria.quispe',
            required: true,
            maxLength: 40,
            autocomplete: 'off',
          } as const,
        ]
      : []),
    {
      kind: 'choice',
      name: 'unitId',
      label: w.unit,
      help: 'Quien no trabaja para una unidad queda a cargo de la administración nacional.',
      options: units.map((u) => ({ value: u.code, label: u.name })),
    },
    { kind: 'text', name: 'phone', label: w.phone, maxLength: 24 },
    { kind: 'text', name: 'email', label: w.email, maxLength: 200 },
  ];
}

/** The answers in the form that the command takes; empty answers are left out. */
export function accountBody({ ciNumber, noCiReason, ...rest }: FormValues): FormValues {
  const card = ciNumber as CiValue | null | undefined;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v)),
    ...(card?.ci ? { ciNumber: card.ci, ciComplement: card.complement || null } : noCiReason ? { noCiReason } : {}),
  };
}
