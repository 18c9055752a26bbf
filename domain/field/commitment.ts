import type { Day } from '../kernel/dates.ts';
import { day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { type AnyRow, noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';
import { commitmentDue } from './settle.ts';

/** Who follows up on what was agreed: the acompañante who visits, and those who answer for it in the unit. */
const followers: readonly Role[] = ['ACOMPANANTE', 'UOD_OFICIAL'];

/**
 * What an organisation, or somebody who serves it, agreed to do (domain brief 3.9: `compromisos[]`). It is recorded in
 * a visit and settled in a later visit or in the office. Until then it stays, however many visits come in between
 * (docs/decisions/commitments.md).
 */
export const commitment = noun('commitment', {
  words: { one: 'compromiso', many: 'compromisos', the: 'el compromiso' },
  path: '/compromisos',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  // On the phone it is recorded and settled as part of a visit.
  capturedIn: ['office'],
  named: 'what',
  listed: ['what', 'allianceId', 'who', 'dueOn', 'unitId', 'saidOn', 'visitId', 'reason'],
  aside: ['saidOn', 'visitId', 'reason'],
  reads: [...nationalTeam, ...unitTeam, 'AUDITOR', 'FACILITADOR', 'ACOMPANANTE', 'SUPERVISOR_CAMPO'],
  fields: {
    allianceId: reference('alianza', 'alliance').required(),
    unitId: reference('unidad', 'unit').derived(),
    what: text('qué se va a hacer', { maxLength: 500 }).required(),
    who: text('quién lo hace', { maxLength: 120 }),
    saidOn: day('se acordó el', { notAfterToday: true }).required(),
    promisedOn: day('se acordó para el'),
    dueOn: day('hasta cuándo').derived(),
    visitId: reference('visita en que se acordó', 'visit').derived(),
    fulfilledOn: day('se cumplió el', { notAfterToday: true }),
    movedTo: day('se traslada al'),
    reason: text('por qué', { multiline: true, minLength: 3, maxLength: 500 }),
    settledIn: reference('visita en que se dijo', 'visit').derived(),
    officeOn: day('última palabra de la oficina').derived(),
  },
  derive: (values, { references }) => ({
    unitId: (references.allianceId?.unitId as string | undefined) ?? values.unitId ?? null,
    dueOn: commitmentDue(values as { movedTo: Day | null; promisedOn: Day | null }),
  }),
  check: ({ saidOn, promisedOn, movedTo }) => {
    const early = [movedTo, promisedOn].find(
      (on) => typeof on === 'string' && typeof saidOn === 'string' && on < saidOn,
    );
    return early
      ? problem('invalidField', { sentence: 'El día para cumplirlo no puede ser anterior a aquel en que se acordó.' })
      : null;
  },
});

const open = ['PENDIENTE', 'TRASLADADO'] as const;
/**
 * After an act of the office, visits from before that day no longer change it.
 * @param on day of the act
 */
const lastWord = (_row: AnyRow, on: Day) => ({ settledIn: null, officeOn: on });

/**
 * Its life in the office. What visits say of it is applied by *sistema* (followCommitments.ts), with the same states.
 */
export const commitmentLife = life(commitment, {
  states: {
    PENDIENTE: { name: 'pendiente', holder: followers },
    TRASLADADO: { name: 'trasladado', holder: followers },
    CUMPLIDO: { name: 'cumplido', final: true },
    DESCARTADO: { name: 'descartado', final: true },
  },
  begins: { state: 'PENDIENTE', title: 'registrar un compromiso', type: 'act', who: followers, on: 'saidOn' },
  corrects: [],
  due: 'dueOn',
  shownBefore: 7,
  gathered: true,
  steps: [
    {
      name: 'fulfil',
      title: 'dar por cumplido',
      from: open,
      to: 'CUMPLIDO',
      who: followers,
      asks: ['fulfilledOn'],
      on: 'fulfilledOn',
      paper: 'la constancia de que se cumplió',
      sets: lastWord,
      bulk: 'dar por cumplidos',
    },
    {
      name: 'move',
      title: 'trasladar',
      from: open,
      to: 'TRASLADADO',
      who: followers,
      asks: ['movedTo', 'reason'],
      sets: lastWord,
      bulk: 'trasladar',
    },
    {
      name: 'drop',
      title: 'descartar',
      from: open,
      to: 'DESCARTADO',
      who: followers,
      asks: ['reason'],
      sets: lastWord,
      aside: true,
      bulk: 'descartar',
    },
  ],
});
