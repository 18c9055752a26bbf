import { describe, expect, it } from 'vitest';
import { recordTitle } from './recordTitle.ts';

it('a sale says its quantity as a person would', () => {
  const title = (quantity: number, unitCode: string) =>
    recordTitle(
      'sale',
      { quantity: quantity * 10_000, unitCode, productCode: 'X', total: 100 },
      { productCode: 'Papa' },
    );
  expect(title(1, 'libra')).toBe('Venta de 1 libra de papa, Bs 1,00');
  expect(title(599, 'libra')).toBe('Venta de 599 libras de papa, Bs 1,00');
  expect(title(0.5, 'litro')).toBe('Venta de 0,5 litros de papa, Bs 1,00');
  expect(title(12, 'qq')).toBe('Venta de 12 qq de papa, Bs 1,00');
  expect(title(3, 'bidon')).toBe('Venta de 3 bidones de papa, Bs 1,00');
  expect(title(1, 'plantin')).toBe('Venta de 1 plantín de papa, Bs 1,00');
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
