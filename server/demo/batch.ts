import type { Day, Instant } from '../../domain/kernel/dates.ts';
import type { Clock, Place } from '../../domain/kernel/envelope.ts';
import type { CommandResult } from '../commands/executeCommands.ts';
import type { DemoAccount } from './accounts.ts';

/** A picture that a command of the batch speaks of; it arrives before the batch does. */
interface DemoPicture {
  readonly kind: 'field' | 'paper';
  readonly width: number;
  readonly key: readonly (string | number)[];
  /** The server has it from an earlier command: only its hash goes into the body. */
  readonly already?: boolean;
}

/** A command of the portfolio before it is serialised. Its id is fixed: a run taken up again sends the same bytes. */
export interface DemoCommand {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly body: unknown;
  readonly occurredOn: Day;
  /** When the device captured it. */
  readonly at: Instant;
  readonly place?: Place | null;
  readonly clock?: Clock | null;
  readonly baseVersion?: number | null;
  readonly after?: readonly string[];
  /** What the server must answer; 'accepted' when not said. Anything else stops the load with the server's own words. */
  readonly expect?: CommandResult['status'];
  readonly picture?: DemoPicture | null;
}

/** What one person (null: *sistema*) sends at one virtual moment. */
export interface DemoBatch {
  readonly actor: DemoAccount | null;
  readonly receivedAt: Instant;
  readonly commands: readonly DemoCommand[];
}

/** A version of a record to be looked at. */
export interface ReviewItem {
  readonly recordId: string;
  readonly versionId: string;
}
