import { flag, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { ENDED, isOpen, preparers, sessionReaders } from './hands.ts';

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
    references.sessionId && !isOpen(references.sessionId.state) ? problem('invalidField', { sentence: ENDED }) : null,
});

/** What the acta says of those who sat in a session is not changed once it is signed. */
export const sessionOpen = (loader: string): Guard => ({
  name: 'sessionOpen',
  needs: (id) => ({ session: { loader, key: id } }),
  holds: (_row, _on, { session }) => (isOpen((session as { state: string } | null)?.state) ? null : ENDED),
});

const hands: readonly Role[] = preparers;
const open = sessionOpen('sessionOfMember');

export const committeeMemberLife = life(committeeMember, {
  states: {
    CONVOCADO: { name: 'convocado', keeps: [open] },
    PRESENTE: { name: 'presente', keeps: [open] },
    AUSENTE: { name: 'ausente', keeps: [open] },
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
      guards: [open],
      bulk: 'dar por presentes',
    },
    {
      name: 'miss',
      title: 'dar por ausente a',
      from: ['CONVOCADO', 'PRESENTE'],
      to: 'AUSENTE',
      who: hands,
      guards: [open],
      aside: true,
      bulk: 'dar por ausentes',
    },
  ],
});
