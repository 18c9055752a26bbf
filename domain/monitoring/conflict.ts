import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import type { Conversion } from '../kernel/money.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { changedFields, levels, type VersionHead } from '../kernel/versions.ts';
import { settleRule } from './settleRule.ts';
import { versioned } from './versioned.ts';

const bodySchema = z
  .object({
    choice: z.enum(['current', 'proposed', 'third']),
    /** For a third value: the new value of each disputed field. */
    values: z.optional(z.nullable(z.record(z.string().check(z.maxLength(60)), z.unknown()))),
    reason: z.string().check(z.trim(), z.minLength(3, 'Diga por qué.'), z.maxLength(500)),
  })
  .check(
    z.refine((b) => b.choice !== 'third' || !!b.values, { message: 'Escriba el valor que vale.', path: ['values'] }),
  );
type Body = z.infer<typeof bodySchema>;

type Version = VersionHead & Record<string, unknown>;

/** A conflict as kept (table `conflict`). */
interface Conflict {
  readonly id: string;
  readonly noun: string;
  readonly recordId: string;
  readonly currentId: string;
  readonly proposedId: string;
  readonly fields: readonly string[];
  readonly status: 'open' | 'settled';
  readonly unitId: string | null;
  readonly allianceId: string | null;
  readonly version: number;
}

/** A conflict with its versions (loader `conflictInFull`). `current` is the version in force now. */
export interface ConflictFact {
  readonly conflict: Conflict;
  readonly current: Version;
  readonly proposed: Version;
  /** The version from which the proposal started; null when it is not known. */
  readonly base: Version | null;
  readonly conversions: readonly Conversion[];
  readonly unitId: string;
}

/** The third values for the disputed fields, each read by the schema of its field; or what is wrong with them. */
function thirdValues(
  noun: string,
  fields: readonly string[],
  values: Record<string, unknown>,
): { values: Record<string, unknown> } | { wrong: Problem } {
  const content = versioned[noun]?.content ?? {};
  const out: Record<string, unknown> = {};
  for (const field of fields) {
    const schema = content[field];
    if (!schema) continue;
    const read = schema.safeParse(values[field]);
    if (!(field in values) || !read.success)
      return {
        wrong: problem('invalidField', { sentence: 'Falta un valor, o no es válido.' }, `body.values.${field}`),
      };
    out[field] = read.data;
  }
  return { values: out };
}

/**
 * Settles a conflict over fields: with the current values, the proposed ones, or third ones. The other changes of the
 * proposal are applied too. Earlier versions stay on record; the outcome starts at the first level and is verified like
 * any correction.
 */
export const settleConflict = defineCommand<Body, { found: ConflictFact | null }>({
  kind: settleRule.kind,
  type: settleRule.type,
  title: 'elegir entre dos valores',
  version: 1,
  schema: bodySchema as unknown as z.ZodMiniType<Body>,
  subject: 'conflict',
  by: settleRule.by,
  facts: (c) => ({ found: { loader: 'conflictInFull', key: c.subjectId } }),
  placement: (_c, facts) => {
    const found = need(facts.found);
    return found ? { unitId: found.unitId, allianceId: found.conflict.allianceId } : { anywhere: true };
  },
  decide: ({ command, actor, facts, today }) => {
    const found = need(facts.found);
    const { choice, values, reason } = command.body;
    const kind = found ? versioned[found.conflict.noun] : undefined;
    if (!found || !kind) return refuse(problem('notFound'));
    const { conflict, current, proposed, base, conversions } = found;
    if (conflict.status !== 'open') return refuse(problem('conflictSettled'));
    const settled = update('conflict', {
      ...conflict,
      status: 'settled',
      choice,
      reason,
      settledBy: actor.id,
      settledOn: today,
      version: conflict.version + 1,
    });
    if (choice === 'current') return accept([settled, update(conflict.noun, { ...proposed, standing: 'rejected' })]);
    const mine = changedFields<Version>(kind.fields, base ?? current, proposed);
    const brought = Object.fromEntries((base ? mine : conflict.fields).map((f) => [f, proposed[f]]));
    let said: Record<string, unknown> = {};
    if (choice === 'third') {
      const read = thirdValues(conflict.noun, conflict.fields, values ?? {});
      if ('wrong' in read) return refuse(read.wrong);
      said = read.values;
    }
    const content = kind.derive({ ...current, ...brought, ...said }, conversions);
    const next: Change = insert(conflict.noun, {
      ...content,
      id: command.id,
      recordId: current.recordId,
      version: current.version + 2,
      baseVersion: current.version,
      standing: 'current',
      level: levels.registered,
      annulled: false,
      observedReason: null,
    });
    return accept([
      settled,
      update(conflict.noun, { ...current, standing: 'superseded' }),
      // The proposal gets the number before that of the outcome, so that no version number appears twice.
      update(conflict.noun, {
        ...proposed,
        standing: choice === 'third' ? 'rejected' : 'superseded',
        version: current.version + 1,
      }),
      next,
    ]);
  },
});
