import type { Day } from '../kernel/dates.ts';

/** What tells one business agreement of an alliance from another. */
export interface Terms {
  readonly buyerId: string;
  readonly productCode: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
}
export const termsFields = ['buyerId', 'productCode', 'startsOn', 'endsOn'] as const satisfies readonly (keyof Terms)[];

/** Whether two agreements of one alliance are over the same: same buyer, same product, and days in common; an open end has no end. */
export function overlaps(a: Terms, b: Terms): boolean {
  const before = (end: Day | null, start: Day | null) => end !== null && start !== null && end < start;
  return (
    a.buyerId === b.buyerId &&
    a.productCode === b.productCode &&
    !before(a.endsOn, b.startsOn) &&
    !before(b.endsOn, a.startsOn)
  );
}

/** What of a sale says which agreement it rests on. */
type Sold = { readonly buyerId?: string | null | undefined; readonly productCode: string; readonly occurredOn: Day };

/**
 * Whether the only agreements that a sale rests on were annulled: of the alliance's, those with its buyer, over its product, on its day.
 * The same as `restsOnAnnulled` of the server, which asks the database.
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
