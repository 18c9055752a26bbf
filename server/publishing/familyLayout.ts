import type { Layout } from '../../domain/publishing/disclosure.ts';
import type { EvidenceRow } from '../monitoring/runMeasure.ts';

/** The tables in which the public sees a figure. */
export const PUBLIC = ['department', 'unit', 'municipality', 'model', 'product'] as const;
export type PublicDimension = 'total' | (typeof PUBLIC)[number];

/**
 * The class of a family: families of one class are alike in every public table and in whether a woman represents them.
 */
export const classOf = (
  row: Pick<EvidenceRow, 'unit_id' | 'municipality_code' | 'model' | 'product_code' | 'sex'>,
): string =>
  [row.unit_id, row.municipality_code ?? '', row.model ?? '', row.product_code ?? '', row.sex === 'F' ? 'F' : ''].join(
    '|',
  );

export const marginOf = (dimension: PublicDimension, key: string): string => `${dimension}|${key}`;

/** How the classes of families fall into the public tables. */
export const familyLayout: Layout = {
  margins: (family) => {
    const [unit = '', municipality = '', model = '', product = ''] = family.split('|');
    const keys: Record<PublicDimension, string> = {
      total: '',
      department: municipality.slice(0, 2),
      unit,
      municipality,
      model,
      product,
    };
    return (['total', ...PUBLIC] as const).map((dimension) => marginOf(dimension, keys[dimension]));
  },
  women: (family) => family.endsWith('|F'),
};
