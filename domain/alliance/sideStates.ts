import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { problem } from '../kernel/problem.ts';
import { stateChanges, wrongDayOrPaper } from './advance.ts';
import type { Alliance, AllianceProfile } from './alliance.ts';
import { leaveChanges, type RowAlong, type RowLeft, rowsAlong, rowsLeft } from './goesAlong.ts';
import { saysOtherThanPlan } from './guards.ts';
import { type AllianceState, isAllianceState, states } from './states.ts';
import { placementOf } from './workflow.ts';
import type { PlanOfAlliance } from './workflowFacts.ts';

const reason = z.string().check(z.trim(), z.minLength(5, 'Explique el motivo.'), z.maxLength(1000));
const CONVENIO = states.CONVENIO_FIRMADO.stage ?? 0;

interface Facts extends Record<string, unknown> {
  alliance: Alliance | null;
  document: { id: string } | null;
}

const allianceFacts = (c: { subjectId: string; body: { documentId?: string | null } }) => ({
  alliance: { loader: 'alliance', key: c.subjectId },
  document: { loader: 'sourceDocument', key: c.body.documentId ?? null },
});
const alliancePlacement = (_c: unknown, facts: { alliance: Alliance | null }) => {
  const alliance = need(facts.alliance);
  return alliance ? placementOf(alliance) : { anywhere: true };
};

const suspendSchema = z.object({ on: daySchema, reason, documentId: idSchema });
type SuspendBody = z.infer<typeof suspendSchema>;

/**
 * X1: suspends an alliance because of a finding. Meanwhile facts are accepted with a flag, and steps of the cycle are
 * refused.
 */
