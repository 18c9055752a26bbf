import { choice, quantity, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { eventKeepers, eventReaders } from './event.ts';

/** Sexes as a list writes them; without a value nobody wrote it. */
export const sexes = { F: 'mujer', M: 'hombre' } as const;

const roles = {
  participante: 'participante',
  dirigente: 'dirigente de la organización',
  facilitador: 'facilita o expone',
  autoridad: 'autoridad',
  invitado: 'invitado',
} as const;

/** The states in which the list of an event is no longer changed: others compared it. */
const compared = ['VERIFICADO', 'VALIDADO'];

/** Why the list of an event takes no change; null while it does. */
function closedList(state: unknown): string | null {
  if (state === 'ANULADO') return 'El evento está anulado: su lista ya no cambia.';
  return compared.includes(String(state))
    ? 'El evento ya se comparó con su lista: para cambiarla, obsérvelo primero.'
    : null;
}

/**
 * One person of the signed list of an event (domain brief 3.5), by the name as it is written there. Lists of one event
 * count a person once: by their card or, without one, by their name and organisation (docs/decisions/events.md).
 */
export const eventAttendance = noun('eventAttendance', {
  words: { one: 'asistencia', many: 'asistencias', the: 'la asistencia' },
  path: '/asistencias',
  keeps: 'row',
  place: { unit: 'unitId' },
  partOf: 'eventId',
  fixed: ['eventId'],
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por persona de la lista firmada. El evento se nombra por su número o su tema.',
    headings: {
      name: ['nombre', 'nombres y apellidos', 'participante'],
      ci: ['ci', 'carnet', 'cedula'],
      sex: ['sexo', 'genero'],
      organisationId: ['organizacion', 'opp'],
    },
    examples: { ci: ['1234567', null], name: ['Juana Quispe Mamani', 'Pedro Choque'], hours: [4, 4] },
  },
  named: 'name',
  listed: ['name', 'eventId', 'sex', 'organisationId', 'cameAs', 'hours', 'unitId'],
  reads: eventReaders,
  personal: true,
  fields: {
    eventId: reference('evento', 'event').required().open('noPersonal'),
    name: text('nombre, como en la lista', { minLength: 2, maxLength: 200 }).required(),
    ci: text('carnet', { digits: true, minLength: 4, maxLength: 10 }).helped(
      'Solo el número. Con él se cuenta una sola vez a quien asistió a varios eventos.',
    ),
    sex: choice('sexo', sexes).open('noPersonal'),
    organisationId: reference('organización', 'organisation'),
    groupName: text('organización o entidad, si no está registrada', { maxLength: 200 }),
    providerId: reference('proveedor del directorio', 'serviceProvider').helped(
      'En una capacitación a proveedores: sin él no se le firma contrato de facilitador.',
    ),
    cameAs: choice('asistió como', roles).open('noPersonal'),
    hours: quantity('horas', 'h').open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    annulReason: text('por qué se anula', { minLength: 5, maxLength: 500 }),
  },
  derive: (values, { references }) => ({
    unitId: references.eventId ? (references.eventId.unitId ?? null) : (values.unitId ?? null),
  }),
  check: (_values, _on, { references }) => {
    const sentence = closedList(references.eventId?.state);
    return sentence ? problem('requirementMissing', { sentence }, 'body.eventId') : null;
  },
});

/** The list of an event that others compared does not change. */
const openList: Guard = {
  name: 'openList',
  needs: (id) => ({ event: { loader: 'eventOfAttendance', key: id } }),
  holds: (_row, _on, { event }) => closedList((event as { state?: unknown } | null)?.state),
};

export const eventAttendanceLife = life(eventAttendance, {
  states: { VIGENTE: { name: 'en la lista', keeps: [openList] }, ANULADA: { name: 'anulada', final: true } },
  begins: { state: 'VIGENTE', title: 'anotar una asistencia', type: 'act', who: eventKeepers },
  corrects: eventKeepers,
  steps: [
    {
      name: 'annul',
      title: 'anular',
      from: ['VIGENTE'],
      to: 'ANULADA',
      who: eventKeepers,
      asks: ['annulReason'],
      guards: [openList],
      aside: true,
      bulk: 'anular',
    },
  ],
});
