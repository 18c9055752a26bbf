import * as z from 'zod/mini';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { idOfText } from '../kernel/ids.ts';

/** What was agreed in a visit: what, by whom, until when. */
interface CommitmentSaid {
  readonly text: string;
  readonly who?: string | null | undefined;
  readonly dueOn?: Day | null | undefined;
}

export const settlementHows = ['fulfil', 'move', 'drop'] as const;
type How = (typeof settlementHows)[number];

export const settlementSchema = z
  .object({
    commitmentId: idSchema,
    /** The text of the commitment, so that the visit can be read on its own. */
    text: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
    how: z.enum(settlementHows),
    /** The new due day, when it is moved. */
    dueOn: z.optional(z.nullable(daySchema)),
    reason: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
  })
  .check(
    z.refine((s) => s.how !== 'move' || !!s.dueOn, {
      message: 'Diga para qué día se traslada el compromiso.',
      path: ['dueOn'],
    }),
    z.refine((s) => s.how === 'fulfil' || !!s.reason?.trim(), {
      message: 'Diga por qué se traslada o se descarta el compromiso.',
      path: ['reason'],
    }),
  );
/** What a visit says about a commitment that was open. */
export type Settlement = z.infer<typeof settlementSchema>;

type CommitmentState = 'PENDIENTE' | 'TRASLADADO' | 'CUMPLIDO' | 'DESCARTADO';
const leadsTo: Readonly<Record<How, CommitmentState>> = { fulfil: 'CUMPLIDO', move: 'TRASLADADO', drop: 'DESCARTADO' };

/** Whether nothing more can happen to it. */
export const isSettled = (state: string): boolean => state === 'CUMPLIDO' || state === 'DESCARTADO';

/** The part of a visit's version in force that is about commitments. */
export interface VisitSaying {
  readonly id: string;
  readonly occurredOn: Day;
  readonly annulled: boolean;
  readonly commitments: readonly CommitmentSaid[] | null;
  readonly settled?: readonly Settlement[] | null | undefined;
}

/** A commitment, as its row has it. */
export interface CommitmentRow {
  readonly id: string;
  readonly what: string;
  readonly who: string | null;
  readonly promisedOn: Day | null;
  readonly movedTo: Day | null;
  readonly saidOn: Day;
  /** The visit in which it was agreed; null when the office recorded it. */
  readonly visitId: string | null;
  readonly state: string;
  readonly stateSince: Day;
  readonly reason: string | null;
  /** The visit that last settled or moved it; null when the office did. */
  readonly settledIn: string | null;
  /** The day of the last act of the office about it. */
  readonly officeOn: Day | null;
}

/** One thing that a visit said about a commitment. */
interface Saying {
  readonly how: How;
  readonly visitId: string;
  readonly on: Day;
  readonly reason: string | null;
}

export interface CommitmentStatus extends CommitmentRow {
  /** What visits said about it, in order, since the last act of the office. */
  readonly said: readonly Saying[];
}

/**
 * The id of a commitment, derived from the visit and the words, so that phone and server give it the same id without
 * asking each other.
 */
export const commitmentId = (visitId: string, text: string): string => idOfText(`commitment ${visitId} ${text.trim()}`);

export const NO_LONGER_SAID = 'La visita en que se acordó se corrigió y ya no lo dice.';

/** The commitment before any visit is applied: as the office left it, otherwise as it was agreed. */
const begun = (row: CommitmentRow | undefined, saidOn: Day) =>
  row?.officeOn
    ? row
    : { state: 'PENDIENTE', stateSince: saidOn, movedTo: null, reason: null, settledIn: null, officeOn: null };

/**
 * The present state of every commitment of an alliance, from what its visits say and what the office did. The order of
 * arrival does not matter: visits count in the order of their days, whatever settles a commitment ends it, and a visit
 * cannot change it for a time before the last act of the office.
 */
export function commitmentStatuses(visits: readonly VisitSaying[], rows: readonly CommitmentRow[]): CommitmentStatus[] {
  const all = new Map<string, CommitmentStatus>();
  const held = new Map(rows.map((row) => [row.id, row]));
  const inOrder = [...visits]
    .filter((v) => !v.annulled)
    .sort((a, b) => (a.occurredOn === b.occurredOn ? (a.id < b.id ? -1 : 1) : a.occurredOn < b.occurredOn ? -1 : 1));
  for (const visit of inOrder) {
    for (const { text, who, dueOn } of visit.commitments ?? []) {
      const id = commitmentId(visit.id, text);
      const made = {
        id,
        what: text.trim(),
        who: who?.trim() || null,
        promisedOn: dueOn ?? null,
        saidOn: visit.occurredOn,
        visitId: visit.id,
      };
      if (!all.has(id)) all.set(id, { ...begun(held.get(id), visit.occurredOn), ...made, said: [] });
    }
  }
  for (const row of rows) {
    if (all.has(row.id)) continue;
    const gone =
      row.visitId && !row.officeOn ? { state: 'DESCARTADO', reason: NO_LONGER_SAID, settledIn: row.visitId } : {};
    all.set(row.id, { ...row, ...begun(row, row.saidOn), ...gone, said: [] });
  }
  for (const visit of inOrder) {
    for (const { commitmentId: id, how, dueOn, reason } of visit.settled ?? []) {
      const before = all.get(id);
      if (!before || isSettled(before.state) || (before.officeOn && visit.occurredOn <= before.officeOn)) continue;
      const why = reason?.trim() || null;
      all.set(id, {
        ...before,
        state: leadsTo[how],
        stateSince: visit.occurredOn,
        movedTo: how === 'move' ? (dueOn ?? null) : before.movedTo,
        reason: why,
        settledIn: visit.id,
        said: [...before.said, { how, visitId: visit.id, on: visit.occurredOn, reason: why }],
      });
    }
  }
  return [...all.values()];
}

/** The day by which a commitment is due now. */
export const commitmentDue = ({ movedTo, promisedOn }: Pick<CommitmentRow, 'movedTo' | 'promisedOn'>): Day | null =>
  movedTo ?? promisedOn;
