import { upperFirst } from '../../../../domain/kernel/text.ts';
import { manyOf, oneOf } from '../../../../domain/records.ts';

/** 'Visita', 'Venta', 'Convenio'. */
export function nounName(noun: string): string {
  return upperFirst(oneOf(noun));
}

/** Plural, for headings: 'visitas', 'datos de alianzas'. */
export function nounsName(noun: string): string {
  return manyOf(noun);
}

/**
 * Screen of a record, below /oficina: visits, sales and business agreements have their own; the rest is on the
 * alliance's file. Null when there is none.
 */
export function recordPath(noun: string, recordId: string, allianceId: string | null): string | null {
  if (noun === 'visit') return `/visitas/${recordId}`;
  if (noun === 'sale') return `/ventas/${recordId}`;
  if (noun === 'commercial_agreement') return `/acuerdos/${recordId}`;
  return allianceId ? `/alianzas/${allianceId}` : null;
}
