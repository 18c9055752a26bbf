import { addYears } from '../kernel/dates.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import type { Role } from '../people/roles.ts';
import { captureWords } from '../words/capture.ts';

/** Who may register buyers, and so must be able to find existing ones first. */
export const buyerRoles: readonly Role[] = [
  'ACOMPANANTE',
  'FACILITADOR',
  'UOD_OFICIAL',
  'UOD_OPERADOR',
  'UCN_NEG',
  'UCN_ME',
];

/** Who may see the whole register. */
export const buyerReaders: readonly Role[] = [
  'UOD_OFICIAL',
  'UOD_OPERADOR',
  'UOD_FIDUCIARIO',
  'UCN_NEG',
  'UCN_ME',
  'UCN_COORD',
  'UCN_FIN',
  'AUDITOR',
];

/** Who decides whether a buyer meets BR-09, and records that it no longer buys. */
const qualifiers: readonly Role[] = ['UOD_OFICIAL', 'UCN_NEG'];

/**
 * A buyer (domain brief 3.2), registered once for all the alliances that it buys from. Two registrations with one NIT
 * are the same buyer: the refusal names it, since everybody who may register buyers can find all of them
 * (docs/decisions/finding-families.md). Name, NIT, address and contact may belong to a person.
 */
export const buyer = noun('buyer', {
  words: { one: 'comprador', many: 'compradores', the: 'el comprador' },
  path: '/compradores',
  keeps: 'row',
  formerRows: { state: 'REGISTRADO' },
  unique: [
    {
      field: 'nit',
      taken: ({ id, name }) => problem('buyerNitTaken', { id, name: String(name) }, 'body.nit'),
    },
  ],
  place: { anywhere: true },
  drawnAt: ['municipalityCode'],
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por comprador, una sola vez para todas las alianzas. Dos con un mismo NIT son uno.',
    headings: {
      name: ['comprador', 'nombre del comprador', 'razon social'],
      kind: ['tipo', 'tipo de comprador'],
      nit: ['nit del comprador'],
    },
    examples: {
      name: ['Exportadora Los Yungas SRL', 'Gobierno Municipal de Tomina'],
      kind: ['Exportador', 'Gobierno municipal'],
      municipalityCode: ['Caranavi', 'Tomina'],
      address: ['Av. Principal 12, Caranavi', 'Plaza principal s/n'],
      contact: ['Juana Quispe', null],
      telephone: ['70000000', null],
      startedOn: ['01/03/2015', null],
    },
  },
  named: 'name',
  listed: ['name', 'kind', 'nit', 'municipalityCode', 'startedOn'],
  // People in the field do not see the whole register: the NIT of a person contains their identity card, and
  // `buyer.find` gives the field only its end.
  reads: buyerReaders,
  personal: true,
  fields: {
    name: text('nombre', { minLength: 2, maxLength: 200 }).required(),
    kind: choice('clase de comprador', captureWords.buyerKinds).open('noPersonal'),
    nit: text('NIT', { minLength: 5, maxLength: 15, digits: true }).helped(
      'Solo dígitos. Dos con un mismo NIT son uno.',
    ),
    startedOn: day('inicio de operaciones', { notAfterToday: true })
      .helped('Desde cuándo compra y vende, según su matrícula o su NIT.')
      .open('noPersonal'),
    municipalityCode: reference('municipio del domicilio legal', 'municipality').open('noPersonal'),
    address: text('domicilio legal', { maxLength: 300 }),
    contact: text('persona de contacto', { maxLength: 200 }),
    telephone: text('teléfono', { maxLength: 60 }),
    closedReason: text('por qué ya no compra', { minLength: 5, maxLength: 500 }),
  },
});

interface Buyer extends Row<typeof buyer> {}

/** BR-09: at least `buyerYears` years in business (*sin confirmar*). */
const longEnough: Guard = {
  name: 'buyerYears',
  needs: () => ({ parameters: { loader: 'parameters', key: '*' } }),
  holds: (row, on, { parameters }) => {
    const years = parameterOn(parameters as readonly ParameterRow[], 'buyerYears', on);
    const { startedOn } = row as unknown as Buyer;
    if (startedOn === null) return 'Falta el inicio de operaciones del comprador.';
    return startedOn <= addYears(on, -years) ? null : `El comprador tiene menos de ${years} años de actividad.`;
  },
};

/** BR-09: a legal domicile. */
const domiciled: Guard = {
  name: 'buyerDomicile',
  holds: (row) => {
    const { municipalityCode, address } = row as unknown as Buyer;
    return municipalityCode !== null && address !== null
      ? null
      : 'Falta el domicilio legal: el municipio y la dirección.';
  },
};

export const buyerLife = life(buyer, {
  states: {
    REGISTRADO: { name: 'registrado' },
    HABILITADO: { name: 'cumple los requisitos', keeps: [longEnough, domiciled] },
    CERRADO: { name: 'ya no compra' },
  },
  begins: { state: 'REGISTRADO', title: 'registrar un comprador', type: 'act', who: buyerRoles },
  corrects: [...qualifiers, 'UOD_OPERADOR', 'UCN_ME'],
  steps: [
    {
      name: 'qualify',
      title: 'dar por cumplidos los requisitos de',
      from: ['REGISTRADO'],
      to: 'HABILITADO',
      who: qualifiers,
      guards: [longEnough, domiciled],
      paper: 'matrícula de comercio, NIT o personería',
      bulk: 'dar por cumplidos los requisitos',
    },
    {
      name: 'close',
      title: 'dar por terminadas las compras de',
      from: ['REGISTRADO', 'HABILITADO'],
      to: 'CERRADO',
      who: qualifiers,
      asks: ['closedReason'],
      aside: true,
    },
    {
      name: 'reopen',
      title: 'volver a abrir',
      from: ['CERRADO'],
      to: 'REGISTRADO',
      who: qualifiers,
      sets: () => ({ closedReason: null }),
      aside: true,
    },
  ],
});
