import * as z from 'zod/mini';
import type { Alliance } from '../alliance/alliance.ts';
import { notOfAlliance, placeOfCorrection, versionFacts } from '../alliance/recordOf.ts';
import { accept, defineCommand, insert, refuse, withFlags } from '../kernel/command.ts';
import { writtenDay } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need, UNKNOWN } from '../kernel/fact.ts';
import {
  type Imported,
  importedFacts,
  importedProblem,
  importedRow,
  importedShape,
  isImported,
} from '../kernel/imported.ts';
import { labelsOf } from '../kernel/noun/body.ts';
import { choice, choices, count, day, flag, instant, parts, photos, reference, text } from '../kernel/noun/kinds.ts';
import { type Noun, noun } from '../kernel/noun/noun.ts';
import { toldAs } from '../kernel/noun/record.ts';
import { type NounFacts, referenceIn, referenceRequests, unknownReference } from '../kernel/noun/references.ts';
import { type BodyOf, contentSchemas, correctionOf, type VersionOf } from '../kernel/noun/versions.ts';
import { problem } from '../kernel/problem.ts';
import { firstVersion } from '../kernel/versions.ts';
import { type Role, recordReaders } from '../people/roles.ts';
import { captured } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';
import { type Assignment, captureColumns, captureFlags, notCapturing, oddFlags, saidByVisit } from './capture.ts';
import { type Confirmed, confirmedSchema, type OddFacts, oddFacts } from './plausible.ts';
import { type Settlement, settlementSchema } from './settle.ts';

/** What a visit was about. */
export const visitTopics = Object.keys(captureWords.topics) as (keyof typeof captureWords.topics)[];

export const photoHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'La foto no está bien identificada.'));

/** The hour in Bolivia (UTC−4 all year) of an instant: '15:52'; a text that is no instant stays as it is. */
function writtenHour(instant: unknown): string {
  const at = Date.parse(String(instant));
  return Number.isNaN(at) ? String(instant) : new Date(at - 4 * 3_600_000).toISOString().slice(11, 16);
}

const settledWords: Readonly<Record<string, string>> = { fulfil: 'cumplido', move: 'trasladado', drop: 'descartado' };

/** What a visit says of earlier commitments: 'Limpiar el canal: trasladado al 05/03/2026 (llovió)'. */
const writtenSettled = (value: unknown): string =>
  (value as readonly Settlement[])
    .map(({ text: what, how, dueOn, reason }) => {
      const moved = how === 'move' && dueOn ? ` al ${writtenDay(dueOn)}` : '';
      const became = `${settledWords[how] ?? how}${moved}${how !== 'fulfil' && reason ? ` (${reason})` : ''}`;
      return what ? `${what}: ${became}` : became;
    })
    .join('; ');

const writtenCommitments = (value: unknown): string | null =>
  (value as readonly { readonly text?: string }[])
    .map(({ text: what }) => what)
    .filter(Boolean)
    .join('; ') || null;

const agreed = z
  .array(
    z.object({
      text: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      who: z.optional(z.nullable(z.string().check(z.maxLength(120)))),
      dueOn: z.optional(z.nullable(daySchema)),
    }),
  )
  .check(z.maxLength(30));
const howManyPeople = { max: 5000, unit: 'personas' } as const;

/** A visit by the acompañante, done or honestly not done (domain brief 3.9, BR-48). */
export const visit = noun('visit', {
  words: { one: 'visita', many: 'visitas', the: 'la visita' },
  path: '/visitas',
  keeps: 'versions',
  place: { alliance: 'allianceId' },
  capturedIn: ['field'],
  named: 'occurredOn',
  listed: ['done', 'topics', 'presentWomen', 'presentMen'],
  reads: recordReaders,
  inVersions: { on: 'occurredOn', beside: captured },
  fields: {
    allianceId: reference('alianza', 'alliance').required(),
    occurredOn: day('fecha', { notAfterToday: true }).asked('Día de la visita').required().open('noPersonal'),
    done: flag('se hizo').asked('¿Se hizo la visita?').required().open('noPersonal'),
    notDoneReason: choice('por qué no se hizo', captureWords.notDone).asked('¿Por qué no se pudo?').open('noPersonal'),
    photos: photos('fotos', { max: 20 })
      .helped('De la reunión, la obra o el producto. Se guardan en el teléfono y se envían cuando haya señal.')
      .required()
      .open('noPersonal'),
    topics: choices('temas', captureWords.topics, { asSent: true })
      .asked('Temas tratados')
      .required()
      .open('noPersonal'),
    presentWomen: count('mujeres presentes', howManyPeople)
      .helped('Se cuenta sola al marcar nombres; corrija si vino alguien más.')
      .open('noPersonal'),
    presentMen: count('hombres presentes', howManyPeople).open('noPersonal'),
    /** The record ids of the memberships of those who were present, ticked by name. */
    presentMembers: parts('socios presentes', z.array(idSchema).check(z.maxLength(500))).required(),
    commitments: toldAs(parts('compromisos', agreed).required(), writtenCommitments),
    /** What became of open commitments. */
    settled: toldAs(parts('compromisos anteriores', z.array(settlementSchema).check(z.maxLength(100))), writtenSettled),
    nextVisitOn: day('próxima visita').open('noPersonal'),
    notes: text('notas', { minLength: 0, maxLength: 4000, multiline: true, asSent: true }),
    startedAt: toldAs(instant('hora de inicio').open('noPersonal'), writtenHour),
    endedAt: toldAs(instant('hora de fin').open('noPersonal'), writtenHour),
  },
});
const of: Noun = visit;

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

