import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';

const bodySchema = z
  .object({
    noun: z.literal('organisation'),
    leftId: idSchema,
    rightId: idSchema,
    reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
    /** The similarity, from 0 to 100. */
    score: z.int().check(z.minimum(0), z.maximum(100)),
  })
  .check(z.refine((b) => b.leftId !== b.rightId, { message: 'Son la misma organización.', path: ['rightId'] }));
type Body = z.infer<typeof bodySchema>;

interface Found {
  readonly id: string;
  readonly unitId: string;
  readonly mergedInto: string | null;
}

interface Facts extends Record<string, unknown> {
  left: Found | null;
  right: Found | null;
  asked: { id: string } | null;
}

/** The key of the question about two records, the same in either order. */
function pairKey(noun: string, a: string, b: string): string {
  return a < b ? `${noun}:${a}:${b}` : `${noun}:${b}:${a}`;
}

/**
 * Asks a person whether two organisations are the same (issue: import). It joins nothing: `duplicate.decide` does. Each
 * pair is asked about once, whatever the answer was.
 */
export const raiseDuplicate = defineCommand<Body, Facts>({
  kind: 'duplicate.raise',
  type: 'act',
  title: 'señalar un posible duplicado',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'duplicate_question',
  by: ['sistema', 'UCN_ME', 'UOD_OPERADOR', 'UOD_OFICIAL'],
  facts: (c) => ({
    left: { loader: 'noun.organisation', key: c.body.leftId },
    right: { loader: 'noun.organisation', key: c.body.rightId },
    asked: { loader: 'duplicateOfPair', key: pairKey(c.body.noun, c.body.leftId, c.body.rightId) },
  }),
  placement: (_c, facts) => ({ unitId: facts.right?.unitId ?? null }),
  decide: ({ command, facts }) => {
    const { noun, leftId, rightId, reason, score } = command.body;
    const left = need(facts.left);
    const right = need(facts.right);
    if (!left || !right)
      return refuse(problem('unknownReference', { what: 'la organización' }, left ? 'body.rightId' : 'body.leftId'));
    if (left.mergedInto || right.mergedInto)
      return refuse(problem('mergedThing', undefined, left.mergedInto ? 'body.leftId' : 'body.rightId'));
    if (need(facts.asked)) return refuse(problem('alreadyExists'));
    // A pair across two units is decided by the nation: neither unit may read or join what belongs to the other.
    const unitId = left.unitId === right.unitId ? right.unitId : null;
    return accept([
      insert('duplicate_question', {
        id: command.subjectId,
        noun,
        leftId,
        rightId,
        reason,
        score,
        status: 'open',
        unitId,
        version: 1,
      }),
    ]);
  },
});
