import { flag, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { preparers, sessionReaders } from './hands.ts';

/** Somebody who sits in a session, with the entity for which they sit (domain brief 3.7: `miembros (entidad)`). */
export const committeeMember = noun('committeeMember', {
  words: { one: 'integrante del Comité', many: 'integrantes del Comité', the: 'el integrante del Comité' },
  path: '/integrantes-del-comite',
  keeps: 'row',
  place: { session: 'sessionId' },
  waitsWith: ['sessionId'],
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'entity', 'sessionId', 'chairs', 'userId'],
  reads: sessionReaders,
  fixed: ['sessionId', 'userId'],
  unique: [{ field: 'userId', with: ['sessionId'], taken: () => problem('alreadyExists', undefined, 'body.userId') }],
  fields: {
    sessionId: reference('sesión', 'committeeSession').required().open('noPersonal'),
    name: text('nombre', { minLength: 3, maxLength: 160 }).required(),
    entity: text('entidad', { minLength: 2, maxLength: 160 }).required().open('noPersonal'),
    chairs: flag('preside').open('noPersonal'),
    userId: reference('su cuenta', 'user').helped('Con ella registra las decisiones de la sesión.'),
  },
  check: (_values, _on, { references }) =>
    references.sessionId && !['PROGRAMADA', 'CELEBRADA'].includes(String(references.sessionId.state))
      ? problem('invalidField', { sentence: 'Esa sesión ya terminó.' })
      : null,
});

const hands: readonly Role[] = preparers;

export const committeeMemberLife = life(committeeMember, {
  states: {
    CONVOCADO: { name: 'convocado' },
    PRESENTE: { name: 'presente' },
    AUSENTE: { name: 'ausente' },
  },
  begins: { state: 'CONVOCADO', title: 'convocar a un integrante del Comité', type: 'act', who: hands },
  corrects: hands,
  steps: [
    {
      name: 'attend',
      title: 'dar por presente a',
      from: ['CONVOCADO', 'AUSENTE'],
      to: 'PRESENTE',
      who: hands,
      bulk: 'dar por presentes',
    },
    {
      name: 'miss',
      title: 'dar por ausente a',
      from: ['CONVOCADO', 'PRESENTE'],
      to: 'AUSENTE',
      who: hands,
      aside: true,
      bulk: 'dar por ausentes',
    },
  ],
});
