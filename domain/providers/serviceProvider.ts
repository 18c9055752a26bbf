import { choice, choices, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role } from '../people/roles.ts';

/** What a provider may be contracted for (domain brief 3.2). */
export const services = {
  facilitador: 'facilitador',
  acompanante: 'acompañante',
  supervisor: 'supervisor de campo',
  asistente: 'asistente técnico',
  disenador: 'consultor de diseño',
  ifi: 'institución financiera',
} as const;

/** Who keeps the directory (domain brief 1.2): procurement, and who strengthens capacities. */
export const providerKeepers: readonly Role[] = ['UCN_ADQ', 'UCN_FORT'];
/** A unit looks for its facilitadores and acompañantes there. */
export const providerReaders: readonly Role[] = [
  ...nationalTeam,
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'UOD_FIDUCIARIO',
  'AUDITOR',
];

/**
 * A person or firm that serves alliances (domain brief 3.2, 1.4), once for the country. Who serves which alliance is in
 * the assignments of their account, not here (docs/decisions/providers.md).
 */
export const serviceProvider = noun('serviceProvider', {
  words: { one: 'proveedor de servicios', many: 'proveedores de servicios', the: 'el proveedor de servicios' },
  path: '/proveedores',
  keeps: 'row',
  unique: [{ field: 'nit', taken: () => problem('alreadyExists', undefined, 'body.nit') }],
  place: { anywhere: true },
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por proveedor, una sola vez para todo el país. Dos con un mismo NIT son uno.',
    headings: { name: ['nombre', 'proveedor'], services: ['tipo', 'servicios'], ci: ['carnet', 'ci'] },
  },
  named: 'name',
  listed: ['name', 'services', 'profession', 'zone', 'nit', 'sex'],
  aside: ['nit', 'sex'],
  reads: providerReaders,
  personal: true,
  fields: {
    name: text('nombre o razón social', { minLength: 2, maxLength: 200 }).required(),
    services: choices('servicios que presta', services).required().open('noPersonal'),
    profession: text('profesión', { maxLength: 120 }).open('noPersonal'),
    zone: text('zona en que trabaja', { maxLength: 200 }).open('noPersonal'),
    ci: text('carnet', { digits: true, minLength: 4, maxLength: 10 }),
    nit: text('NIT', { digits: true, minLength: 5, maxLength: 15 }),
    sex: choice('sexo', { F: 'mujer', M: 'hombre' }).helped('Vacío: es una empresa, o no se sabe.').open('noPersonal'),
    telephone: text('teléfono', { maxLength: 60 }),
    userId: reference('su cuenta en el sistema', 'user').helped('Con ella se ve a qué alianzas está asignado.'),
    inactiveReason: text('por qué ya no presta servicios', { minLength: 5, maxLength: 500 }),
  },
  check: ({ services: said }) =>
    Array.isArray(said) && said.length > 0
      ? null
      : problem('invalidField', { sentence: 'Diga al menos un servicio que presta.' }, 'body.services'),
});

/** Ties are found by the account of their provider: while any of them is not discarded, it stays. */
const accountKept: Guard = {
  name: 'accountKept',
  needs: (id) => ({ tied: { loader: 'tiesOfProvider', key: id } }),
  holds: (row, _on, { tied }) => {
    const { userId, ties = 0 } = (tied ?? {}) as { userId?: string | null; ties?: number };
    return ties > 0 && userId && row.userId !== userId
      ? 'El proveedor tiene lazos declarados o confirmados con organizaciones: su cuenta no cambia.'
      : null;
  },
};

export const serviceProviderLife = life(serviceProvider, {
  states: {
    ACTIVO: { name: 'activo', keeps: [accountKept] },
    INACTIVO: { name: 'ya no presta servicios', keeps: [accountKept] },
  },
  begins: { state: 'ACTIVO', title: 'registrar un proveedor de servicios', type: 'act', who: providerKeepers },
  corrects: providerKeepers,
  steps: [
    {
      name: 'retire',
      title: 'dar de baja',
      from: ['ACTIVO'],
      to: 'INACTIVO',
      who: providerKeepers,
      asks: ['inactiveReason'],
      aside: true,
    },
    {
      name: 'return',
      title: 'volver a dar de alta',
      from: ['INACTIVO'],
      to: 'ACTIVO',
      who: providerKeepers,
      sets: () => ({ inactiveReason: null }),
      aside: true,
    },
  ],
});
