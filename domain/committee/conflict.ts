import { reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { ENDED, isOpen, sessionReaders } from './hands.ts';
import { sessionOpen } from './member.ts';

const hands: readonly Role[] = ['COMITE', 'UCN_NEG'];

/** What ties somebody of the Comité to an alliance: they are not counted in the decision on it and do not take it. */
export const interestConflict = noun('interestConflict', {
  words: { one: 'conflicto de interés', many: 'conflictos de interés', the: 'el conflicto de interés' },
  path: '/conflictos-de-interes',
  keeps: 'row',
  place: { session: 'sessionId' },
  waitsWith: ['memberId', 'sessionId'],
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'reason',
  listed: ['memberId', 'allianceId', 'sessionId', 'reason'],
  reads: sessionReaders,
  unique: [
    {
      field: 'memberId',
      with: ['allianceId'],
      unless: ['RETIRADO'],
      taken: () => problem('alreadyExists', undefined, 'body.allianceId'),
    },
  ],
  fields: {
    memberId: reference('integrante', 'committeeMember').required(),
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    sessionId: reference('sesión', 'committeeSession').derived().open('noPersonal'),
    reason: text('qué los une', { minLength: 5, maxLength: 500, multiline: true }).required(),
  },
  check: (_values, _on, { references }) =>
    references.memberId && !isOpen(references.memberId.sessionState)
      ? problem('invalidField', { sentence: ENDED }, 'body.memberId')
      : null,
  derive: (values, { references }) => ({
    sessionId: (references.memberId?.sessionId as string | undefined) ?? values.sessionId ?? null,
  }),
});

export const interestConflictLife = life(interestConflict, {
  states: {
    DECLARADO: { name: 'declarado' },
    RETIRADO: { name: 'retirado', final: true },
  },
  begins: { state: 'DECLARADO', title: 'declarar un conflicto de interés', type: 'act', who: hands },
  corrects: [],
  steps: [
    {
      name: 'withdraw',
      title: 'retirar',
      from: ['DECLARADO'],
      to: 'RETIRADO',
      who: ['UCN_COORD'],
      document: 'la nota que lo aclara',
      guards: [sessionOpen('sessionOfConflict')],
      aside: true,
    },
  ],
});
