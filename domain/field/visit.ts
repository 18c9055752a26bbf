import * as z from 'zod/mini';
import type { Alliance } from '../alliance/alliance.ts';
import { notOfAlliance, placeOfCorrection } from '../alliance/recordOf.ts';
import { accept, defineCommand, insert, refuse, withFlags } from '../kernel/command.ts';
import { daySchema, idSchema, instantSchema } from '../kernel/envelope.ts';
import { need, UNKNOWN } from '../kernel/fact.ts';
import {
  type Imported,
  importedFacts,
  importedProblem,
  importedRow,
  importedShape,
  isImported,
} from '../kernel/imported.ts';
import { problem } from '../kernel/problem.ts';
import { correct, firstVersion, type VersionHead } from '../kernel/versions.ts';
import type { Role } from '../people/roles.ts';
import { type Assignment, captureColumns, captureFlags, notCapturing, oddFlags, saidByVisit } from './capture.ts';
import { confirmedSchema, type OddFacts, oddFacts } from './plausible.ts';
import { settlementSchema } from './settle.ts';

/** What a visit was about; the words are in domain/words/capture.ts. */
export const visitTopics = [
  'produccion',
  'comercializacion',
  'administracion',
  'inversiones',
  'ambiental',
  'organizacion',
  'genero',
  'otro',
] as const;
export const notDoneReasons = ['camino_cortado', 'clima', 'nadie_presente', 'conflicto', 'salud', 'otro'] as const;

export const photoHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'La foto no está bien identificada.'));

const visitShape = {
  allianceId: idSchema,
  done: z.boolean(),
  notDoneReason: z.optional(z.nullable(z.enum(notDoneReasons))),
  startedAt: z.optional(z.nullable(instantSchema)),
  endedAt: z.optional(z.nullable(instantSchema)),
  /** The record ids of the memberships of those who were present, ticked by name. */
  presentMembers: z.array(idSchema).check(z.maxLength(500)),
  presentWomen: z.optional(z.nullable(z.int().check(z.nonnegative(), z.maximum(5000)))),
  presentMen: z.optional(z.nullable(z.int().check(z.nonnegative(), z.maximum(5000)))),
  topics: z.array(z.enum(visitTopics)).check(z.maxLength(visitTopics.length)),
  commitments: z
    .array(
      z.object({
        text: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
        who: z.optional(z.nullable(z.string().check(z.maxLength(120)))),
        dueOn: z.optional(z.nullable(daySchema)),
      }),
    )
    .check(z.maxLength(30)),
  /** What became of open commitments. */
  settled: z.optional(z.nullable(z.array(settlementSchema).check(z.maxLength(100)))),
  nextVisitOn: z.optional(z.nullable(daySchema)),
  notes: z.optional(z.nullable(z.string().check(z.maxLength(4000)))),
  photos: z.array(photoHash).check(z.maxLength(20)),
  confirmed: z.optional(confirmedSchema),
};
interface Said {
  readonly done: boolean;
  readonly notDoneReason?: string | null | undefined;
  readonly topics: readonly string[];
}
const visitRules = [
  z.refine<Said>((v) => v.done || !!v.notDoneReason, {
    message: 'Diga por qué no se pudo hacer la visita.',
    path: ['notDoneReason'],
  }),
  z.refine<Said>((v) => !v.done || v.topics.length > 0, {
    message: 'Marque al menos un tema tratado.',
    path: ['topics'],
  }),
] as const;

export const visitBodySchema = z.object(visitShape).check(...visitRules);
export type VisitBody = z.infer<typeof visitBodySchema>;

export interface Visit extends VersionHead, VisitBody {
  readonly unitId: string;
  readonly authorId: string;
  readonly occurredOn: string;
  readonly flags: readonly string[];
}

