import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { importedFacts, importedProblem, importedRow, importedShape } from '../kernel/imported.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { changedFields, correct, firstVersion, levels, type VersionHead } from '../kernel/versions.ts';
import type { Role } from '../people/roles.ts';
import { overlaps, type Terms, termsFields } from './agreementTerms.ts';
import type { Alliance } from './alliance.ts';
import { buyerRoles } from './buyer.ts';
import { placeOfAlliance, placeOfRecord, versionFacts } from './recordOf.ts';

const amount = z.optional(
  z.nullable(z.int().check(z.nonnegative('No puede ser negativo.'), z.maximum(1e13, 'Es demasiado grande.'))),
);

/** Content of a business agreement, field by field. */
export const businessAgreementContent = {
  buyerId: idSchema,
  productCode: z.string().check(z.maxLength(40)),
  /** 1/10,000 of the unit per cycle. */
  quantityPerCycle: amount,
  unitCode: z.optional(z.nullable(z.string().check(z.maxLength(20)))),
  /** 1/10,000 Bs per unit. */
  price: amount,
  /** Sold to this buyer in the cycle before the project (A4); same unit. */
  baselineQuantity: amount,
  startsOn: z.optional(z.nullable(daySchema)),
  endsOn: z.optional(z.nullable(daySchema)),
};
/** True when the person was shown the agreement that this one overlaps with and said that it is a further one. */
const besides = z.optional(z.boolean());
const recordSchema = z.object({ allianceId: idSchema, ...businessAgreementContent, besides, ...importedShape });
type RecordBody = z.infer<typeof recordSchema>;
const correctSchema = z.object({
  ...businessAgreementContent,
  buyerId: z.optional(idSchema),
  productCode: z.optional(businessAgreementContent.productCode),
  besides,
});
type CorrectBody = z.infer<typeof correctSchema>;

/** What was agreed with a buyer (domain brief 3.4), in versions (table `commercial_agreement`). */
export interface BusinessAgreement extends VersionHead {
  readonly allianceId: string;
  readonly buyerId: string;
  readonly productCode: string;
  readonly quantityPerCycle: number | null;
  readonly unitCode: string | null;
  readonly price: number | null;
  readonly baselineQuantity: number | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  /** Why it was annulled; null when it was not. */
  readonly annulledReason: string | null;
  readonly unitId: string;
}

const businessAgreementFields = [
  'buyerId',
  'productCode',
  'quantityPerCycle',
  'unitCode',
  'price',
  'baselineQuantity',
  'startsOn',
  'endsOn',
] as const satisfies readonly (keyof BusinessAgreement)[];

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

interface References extends Record<string, unknown> {
  buyer: { id: string } | null;
  product: { code: string } | null;
  unit: { code: string } | null;
}

const referenceFacts = (b: CorrectBody) => ({
  buyer: { loader: 'noun.buyer', key: b.buyerId ?? null },
  product: { loader: 'product', key: b.productCode ?? null },
  unit: { loader: 'measureUnit', key: b.unitCode ?? null },
});

function wrongReference(b: CorrectBody, facts: References): Problem | null {
  if (b.buyerId && !need(facts.buyer)) return problem('unknownReference', { what: 'el comprador' }, 'body.buyerId');
  if (b.productCode && !need(facts.product))
    return problem('unknownReference', { what: `el producto ${b.productCode}` }, 'body.productCode');
  if (b.unitCode && !need(facts.unit))
    return problem('unknownReference', { what: `la unidad ${b.unitCode}` }, 'body.unitCode');
  if (b.startsOn && b.endsOn && b.endsOn < b.startsOn) return problem('datesReversed', undefined, 'body.endsOn');
  return null;
}

/** The agreements of an alliance in force that are not annulled. */
const othersFact = (allianceId: string | null) => ({ loader: 'agreementsInForce', key: allianceId });

/** Records what an alliance agreed with a buyer. The agreements with one buyer across cycles are the basis of R2. */
export const recordBusinessAgreement = defineCommand<
  RecordBody,
  References & { alliance: Alliance | null; others: readonly BusinessAgreement[] }
>({
  kind: 'businessAgreement.record',
  type: 'act',
  title: 'registrar un acuerdo comercial',
  version: 1,
  schema: recordSchema as z.ZodMiniType<RecordBody>,
  subject: 'commercial_agreement',
  by: buyerRoles,
  locks: (c) => [c.body.allianceId],
  facts: (c) => ({
    ...referenceFacts(c.body),
    alliance: { loader: 'alliance', key: c.body.allianceId },
    others: othersFact(c.body.allianceId),
    ...importedFacts(c),
  }),
  placement: (c, facts) => placeOfAlliance(c.body.allianceId, facts.alliance),
  decide: ({ command, facts }) => {
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
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
        unitId: alliance.unitId,
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
  References & {
    current: BusinessAgreement | null;
    base: BusinessAgreement | null;
    others: readonly BusinessAgreement[];
  }
>({
  kind: 'businessAgreement.correct',
  type: 'act',
  title: 'corregir un acuerdo comercial',
  version: 1,
  schema: correctSchema as z.ZodMiniType<CorrectBody>,
  subject: 'commercial_agreement',
  by: buyerRoles,
  facts: (c) => ({
    ...referenceFacts(c.body),
    ...versionFacts('commercialAgreement', c),
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
    return correct<BusinessAgreement>({
      noun: 'commercial_agreement',
      command,
      fields: [...businessAgreementFields, 'annulledReason'],
      current,
      base: need(facts.base) ?? current,
      incoming: { ...body, annulledReason: null },
      place: { unitId: current.unitId, allianceId: current.allianceId },
    });
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
    current: { loader: 'commercialAgreementCurrent', key: c.subjectId },
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
