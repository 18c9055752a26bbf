import type { Day } from '../kernel/dates.ts';
import { anotherHand, thirdHand } from '../kernel/noun/anotherHand.ts';
import type { Fields } from '../kernel/noun/field.ts';
import { reference, text } from '../kernel/noun/kinds.ts';
import { type Life, life, type Step } from '../kernel/noun/life.ts';
import type { AnyRow, Noun } from '../kernel/noun/noun.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';

/** Who records what happens in an alliance: its acompañante on the phone, the unit where nobody accompanies it. */
export const recorders: readonly Role[] = ['ACOMPANANTE', 'UOD_OFICIAL'];
/** Who programmes what is to be done. */
export const programmers: readonly Role[] = ['UOD_OFICIAL', 'UOD_OPERADOR'];
/** Level 2 and level 3 of domain brief 1.3.6. */
const verifiers: readonly Role[] = ['UOD_OFICIAL'];
const validators: readonly Role[] = ['UCN_ME'];

export const accompanimentReaders: readonly Role[] = [
  ...nationalTeam,
  ...unitTeam,
  'AUDITOR',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
];

/** The fields of the review, the same for every noun whose life is made here. */
export const reviewFields = {
  capturedBy: reference('quién lo registró en el campo', 'user').derived(),
  verifiedBy: reference('quién lo verificó', 'user').derived(),
  returnReason: text('qué hay que corregir', { multiline: true, minLength: 5, maxLength: 500 }),
  annulReason: text('por qué se anula', { multiline: true, minLength: 5, maxLength: 500 }),
};

/** What a step in the field writes besides what it asks. */
export const byHand = (_row: AnyRow, _on: Day, actorId: string) => ({ capturedBy: actorId, returnReason: null });

/** Which states figures take as verified (2) and as validated (3). */
export const reviewedReach = { 2: ['VERIFICADO', 'VALIDADO'], 3: ['VALIDADO'] } as const;

type ReviewField = keyof typeof reviewFields;

interface Before<Name extends string> {
  /** The words of the state in which it waits to be verified. */
  readonly recorded: string;
  readonly begins: Life['begins'] & { readonly on?: Name };
  /** States before it is recorded; the life begins in the first of them. */
  readonly states?: Life['states'];
  /** Steps between those states, and from them to REGISTRADO. */
  readonly steps?: readonly Step<string, Name>[];
  readonly corrects?: readonly Role[];
}

/**
 * The life of whatever is recorded in the field, verified by the unit and validated by the nation (domain brief 1.3.6):
 * recorded → verified → validated; given back with a reason and corrected by who recorded it; annulled. Nothing that
 * was checked is corrected in place.
 */
export function reviewedLife<F extends Fields & Record<ReviewField, Fields[string]>>(
  of: Noun<F>,
  { recorded, begins, states = {}, steps = [], corrects = ['ACOMPANANTE'] }: Before<keyof F & string>,
): Life {
  const earlier = Object.keys(states);
  // The steps in the field by which somebody told what it says.
  const told = ['amend', ...steps.filter(({ fact }) => fact).map(({ name }) => name)];
  const another = anotherHand(of, 'Lo verifica otra persona: usted lo registró o lo corrigió.', told);
  const third = thirdHand(another, 'Lo valida otra persona: usted lo registró, lo corrigió o lo verificó.');
  const amends = steps.some((s) => s.from.includes('DEVUELTO'));
  return life<F, string>(of, {
    states: {
      ...states,
      REGISTRADO: { name: recorded, holder: verifiers },
      VERIFICADO: { name: 'verificado', holder: validators, checked: true },
      VALIDADO: { name: 'validado', final: true },
      DEVUELTO: { name: 'devuelto para corregir', holder: recorders, checked: true, returned: true },
      ANULADO: { name: 'anulado', final: true },
    },
    begins,
    corrects,
    gathered: 'Atender',
    steps: [
      ...steps,
      ...(amends
        ? []
        : [
            {
              name: 'amend',
              title: 'corregir y volver a enviar',
              from: ['DEVUELTO'],
              to: 'REGISTRADO',
              who: recorders,
              fact: true as const,
              again: true as const,
              sets: byHand,
            } satisfies Step<string, ReviewField>,
          ]),
      {
        name: 'verify',
        title: 'verificar',
        from: ['REGISTRADO'],
        to: 'VERIFICADO',
        who: verifiers,
        guards: [another],
        sets: (_row: AnyRow, _on: Day, actorId: string) => ({ verifiedBy: actorId }),
        bulk: 'verificar',
      },
      {
        name: 'validate',
        title: 'validar',
        from: ['VERIFICADO'],
        to: 'VALIDADO',
        who: validators,
        guards: [third],
        bulk: 'validar',
      },
      ...(
        [
          ['REGISTRADO', verifiers],
          ['VERIFICADO', validators],
        ] as const
      ).map(([state, who]) => ({
        name: 'return',
        title: 'devolver para corregir',
        from: [state],
        to: 'DEVUELTO',
        who,
        asks: ['returnReason'] as const,
        sets: () => ({ verifiedBy: null }),
        aside: true,
        bulk: 'devolver',
      })),
      {
        name: 'annul',
        title: 'anular',
        from: [...earlier, 'REGISTRADO', 'DEVUELTO'],
        to: 'ANULADO',
        who: verifiers,
        asks: ['annulReason'],
        aside: true,
      },
    ] as readonly Step<string, keyof F & string>[],
  });
}
