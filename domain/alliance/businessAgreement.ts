import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { need } from '../kernel/fact.ts';
import { type Imported, importedFacts, importedProblem, importedRow, importedShape } from '../kernel/imported.ts';
import { labelsOf } from '../kernel/noun/body.ts';
import { day, price, quantity, reference, text } from '../kernel/noun/kinds.ts';
import { type Noun, noun } from '../kernel/noun/noun.ts';
import { type NounFacts, referenceIn, referenceRequests, unknownReference } from '../kernel/noun/references.ts';
import {
  type BodyOf,
  type ChangeOf,
  type ContentOf,
  changeSchemas,
  contentSchemas,
  correctionOf,
} from '../kernel/noun/versions.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { changedFields, firstVersion, levels, type VersionHead } from '../kernel/versions.ts';
import { type Role, recordReaders } from '../people/roles.ts';
import { unit, verified } from '../recordParts.ts';
import { overlaps, type Terms, termsFields } from './agreementTerms.ts';
import type { Alliance } from './alliance.ts';
import { buyerRoles } from './buyer.ts';
import { placeOfAlliance, placeOfRecord, versionFacts } from './recordOf.ts';

/** What was agreed with a buyer (domain brief 3.4). The agreements with one buyer across cycles are the basis of R2. */
export const businessAgreement = noun('businessAgreement', {
  table: 'commercial_agreement',
  words: { one: 'acuerdo comercial', many: 'acuerdos comerciales', the: 'el acuerdo comercial' },
  path: '/acuerdos',
  keeps: 'versions',
  place: { alliance: 'allianceId' },
  capturedIn: ['office'],
  named: 'productCode',
  listed: ['productCode', 'quantityPerCycle', 'unitCode', 'price'],
  reads: recordReaders,
  inVersions: { beside: { annulledReason: text('motivo de la anulación'), unitId: unit, ...verified } },
  fields: {
    allianceId: reference('alianza', 'alliance').required(),
    buyerId: reference('comprador', 'buyer').required(),
    productCode: reference('producto', 'product').required().open('noPersonal'),
    quantityPerCycle: quantity('cantidad por ciclo', '', { unitIn: 'unitCode' })
      .asked('Cantidad acordada por ciclo', 'amount')
      .helped('La unidad que elija vale también para el precio y para lo vendido antes.')
      .open('noPersonal'),
    unitCode: reference('unidad de medida', 'measureUnit').open('noPersonal'),
    price: price('precio').asked('Precio acordado', 'unitPrice').open('noPersonal'),
    /** Sold to this buyer in the cycle before the project (A4); same unit. */
    baselineQuantity: quantity('cantidad antes del proyecto', '')
      .asked('Vendido a este comprador en el ciclo anterior al proyecto', 'baseline')
      .helped('Si no se le vendía nada, escriba 0. Con este dato se mide cuánto creció la venta.')
      .open('noPersonal'),
    startsOn: day('empieza').asked('Vale desde').open('noPersonal'),
    endsOn: day('vence').asked('Vale hasta').open('noPersonal'),
  },
});
const of: Noun = businessAgreement;

/** True when the person was shown the agreement that this one overlaps with and said that it is a further one. */
interface Besides {
  readonly besides?: boolean | undefined;
}
const besides = z.optional(z.boolean());
type RecordBody = BodyOf<typeof businessAgreement> & Besides & { readonly imported?: Imported | null | undefined };
type CorrectBody = ChangeOf<typeof businessAgreement, 'allianceId'> & Besides;

export interface BusinessAgreement extends VersionHead, ContentOf<typeof businessAgreement> {
  /** Why it was annulled; null when it was not. */
  readonly annulledReason: string | null;
  readonly unitId: string;
}

/**
 * The same agreement registered a second time would count the sales of the time before the project (A4) twice. A person
 * who means a further agreement says so.
 * @param others the agreements of the alliance in force
 */
function overlapProblem(terms: Terms, others: readonly BusinessAgreement[], said: boolean | undefined): Problem | null {
  const other = said ? undefined : others.find((o) => overlaps(o, terms));
  return other
    ? problem('agreementTwice', { id: other.recordId, startsOn: other.startsOn, endsOn: other.endsOn })
    : null;
}

function wrongReference(b: CorrectBody, facts: NounFacts): Problem | null {
  const unknown = unknownReference(of, { ...b }, facts);
  if (unknown) return unknown;
  return b.startsOn && b.endsOn && b.endsOn < b.startsOn ? problem('datesReversed', undefined, 'body.endsOn') : null;
}

/** The agreements of an alliance in force that are not annulled. */
const othersFact = (allianceId: string | null) => ({ loader: 'agreementsInForce', key: allianceId });

