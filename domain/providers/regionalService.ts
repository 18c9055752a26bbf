import { type AssignmentLoad, busiestDay, type RegionalLoad } from '../alliance/load.ts';
import type { Day } from '../kernel/dates.ts';
import { day, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import type { Role } from '../people/roles.ts';

const keepers: readonly Role[] = ['UCN_FORT', 'UOD_OPERADOR'];

/**
 * An acompañante's work for an initiative of regional technical assistance (M-09): it counts against the cap of six like
 * an alliance. The subproject itself is not kept here.
 */
export const regionalService = noun('regionalService', {
  words: {
    one: 'apoyo a asistencia técnica regional',
    many: 'apoyos a asistencia técnica regional',
    the: 'el apoyo a asistencia técnica regional',
  },
  path: '/asistencia-tecnica-regional',
  keeps: 'row',
  place: { unit: 'unitId' },
  waitsWith: ['userId'],
  capturedIn: ['office'],
  named: 'initiative',
  listed: ['initiative', 'userId', 'startsOn', 'endsOn', 'unitId'],
  reads: ['UOD_OPERADOR', 'UCN_FORT', 'UCN_COORD', 'UCN_ME', 'UCN_ADQ', 'AUDITOR'],
  fields: {
    initiative: text('iniciativa', { minLength: 3, maxLength: 200 }).required().open('noPersonal'),
    userId: reference('acompañante', 'user').required(),
    unitId: reference('unidad', 'unit').required().open('noPersonal'),
    startsOn: day('desde el').required().open('noPersonal'),
    endsOn: day('hasta el').open('noPersonal'),
  },
  check: ({ startsOn, endsOn }) =>
    typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
      ? problem('datesReversed', undefined, 'body.endsOn')
      : null,
});

/** M-09, BR-46: the alliances and the regional initiatives that a person accompanies on one day are at most six. */
const withinCap: Guard = {
  name: 'withinCap',
  needs: (id) => ({
    mine: { loader: 'assignmentsOfRegional', key: id },
    regional: { loader: 'regionalOfRegional', key: id },
    parameters: { loader: 'parameters', key: '*' },
  }),
  holds: (row, _on, { mine, regional, parameters }) => {
    const span = { from: row.startsOn as Day, to: (row.endsOn as Day | null) ?? null };
    const cap = parameterOn((parameters ?? []) as readonly ParameterRow[], 'allianceCap', span.from);
    const busy = busiestDay(
      span,
      (mine ?? []) as readonly AssignmentLoad[],
      ((regional ?? []) as readonly RegionalLoad[]).filter(({ id }) => id !== row.id),
    );
    return busy >= cap ? `Ya acompaña ${busy} entre alianzas e iniciativas; el máximo es ${cap}.` : null;
  },
};

export const regionalServiceLife = life(regionalService, {
  states: {
    PROPUESTO: { name: 'propuesto', holder: keepers },
    VIGENTE: { name: 'vigente', keeps: [withinCap] },
    TERMINADO: { name: 'terminado', final: true },
    ANULADO: { name: 'anulado', final: true },
  },
  begins: { state: 'PROPUESTO', title: 'proponer un apoyo a asistencia técnica regional', type: 'act', who: keepers },
  corrects: keepers,
  gathered: true,
  steps: [
    { name: 'start', title: 'dar inicio a', from: ['PROPUESTO'], to: 'VIGENTE', who: keepers, guards: [withinCap] },
    { name: 'end', title: 'dar por terminado', from: ['VIGENTE'], to: 'TERMINADO', who: keepers, asks: ['endsOn'] },
    { name: 'annul', title: 'anular', from: ['PROPUESTO'], to: 'ANULADO', who: keepers, aside: true },
  ],
});
