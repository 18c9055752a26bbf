import type { FactRequest } from '../kernel/fact.ts';
import type { AnyRow, Noun } from '../kernel/noun/noun.ts';

/**
 * Whether the rows of a noun go to the unit to which their alliance goes. Not those whose unit is another thing's
 * (`unitStays`), and not reserved ones: who began to attend to a complaint goes on, and the entry of the transfer, which
 * many may read, tells nothing of it.
 */
export const goesAlong = ({ keeps, place, unitStays, reserved }: Noun): boolean =>
  keeps === 'row' && place.alliance !== undefined && place.unit !== undefined && !unitStays && !reserved;

/** A row of an alliance, with its table (loader `rowsAlong`). */
export interface RowAlong {
  readonly id: string;
  readonly table: string;
  readonly row: AnyRow;
}

/** All rows that go along with an alliance, in whatever state: who answers for it now answers for its past too. */
export const rowsAlong = (allianceId: string): FactRequest => ({ loader: 'rowsAlong', key: allianceId });
