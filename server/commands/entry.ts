import type { Change } from '../../domain/kernel/command.ts';
import type { Instant } from '../../domain/kernel/dates.ts';
import { changesText, type EntryChange, entryText, type JournalEntry } from '../../domain/kernel/journal.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { rowHash, sha256 } from './hash.ts';
import type { Judgement } from './judge.ts';
import { toSnakeRow } from './names.ts';
import type { ParsedCommand } from './parseCommand.ts';
import { addRow, type RowWrites } from './writeRows.ts';

/**
 * Adds to `writes` all that one accepted command leaves behind: its rows, each with its hash and the entry that wrote
 * it; its journal entry; the bytes of its body; what it did to each row; and its place in the queue of the sequencer.
 */
export function addEntry(
  writes: RowWrites,
  command: ParsedCommand,
  actor: Actor,
  judged: Judgement & { readonly changes: readonly Change[]; readonly flags: readonly string[] },
  receivedAt: Instant,
): void {
  const { envelope, definition } = command;
  const done: EntryChange[] = [];
  judged.changes.forEach((change, ordinal) => {
    const row: Record<string, unknown> = { ...toSnakeRow(change.row), entry_id: envelope.id };
    const hash = rowHash(row);
    addRow(change.op === 'insert' ? writes.inserts : writes.updates, change.noun, { ...row, row_hash: hash });
    done.push({ noun: change.noun, rowId: change.row.id, op: change.op, rowHash: hash });
    addRow(writes.inserts, 'journal_change', {
      entry_id: envelope.id,
      ordinal,
      noun: change.noun,
      row_id: change.row.id,
      op: change.op,
      row_hash: hash,
      after: row,
    });
  });
  const { entitlement, placement } = judged;
  const entry: JournalEntry = {
    id: envelope.id,
    kind: envelope.kind,
    type: definition.type,
    schemaVersion: envelope.schemaVersion,
    subjectNoun: definition.subject,
    subjectId: envelope.subjectId,
    actorId: actor.id,
    role: entitlement.may ? entitlement.role : '',
    grantId: entitlement.may ? (entitlement.grant?.id ?? null) : null,
    delegatedBy: entitlement.may ? (entitlement.grant?.delegatedBy ?? null) : null,
    deviceId: envelope.deviceId,
    deviceSeq: envelope.deviceSeq,
    occurredOn: envelope.occurredOn,
    capturedAt: envelope.capturedAt,
    receivedAt,
    clock: envelope.clock,
    place: envelope.place,
    flags: judged.flags,
    unitId: placement.unitId ?? null,
    allianceId: placement.allianceId ?? null,
    organisationId: placement.organisationId ?? null,
    bodyHash: command.hash,
    changesHash: sha256(changesText(done)),
  };
  addRow(writes.inserts, 'journal_entry', { ...toSnakeRow(entry), digest: sha256(entryText(entry)) });
  addRow(writes.inserts, 'journal_body', { entry_id: envelope.id, body: command.text });
}

/** Adds the receipt of a command. */
export function addReceipt(
  writes: RowWrites,
  command: ParsedCommand,
  actorId: string,
  receivedAt: Instant,
  answer: { status: string; problem?: unknown; flags?: readonly string[] },
): void {
  const { envelope } = command;
  addRow(writes.inserts, 'receipt', {
    command_id: envelope.id,
    status: answer.status,
    kind: envelope.kind,
    actor_id: actorId,
    device_id: envelope.deviceId,
    device_seq: envelope.deviceSeq,
    subject_id: envelope.subjectId,
    envelope_hash: command.hash,
    problem: answer.problem ?? null,
    flags: answer.flags ?? [],
    received_at: receivedAt,
  });
}
