import { describe, expect, it } from 'vitest';
import { writtenValue } from './records.ts';
import { recordTitle } from './recordTitle.ts';

describe('values in words', () => {
  it.each([
    ['amountPar', 35_000_000, 'Bs 350.000,00'],
    ['price', 8_500_000, 'Bs 850,00'],
    ['quantity', 125_000, '12,5'],
    ['occurredOn', '2026-06-15', '15/06/2026'],
    ['startedAt', '2026-06-15T19:52:00.000Z', '15:52'],
    ['startedAt', '2026-06-15T02:05:00+00:00', '22:05'],
    ['qualityMet', false, 'no'],
    ['level', 3, 'Validado'],
    ['state', 'EN_OPERACION', 'En operación'],
    ['role', 'ACOMPANANTE', 'Acompañante'],
    ['topics', ['produccion', 'genero'], 'Producción, Género'],
    ['photos', ['a', 'b'], '2'],
    ['photos', [], null],
    ['commitments', [{ text: 'Podar' }, { text: 'Regar' }], 'Podar; Regar'],
    ['familiesDeclared', 0, '0'],
    ['buyerName', '', null],
    ['buyerName', null, null],
  ])('%s: %j is read as «%s»', (field, value, written) => expect(writtenValue(field, value)).toBe(written));
});

describe('a record in one line', () => {
  it('tells a sale, a visit done and a visit that could not be done', () => {
    expect(
      recordTitle('sale', { quantity: 120_000, unitCode: 'qq', total: 1_020_000 }, { productCode: 'Quinua' }),
    ).toBe('Venta de 12 qq de quinua, Bs 10.200,00');
    expect(recordTitle('organisation_member', {}, { representativeId: 'Juana Condori' })).toBe('Socio · Juana Condori');
    expect(
      recordTitle(
        'visit',
        { done: true, presentWomen: 4, presentMen: 3, topics: ['organizacion', 'administracion'] },
        {},
      ),
    ).toBe('Visita con 7 presentes: organización, administración');
    expect(recordTitle('visit', { done: true, presentMembers: ['x'], topics: [] }, {})).toBe('Visita con 1 presente');
    expect(recordTitle('visit', { done: false, notDoneReason: 'camino_cortado' }, {})).toBe(
      'Visita que no se pudo hacer: camino cortado',
    );
    expect(recordTitle('agreement', { number: 'C-7' }, {})).toBe('Convenio · C-7');
  });
});
