import type { Day } from '../kernel/dates.ts';

/** The terms that distinguish the business agreements of an alliance. */
export interface Terms {
  readonly buyerId: string;
  readonly productCode: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
}
export const termsFields = ['buyerId', 'productCode', 'startsOn', 'endsOn'] as const satisfies readonly (keyof Terms)[];

/**
 * Whether two agreements of one alliance overlap: the same buyer, the same product, and days in common. Without a last
 * day, an agreement goes on for ever.
 */
export function overlaps(a: Terms, b: Terms): boolean {
  const before = (end: Day | null, start: Day | null) => end !== null && start !== null && end < start;
  return (
    a.buyerId === b.buyerId &&
    a.productCode === b.productCode &&
    !before(a.endsOn, b.startsOn) &&
    !before(b.endsOn, a.startsOn)
  );
}

/** The part of a sale that tells to which agreement it belongs. */
type Sold = { readonly buyerId?: string | null | undefined; readonly productCode: string; readonly occurredOn: Day };

/**
 * Whether a sale had only annulled agreements: among those of the alliance with its buyer, for its product, on its day.
 * The server's `restsOnAnnulled` says the same, as a question to the database.
 */
export function agreementAnnulled(
  agreements: readonly (Terms & { readonly annulled: boolean })[],
  sale: Sold,
): boolean {
  const own = {
    buyerId: sale.buyerId ?? '',
    productCode: sale.productCode,
    startsOn: sale.occurredOn,
    endsOn: sale.occurredOn,
  };
  const carrying = agreements.filter((a) => overlaps(a, own));
  return carrying.length > 0 && carrying.every((a) => a.annulled);
}
