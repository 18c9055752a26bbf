import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';

const BY: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME'];

interface DuplicateQuestion {
  readonly id: string;
  readonly noun: 'organisation' | 'person' | 'family';
  readonly leftId: string;
  readonly rightId: string;
  readonly status: 'open' | 'same' | 'different';
  readonly keptId: string | null;
  readonly decidedBy: string | null;
  readonly decidedOn: Day | null;
  readonly note: string | null;
  readonly unitId: string | null;
  readonly version: number;
}

type Sided = { readonly id: string; readonly mergedInto: string | null; readonly version: number } & Record<
  string,
  unknown
>;

/** The question, with both sides and everything that earlier decisions joined to each (loader `duplicateInFull`). */
interface DuplicateFact {
  readonly question: DuplicateQuestion;
  readonly left: Sided;
  readonly right: Sided;
  readonly underLeft: readonly Sided[];
  readonly underRight: readonly Sided[];
}

/**
 * Two families of one person, or of two persons who may be one, that are separate and about which nobody was asked yet
 * (loader `familiesOfPair`).
 */
interface FamilyPair {
  readonly leftId: string;
  readonly rightId: string;
  /** The units of all organisations in which either family is or was a member. */
  readonly units: readonly string[];
}

interface Facts extends Record<string, unknown> {
  found: DuplicateFact | null;
}

const facts = (c: { subjectId: string }) => ({ found: { loader: 'duplicateInFull', key: c.subjectId } });
const placement = (_c: unknown, f: Facts) => {
  const found = need(f.found);
  if (!found) return { anywhere: true };
  return found.question.unitId ? { unitId: found.question.unitId } : { national: true };
};

const pointed = (noun: string, row: Sided, to: string | null): Change =>
  update(noun, { ...row, mergedInto: to, version: row.version + 1 });

const decideSchema = z
  .object({
    verdict: z.enum(['same', 'different']),
    /** When both are the same: the id of the one that stays. */
    keepId: z.optional(z.nullable(idSchema)),
    note: z.string().check(z.trim(), z.minLength(3, 'Diga qué miró para decidir.'), z.maxLength(500)),
  })
  .check(
    z.refine((b) => b.verdict !== 'same' || !!b.keepId, { message: 'Elija cuál queda vigente.', path: ['keepId'] }),
  );
type DecideBody = z.infer<typeof decideSchema>;

/**
 * A person decides whether two records are the same. If so, one stays, and the other and everything joined to it point
 * directly to it, so that views need one step. Nothing is deleted. Two persons who are one may leave two families,
 * which still count and are served as two: the next question asks about them, because this decision does not join
 * families.
 */
export const decideDuplicate = defineCommand<DecideBody, Facts & { families: readonly FamilyPair[] }>({
  kind: 'duplicate.decide',
  type: 'act',
  title: 'decidir si dos fichas son la misma',
  version: 1,
  schema: decideSchema as unknown as z.ZodMiniType<DecideBody>,
  subject: 'duplicate_question',
  by: BY,
  locks: (c) => (c.body.keepId ? [c.body.keepId] : []),
  facts: (c) => ({ ...facts(c), families: { loader: 'familiesOfPair', key: c.subjectId } }),
  placement,
  decide: ({ command, actor, facts: f, today }) => {
    const found = need(f.found);
    if (!found) return refuse(problem('notFound'));
    const { question, left, right } = found;
    const { verdict, keepId, note } = command.body;
    if (question.status !== 'open') return refuse(problem('alreadyDecided'));
    const decided = {
      ...question,
      status: verdict,
      decidedBy: actor.id,
      decidedOn: today,
      note,
      version: question.version + 1,
    };
    if (verdict === 'different') return accept([update('duplicate_question', { ...decided, keptId: null })]);
    if (keepId !== left.id && keepId !== right.id)
      return refuse(problem('unknownReference', { what: 'esa ficha en esta pregunta' }, 'body.keepId'));
    if (left.mergedInto || right.mergedInto) return refuse(problem('mergedMeanwhile'));
    const other = keepId === left.id ? right : left;
    const under = keepId === left.id ? found.underRight : found.underLeft;
    return accept([
      update('duplicate_question', { ...decided, keptId: keepId }),
      pointed(question.noun, other, keepId),
      ...under.map((row) => pointed(question.noun, row, keepId)),
      ...(question.noun === 'person' ? familyQuestions(command.id, need(f.families) ?? [], question.unitId) : []),
    ]);
  },
});

/**
 * The questions about families that follow when two persons turn out to be one. A pair across units is decided by the
 * nation.
 */
function familyQuestions(commandId: string, pairs: readonly FamilyPair[], unitId: string | null): Change[] {
  return pairs.slice(0, 5).map(({ leftId, rightId, units }, i) =>
    insert('duplicate_question', {
      id: derivedId(commandId, i + 1),
      noun: 'family',
      leftId,
      rightId,
      reason: 'Comparten a una persona que constaba dos veces',
      score: 100,
      status: 'open',
      unitId: units.every((unit) => unit === unitId) ? unitId : null,
      version: 1,
    }),
  );
}

const undoSchema = z.object({
  note: z.string().check(z.trim(), z.minLength(3, 'Diga por qué se deshace.'), z.maxLength(500)),
});
type UndoBody = z.infer<typeof undoSchema>;

/** Takes a decision back: the question is open again, and what it joined is separate again. */
export const undoDuplicate = defineCommand<UndoBody, Facts>({
  kind: 'duplicate.undo',
  type: 'act',
  title: 'deshacer la unión de dos fichas',
  version: 1,
  schema: undoSchema as z.ZodMiniType<UndoBody>,
  subject: 'duplicate_question',
  by: BY,
  facts,
  placement,
  decide: ({ command, facts: f }) => {
    const found = need(f.found);
    if (!found) return refuse(problem('notFound'));
    const { question, left, right } = found;
    if (question.status === 'open') return refuse(problem('notDecided'));
    const open = update('duplicate_question', {
      ...question,
      status: 'open',
      keptId: null,
      decidedBy: null,
      decidedOn: null,
      note: command.body.note,
      version: question.version + 1,
    });
    if (question.status === 'different') return accept([open]);
    const other = question.keptId === left.id ? right : left;
    const under = question.keptId === left.id ? found.underRight : found.underLeft;
    return accept([
      open,
      pointed(question.noun, other, null),
      ...under.map((row) => pointed(question.noun, row, other.id)),
    ]);
  },
});
