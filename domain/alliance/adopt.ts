import * as z from 'zod/mini';
import { request as requestNoun, requestWithAlliance } from '../calls/request.ts';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { importedFacts, importedProblem, importedRow, importedShape } from '../kernel/imported.ts';
import { stepRow } from '../kernel/noun/commands.ts';
import type { AnyRow } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { firstVersion } from '../kernel/versions.ts';
import { can } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { type AllianceData, emptyAllianceData, gapsOf } from './alliance.ts';
import { type AllianceState, isAllianceState, stagesUpTo } from './states.ts';

const name = z
  .string()
  .check(z.trim(), z.minLength(2, 'El nombre es muy corto.'), z.maxLength(200, 'El nombre es muy largo.'));
const count = z.int().check(z.nonnegative('No puede ser negativo.'), z.maximum(100_000, 'Es demasiado grande.'));
const centavos = z
  .int()
  .check(z.nonnegative('El monto no puede ser negativo.'), z.maximum(1e13, 'El monto es demasiado grande.'));

/** The data of an alliance as a form or a row of a spreadsheet gives them; what is not given is absent. */
export const allianceDataSchema = z.object({
  model: z.optional(z.nullable(z.union([z.literal(1), z.literal(2), z.literal(3)]))),
  municipalityCode: z.optional(
    z.nullable(z.string().check(z.regex(/^\d{6}$/, 'El código de municipio tiene 6 dígitos.'))),
  ),
  municipalityHow: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  boundaryVersionId: z.optional(z.nullable(idSchema)),
  communityName: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(120)))),
  lon: z.optional(z.nullable(z.number().check(z.minimum(-70), z.maximum(-57)))),
  lat: z.optional(z.nullable(z.number().check(z.minimum(-23.5), z.maximum(-9)))),
  accuracyM: z.optional(z.nullable(z.number().check(z.nonnegative()))),
  productCode: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
  familiesDeclared: z.optional(z.nullable(count)),
  womenDeclared: z.optional(z.nullable(count)),
  amountPar: z.optional(z.nullable(centavos)),
  amountCounterpart: z.optional(z.nullable(centavos)),
  buyerName: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(200)))),
  ruralConfirmed: z.optional(z.nullable(z.boolean())),
});

const bodySchema = z.object({
  programmeId: z.string().check(z.maxLength(40)),
  /** Code in the source, or the one the system gives; unique. */
  code: z.string().check(z.trim(), z.minLength(2), z.maxLength(60)),
  name,
  unitId: z.string().check(z.maxLength(20)),
  state: z.string().check(z.refine(isAllianceState, 'Ese estado no existe.')),
  stateSince: z.optional(z.nullable(daySchema)),
  /** An organisation already in the system, or a new one with this name. */
  organisation: z.union([
    z.object({ id: idSchema, existing: z.literal(true) }),
    z.object({
      id: idSchema,
      existing: z.literal(false),
      name,
      acronym: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
      legalForm: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
      municipalityCode: z.optional(z.nullable(z.string().check(z.regex(/^\d{6}$/)))),
    }),
  ]),
  data: allianceDataSchema,
  agreement: z.optional(
    z.nullable(
      z.object({
        id: idSchema,
        number: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
        kind: z.enum(['integral', 'AT']),
        signedOn: z.optional(z.nullable(daySchema)),
        amountPar: z.optional(z.nullable(centavos)),
        amountCounterpart: z.optional(z.nullable(centavos)),
      }),
    ),
  ),
  sourceDocumentId: idSchema,
  /** The admitted request from which the alliance comes, at its first state. */
  requestId: z.optional(z.nullable(idSchema)),
  ...importedShape,
  note: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
  demo: z.optional(z.boolean()),
});
export type AdoptBody = z.infer<typeof bodySchema>;

/** Who may adopt an alliance. */
const adopters: readonly Role[] = ['UCN_ME', 'UOD_OPERADOR', 'UOD_OFICIAL'];

interface Facts extends Record<string, unknown> {
  sameCode: { id: string } | null;
  request: AnyRow | null;
  source: { id: string; fileHash: string | null; reference: string | null } | null;
  organisation: { id: string; unitId: string; mergedInto: string | null } | null;
  /** Where the organisation already has alliances. */
  alliances: readonly { unitId: string }[];
  unit: { code: string } | null;
  programme: { id: string } | null;
  municipality: { code: string } | null;
  product: { code: string } | null;
}

/**
 * The only command that creates an alliance beyond the first state (issue: import). It needs a source document. Earlier
 * stages are recorded as *alcanzada, sin fecha*; what the source does not say stays empty and is listed as a gap.
 */