export const suspendAlliance = defineCommand<SuspendBody, Facts>({
  kind: 'alliance.suspend',
  type: 'act',
  title: 'suspender una alianza',
  version: 1,
  schema: suspendSchema as z.ZodMiniType<SuspendBody>,
  subject: 'alliance',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_FIN'],
  facts: allianceFacts,
  placement: alliancePlacement,
  decide: ({ command, facts, today }) => {
    const { on } = command.body;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    if (alliance.suspendedOn) return refuse(problem('alreadySuspended'));
    if (states[alliance.state].final)
      return refuse(problem('wrongState', { state: states[alliance.state].name, action: 'suspender' }));
    if (on > today) return refuse(problem('dayInFuture', { day: on }, 'body.on'));
    if (!need(facts.document))
      return refuse(problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId'));
    return accept([
      update('alliance', {
        ...alliance,
        suspendedOn: on,
        suspendedReason: command.body.reason,
        version: alliance.version + 1,
      }),
    ]);
  },
});

/** Lifts a suspension once its plan of correction was met. */
export const reinstateAlliance = defineCommand<SuspendBody, Facts>({
  kind: 'alliance.reinstate',
  type: 'act',
  title: 'levantar la suspensión',
  version: 1,
  schema: suspendSchema as z.ZodMiniType<SuspendBody>,
  subject: 'alliance',
  by: ['UCN_COORD', 'UCN_NEG', 'UCN_FIN'],
  facts: allianceFacts,
  placement: alliancePlacement,
  decide: ({ command, facts, today }) => {
    const { on } = command.body;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    if (!alliance.suspendedOn) return refuse(problem('notSuspended'));
    if (on > today) return refuse(problem('dayInFuture', { day: on }, 'body.on'));
    if (on < alliance.suspendedOn) return refuse(problem('datesReversed', undefined, 'body.on'));
    if (!need(facts.document))
      return refuse(problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId'));
    return accept([
      update('alliance', { ...alliance, suspendedOn: null, suspendedReason: null, version: alliance.version + 1 }),
    ]);
  },
});

const withdrawSchema = z.object({ reachedOn: daySchema, reason, documentId: idSchema });
type WithdrawBody = z.infer<typeof withdrawSchema>;

/** The side states that an alliance can be in before its convenio. */
const beforeConvenio: readonly AllianceState[] = ['PLAN_OBSERVADO', 'DIFERIDA'];

/** Whether the organisation may still step back: before the convenio (X2). */
export function mayWithdraw(state: AllianceState): boolean {
  const { stage, final } = states[state];
  return !final && (stage === null ? beforeConvenio.includes(state) : stage < CONVENIO);
}

/** X2: the organisation withdraws by letter, before the convenio. */
export const withdrawAlliance = defineCommand<WithdrawBody, Facts & { left: readonly RowLeft[] }>({
  kind: 'alliance.withdraw',
  type: 'act',
  title: 'registrar el desistimiento',
  version: 1,
  schema: withdrawSchema as z.ZodMiniType<WithdrawBody>,
  subject: 'alliance',
  by: ['UOD_OFICIAL', 'UOD_OPERADOR'],
  moves: (c) => [rowsLeft(c.subjectId)],
  facts: (c) => ({ ...allianceFacts(c), left: rowsLeft(c.subjectId) }),
  placement: alliancePlacement,
  decide: ({ command, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    if (!mayWithdraw(alliance.state))
      return refuse(problem('wrongState', { state: states[alliance.state].name, action: 'retirar' }));
    const wrong = wrongDayOrPaper(alliance, body, need(facts.document), today);
    if (wrong) return refuse(wrong);
    return accept([
      ...stateChanges(command, alliance, 'DESISTIDA', 'transición', { ...body, note: body.reason }),
      ...leaveChanges(command, need(facts.left) ?? [], body.reachedOn),
    ]);
  },
});

const correctSchema = z.object({
  to: z.string().check(z.refine(isAllianceState, 'Ese estado no existe.')),
  reachedOn: daySchema,
  reason,
  documentId: idSchema,
});
type CorrectBody = z.infer<typeof correctSchema>;

/**
 * The only way back in the cycle: a correction to a state that the alliance had reached, with its reason and its paper.
 * The wrong step stays on record.
 */
export const correctAllianceState = defineCommand<
  CorrectBody,
  Facts & { stages: readonly { state: string }[]; plan: PlanOfAlliance | null }
>({
  kind: 'alliance.correctState',
  type: 'act',
  title: 'corregir el estado de una alianza',
  version: 1,
  schema: correctSchema as unknown as z.ZodMiniType<CorrectBody>,
  subject: 'alliance',
  by: ['UCN_COORD'],
  facts: (c) => ({
    ...allianceFacts(c),
    stages: { loader: 'stagesOfAlliance', key: c.subjectId },
    plan: { loader: 'planOfAlliance', key: c.subjectId },
  }),
  placement: alliancePlacement,
  decide: ({ command, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    const to = body.to as AllianceState;
    const reached = (need(facts.stages) ?? []).some((s) => s.state === to);
    if (to === alliance.state || !reached) {
      return refuse(
        problem(
          'wrongState',
          { state: states[alliance.state].name, action: `devolver a «${states[to].name}»` },
          'body.to',
        ),
      );
    }
    if (body.reachedOn > today) return refuse(problem('dayInFuture', { day: body.reachedOn }, 'body.reachedOn'));
    const contradicted = saysOtherThanPlan(to, need(facts.plan));
    if (contradicted) return refuse(problem('requirementMissing', { sentence: contradicted }));
    if (!need(facts.document))
      return refuse(problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId'));
    return accept(stateChanges(command, alliance, to, 'corrección', { ...body, note: body.reason }));
  },
});

const transferSchema = z.object({
  unitId: z.string().check(z.maxLength(20)),
  on: daySchema,
  reason,
  documentId: idSchema,
});
type TransferBody = z.infer<typeof transferSchema>;

interface TransferFacts extends Facts {
  profile: AllianceProfile | null;
  unit: { code: string; kind: string } | null;
  organisation: (Record<string, unknown> & { id: string; version: number; alliances: number }) | null;
  rows: readonly RowAlong[];
}

/**
 * A recorded transfer (table `alliance_transfer`): figures of days before it stay with the unit that had the alliance
 * then.
 */
const transferShape = {
  allianceId: idSchema,
  fromUnitId: z.string().check(z.maxLength(20)),
  toUnitId: z.string().check(z.maxLength(20)),
  validFrom: daySchema,
  documentId: z.optional(z.nullable(idSchema)),
  reason: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
};
type TransferRow = z.infer<z.ZodMiniObject<typeof transferShape>>;

const transferRow = (actId: string, row: TransferRow): Change =>
  insert('alliance_transfer', { id: derivedId(actId, 1), ...row });
const paperOf = ({ documentId, reason: why }: TransferBody) => ({ documentId, reason: why });

const noteTransferSchema = z.object({ actId: idSchema, ...transferShape });
type NoteTransferBody = z.infer<typeof noteTransferSchema>;

/**
 * Records a transfer that was made when only the present unit was stored, from its entry in the journal. Sent by
 * *sistema*, once for each.
 */
export const noteTransfer = defineCommand<NoteTransferBody, Record<string, never>>({
  kind: 'alliance.noteTransfer',
  type: 'act',
  title: 'anotar una transferencia anterior',
  version: 1,
  schema: noteTransferSchema as unknown as z.ZodMiniType<NoteTransferBody>,
  subject: 'alliance',
  by: ['sistema'],
  facts: () => ({}),
  placement: () => ({ national: true }),
  decide: ({ command }) => {
    const { actId, ...row } = command.body;
    return accept([transferRow(actId, row)]);
  },
});

/**
 * Gives the alliance to another unit, with all rows that stand where it stands (`goesAlong`). No other command changes its
 * unit (architecture 5). Records kept in versions keep the unit in which they were captured.
 */
export const transferAlliance = defineCommand<TransferBody, TransferFacts>({
  kind: 'alliance.transfer',
  type: 'act',
  title: 'transferir una alianza a otra unidad',
  version: 1,
  schema: transferSchema as z.ZodMiniType<TransferBody>,
  subject: 'alliance',
  by: ['UCN_COORD'],
  moves: (c) => [rowsAlong(c.subjectId)],
  facts: (c) => ({
    ...allianceFacts(c),
    rows: rowsAlong(c.subjectId),
    profile: { loader: 'profileCurrent', key: c.subjectId },
    unit: { loader: 'unit', key: c.body.unitId },
    organisation: { loader: 'organisationOfAlliance', key: c.subjectId },
  }),
  placement: alliancePlacement,
  decide: ({ command, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('notFound'));
    const unit = need(facts.unit);
    if (!unit || unit.kind === 'UCN')
      return refuse(problem('unknownReference', { what: `la unidad ${body.unitId}` }, 'body.unitId'));
    if (alliance.unitId === body.unitId) return refuse(problem('unitAlreadyServes', undefined, 'body.unitId'));
    if (body.on > today) return refuse(problem('dayInFuture', { day: body.on }, 'body.on'));
    if (!need(facts.document))
      return refuse(problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId'));
    const changes: Change[] = [
      update('alliance', { ...alliance, unitId: body.unitId, version: alliance.version + 1 }),
      transferRow(command.id, {
        allianceId: alliance.id,
        fromUnitId: alliance.unitId,
        toUnitId: body.unitId,
        validFrom: body.on,
        ...paperOf(body),
      }),
    ];
    for (const { table, row } of need(facts.rows) ?? [])
      if (row.unitId !== body.unitId)
        changes.push(update(table, { ...row, unitId: body.unitId, version: row.version + 1 }));
    const profile = need(facts.profile);
    if (profile) changes.push(update('alliance_profile', { ...profile, unitId: body.unitId }));
    const organisation = need(facts.organisation);
    if (organisation && organisation.alliances === 1) {
      const { alliances: _count, ...kept } = organisation;
      changes.push(update('organisation', { ...kept, unitId: body.unitId, version: organisation.version + 1 }));
    }
    return accept(changes);
  },
});
