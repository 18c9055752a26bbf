import * as z from 'zod/mini';
import {
  accept,
  type Change,
  type CommandDefinition,
  defineCommand,
  insert,
  refuse,
  update,
} from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { type Envelope, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { levels, type VersionHead } from '../kernel/versions.ts';
import type { Role } from '../people/roles.ts';
import { mustDiffer } from '../people/segregation.ts';
import { type Checked, signalsOf } from './checks.ts';
import type { ParameterRow } from './parameters.ts';
import { versionedNames } from './versioned.ts';

/** Reasons of the list for returning a record; the words are in domain/words/capture.ts. */
export const observeReasons = [
  'foto_no_corresponde',
  'foto_ilegible',
  'falta_foto',
  'cantidad_dudosa',
  'lugar_dudoso',
  'fecha_dudosa',
  'repetido',
  'incompleto',
  'otro',
] as const;

/** A version with what a review must know about it (loader `reviewTargets`); its own columns are in `row`. */
export interface ReviewTarget {
  readonly row: VersionHead & Record<string, unknown>;
  readonly unitId: string;
  readonly allianceId: string | null;
  /** Everyone who wrote any version of the record. */
  readonly authors: readonly string[];
  /** Who verified this version. */
  readonly verifiers: readonly string[];
  /** The reason, in the verifier's words, why it was verified although it had signals; null when none was written. */
  readonly verifiedBecause: string | null;
  readonly missingFiles: number;
  readonly openConflict: boolean;
  /** It was imported from a sheet. */
  readonly imported?: boolean;
}

/** Whether nothing can be seen of a record but the imported row: it was imported, and no photo came with it. */
const isUnseen = ({ imported, row }: ReviewTarget): boolean =>
  imported === true && !(Array.isArray(row.photos) && row.photos.length > 0);

/** A batch as kept (table `verification_batch`). */
export interface Batch {
  readonly id: string;
  readonly noun: string;
  readonly unitId: string;
  readonly month: string;
  readonly stage: 'unit' | 'nation';
  readonly seed: string;
  readonly population: number;
  readonly flagged: readonly string[];
  readonly sample: readonly string[];
  readonly rest: readonly string[];
  readonly drawnBy: string;
  readonly drawnOn: Day;
  readonly version: number;
}

const noun = z.string().check(z.refine((n) => versionedNames.includes(n), 'Ese tipo de registro no se verifica.'));
const item = z.object({ recordId: idSchema, versionId: idSchema });

const decideSchema = z
  .object({
    noun,
    items: z
      .array(item)
      .check(
        z.minLength(1, 'Elija al menos un registro.'),
        z.maxLength(1000, 'Son demasiados registros para un solo acto.'),
      ),
    batchId: z.optional(z.nullable(idSchema)),
    /** True when the person looked at this record alone; false for records of the rest of a batch, decided together. */
    oneByOne: z.boolean(),
    note: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(500)))),
  })
  .check(
    z.refine((b) => b.oneByOne || !!b.batchId, {
      message: 'El resto de un lote se decide con su lote.',
      path: ['batchId'],
    }),
    z.refine((b) => new Set(b.items.map((i) => i.recordId)).size === b.items.length, {
      message: 'Un registro aparece dos veces.',
      path: ['items'],
    }),
  );
type DecideBody = z.infer<typeof decideSchema>;

/** What the checks compare for a version (loader of `checkedLoader`). */
interface CheckedVersion {
  readonly versionId: string;
  readonly checked: Checked;
}

/** Name of the loader of what the checks compare of versions of a kind; its key is 'version,version…'. */
export const checkedLoader = (noun: string): string => `checked:${noun}`;

interface Facts extends Record<string, unknown> {
  targets: readonly ReviewTarget[];
  /** Requested only for records that are decided one by one. */
  checked: readonly CheckedVersion[];
  parameters: readonly ParameterRow[];
  batch: (Batch & { readonly reviewed: readonly string[] }) | null;
}

const targetsKey = (b: { noun: string; items: readonly { versionId: string }[] }) =>
  `${b.noun}:${b.items.map((i) => i.versionId).join(',')}`;

/**
 * The common place of all records of the act. When they are of several units there is none, so that only national reach
 * covers them.
 */
function placementOf(facts: { targets: readonly ReviewTarget[] }) {
  const targets = need(facts.targets) ?? [];
  const units = new Set(targets.map((t) => t.unitId));
  const [first] = targets;
  if (targets.length === 0) return { anywhere: true };
  return units.size === 1
    ? { unitId: first?.unitId ?? null, allianceId: targets.length === 1 ? (first?.allianceId ?? null) : null }
    : { national: true };
}

