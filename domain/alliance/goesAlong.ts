import type { Change } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import type { Envelope } from '../kernel/envelope.ts';
import type { FactRequest } from '../kernel/fact.ts';
import { movedTo } from '../kernel/noun/commands.ts';
import type { AnyRow, Noun } from '../kernel/noun/noun.ts';

/**
 * Whether the rows of a noun go to the unit to which their alliance goes. Not those whose unit is another thing's
 * (`unitStays`), and not reserved ones: who began to attend to a complaint goes on, and the entry of the transfer, which
 * many may read, tells nothing of it.
 */
export const goesAlong = ({ keeps, place, unitStays, reserved }: Noun): boolean =>
  keeps === 'row' && place.alliance !== undefined && place.unit !== undefined && !unitStays && !reserved;

/**
 * What moves the rows of an alliance that leaves the cycle before its convenio: each goes where its life says (`leftWith`),
 * with the step `leave`. Nobody is asked for anything of it any more.
 * @param open rows of lives that say so (loader `rowsLeft`)
 */
export const leaveChanges = (command: Envelope, open: readonly RowLeft[], on: Day): readonly Change[] =>
  open.flatMap(({ noun, table, to, row }, i) => movedTo({ name: noun, table }, command, row, to, 'leave', on, 20 + i));

/** An open row of an alliance, and the state to which it goes when the alliance leaves. */
export interface RowLeft extends RowAlong {
  readonly noun: string;
  readonly to: string;
}
export const rowsLeft = (allianceId: string): FactRequest => ({ loader: 'rowsLeft', key: allianceId });

/** A row of an alliance, with its table (loader `rowsAlong`). */
export interface RowAlong {
  readonly id: string;
  readonly table: string;
  readonly row: AnyRow;
}

/** All rows that go along with an alliance, in whatever state: who answers for it now answers for its past too. */
export const rowsAlong = (allianceId: string): FactRequest => ({ loader: 'rowsAlong', key: allianceId });
