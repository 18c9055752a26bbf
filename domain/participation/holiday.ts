import type { Day } from '../kernel/dates.ts';
import { day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalHolidays } from '../kernel/workingDays.ts';
import type { Role } from '../people/roles.ts';

const keepers: readonly Role[] = ['ADMIN_TI', 'UCN_RECL', 'UCN_COORD'];

/**
 * A day without work that a decree or a department adds. The national holidays of every year are known without being
 * recorded (workingDays.ts).
 */
export const holiday = noun('holiday', {
  words: { one: 'feriado', many: 'feriados', the: 'el feriado' },
  path: '/feriados',
  keeps: 'row',
  place: {},
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'day', 'unitId'],
  reads: [...keepers, 'AUDITOR'],
  fields: {
    day: day('día').required().open('published'),
    name: text('nombre', { maxLength: 120 }).required().open('published'),
    unitId: reference('solo en la unidad', 'unit').helped('Vacío: en todo el país.').open('published'),
  },
  check: ({ day: on, unitId }) =>
    unitId === null && nationalHolidays(Number(String(on).slice(0, 4))).includes(on as Day)
      ? problem('alreadyExists')
      : null,
});

export const holidayLife = life(holiday, {
  states: { VIGENTE: { name: 'vigente' }, ANULADO: { name: 'anulado', final: true } },
  begins: { state: 'VIGENTE', title: 'registrar un feriado', type: 'act', who: keepers },
  corrects: keepers,
  steps: [
    { name: 'annul', title: 'anular', from: ['VIGENTE'], to: 'ANULADO', who: keepers, aside: true, bulk: 'anular' },
  ],
});