interface Stage {
  readonly stage: 'unit' | 'nation';
  readonly action: 'verified' | 'validated';
  readonly level: number;
  /** In words that complete "La persona que registró no puede ser la misma que …". */
  readonly verb: string;
}

/** Why this person cannot take a version to the next level; null when they can. */
export function reviewRefusal(
  target: ReviewTarget | undefined,
  item: { recordId: string },
  stage: Stage,
  actorId: string,
): Problem | null {
  if (!target || target.row.recordId !== item.recordId) return problem('notFound');
  const { row } = target;
  // An annulment is a version like any other: it is verified and validated too.
  if (row.standing !== 'current') return problem('notCurrent');
  if (row.level >= stage.level) return problem('alreadyVerified');
  if (row.level === levels.observed) return problem('observedRecord');
  if (row.level < stage.level - 1) return problem('levelSkipped');
  if (target.openConflict) return problem('openConflict');
  if (target.missingFiles > 0) return problem('evidencePending', { missing: target.missingFiles });
  const before = [
    ...target.authors.map((personId) => ({ did: 'registró', personId })),
    ...(stage.action === 'validated' ? target.verifiers.map((personId) => ({ did: 'verificó', personId })) : []),
  ];
  return mustDiffer(before, actorId, stage.verb);
}

/**
 * Why the rest of a batch cannot be decided together: one of them has signals or is of another batch, or the sample has
 * not been looked at.
 */
export function restRefusal(
  batch: Facts['batch'],
  versionIds: readonly string[],
  stage: Stage['stage'],
): Problem | null {
  if (!batch || batch.stage !== stage) return problem('notFound');
  const rest = new Set(batch.rest);
  if (versionIds.some((id) => batch.flagged.includes(id) || batch.sample.includes(id))) return problem('flaggedRecord');
  if (versionIds.some((id) => !rest.has(id))) return problem('notInBatch');
  const left = batch.sample.filter((id) => !batch.reviewed.includes(id)).length;
  return left > 0 ? problem('sampleFirst', { left }) : null;
}

/** The least number of letters of a reason. */
export const REASON_LENGTH = 5;

/**
 * Whether a record with signals still lacks the reason why it is accepted. The verifier writes it. The validator reads
 * it, or writes one when an older verification has none.
 */
export function lacksReason(
  signals: number,
  stage: Stage['stage'],
  verifiedBecause: string | null,
  note: string | null | undefined,
): boolean {
  if (signals === 0 || (note ?? '').trim().length >= REASON_LENGTH) return false;
  return stage === 'unit' || (verifiedBecause ?? '').trim().length < REASON_LENGTH;
}

/**
 * Whether records that are decided one by one belong to the batch that the act names.
 * @param stage null: of either step
 */
function isInBatch(
  batch: Batch | null,
  noun: string,
  items: readonly { versionId: string }[],
  stage: Stage['stage'] | null,
): boolean {
  if (!batch || batch.noun !== noun || (stage !== null && batch.stage !== stage)) return false;
  const all = new Set([...batch.flagged, ...batch.sample, ...batch.rest]);
  return items.every((i) => all.has(i.versionId));
}

function reviewRow(
  command: Envelope,
  i: number,
  target: ReviewTarget,
  actorId: string,
  today: Day,
  said: Record<string, unknown>,
): Change {
  return insert('review', {
    id: derivedId(command.id, i + 1),
    noun: said.noun,
    recordId: target.row.recordId,
    versionId: target.row.id,
    reviewedBy: actorId,
    reviewedOn: today,
    unitId: target.unitId,
    batchId: null,
    canned: null,
    reason: null,
    ...said,
  });
}

/**
 * A command that takes versions one level up: by the unit (2) or nationally (3). Three different persons for each
 * record.
 */
