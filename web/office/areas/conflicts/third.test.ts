import { describe, expect, it } from 'vitest';
import type { ConflictView } from '../../../../domain/monitoring/views.ts';
import { thirdSpec, thirdValues, writable } from './third.ts';

type Field = ConflictView['fields'][number];
type Disputed = Field & { readonly noun: string };
const field = (name: string, current: unknown, proposed: unknown, more: Partial<Field> = {}): Disputed => ({
  noun: 'sale',
  field: name,
  label: name,
  current: String(current),
  proposed: String(proposed),
  disputed: true,
  raw: { current, proposed },
  ...more,
});
const conflict = (fields: Field[]): ConflictView => ({ noun: 'sale', fields }) as unknown as ConflictView;

describe('a third value', () => {
  it('is asked for what people fill in; what follows from it is not', () => {
    const fields = [
      field('price', 9_000_000, 8_000_000),
      field('total', 1, 2),
      field('quantity', 1, 1, { disputed: false, raw: null }),
    ];
    expect(writable(conflict(fields)).map((f) => f.field)).toEqual(['price']);
  });

  it('is asked in the units people use and kept in those of the record', () => {
    const price = field('price', 9_000_000, 8_000_000);
    expect(thirdSpec(price)).toMatchObject({ kind: 'number', unit: 'Bs', decimals: 4, required: true });
    expect(thirdValues([price], { price: 850.5 })).toEqual({ price: 8_505_000 });
    const met = field('qualityMet', true, false);
    expect(thirdValues([met], { qualityMet: 'false' })).toEqual({ qualityMet: false });
    const day = field('occurredOn', '2026-06-01', '2026-06-02');
    expect(thirdSpec(day).kind).toBe('date');
    expect(thirdValues([day], { occurredOn: '2026-06-03' })).toEqual({ occurredOn: '2026-06-03' });
  });

  it('of what cannot be typed is one of the two that were given', () => {
    const product = field('productCode', 'QUINUA', 'HABA');
    expect(thirdSpec(product)).toMatchObject({
      kind: 'choice',
      options: [{ value: 'current' }, { value: 'proposed' }],
    });
    expect(thirdValues([product], { productCode: 'proposed' })).toEqual({ productCode: 'HABA' });
    expect(thirdValues([product], { productCode: 'current' })).toEqual({ productCode: 'QUINUA' });
  });
});
