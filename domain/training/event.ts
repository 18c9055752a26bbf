import { anotherHand, thirdHand } from '../kernel/noun/anotherHand.ts';
import { choice, count, day, flag, money, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';

/**
 * The kinds of event (domain brief 3.5), each with the indicator that counts it: P1, P4, P5, P7, D14, D12, D20, N3, N1.
 */
export const eventKinds = {
  difusion: 'difusión para solicitar apoyo',
  proveedores: 'capacitación a proveedores de servicios',
  formulacion: 'capacitación a OPP para formular planes',
  administracion: 'capacitación a OPP para administrar su plan',
  financiera: 'evaluación financiera básica',
  gerencial: 'entrenamiento gerencial',
  monitoreo: 'taller de monitoreo y evaluación',
  encuentro: 'encuentro de productores y compradores',
  campana: 'campaña de difusión',
} as const;

/** For whom a campaign is (N1). */
const audiences = {
  productores: 'productores',
  compradores: 'compradores',
  proveedores: 'proveedores de servicios',
} as const;

/** Who programmes events, holds them and brings their lists. */
export const eventKeepers: readonly Role[] = [
  'UOD_OFICIAL',
  'UOD_OPERADOR',
  'UOD_SOCIAL',
  'UOD_AMBIENTAL',
  'UOD_FIDUCIARIO',
  'UCN_FORT',
];
/** Who compares an event with its signed list: the unit's head or, of a national event, the nation's. */
const verifiers: readonly Role[] = ['UOD_OPERADOR', 'UCN_FORT', 'UCN_COORD'];
/** The communication specialist, who runs campaigns and sees of an event what is published (domain brief 1.2). */
const campaigners: readonly Role[] = ['UCN_COM'];

export const eventReaders: readonly Role[] = [...nationalTeam, ...unitTeam, 'AUDITOR'];

/**
 * An event of training or diffusion (domain brief 3.5): programmed, held with its signed list, verified and validated
 * by others, or annulled with its reason. Who came is in its attendance; `declaredWomen` and `declaredMen` are what a
 * paper without names says, shown apart and never added to it (docs/decisions/events.md).
 */
export const event = noun('event', {
  words: { one: 'evento', many: 'eventos', the: 'el evento' },
  path: '/eventos',
  keeps: 'row',
  unique: [{ field: 'number', taken: () => problem('alreadyExists', undefined, 'body.number') }],
  place: { unit: 'unitId' },
  drawnAt: ['municipalityCode'],
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por evento. Cada uno entra como programado; se da por realizado con su lista firmada.',
    headings: { kind: ['tipo', 'tipo de evento'], plannedOn: ['fecha'], name: ['nombre', 'tema'] },
  },
  named: 'name',
  listed: ['name', 'kind', 'plannedOn', 'heldOn', 'municipalityCode', 'unitId', 'number', 'audience', 'genderStrategy'],
  aside: ['number', 'audience', 'genderStrategy'],
  reads: [...eventReaders, ...campaigners],
  // Level 2: somebody else compared it with its list; level 3: the M&E specialist validated it.
  reaches: { 2: ['VERIFICADO', 'VALIDADO'], 3: ['VALIDADO'] },
  fields: {
    name: text('tema', { minLength: 3, maxLength: 200 }).required().open('published'),
    kind: choice('clase de evento', eventKinds).required().open('published'),
    number: text('número', { maxLength: 40 })
      .helped('El de su lista o su informe, si lo tiene. Con él lo nombra la planilla de asistencia.')
      .open('published'),
    plannedOn: day('día previsto').required().open('published'),
    unitId: reference('unidad', 'unit').helped('Vacío: evento nacional.').open('published'),
    municipalityCode: reference('municipio', 'municipality').open('published'),
    place: text('lugar', { maxLength: 200 }).open('published'),
    facilitator: text('quién facilita', { maxLength: 200 }),
    contents: text('contenidos', { maxLength: 2000, multiline: true }).open('published'),
    cost: money('costo').helped('En bolivianos. Vacío: no se sabe.').open('noPersonal'),
    genderStrategy: flag('con estrategia de género').open('published'),
    audience: choice('actores a los que llega', audiences).helped('Se pide en una campaña.').open('published'),
    heldOn: day('se realizó el', { notAfterToday: true }).open('published'),
    declaredWomen: count('mujeres, según un papel sin nombres').open('noPersonal'),
    declaredMen: count('hombres, según un papel sin nombres').open('noPersonal'),
    observation: text('qué se observa', { minLength: 5, maxLength: 1000, multiline: true }).open('noPersonal'),
    annulReason: text('por qué se anula', { minLength: 5, maxLength: 1000, multiline: true }).open('noPersonal'),
    heldBy: reference('quién lo dio por realizado', 'user').derived(),
    verifiedBy: reference('quién lo verificó', 'user').derived(),
  },
  check: ({ kind, audience }) =>
    kind === 'campana' && audience === null
      ? problem('invalidField', { sentence: 'Diga a qué actores llega la campaña.' }, 'body.audience')
      : null,
});