function levelUp(kind: string, title: string, by: readonly Role[], stage: Stage): CommandDefinition {
  return defineCommand<DecideBody, Facts>({
    kind,
    type: 'act',
    title,
    version: 1,
    schema: decideSchema as unknown as z.ZodMiniType<DecideBody>,
    subject: 'review',
    by,
    locks: (c) => c.body.items.map((i) => i.recordId),
    facts: (c) => ({
      targets: { loader: 'reviewTargets', key: targetsKey(c.body) },
      batch: { loader: 'batch', key: c.body.batchId ?? null },
      checked: {
        loader: checkedLoader(c.body.noun),
        key: c.body.oneByOne ? c.body.items.map((i) => i.versionId).join(',') : null,
      },
      parameters: { loader: 'parameters', key: '*' },
    }),
    placement: (_c, facts) => placementOf(facts),
    decide: ({ command, actor, facts, today }) => {
      const { body } = command;
      const targets = new Map((need(facts.targets) ?? []).map((t) => [t.row.id, t]));
      const batch = need(facts.batch);
      if (body.oneByOne && body.batchId && !isInBatch(batch, body.noun, body.items, stage.stage))
        return refuse(problem('notInBatch', undefined, 'body.batchId'));
      if (!body.oneByOne) {
        const unseen = body.items.findIndex(
          ({ versionId }) => targets.has(versionId) && isUnseen(targets.get(versionId) as ReviewTarget),
        );
        if (unseen >= 0) return refuse(problem('importedUnseen', undefined, `body.items.${unseen}`));
        const refused = restRefusal(
          batch,
          body.items.map((i) => i.versionId),
          stage.stage,
        );
        if (refused) return refuse(refused);
      }
      const parameters = need(facts.parameters) ?? [];
      const signals = new Map(
        (need(facts.checked) ?? []).map((c) => [c.versionId, signalsOf(c.checked, parameters, today)]),
      );
      const changes: Change[] = [];
      for (const [i, item] of body.items.entries()) {
        const target = targets.get(item.versionId);
        const refused = reviewRefusal(target, item, stage, actor.id);
        if (refused || !target) return refuse({ ...(refused ?? problem('notFound')), field: `body.items.${i}` });
        const raised = signals.get(item.versionId) ?? [];
        if (lacksReason(raised.length, stage.stage, target.verifiedBecause, body.note))
          return refuse(
            problem('signalsNeedReason', { signals: raised.map((s) => s.sentence).join(' ') }, 'body.note'),
          );
        changes.push(
          update(body.noun, { ...target.row, level: stage.level, observedReason: null }),
          reviewRow(command, i, target, actor.id, today, {
            noun: body.noun,
            action: stage.action,
            oneByOne: body.oneByOne,
            batchId: body.batchId ?? null,
            reason: body.note ?? null,
          }),
        );
      }
      return accept(changes);
    },
  });
}

export const verifyRecord = levelUp('record.verify', 'verificar registros', ['UOD_OPERADOR', 'UOD_OFICIAL'], {
  stage: 'unit',
  action: 'verified',
  level: levels.verified,
  verb: 'verifica',
});

export const validateRecord = levelUp('record.validate', 'validar registros', ['UCN_ME'], {
  stage: 'nation',
  action: 'validated',
  level: levels.validated,
  verb: 'valida',
});

const observeSchema = z
  .object({
    noun,
    item,
    canned: z.enum(observeReasons),
    reason: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(500)))),
    batchId: z.optional(z.nullable(idSchema)),
  })
  .check(z.refine((b) => b.canned !== 'otro' || !!b.reason, { message: 'Escriba el motivo.', path: ['reason'] }));
type ObserveBody = z.infer<typeof observeSchema>;

/** Returns a record to its author with the reason; what had been validated before stays in the figures. */
export const observeRecord = defineCommand<ObserveBody, { targets: readonly ReviewTarget[]; batch: Batch | null }>({
  kind: 'record.observe',
  type: 'act',
  title: 'observar un registro',
  version: 1,
  schema: observeSchema as unknown as z.ZodMiniType<ObserveBody>,
  subject: 'review',
  by: ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME'],
  locks: (c) => [c.body.item.recordId],
  facts: (c) => ({
    targets: { loader: 'reviewTargets', key: targetsKey({ noun: c.body.noun, items: [c.body.item] }) },
    batch: { loader: 'batch', key: c.body.batchId ?? null },
  }),
  placement: (_c, facts) => placementOf(facts),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const target = (need(facts.targets) ?? []).find(
      (t) => t.row.id === body.item.versionId && t.row.recordId === body.item.recordId,
    );
    if (!target) return refuse(problem('notFound'));
    if (body.batchId && !isInBatch(need(facts.batch), body.noun, [body.item], null))
      return refuse(problem('notInBatch', undefined, 'body.batchId'));
    if (target.row.standing !== 'current') return refuse(problem('notCurrent'));
    if (target.row.level === levels.observed || target.row.level === levels.validated)
      return refuse(problem('alreadyVerified'));
    const same = mustDiffer(
      target.authors.map((personId) => ({ did: 'registró', personId })),
      actor.id,
      'observa',
    );
    if (same) return refuse(same);
    return accept([
      update(body.noun, {
        ...target.row,
        level: levels.observed,
        observedReason: [body.canned, body.reason].filter(Boolean).join(': '),
      }),
      reviewRow(command, 0, target, actor.id, today, {
        noun: body.noun,
        action: 'observed',
        canned: body.canned,
        reason: body.reason ?? null,
        oneByOne: true,
        batchId: body.batchId ?? null,
      }),
    ]);
  },
});
