import { expect, it } from 'vitest';
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
