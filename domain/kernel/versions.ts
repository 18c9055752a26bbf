import { canonicalJson } from './canonical.ts';
import { type Decision, insert, update } from './command.ts';
import type { Envelope } from './envelope.ts';
import { derivedId } from './ids.ts';

/** Verification levels (domain brief 1.3.6): 1 registered, 2 verified by the unit, 3 validated nationally; 0 observed and returned. */
export const levels = { observed: 0, registered: 1, verified: 2, validated: 3 } as const;

/** The columns that every versioned record carries (architecture 5). `id` is the version's, `recordId` the record's. */
export interface VersionHead {
  readonly id: string;
  readonly recordId: string;
  readonly version: number;
  readonly baseVersion: number | null;
  readonly standing: 'current' | 'superseded' | 'proposed' | 'rejected';
  readonly level: number;
  readonly annulled: boolean;
  readonly observedReason?: string | null;
}

/** Head of the first version of a record: the record is the command's subject, the version is named by the command. */
export function firstVersion(command: Envelope): VersionHead {
  return headOf(command.id, command.subjectId, 1, null);
}

function headOf(id: string, recordId: string, version: number, baseVersion: number | null): VersionHead {
  return {
    id,
    recordId,
    version,
    baseVersion,
    standing: 'current',
    level: levels.registered,
    annulled: false,
    observedReason: null,
  };
}

export function sameValue(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** Names of the fields whose values differ between two versions. */
export function changedFields<T extends object>(
  fields: readonly (keyof T & string)[],
  from: T,
  to: Partial<T>,
): (keyof T & string)[] {
  return fields.filter((f) => f in to && !sameValue(from[f], to[f]));
}

interface Correction<T extends VersionHead> {
  readonly noun: string;
  readonly command: Envelope;
  /** The fields of content, as opposed to those of the head. */
  readonly fields: readonly (keyof T & string)[];
  readonly current: T;
  /** The version that the person was looking at; the same as `current` when nothing changed meanwhile. */
  readonly base: T;
  /** The values that the person gives, by field; fields not given stay as they are. */
  readonly incoming: Partial<T>;
  readonly place: { unitId?: string | null; allianceId?: string | null };
}

/**
 * A correction as a new version (architecture 6). Fields that only this person changed are applied to the current
 * version. If someone else has meanwhile given one of those fields another value, the whole correction becomes a
 * proposed version and opens a conflict. Nothing is overwritten: the earlier version stays, with the level that it had
 * reached. A correction without any new value writes nothing, except on an observed record, which it sends back to be
 * reviewed again.
 */
export function correct<T extends VersionHead>(c: Correction<T>): Decision {
  const mine = changedFields<T>(c.fields, c.base, c.incoming);
  if (mine.length === 0 && c.current.level !== levels.observed) return { outcome: 'accept', changes: [] };
  const theirs = changedFields<T>(c.fields, c.base, c.current);
  const clashing = mine.filter((f) => theirs.includes(f) && !sameValue(c.current[f], c.incoming[f]));
  const merged: T = { ...c.current, ...Object.fromEntries(mine.map((f) => [f, c.incoming[f]])) };
  const row: T = {
    ...merged,
    ...headOf(c.command.id, c.current.recordId, c.current.version + 1, c.command.baseVersion),
  };
  if (clashing.length === 0) {
    return {
      outcome: 'accept',
      changes: [update(c.noun, { ...c.current, standing: 'superseded' }), insert(c.noun, { ...row })],
    };
  }
  const conflict = {
    id: derivedId(c.command.id, 1),
    noun: c.noun,
    recordId: c.current.recordId,
    currentId: c.current.id,
    proposedId: row.id,
    fields: clashing,
    status: 'open',
    unitId: c.place.unitId ?? null,
    allianceId: c.place.allianceId ?? null,
    version: 1,
  };
  return {
    outcome: 'conflict',
    fields: clashing,
    changes: [insert(c.noun, { ...row, standing: 'proposed' }), insert('conflict', conflict)],
  };
}
