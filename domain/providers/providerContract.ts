import { choice, day, money, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';
import { services } from './serviceProvider.ts';

const keepers: readonly Role[] = ['UCN_ADQ'];
const signers: readonly Role[] = ['UCN_COORD'];

/** A contract with a service provider (domain brief 3.2, M-15): for which service, from when to when, for how much. */
export const providerContract = noun('providerContract', {
  words: { one: 'contrato de servicios', many: 'contratos de servicios', the: 'el contrato de servicios' },
  path: '/contratos-de-servicios',
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office'],
  named: 'number',
  listed: ['number', 'providerId', 'service', 'startsOn', 'endsOn', 'amount', 'unitId'],
  reads: [
    'UCN_ADQ',
    'UCN_COORD',
    'UCN_FORT',
    'UCN_FIN',
    'UCN_DESEMB',
    'UCN_ME',
    'UOD_OPERADOR',
    'UOD_FIDUCIARIO',
    'AUDITOR',
  ],
  // A signed contract is an act with its paper: it counts at every level.
  reaches: { 2: 'every', 3: 'every' },
  fields: {
    number: text('número', { minLength: 2, maxLength: 60 }).required().open('noPersonal'),
    providerId: reference('proveedor', 'serviceProvider').required(),
    service: choice('servicio', services).required().open('noPersonal'),
    subject: text('objeto', { maxLength: 1000, multiline: true }).required().open('noPersonal'),
    startsOn: day('desde el').required().open('noPersonal'),
    endsOn: day('hasta el').required().open('noPersonal'),
    amount: money('monto').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').helped('Vacío: para todo el país.').open('noPersonal'),
    endReason: text('por qué termina antes', { minLength: 5, maxLength: 1000, multiline: true }).open('noPersonal'),
    endedOn: day('terminó el', { notAfterToday: true }).open('noPersonal'),
  },
  check: ({ startsOn, endsOn }) =>
    typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
      ? problem('datesReversed', undefined, 'body.endsOn')
      : null,
});

/** What is known of the provider of a contract (loader `providerOfContract`). */
export interface ContractedProvider {
  readonly state: string;
  /** In how many trainings of providers (P4) that were held the provider took part. */
  readonly trainings: number;
}

/** BR-15: a facilitador is trained before any contract for plans. */
const trained: Guard = {
  name: 'trained',
  needs: (id) => ({ provider: { loader: 'providerOfContract', key: id } }),
  holds: (row, _on, { provider }) =>
    row.service !== 'facilitador' || ((provider as ContractedProvider | null)?.trainings ?? 0) > 0
      ? null
      : 'El facilitador no figura como participante en ninguna capacitación a proveedores realizada.',
};

const serves: Guard = {
  name: 'serves',
  needs: (id) => ({ provider: { loader: 'providerOfContract', key: id } }),
  holds: (_row, _on, { provider }) =>
    (provider as ContractedProvider | null)?.state === 'INACTIVO' ? 'El proveedor ya no presta servicios.' : null,
};

/** What was signed does not change. */
const signed: Guard = {
  name: 'signed',
  holds: () => 'El contrato ya está firmado: lo que cambie va en otro contrato.',
};

export const providerContractLife = life(providerContract, {
  states: {
    BORRADOR: { name: 'en preparación', holder: signers },
    FIRMADO: { name: 'firmado', holder: keepers, due: 'endsOn', keeps: [signed] },
    CONCLUIDO: { name: 'concluido', final: true },
    RESUELTO: { name: 'resuelto', final: true },
    ANULADO: { name: 'anulado', final: true },
  },
  begins: { state: 'BORRADOR', title: 'preparar un contrato de servicios', type: 'act', who: keepers },
  corrects: keepers,
  gathered: true,
  steps: [
    {
      name: 'sign',
      title: 'firmar',
      from: ['BORRADOR'],
      to: 'FIRMADO',
      who: signers,
      guards: [trained, serves],
      document: 'el contrato firmado',
    },
    {
      name: 'conclude',
      title: 'dar por concluido',
      from: ['FIRMADO'],
      to: 'CONCLUIDO',
      who: keepers,
      asks: ['endedOn'],
      document: 'el informe final aprobado',
    },
    {
      name: 'terminate',
      title: 'resolver',
      from: ['FIRMADO'],
      to: 'RESUELTO',
      who: signers,
      asks: ['endReason', 'endedOn'],
      document: 'la resolución del contrato',
      aside: true,
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['BORRADOR'],
      to: 'ANULADO',
      who: keepers,
      asks: ['endReason'],
      aside: true,
    },
  ],
});
