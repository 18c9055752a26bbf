import { reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { officers } from './complaint.ts';

/**
 * The key that encrypts the identity of complainants (BR-54, docs/decisions/complaints.md). It is made in the browser
 * of an officer: the server gets its public half, and its private half only encrypted with phrases that it never gets.
 */
export const complaintKey = noun('complaintKey', {
  words: { one: 'llave de reclamos', many: 'llaves de reclamos', the: 'la llave de reclamos' },
  path: '/llave-de-reclamos',
  keeps: 'row',
  place: {},
  capturedIn: ['office'],
  fromSheets: false,
  named: 'name',
  listed: ['name'],
  reads: officers,
  fields: {
    name: text('nombre', { maxLength: 60 }).required(),
    publicKey: text('mitad pública', { maxLength: 200 }).required(),
    recovery: text('mitad privada, bajo el código impreso', { maxLength: 1000 }).required(),
  },
});

export const complaintKeyLife = life(complaintKey, {
  states: { VIGENTE: { name: 'vigente' }, RETIRADA: { name: 'retirada', final: true } },
  begins: { state: 'VIGENTE', title: 'crear la llave de reclamos', type: 'act', who: officers },
  corrects: [],
  steps: [{ name: 'retire', title: 'retirar', from: ['VIGENTE'], to: 'RETIRADA', who: officers, aside: true }],
});

/** A person who can open the key with a phrase of their own. A newer share of the same person replaces the older. */
const complaintKeyShare = noun('complaintKeyShare', {
  words: { one: 'persona que guarda la llave', many: 'personas que guardan la llave', the: 'la parte de la llave' },
  path: '/llave-de-reclamos/personas',
  keeps: 'row',
  place: {},
  capturedIn: ['office'],
  fromSheets: false,
  named: 'name',
  listed: ['name', 'userId', 'keyId'],
  reads: officers,
  fields: {
    name: text('nombre', { maxLength: 200 }).required().derived(),
    keyId: reference('llave', 'complaintKey').required(),
    userId: reference('persona', 'user', { holding: officers }).required(),
    wrapped: text('mitad privada, bajo la frase de la persona', { maxLength: 1000 }).required(),
  },
  derive: (values, { references }) => ({ name: values.name ?? references.userId?.name ?? null }),
});

export const complaintKeyShareLife = life(complaintKeyShare, {
  states: { VIGENTE: { name: 'vigente' }, RETIRADA: { name: 'retirada', final: true } },
  begins: { state: 'VIGENTE', title: 'dar la llave de reclamos a una persona', type: 'act', who: officers },
  corrects: [],
  steps: [{ name: 'withdraw', title: 'quitar', from: ['VIGENTE'], to: 'RETIRADA', who: officers, aside: true }],
});