/** Domain brief 1.3.6: who verifies did not write it, nor say that it was held, nor write a line of its list. */
const another = anotherHand(event, 'Lo verifica otra persona: usted escribió el evento o su lista.', ['amend', 'hold']);

const third = thirdHand(another, 'Lo valida otra persona: usted escribió el evento o su lista, o lo verificó.');

/** The lines of a list are of the unit of their event: once there are any, it stays there. */
const placeKept: Guard = {
  name: 'placeKept',
  needs: (id) => ({ list: { loader: 'listOfEvent', key: id } }),
  holds: (row, _on, { list }) => {
    const { unitId, lines = 0 } = (list ?? {}) as { unitId?: string | null; lines?: number };
    return lines > 0 && row.unitId !== unitId ? 'El evento ya tiene lista: no cambia de unidad.' : null;
  },
};

/** What somebody compared with its list changes only after it was observed. */
const settled: Guard = {
  name: 'settled',
  holds: () => 'El evento ya se comparó con su lista: para corregirlo, obsérvelo primero.',
};

/** Who runs an event: its keepers or, of a campaign, the communication specialist too. */
const runners = [...eventKeepers, ...campaigners];
const runBy = {
  field: 'kind',
  roles: Object.fromEntries(Object.keys(eventKinds).map((k) => [k, k === 'campana' ? runners : eventKeepers])),
};
/** What the communication specialist changes of a campaign. */
const amendable = [
  'name',
  'number',
  'plannedOn',
  'municipalityCode',
  'place',
  'contents',
  'cost',
  'genderStrategy',
  'audience',
] as const;

export const eventLife = life(event, {
  states: {
    PROGRAMADO: { name: 'programado', holder: runners, holderBy: runBy, due: 'plannedOn', keeps: [placeKept] },
    REALIZADO: { name: 'realizado', holder: verifiers, keeps: [placeKept] },
    OBSERVADO: { name: 'observado', holder: runners, holderBy: runBy, keeps: [placeKept] },
    VERIFICADO: { name: 'verificado', holder: ['UCN_ME'], keeps: [settled] },
    VALIDADO: { name: 'validado', keeps: [settled] },
    ANULADO: { name: 'anulado', final: true },
  },
  begins: {
    state: 'PROGRAMADO',
    title: 'programar un evento',
    type: 'act',
    who: runners,
    also: amendable,
  },
  corrects: eventKeepers,
  gathered: true,
  steps: [
    {
      name: 'hold',
      title: 'dar por realizado',
      from: ['PROGRAMADO', 'OBSERVADO'],
      to: 'REALIZADO',
      who: runners,
      whoBy: runBy,
      asks: ['heldOn'],
      may: ['declaredWomen', 'declaredMen'],
      document: 'la lista firmada',
      sets: (_row, _on, actorId) => ({ heldBy: actorId, verifiedBy: null, observation: null }),
    },
    {
      name: 'amend',
      title: 'volver a programar',
      from: ['PROGRAMADO', 'OBSERVADO'],
      who: campaigners,
      whoBy: { field: 'kind', roles: { campana: campaigners } },
      may: amendable,
      aside: true,
    },
    {
      name: 'verify',
      title: 'verificar',
      from: ['REALIZADO'],
      to: 'VERIFICADO',
      who: verifiers,
      guards: [another],
      sets: (_row, _on, actorId) => ({ verifiedBy: actorId }),
      bulk: 'verificar',
    },
    {
      name: 'validate',
      title: 'validar',
      from: ['VERIFICADO'],
      to: 'VALIDADO',
      who: ['UCN_ME'],
      guards: [third],
      bulk: 'validar',
    },
    {
      name: 'observe',
      title: 'observar',
      from: ['REALIZADO', 'VERIFICADO', 'VALIDADO'],
      to: 'OBSERVADO',
      who: [...verifiers, 'UCN_ME'],
      asks: ['observation'],
      aside: true,
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['PROGRAMADO', 'REALIZADO', 'OBSERVADO'],
      to: 'ANULADO',
      who: runners,
      whoBy: runBy,
      asks: ['annulReason'],
      aside: true,
    },
  ],
});
