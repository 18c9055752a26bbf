import type { Day, Instant } from '../../domain/kernel/dates.ts';
import type { Clock, Place } from '../../domain/kernel/envelope.ts';
import type { CommandResult } from '../commands/executeCommands.ts';
import type { DemoAccount } from './accounts.ts';

/** A picture to which a command of the batch refers; it is stored before the batch is sent. */
interface DemoPicture {
  readonly kind: 'field' | 'paper';
  readonly width: number;
  readonly key: readonly (string | number)[];
  /** The server has the picture from an earlier command: only its hash goes into the body. */
  readonly already?: boolean;
}

/**
 * A command of the portfolio before it is serialised. Its id is fixed, so that a load continued after an interruption
 * sends the same bytes.
 */
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
  /**
   * The status that the server must answer; 'accepted' by default. Any other status stops the load with the server's
   * problem.
   */
  readonly expect?: CommandResult['status'];
  readonly picture?: DemoPicture | null;
}

/** The commands that one person (null: *sistema*) sends at one virtual moment. */
export interface DemoBatch {
  readonly actor: DemoAccount | null;
  readonly receivedAt: Instant;
  readonly commands: readonly DemoCommand[];
}

/** A version of a record to be reviewed. */
export interface ReviewItem {
  readonly recordId: string;
  readonly versionId: string;
}
