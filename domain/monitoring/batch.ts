import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { idOfText } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { can } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { type Checked, signalsOf } from './checks.ts';
import { type ParameterRow, parameterOn } from './parameters.ts';
import { validateRecord, verifyRecord } from './review.ts';
import { draw, sampleSize } from './sample.ts';
import { versionedNames } from './versioned.ts';

const stages = ['unit', 'nation'] as const;
export type BatchStage = (typeof stages)[number];

/** Who draws the batches of a stage: those who decide on its records. */
export const drawnBy: Readonly<Record<BatchStage, readonly Role[]>> = {
  unit: verifyRecord.by as readonly Role[],
  nation: validateRecord.by as readonly Role[],
};

const bodySchema = z.object({
  unitId: z.string().check(z.maxLength(20)),
  noun: z.string().check(z.refine((n) => versionedNames.includes(n), 'Ese tipo de registro no se verifica.')),
  month: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'El mes no es válido.')),
  stage: z.enum(stages),
});
type Body = z.infer<typeof bodySchema>;

/** A record that waits for a stage and is in no batch of it yet (loader of `waitingLoader`). */
interface Waiting {
  readonly versionId: string;
  readonly checked: Checked;
}

/** The name of the loader of waiting records of a noun. */
export const waitingLoader = (noun: string): string => `waiting:${noun}`;

interface Facts extends Record<string, unknown> {
  waiting: readonly Waiting[];
  head: { number: number; hash: string } | null;
  unit: { code: string } | null;
  parameters: readonly ParameterRow[];
}

/**
 * Draws a batch (unit × noun × month): records with signals, a random sample of the others, and the rest. The seed is
 * the hash of the journal's head, which nobody can choose; with the seed and the ids, anybody can draw the same sample
 * again.
 */
export const drawBatch = defineCommand<Body, Facts>({
  kind: 'verification.draw',
  type: 'act',
  title: 'empezar un lote de verificación',
  version: 1,
  schema: bodySchema as z.ZodMiniType<Body>,
  subject: 'verification_batch',
  by: [...drawnBy.unit, ...drawnBy.nation],
  locks: (c) => [idOfText(`batch ${c.body.unitId} ${c.body.noun} ${c.body.month} ${c.body.stage}`)],
  facts: (c) => ({
    waiting: { loader: waitingLoader(c.body.noun), key: `${c.body.unitId}:${c.body.month}:${c.body.stage}` },
    head: { loader: 'journalHead', key: 'head' },
    unit: { loader: 'unit', key: c.body.unitId },
    parameters: { loader: 'parameters', key: '*' },
  }),
  placement: (c) => ({ unitId: c.body.unitId }),
  decide: ({ command, actor, facts, today }) => {
    const { unitId, noun, month, stage } = command.body;
    const entitled = can(actor, drawnBy[stage], { unitId }, today);
    if (!entitled.may) return refuse(problem(entitled.reason === 'role' ? 'notAllowed' : 'outsideScope'));
    if (!need(facts.unit)) return refuse(problem('unknownReference', { what: `la unidad ${unitId}` }, 'body.unitId'));
    const waiting = need(facts.waiting) ?? [];
    if (waiting.length === 0) return refuse(problem('nothingToDraw'));
    const parameters = need(facts.parameters) ?? [];
    const flagged: string[] = [];
    const clean: string[] = [];
    for (const { versionId, checked } of waiting)
      (signalsOf(checked, parameters, today).length > 0 ? flagged : clean).push(versionId);
    const seed = need(facts.head)?.hash ?? command.id;
    const size = sampleSize(
      clean.length,
      parameterOn(parameters, 'samplePercent', today),
      parameterOn(parameters, 'sampleMinimum', today),
    );
    const { sample, rest } = draw(clean, size, seed);
    return accept([
      insert('verification_batch', {
        id: command.subjectId,
        noun,
        unitId,
        month,
        stage,
        seed,
        population: clean.length,
        flagged: flagged.sort(),
        sample,
        rest,
        drawnBy: actor.id,
        drawnOn: today,
        version: 1,
      }),
    ]);
  },
});