export type VisitBody = BodyOf<typeof visit, 'occurredOn'>;

export interface Visit extends VersionOf<typeof visit> {
  readonly unitId: string;
  readonly authorId: string;
  readonly flags: readonly string[];
}

const { occurredOn, ...content } = contentSchemas(of);
const visitShape = { ...content, confirmed: z.optional(confirmedSchema) };
type Confirmable = VisitBody & { confirmed?: Confirmed | undefined };

/** Who may import earlier visits and sales from a sheet. */
export const recordImporters: readonly Role[] = ['UOD_OPERADOR', 'UOD_OFICIAL', 'UCN_ME'];
type RegisterBody = Confirmable & { imported?: Imported | null | undefined };

interface RegisterFacts extends NounFacts, OddFacts {
  assignments: readonly Assignment[];
}

/** A fact: never refused for what changed since. */
export const registerVisit = defineCommand<RegisterBody, RegisterFacts>({
  kind: 'visit.register',
  type: 'fact',
  title: 'registrar visita',
  version: 1,
  flaggedOutside: ['ACOMPANANTE'],
  schema: z
    .object({ ...visitShape, ...importedShape })
    .check(...(visitRules as unknown as never[])) as unknown as z.ZodMiniType<RegisterBody>,
  labels: labelsOf(of),
  subject: 'visit',
  by: ['ACOMPANANTE', ...recordImporters],
  atReceipt: isImported,
  facts: (c) => ({
    ...referenceRequests(of, { ...c.body }),
    assignments: { loader: 'assignmentsOfAlliance', key: c.body.allianceId },
    ...oddFacts(c, c.body.allianceId, null),
    ...importedFacts(c),
  }),
  placement: (c, facts) => ({
    allianceId: c.body.allianceId,
    unitId: referenceIn<Alliance>(facts, 'allianceId')?.unitId ?? null,
  }),
  decide: ({ command, actor, facts, receivedAt }) => {
    const elsewhere =
      unknownReference(of, { ...command.body }, facts) ??
      importedProblem(command, facts) ??
      notCapturing(command, actor, ['ACOMPANANTE']);
    if (elsewhere) return refuse(elsewhere);
    const alliance = referenceIn<Alliance>(facts, 'allianceId') as Alliance;
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

type CorrectionBody = Confirmable & { occurredOn?: string | undefined };

/** A correction of a visit as a new version; the same field changed by two people becomes a conflict (architecture 6). */
export const correctVisit = defineCommand<CorrectionBody, CorrectFacts>({
  kind: 'visit.correct',
  type: 'fact',
  title: 'corregir visita',
  version: 1,
  schema: z.object({
    ...visitShape,
    occurredOn: z.optional(occurredOn as never),
  }) as unknown as z.ZodMiniType<CorrectionBody>,
  labels: labelsOf(of),
  subject: 'visit',
  by: ['ACOMPANANTE', 'UOD_OFICIAL'],
  facts: (c) => ({
    ...versionFacts(of.name, c),
    ...oddFacts(c, c.body.allianceId, null),
  }),
  placement: (c, facts) => placeOfCorrection(c.body.allianceId, facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const elsewhere = notOfAlliance(command.body.allianceId, current);
    if (elsewhere) return refuse(elsewhere);
    const { allianceId: _same, confirmed: _confirmed, ...incoming } = command.body;
    const decision = correctionOf(of, command, { current, base: need(facts.base) }, incoming);
    return withFlags(decision, oddFlags(command, facts, saidByVisit(command.body)));
  },
});