/** Records what an alliance agreed with a buyer. */
export const recordBusinessAgreement = defineCommand<RecordBody, NounFacts & { others: readonly BusinessAgreement[] }>({
  kind: 'businessAgreement.record',
  type: 'act',
  title: 'registrar un acuerdo comercial',
  version: 1,
  schema: z.object({ ...contentSchemas(of), besides, ...importedShape }) as unknown as z.ZodMiniType<RecordBody>,
  labels: labelsOf(of),
  subject: 'commercial_agreement',
  by: buyerRoles,
  locks: (c) => [c.body.allianceId],
  facts: (c) => ({
    ...referenceRequests(of, { ...c.body }),
    others: othersFact(c.body.allianceId),
    ...importedFacts(c),
  }),
  placement: (c, facts) => placeOfAlliance(c.body.allianceId, referenceIn<Alliance>(facts, 'allianceId')),
  decide: ({ command, facts }) => {
    const { besides: said, imported: _imported, ...body } = command.body;
    const wrong =
      wrongReference(body, facts) ??
      importedProblem(command, facts) ??
      overlapProblem(
        { ...body, startsOn: body.startsOn ?? null, endsOn: body.endsOn ?? null },
        need(facts.others) ?? [],
        said,
      );
    if (wrong) return refuse(wrong);
    return accept([
      insert('commercial_agreement', {
        ...body,
        ...firstVersion(command),
        annulledReason: null,
        unitId: referenceIn<Alliance>(facts, 'allianceId')?.unitId,
      }),
      ...importedRow(command, 'commercial_agreement'),
    ]);
  },
});

/** The other agreements of the same alliance. */
const siblingsFact = (recordId: string) => ({ loader: 'siblingAgreements', key: recordId });

/**
 * Corrects a business agreement as a new version. An annulled one cannot be corrected, unless its annulment was
 * observed: then the correction brings it back.
 */
export const correctBusinessAgreement = defineCommand<
  CorrectBody,
  NounFacts & {
    current: BusinessAgreement | null;
    base: BusinessAgreement | null;
    others: readonly BusinessAgreement[];
  }
>({
  kind: 'businessAgreement.correct',
  type: 'act',
  title: 'corregir un acuerdo comercial',
  version: 1,
  schema: z.object({ ...changeSchemas(of), besides }) as unknown as z.ZodMiniType<CorrectBody>,
  labels: labelsOf(of),
  subject: 'commercial_agreement',
  by: buyerRoles,
  facts: (c) => ({
    ...referenceRequests(of, { ...c.body }),
    ...versionFacts(of.name, c),
    others: siblingsFact(c.subjectId),
  }),
  placement: (_c, facts) => placeOfRecord(facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    if (current.annulled && current.level !== levels.observed) return refuse(problem('agreementAnnulled'));
    if (current.annulled && command.baseVersion !== current.version) return refuse(problem('oldVersion'));
    const { besides: said, ...body } = command.body;
    const wrong = wrongReference(body, facts);
    if (wrong) return refuse(wrong);
    const next: BusinessAgreement = {
      ...current,
      ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
    };
    if (next.startsOn && next.endsOn && next.endsOn < next.startsOn)
      return refuse(problem('datesReversed', undefined, 'body.endsOn'));
    const moved = current.annulled || changedFields<BusinessAgreement>(termsFields, current, next).length > 0;
    const again = moved ? overlapProblem(next, need(facts.others) ?? [], said) : null;
    if (again) return refuse(again);
    return correctionOf(of, command, { current, base: need(facts.base) }, { ...body, annulledReason: null }, [
      'annulledReason',
    ]);
  },
});

/** Only the unit and the nation annul; whoever registered the agreement in the field asks them. [ASSUMPTION] */
const annulRoles: readonly Role[] = ['UOD_OFICIAL', 'UOD_OPERADOR', 'UCN_NEG', 'UCN_ME'];

const annulSchema = z.object({
  reason: z.string().check(z.trim(), z.minLength(5, 'Explique el motivo.'), z.maxLength(1000)),
});
type AnnulBody = z.infer<typeof annulSchema>;

/**
 * Annuls a business agreement that should not exist. The annulment is a new version, verified and validated like any
 * other, so a validated figure stays until the annulment is validated too. Nothing is deleted; sales under the
 * agreement are marked.
 */
export const annulBusinessAgreement = defineCommand<
  AnnulBody,
  { current: BusinessAgreement | null; conflict: { id: string } | null }
>({
  kind: 'businessAgreement.annul',
  type: 'act',
  title: 'anular un acuerdo comercial',
  version: 1,
  schema: annulSchema as z.ZodMiniType<AnnulBody>,
  subject: 'commercial_agreement',
  by: annulRoles,
  facts: (c) => ({
    current: versionFacts(of.name, c).current,
    conflict: { loader: 'openConflictOfRecord', key: c.subjectId },
  }),
  placement: (_c, facts) => placeOfRecord(facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    if (current.annulled && current.level !== levels.observed) return refuse(problem('agreementAnnulled'));
    if (command.baseVersion !== current.version) return refuse(problem('oldVersion'));
    if (need(facts.conflict)) return refuse(problem('openConflict'));
    return accept([
      update('commercial_agreement', { ...current, standing: 'superseded' }),
      insert('commercial_agreement', {
        ...current,
        id: command.id,
        version: current.version + 1,
        baseVersion: current.version,
        level: levels.registered,
        observedReason: null,
        annulled: true,
        annulledReason: command.body.reason,
      }),
    ]);
  },
});
