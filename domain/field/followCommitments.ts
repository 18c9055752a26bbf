import * as z from 'zod/mini';
import type { Alliance } from '../alliance/alliance.ts';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { derivedId, idOfText } from '../kernel/ids.ts';
import type { AnyRow } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { changedFields } from '../kernel/versions.ts';
import { commitment } from './commitment.ts';
import {
  type CommitmentRow,
  type CommitmentStatus,
  commitmentDue,
  commitmentStatuses,
  type VisitSaying,
} from './settle.ts';

/** The columns of a commitment that a follow-up writes, besides those that say what was agreed. */
const followed = [
  'what',
  'who',
  'promisedOn',
  'movedTo',
  'dueOn',
  'saidOn',
  'state',
  'stateSince',
  'reason',
  'settledIn',
  'officeOn',
  'fulfilledOn',
] as const;

export interface AllianceSayings {
  readonly alliance: Pick<Alliance, 'id' | 'unitId' | 'programmeId'> & { readonly demo?: boolean };
  /** The versions in force of the alliance's visits that say something about commitments. */
  readonly visits: readonly (VisitSaying & { readonly recordId: string; readonly authorId: string })[];
  readonly rows: readonly (CommitmentRow & AnyRow)[];
}

/** A row to write, with what it was before and what visits have said of it since. */
export interface FollowUp {
  readonly before: (CommitmentRow & AnyRow) | null;
  readonly after: AnyRow;
  readonly said: CommitmentStatus['said'];
}

/**
 * What must be written so that every commitment of an alliance is as its visits and the office say; nothing when all
 * are already.
 */
export function followUps({ alliance, visits, rows }: AllianceSayings): FollowUp[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const authors = new Map(visits.map((v) => [v.recordId, v.authorId]));
  const sayings = visits.map((v) => ({ ...v, id: v.recordId }));
  return commitmentStatuses(sayings, rows).flatMap(({ said, ...s }): FollowUp[] => {
    const before = byId.get(s.id) ?? null;
    const values = {
      ...s,
      dueOn: commitmentDue(s),
      fulfilledOn: s.state === 'CUMPLIDO' ? (s.settledIn ? s.stateSince : (before?.fulfilledOn ?? null)) : null,
    };
    if (before) {
      const changed = changedFields<Record<string, unknown>>([...followed], before, values);
      if (changed.length === 0) return [];
      // What the row already reflects is not recorded again.
      const heard = said.findLastIndex((one) => one.visitId === before.settledIn);
      return [{ before, after: { ...before, ...values, version: before.version + 1 }, said: said.slice(heard + 1) }];
    }
    const head = {
      version: 1,
      programmeId: alliance.programmeId,
      recordedBy: authors.get(s.visitId ?? '') ?? null,
      demo: alliance.demo === true,
    };
    return [{ before, after: { ...values, ...head, allianceId: alliance.id, unitId: alliance.unitId }, said }];
  });
}

/** A name for what a set of follow-ups would write: the same content has the same name, another content another one. */
export const followUpMark = (ups: readonly FollowUp[]): string =>
  idOfText(JSON.stringify(ups.map(({ after }) => [after.id, after.version, after.state, after.dueOn])));

interface Facts extends Record<string, unknown> {
  alliance: (Alliance & { demo?: boolean }) | null;
  visits: AllianceSayings['visits'];
  rows: AllianceSayings['rows'];
}

/**
 * The rows of `life_step`: one for each thing that visits said, or one for a change of the row that no visit said now.
 */
function steps(commandId: string, { before, after, said }: FollowUp, from: number): Change[] {
  const kept = { noun: commitment.name, subjectId: after.id, documentId: null };
  const one = (n: number, step: string, fromState: string | null, toState: string, reachedOn: unknown, note: unknown) =>
    insert('life_step', { ...kept, id: derivedId(commandId, from + n), step, fromState, toState, reachedOn, note });
  const path: Change[] = [];
  let state = before?.state ?? null;
  if (!before) {
    state = 'PENDIENTE';
    path.push(one(0, 'register', null, state, after.saidOn, null));
  }
  for (const { how, on, reason } of said) {
    const to = { fulfil: 'CUMPLIDO', move: 'TRASLADADO', drop: 'DESCARTADO' }[how];
    path.push(one(path.length, how, state, to, on, reason));
    state = to;
  }
  if (state !== after.state || path.length === 0)
    path.push(one(path.length, 'follow', state, after.state, after.stateSince, after.reason));
  return path;
}

/**
 * Brings the commitments of an alliance in line with its visits: one row for each that was agreed, settled as later
 * visits say. *Sistema* sends it when a sealed visit says something new, even about years ago
 * (server/jobs/commitments.ts).
 */
export const followCommitments = defineCommand<Record<string, never>, Facts>({
  kind: 'commitment.follow',
  type: 'act',
  title: 'llevar los compromisos de una alianza a lo que dicen sus visitas',
  version: 1,
  schema: z.object({}) as unknown as z.ZodMiniType<Record<string, never>>,
  subject: 'alliance',
  by: ['sistema'],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.subjectId },
    visits: { loader: 'sayingsOfAlliance', key: c.subjectId },
    rows: { loader: 'commitmentsOfAlliance', key: c.subjectId },
  }),
  placement: (c, facts) => ({ allianceId: c.subjectId, unitId: need(facts.alliance)?.unitId ?? null }),
  decide: ({ command, facts }) => {
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    const ups = followUps({ alliance, visits: need(facts.visits) ?? [], rows: need(facts.rows) ?? [] });
    const changes: Change[] = [];
    let n = 1;
    for (const up of ups) {
      const path = steps(command.id, up, n);
      n += path.length;
      changes.push(up.before ? update(commitment.table, up.after) : insert(commitment.table, up.after), ...path);
    }
    return accept(changes);
  },
});