export const adoptAlliance = defineCommand<AdoptBody, Facts>({
  kind: 'alliance.adopt',
  type: 'act',
  title: 'incorporar una alianza',
  version: 1,
  schema: bodySchema as z.ZodMiniType<AdoptBody>,
  subject: 'alliance',
  by: adopters,
  locks: (c) => [c.body.organisation.id, ...(c.body.requestId ? [c.body.requestId] : [])],
  facts: (c) => ({
    sameCode: { loader: 'allianceByCode', key: c.body.code },
    request: { loader: 'noun.request', key: c.body.requestId ?? null },
    source: { loader: 'sourceDocument', key: c.body.sourceDocumentId },
    organisation: { loader: 'noun.organisation', key: c.body.organisation.id },
    alliances: { loader: 'alliancesOfOrganisation', key: c.body.organisation.existing ? c.body.organisation.id : null },
    unit: { loader: 'unit', key: c.body.unitId },
    programme: { loader: 'programme', key: c.body.programmeId },
    municipality: { loader: 'municipality', key: c.body.data.municipalityCode ?? null },
    product: { loader: 'product', key: c.body.data.productCode ?? null },
    ...importedFacts(c),
  }),
  placement: (c) => ({ unitId: c.body.unitId, allianceId: c.subjectId, organisationId: c.body.organisation.id }),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    if (need(facts.sameCode)) return refuse(problem('alreadyExists', undefined, 'body.code'));
    if (!need(facts.source)) return refuse(problem('sourceMissing', undefined, 'body.sourceDocumentId'));
    const request = need(facts.request);
    const unfit = requestProblem(body, request);
    if (unfit) return refuse(unfit);
    const elsewhere = importedProblem(command, facts);
    if (elsewhere) return refuse(elsewhere);
    if (!need(facts.unit))
      return refuse(problem('unknownReference', { what: `la unidad ${body.unitId}` }, 'body.unitId'));
    if (!need(facts.programme))
      return refuse(problem('unknownReference', { what: `el programa ${body.programmeId}` }, 'body.programmeId'));
    const { municipalityCode, productCode } = body.data;
    if (municipalityCode && !need(facts.municipality))
      return refuse(problem('unknownMunicipality', { code: municipalityCode }, 'body.data.municipalityCode'));
    if (productCode && !need(facts.product))
      return refuse(problem('unknownReference', { what: `el producto ${productCode}` }, 'body.data.productCode'));
    const organisation = need(facts.organisation);
    // The alliance brings the families of its organisation, so only those who reach that organisation may adopt one of
    // it.
    const near =
      organisation &&
      [organisation, ...(need(facts.alliances) ?? [])].some(
        ({ unitId }) => can(actor, adopters, { unitId }, today).may,
      );
    if (body.organisation.existing && !near)
      return refuse(problem('unknownReference', { what: 'la organización' }, 'body.organisation.id'));
    if (organisation?.mergedInto) return refuse(problem('mergedThing', undefined, 'body.organisation.id'));
    if (!body.organisation.existing && organisation)
      return refuse(problem('alreadyExists', undefined, 'body.organisation.id'));
    return accept([
      ...rowsOf(command, body, request && (request.receivedOn as Day)),
      ...(request ? joined(command, request, today) : []),
      ...importedRow(command, 'alliance_profile'),
    ]);
  },
});

/** Why an alliance cannot come from a request: there is none in its unit, or it is not admitted, or it begins later. */
function requestProblem(body: AdoptBody, request: AnyRow | null) {
  if (!body.requestId) return null;
  if (!request || request.unitId !== body.unitId)
    return problem('unknownReference', { what: 'la solicitud' }, 'body.requestId');
  if (request.state !== 'ADMITIDA')
    return problem('requirementMissing', { sentence: 'La solicitud no está admitida.' }, 'body.requestId');
  return body.state === 'SOLICITUD_RECIBIDA'
    ? null
    : problem(
        'requirementMissing',
        { sentence: 'Una alianza que viene de una solicitud comienza como solicitud recibida.' },
        'body.state',
      );
}

/** The request, which from now on leads to its alliance, and the step that it took. */
function joined(command: { id: string; subjectId: string }, request: AnyRow, on: Day): Change[] {
  const next = requestWithAlliance(request, command.subjectId, on);
  return [update('request', next), stepRow({ id: command.id, body: {} }, requestNoun, request, next, 'join', null, 3)];
}

/** @param receivedOn the day on which the request was received from which the alliance comes */
function rowsOf(
  command: { id: string; subjectId: string; occurredOn: string; body: AdoptBody } & Parameters<typeof firstVersion>[0],
  body: AdoptBody,
  receivedOn: Day | null,
): Change[] {
  const state = body.state as AllianceState;
  const stateSince = receivedOn ?? body.stateSince ?? null;
  const demo = body.demo ?? false;
  const data: AllianceData = { ...emptyAllianceData, ...body.data } as AllianceData;
  const changes: Change[] = [];
  if (!body.organisation.existing) {
    const { id, name: organisationName, acronym, legalForm, municipalityCode } = body.organisation;
    changes.push(
      // Without the head of a noun: it is read in its first state, with the day and the hand of this entry, as those that
      // were adopted before organisations had a life.
      insert('organisation', {
        id,
        name: organisationName,
        acronym,
        legalForm,
        municipalityCode,
        unitId: body.unitId,
        demo,
        version: 1,
      }),
    );
  }
  changes.push(
    insert('alliance', {
      id: command.subjectId,
      programmeId: body.programmeId,
      code: body.code,
      name: body.name,
      organisationId: body.organisation.id,
      unitId: body.unitId,
      state,
      stateSince,
      origin: body.requestId ? 'solicitud' : 'importación',
      sourceDocumentId: body.sourceDocumentId,
      demo,
      version: 1,
    }),
    insert('alliance_profile', { ...data, ...firstVersion(command), gaps: gapsOf(data), unitId: body.unitId }),
  );
  const passed = stagesUpTo(state);
  passed.forEach((stage, i) => {
    const last = i === passed.length - 1;
    changes.push(
      insert('alliance_stage', {
        id: derivedId(command.id, 10 + i),
        allianceId: command.subjectId,
        state: stage,
        reachedOn: last ? stateSince : null,
        // What comes from a request that was received here has passed that state here, on a known day.
        how: receivedOn ? 'transición' : 'alcanzada, sin fecha',
        documentId: body.sourceDocumentId,
        note: last ? (body.note ?? null) : null,
      }),
    );
  });
  if (body.agreement) {
    const { id, ...agreement } = body.agreement;
    changes.push(
      insert('agreement', {
        ...firstVersion(command),
        ...agreement,
        id: derivedId(command.id, 2),
        recordId: id,
        allianceId: command.subjectId,
        unitId: body.unitId,
      }),
    );
  }
  return changes;
}
