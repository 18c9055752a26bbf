import { type Known, knownKey } from '../../domain/field/plausible.ts';
import { UNKNOWN } from '../../domain/kernel/fact.ts';
import type { Pack } from './pack.ts';

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : Math.round(((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2);
};

/**
 * What this phone knows to compare a captured value with (fact `captureKnown`): the same as the server knew at the last
 * contact.
 */
export function knownHere(pack: Pack, key: string): Known | typeof UNKNOWN {
  const { allianceId, recordId, productCode, unitCode } = knownKey(key);
  const alliance = pack.one('alliance', allianceId);
  if (!alliance) return UNKNOWN;
  const factorOf = (unit: string | null) =>
    unit ? (pack.one('conversion', `${productCode}:${unit}`)?.factor ?? null) : null;
  const sales = pack
    .of('sale', allianceId)
    .filter((s) => s.id !== recordId && s.productCode === productCode && s.unitCode === unitCode && !s.annulled);
  return {
    programmeId: alliance.programmeId,
    place: alliance.lon !== null && alliance.lat !== null ? { lon: alliance.lon, lat: alliance.lat } : null,
    families: alliance.familiesDeclared,
    agreed: pack
      .of('agreement', allianceId)
      .filter((a) => a.productCode === productCode && !a.annulled)
      .map(({ buyerId, unitCode: unit, price, quantityPerCycle }) => ({
        buyerId,
        unitCode: unit,
        price,
        factor: factorOf(unit),
        quantityPerCycle,
      })),
    usual:
      sales.length === 0
        ? null
        : {
            count: sales.length,
            price: median(sales.map((s) => s.price)),
            quantity: median(sales.map((s) => s.quantity)),
          },
  };
}