/** Fields a correction may change. */
export const visitFields = [
  'done',
  'notDoneReason',
  'startedAt',
  'endedAt',
  'presentMembers',
  'presentWomen',
  'presentMen',
  'topics',
  'commitments',
  'settled',
  'nextVisitOn',
  'notes',
  'photos',
  'occurredOn',
] as const satisfies readonly (keyof Visit)[];

/** Who may import earlier visits and sales from a sheet. */
export const recordImporters: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME'];
type RegisterBody = VisitBody & { imported?: Imported | null | undefined };

interface RegisterFacts extends OddFacts {
  alliance: Alliance | null;
  assignments: readonly Assignment[];
}

/** A visit by the acompañante, done or honestly not done (domain brief 3.9, BR-48). A fact: never refused for what changed since. */
export const registerVisit = defineCommand<RegisterBody, RegisterFacts>({
  kind: 'visit.register',
  type: 'fact',
  title: 'registrar visita',
  version: 1,
  flaggedOutside: ['ACOMPANANTE'],
  schema: z.object({ ...visitShape, ...importedShape }).check(...visitRules) as unknown as z.ZodMiniType<RegisterBody>,
  subject: 'visit',
  by: ['ACOMPANANTE', ...recordImporters],
  atReceipt: isImported,
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.body.allianceId },
    assignments: { loader: 'assignmentsOfAlliance', key: c.body.allianceId },
    ...oddFacts(c, c.body.allianceId, null),
    ...importedFacts(c),
  }),
  placement: (c, facts) => ({ allianceId: c.body.allianceId, unitId: need(facts.alliance)?.unitId ?? null }),
  decide: ({ command, actor, facts, receivedAt }) => {
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const elsewhere = importedProblem(command, facts) ?? notCapturing(command, actor, ['ACOMPANANTE']);
    if (elsewhere) return refuse(elsewhere);
    const { confirmed: _confirmed, imported, ...said } = command.body;
    const raised = [
      ...captureFlags(command, actor.id, receivedAt, alliance, imported ? UNKNOWN : facts.assignments),
      ...oddFlags(command, facts, saidByVisit(said)),
    ];
    return accept(
      [
        insert('visit', {
          ...said,
          ...firstVersion(command),
          ...captureColumns(command),
          unitId: alliance.unitId,
          authorId: actor.id,
          flags: raised,
        }),
        ...importedRow(command, 'visit'),
      ],
      raised,
    );
  },
});

interface CorrectFacts extends OddFacts {
  current: (Visit & { capturedAt: string }) | null;
  base: Visit | null;
}

const correctionSchema = z.object({ ...visitShape, occurredOn: z.optional(daySchema) });
type CorrectionBody = z.infer<typeof correctionSchema>;

/** A correction of a visit as a new version; the same field changed by two people becomes a conflict (architecture 6). */
export const correctVisit = defineCommand<CorrectionBody, CorrectFacts>({
  kind: 'visit.correct',
  type: 'fact',
  title: 'corregir visita',
  version: 1,
  schema: correctionSchema as unknown as z.ZodMiniType<CorrectionBody>,
  subject: 'visit',
  by: ['ACOMPANANTE', 'UOD_OFICIAL'],
  facts: (c) => ({
    current: { loader: 'visitCurrent', key: c.subjectId },
    base: { loader: 'visitVersion', key: `${c.subjectId}:${c.baseVersion ?? 0}` },
    ...oddFacts(c, c.body.allianceId, null),
  }),
  placement: (c, facts) => placeOfCorrection(c.body.allianceId, facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const elsewhere = notOfAlliance(command.body.allianceId, current);
    if (elsewhere) return refuse(elsewhere);
    const { allianceId: _same, confirmed: _confirmed, ...incoming } = command.body;
    const decision = correct<Visit>({
      noun: 'visit',
      command,
      fields: visitFields,
      current,
      base: need(facts.base) ?? current,
      incoming,
      place: { unitId: current.unitId, allianceId: current.allianceId },
    });
    return withFlags(decision, oddFlags(command, facts, saidByVisit(command.body)));
  },
});
