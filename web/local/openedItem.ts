import type { Envelope } from '../../domain/kernel/envelope.ts';
import type { OutboxRow } from './database.ts';

/** A command of the outbox with its envelope opened. */
export interface OpenedItem {
  readonly row: OutboxRow;
  readonly envelope: Envelope;
}
