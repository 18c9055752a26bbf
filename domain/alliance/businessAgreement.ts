import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { correct, firstVersion, type VersionHead } from '../kernel/versions.ts';
import type { Alliance } from './alliance.ts';
import { buyerRoles } from './buyer.ts';
import { placeOfAlliance, placeOfRecord, versionFacts } from './recordOf.ts';

const amount = z.optional(z.nullable(z.int().check(z.nonnegative('No puede ser negativo.'), z.maximum(1e13, 'Es demasiado grande.'))));

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
const recordSchema = z.object({ allianceId: idSchema, ...businessAgreementContent });
type RecordBody = z.infer<typeof recordSchema>;
const correctSchema = z.object({ ...businessAgreementContent, buyerId: z.optional(idSchema), productCode: z.optional(businessAgreementContent.productCode) });
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
  readonly unitId: string;
}

export const businessAgreementFields = [
  'buyerId',
  'productCode',
  'quantityPerCycle',
  'unitCode',
  'price',
  'baselineQuantity',
  'startsOn',
  'endsOn',
] as const satisfies readonly (keyof BusinessAgreement)[];

interface References extends Record<string, unknown> {
  buyer: { id: string } | null;
  product: { code: string } | null;
  unit: { code: string } | null;
}

const referenceFacts = (b: CorrectBody) => ({
  buyer: { loader: 'buyer', key: b.buyerId ?? null },
  product: { loader: 'product', key: b.productCode ?? null },
  unit: { loader: 'measureUnit', key: b.unitCode ?? null },
});

function wrongReference(b: CorrectBody, facts: References): Problem | null {
  if (b.buyerId && !need(facts.buyer)) return problem('unknownReference', { what: 'el comprador' }, 'body.buyerId');
  if (b.productCode && !need(facts.product)) return problem('unknownReference', { what: `el producto ${b.productCode}` }, 'body.productCode');
  if (b.unitCode && !need(facts.unit)) return problem('unknownReference', { what: `la unidad ${b.unitCode}` }, 'body.unitCode');
  if (b.startsOn && b.endsOn && b.endsOn < b.startsOn) return problem('datesReversed', undefined, 'body.endsOn');
  return null;
}

/** Records what an alliance agreed with a buyer. The rows of one buyer across cycles are the basis of R2. */
export const recordBusinessAgreement = defineCommand<RecordBody, References & { alliance: Alliance | null }>({
  kind: 'businessAgreement.record',
  type: 'act',
  title: 'registrar un acuerdo comercial',
  version: 1,
  schema: recordSchema as z.ZodMiniType<RecordBody>,
  subject: 'commercial_agreement',
  by: buyerRoles,
  facts: (c) => ({ ...referenceFacts(c.body), alliance: { loader: 'alliance', key: c.body.allianceId } }),
  thing: (c, facts) => placeOfAlliance(c.body.allianceId, facts.alliance),
  decide: ({ command, facts }) => {
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const wrong = wrongReference(command.body, facts);
    if (wrong) return refuse(wrong);
    return accept([insert('commercial_agreement', { ...command.body, ...firstVersion(command), unitId: alliance.unitId })]);
  },
});

/** Corrects a business agreement as a new version. */
export const correctBusinessAgreement = defineCommand<CorrectBody, References & { current: BusinessAgreement | null; base: BusinessAgreement | null }>({
  kind: 'businessAgreement.correct',
  type: 'act',
  title: 'corregir un acuerdo comercial',
  version: 1,
  schema: correctSchema as z.ZodMiniType<CorrectBody>,
  subject: 'commercial_agreement',
  by: buyerRoles,
  facts: (c) => ({ ...referenceFacts(c.body), ...versionFacts('commercialAgreement', c) }),
  thing: (_c, facts) => placeOfRecord(facts.current),
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const wrong = wrongReference(command.body, facts);
    if (wrong) return refuse(wrong);
    return correct<BusinessAgreement>({
      noun: 'commercial_agreement',
      command,
      fields: businessAgreementFields,
      current,
      base: need(facts.base) ?? current,
      incoming: command.body,
      place: { unitId: current.unitId, allianceId: current.allianceId },
    });
  },
});
