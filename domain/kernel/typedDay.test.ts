import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, spokenDay, writtenDay } from './dates.ts';
import { readTypedDay } from './typedDay.ts';

const TODAY = '2026-11-30';
const read = (text: string) => readTypedDay(text, TODAY);

describe('a typed day', () => {
  it.each([
    '05/03/2026',
    '5/3/2026',
    '5-3-2026',
    '05.03.2026',
    '5 3 26',
    '5/3/26',
    '050326',
    '05032026',
    '2026-03-05',
    '2026/03/05',
    '2026-03-05T00:00:00.000Z',
    ' 05/03/2026 ',
    '5 de marzo de 2026',
    '5 de marzo del 2026',
    '5 mar 2026',
    'jueves, 5 de marzo de 2026',
    '5/mar/26',
  ])('%s is the fifth of March', (text) => expect(read(text)).toEqual({ day: '2026-03-05' }));

  it('has the day first, always', () => {
    expect(read('03/05/2026')).toEqual({ day: '2026-05-03' });
    expect(read('13/05/2026')).toEqual({ day: '2026-05-13' });
    expect(read('05/13/2026')).toEqual({
      wrong: 'El mes va del 1 al 12: primero el día y después el mes, por ejemplo 05/03/2026.',
    });
  });

  it('of a year of two digits is of this century, or of a birth in the last', () => {
    expect(read('01/01/46')).toEqual({ day: '2046-01-01' });
    expect(read('01/01/47')).toEqual({ day: '1947-01-01' });
    expect(read('010178')).toEqual({ day: '1978-01-01' });
  });

  it.each([
    ['31/04/2026', 'El mes de abril no tiene día 31.'],
    ['30/02/2026', 'Febrero no tiene día 30.'],
    ['29/02/2026', 'En 2026, febrero tuvo 28 días.'],
    ['0/5/2026', 'El mes de mayo no tiene día 0.'],
    ['5/0/2026', 'El mes va del 1 al 12: primero el día y después el mes, por ejemplo 05/03/2026.'],
    ['5/3', 'Falta el año: por ejemplo 05/03/2026.'],
    ['5 de marzo', 'Falta el año: por ejemplo 05/03/2026.'],
    ['5/3/202', 'Escriba el año con cuatro cifras, por ejemplo 05/03/2026.'],
    ['mañana', 'Escriba día, mes y año, por ejemplo 05/03/2026.'],
    ['0503', 'Escriba día, mes y año, por ejemplo 05/03/2026.'],
    ['5/marte/2026', 'El mes va del 1 al 12: primero el día y después el mes, por ejemplo 05/03/2026.'],
  ])('%s is told: %s', (text, sentence) => expect(read(text)).toEqual({ wrong: sentence }));

  it('29/02/2024 existed; nothing typed is no day', () => {
    expect(read('29/02/2024')).toEqual({ day: '2024-02-29' });
    expect(read('  ')).toEqual({ day: null });
  });

  it('is read back from however it is written, and nothing at all throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (n) => {
        const day = addDays('1947-01-01', n % 36_000);
        expect(read(writtenDay(day))).toEqual({ day });
        expect(read(writtenDay(day).replaceAll('/', ''))).toEqual({ day });
        expect(read(`${spokenDay(day)} de ${day.slice(0, 4)}`)).toEqual({ day });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Object.keys(read(text))).toHaveLength(1);
      }),
    );
  });
});
