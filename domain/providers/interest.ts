import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { ofOrganisation, unitOfOrganisation } from '../organisation/ofOrganisation.ts';
import type { Role } from '../people/roles.ts';

const ties = {
  parentesco: 'parentesco',
  socio: 'es socio o dirigente de la organización',
  comercial: 'le compra, le vende o le presta',
  laboral: 'trabajó para ella',
  otro: 'otro',
} as const;

const recorders: readonly Role[] = ['UOD_OPERADOR', 'UCN_ADQ', 'UCN_FORT'];
const deciders: readonly Role[] = ['UCN_COORD', 'UCN_ADQ'];

/**
 * A tie between a service provider and an organisation (domain brief 1.3). While it is declared or confirmed the provider
 * is not assigned to an alliance of that organisation (`assignment.start`). It lies where the organisation lies: other units
 * do not read it.
 */
export const interest = noun('interest', {
  words: { one: 'lazo de un proveedor', many: 'lazos de proveedores', the: 'el lazo del proveedor' },
  path: '/lazos-de-proveedores',
  keeps: 'row',
  // Another tie is another row.
  fixed: ['providerId', 'organisationId'],
  place: { unit: 'unitId', organisation: 'organisationId' },
  capturedIn: ['office'],
  named: 'what',
  listed: ['what', 'providerId', 'organisationId', 'tie', 'declaredOn', 'unitId'],
  reads: ['UCN_COORD', 'UCN_ADQ', 'UCN_FORT', 'UCN_ME', 'UOD_OPERADOR', 'AUDITOR'],
  fields: {
    what: text('en qué consiste', { minLength: 5, maxLength: 500 }).required(),
    providerId: reference('proveedor', 'serviceProvider').required(),
    ...ofOrganisation,
    tie: choice('clase', ties).required(),
    declaredOn: day('se declaró el', { notAfterToday: true }).required(),
    decision: text('qué se decidió y por qué', { minLength: 5, maxLength: 1000, multiline: true }),
  },
  derive: unitOfOrganisation,
});

/** Domain brief 1.3: who wrote it down does not decide it. */
const another = anotherHand(interest, 'Lo decide otra persona: usted anotó o corrigió el lazo.');

export const interestLife = life(interest, {
  states: {
    DECLARADO: { name: 'declarado', holder: deciders },
    CONFIRMADO: { name: 'confirmado: queda apartado', checked: true },
    DESCARTADO: { name: 'descartado', final: true },
  },
  begins: { state: 'DECLARADO', title: 'anotar un lazo de un proveedor', type: 'act', who: recorders },
  corrects: recorders,
  gathered: true,
  steps: [
    {
      name: 'confirm',
      title: 'confirmar',
      from: ['DECLARADO'],
      to: 'CONFIRMADO',
      who: deciders,
      asks: ['decision'],
      guards: [another],
    },
    {
      name: 'discard',
      title: 'descartar',
      from: ['DECLARADO', 'CONFIRMADO'],
      to: 'DESCARTADO',
      who: deciders,
      asks: ['decision'],
      guards: [another],
      aside: true,
    },
  ],
});

/** Why somebody with such ties is not assigned to an alliance; null when there is none. */
export const interestProblem = (open: readonly { readonly what: string }[]) =>
  open.length === 0
    ? null
    : problem(
        'requirementMissing',
        { sentence: 'Esa persona tiene un conflicto de interés con la organización de la alianza.' },
        'body.userId',
      );
