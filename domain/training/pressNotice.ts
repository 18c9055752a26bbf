import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import type { Role } from '../people/roles.ts';
import { eventReaders } from './event.ts';

const media = {
  radio: 'radio',
  periodico: 'periódico',
  television: 'televisión',
  redes: 'redes sociales',
  afiche: 'afiche o volante',
} as const;

/** Who orders notices: the communication specialist for the country, the unit for its region (BR-03). */
const keepers: readonly Role[] = ['UOD_OFICIAL', 'UOD_OPERADOR', 'UCN_FORT', 'UCN_COM'];

/**
 * A notice in oral or written press (BR-03, N1): in which medium, on which day, and its proof, without which nobody can
 * say that it came out.
 */
export const pressNotice = noun('pressNotice', {
  words: { one: 'aviso de prensa', many: 'avisos de prensa', the: 'el aviso de prensa' },
  path: '/avisos-de-prensa',
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office'],
  named: 'title',
  listed: ['title', 'medium', 'outlet', 'publishedOn', 'eventId', 'callId', 'unitId'],
  reads: [...eventReaders, 'UCN_COM'],
  fields: {
    title: text('qué se avisó', { minLength: 3, maxLength: 200 }).required().open('published'),
    medium: choice('medio', media).required().open('published'),
    outlet: text('emisora, periódico o canal', { maxLength: 120 }).required().open('published'),
    publishedOn: day('se publicó el', { notAfterToday: true }).required().open('published'),
    unitId: reference('unidad', 'unit').helped('Vacío: aviso nacional.').open('published'),
    eventId: reference('evento o campaña', 'event').open('published'),
    callId: reference('convocatoria', 'call').open('published'),
    annulReason: text('por qué se anula', { minLength: 5, maxLength: 500 }).open('published'),
  },
});

export const pressNoticeLife = life(pressNotice, {
  states: {
    PUBLICADO: { name: 'publicado, sin comprobante', holder: keepers },
    COMPROBADO: { name: 'con comprobante' },
    ANULADO: { name: 'anulado', final: true },
  },
  begins: { state: 'PUBLICADO', title: 'registrar un aviso de prensa', type: 'act', who: keepers },
  corrects: keepers,
  gathered: true,
  steps: [
    {
      name: 'prove',
      title: 'adjuntar el comprobante de',
      from: ['PUBLICADO'],
      to: 'COMPROBADO',
      who: keepers,
      document: 'el recorte, la grabación o la certificación del medio',
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['PUBLICADO', 'COMPROBADO'],
      to: 'ANULADO',
      who: keepers,
      asks: ['annulReason'],
      aside: true,
    },
  ],
});
