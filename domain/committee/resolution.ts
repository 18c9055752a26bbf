import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { day, money, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { preparers, sessionReaders } from './hands.ts';

/**
 * The express norm by which the highest body approves the amount, the use and the destination of transfers (BR-28, DS
 * 4646 art. 2). It covers any number of decisions of the Comité, up to its amount.
 */
export const resolution = noun('resolution', {
  words: { one: 'resolución', many: 'resoluciones', the: 'la resolución' },
  path: '/resoluciones',
  keeps: 'row',
  place: { anywhere: true },
  unique: [{ field: 'number', taken: () => problem('alreadyExists', undefined, 'body.number') }],
  capturedIn: ['office'],
  named: 'number',
  listed: ['number', 'issuedOn', 'authority', 'amount', 'purpose', 'destination'],
  reads: [...sessionReaders, 'UOD_OPERADOR', 'UOD_FIDUCIARIO'],
  fields: {
    number: text('número', { minLength: 1, maxLength: 60 }).required().open('noPersonal'),
    issuedOn: day('fecha', { notAfterToday: true }).required().open('noPersonal'),
    authority: text('autoridad que la emite', { minLength: 3, maxLength: 160 }).required().open('noPersonal'),
    amount: money('importe', { min: 1 }).required().open('noPersonal'),
    purpose: text('uso', { minLength: 5, maxLength: 500, multiline: true }).required().open('noPersonal'),
    destination: text('destino', { minLength: 5, maxLength: 500, multiline: true }).required().open('noPersonal'),
  },
});

const settled: Guard = {
  name: 'settled',
  holds: () => 'Una resolución en vigor no se corrige: anúlela y registre la que la cambia.',
};

const unused: Guard = {
  name: 'unused',
  needs: (id) => ({ use: { loader: 'resolutionUse', key: id } }),
  holds: (_row, _on, { use }) =>
    (use as { decisions: number } | null)?.decisions ? 'Hay decisiones del Comité que se apoyan en ella.' : null,
};

export const resolutionLife = life(resolution, {
  states: {
    REGISTRADA: { name: 'registrada', holder: ['UCN_COORD'] },
    VIGENTE: { name: 'vigente', keeps: [settled] },
    ANULADA: { name: 'anulada', final: true },
  },
  begins: { state: 'REGISTRADA', title: 'registrar una resolución', type: 'act', who: preparers },
  corrects: preparers,
  steps: [
    {
      name: 'enact',
      title: 'poner en vigor',
      from: ['REGISTRADA'],
      to: 'VIGENTE',
      who: preparers,
      guards: [anotherHand(resolution, 'La pone en vigor otra persona que la que la registró o la corrigió.')],
      document: 'la resolución firmada',
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['REGISTRADA', 'VIGENTE'],
      to: 'ANULADA',
      who: ['UCN_COORD'],
      guards: [unused],
      document: 'la resolución que la deja sin efecto',
      aside: true,
    },
  ],
});
