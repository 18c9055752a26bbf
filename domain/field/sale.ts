import * as z from 'zod/mini';
import type { Alliance } from '../alliance/alliance.ts';
import { notOfAlliance, placeOfCorrection } from '../alliance/recordOf.ts';
import { accept, defineCommand, insert, refuse, withFlags } from '../kernel/command.ts';
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
import { lineTotal } from '../kernel/money.ts';
import { problem } from '../kernel/problem.ts';
import { correct, firstVersion, type VersionHead } from '../kernel/versions.ts';
import { type Assignment, captureColumns, captureFlags, notCapturing, oddFlags, saidBySale } from './capture.ts';
import { confirmedSchema, type OddFacts, oddFacts } from './plausible.ts';
import { photoHash, recordImporters } from './visit.ts';

/** Quantities and prices in 1/10,000; the most that a single sale can hold (a million units, a million Bs a unit). */
const MOST = 1e10;

const saleShape = {
  allianceId: idSchema,
  /** A buyer of the alliance's agreements, or another one by name. */
  buyerId: z.optional(z.nullable(idSchema)),
  buyerOther: z.optional(z.nullable(z.string().check(z.trim(), z.minLength(2), z.maxLength(200)))),
  productCode: z.string().check(z.maxLength(40)),
  quantity: z
    .int()
    .check(
      z.positive('La cantidad tiene que ser mayor que cero.'),
      z.maximum(MOST, 'La cantidad es demasiado grande.'),
    ),
  unitCode: z.string().check(z.maxLength(20)),
  price: z
    .int()
    .check(z.nonnegative('El precio no puede ser negativo.'), z.maximum(MOST, 'El precio es demasiado grande.')),
  qualityMet: z.optional(z.nullable(z.boolean())),
  termMet: z.optional(z.nullable(z.boolean())),
  documentNumber: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(40)))),
  notes: z.optional(z.nullable(z.string().check(z.maxLength(2000)))),
  photos: z.array(photoHash).check(z.maxLength(10)),
  confirmed: z.optional(confirmedSchema),
};
interface Said {
  readonly buyerId?: string | null | undefined;
  readonly buyerOther?: string | null | undefined;
}
const saleRule = z.refine<Said>((v) => !!v.buyerId !== !!v.buyerOther, {
  message: 'Diga quién compró: el comprador de la alianza u otro.',
  path: ['buyerId'],
});

export const saleBodySchema = z.object(saleShape).check(saleRule);
export type SaleBody = z.infer<typeof saleBodySchema>;

export interface Sale extends VersionHead, SaleBody {
  readonly unitId: string;
  readonly authorId: string;
  readonly occurredOn: string;
  readonly quantityBase: number | null;
  readonly total: number;
  readonly flags: readonly string[];
}

export interface Conversion {
  readonly productCode: string;
  readonly unitCode: string;
  /** Base units in one unit, in 1/10,000. */
  readonly factor: number;
}

export const saleFields = [
  'buyerId',
  'buyerOther',
  'productCode',
  'quantity',
  'unitCode',
  'price',
  'qualityMet',
  'termMet',
  'documentNumber',
  'notes',
  'photos',
  'occurredOn',
  'quantityBase',
  'total',
] as const satisfies readonly (keyof Sale)[];

/** Quantity in the base unit of the product, rounded half up to 1/10,000; null when the conversion is not known. */
export function inBaseUnit(quantity: number, conversion: Conversion | null): number | null {
  return conversion ? Number((BigInt(quantity) * BigInt(conversion.factor) + 5_000n) / 10_000n) : null;
}

type RegisterBody = SaleBody & { imported?: Imported | null | undefined };

interface RegisterFacts extends OddFacts {
  alliance: Alliance | null;
  assignments: readonly Assignment[];
  conversion: Conversion | null;
  product: { code: string } | null;
  unit: { code: string } | null;
  buyer: { id: string } | null;
}

const saleFacts = (c: {
  subjectId: string;
  occurredOn: string;
  body: Pick<SaleBody, 'allianceId' | 'productCode' | 'unitCode' | 'buyerId'>;
}) => ({
  alliance: { loader: 'alliance', key: c.body.allianceId },
  assignments: { loader: 'assignmentsOfAlliance', key: c.body.allianceId },
  conversion: { loader: 'conversion', key: `${c.body.productCode}:${c.body.unitCode}` },
  product: { loader: 'product', key: c.body.productCode },
  unit: { loader: 'measureUnit', key: c.body.unitCode },
  buyer: { loader: 'noun.buyer', key: c.body.buyerId ?? null },
  ...oddFacts(c, c.body.allianceId, c.body),
});

/** The problem of a sale that names an unknown product, unit or buyer, whatever its date. */
function unknownReference(body: SaleBody, facts: Pick<RegisterFacts, 'product' | 'unit' | 'buyer'>) {
  if (!need(facts.product))
    return problem('unknownReference', { what: `el producto ${body.productCode}` }, 'body.productCode');
  if (!need(facts.unit)) return problem('unknownReference', { what: `la unidad ${body.unitCode}` }, 'body.unitCode');
  if (body.buyerId && !need(facts.buyer)) return problem('unknownReference', { what: 'el comprador' }, 'body.buyerId');
  return null;
}

/** A sale of the alliance's product (domain brief 3.9). A fact. The total is quantity × price, rounded half up once. */
export const registerSale = defineCommand<RegisterBody, RegisterFacts>({
  kind: 'sale.register',
  type: 'fact',
  title: 'registrar venta',
  version: 1,
  flaggedOutside: ['ACOMPANANTE'],
  schema: z.object({ ...saleShape, ...importedShape }).check(saleRule) as unknown as z.ZodMiniType<RegisterBody>,
  subject: 'sale',
  by: ['ACOMPANANTE', 'OPP_REP', ...recordImporters],
  atReceipt: isImported,
  facts: (c) => ({ ...saleFacts(c), ...importedFacts(c) }),
  placement: (c, facts) => {
    const alliance = need(facts.alliance);
    return {
      allianceId: c.body.allianceId,
      unitId: alliance?.unitId ?? null,
      organisationId: alliance?.organisationId ?? null,
    };
  },
  decide: ({ command, actor, facts, receivedAt }) => {
    const alliance = need(facts.alliance);
    if (!alliance) return refuse(problem('unknownReference', { what: 'la alianza' }, 'body.allianceId'));
    const unknown = unknownReference(command.body, facts);
    const elsewhere =
      unknown ?? importedProblem(command, facts) ?? notCapturing(command, actor, ['ACOMPANANTE', 'OPP_REP']);
    if (elsewhere) return refuse(elsewhere);
    const { confirmed: _confirmed, imported, ...said } = command.body;
    const accompanies = !imported && actor.grants.some((g) => g.role === 'ACOMPANANTE');
    const raised = [
      ...captureFlags(command, actor.id, receivedAt, alliance, accompanies ? facts.assignments : UNKNOWN),
      ...oddFlags(command, facts, saidBySale(said, need(facts.conversion)?.factor ?? null)),
    ];
    return accept(
      [
        insert('sale', {
          ...said,
          ...firstVersion(command),
          ...captureColumns(command),
          quantityBase: inBaseUnit(command.body.quantity, need(facts.conversion)),
          total: lineTotal(command.body.quantity, command.body.price),
          unitId: alliance.unitId,
          authorId: actor.id,
          flags: raised,
        }),
        ...importedRow(command, 'sale'),
      ],
      raised,
    );
  },
});

const correctionSchema = z.object({ ...saleShape, occurredOn: z.optional(daySchema) });
type CorrectionBody = z.infer<typeof correctionSchema>;

interface CorrectFacts extends RegisterFacts {
  current: Sale | null;
  base: Sale | null;
}

/** A correction of a sale as a new version; money never overwrites money (architecture 6). */
export const correctSale = defineCommand<CorrectionBody, CorrectFacts>({
  kind: 'sale.correct',
  type: 'fact',
  title: 'corregir venta',
  version: 1,
  schema: correctionSchema as unknown as z.ZodMiniType<CorrectionBody>,
  subject: 'sale',
  by: ['ACOMPANANTE', 'OPP_REP', 'UOD_OFICIAL'],
  facts: (c) => ({
    ...saleFacts(c),
    current: { loader: 'saleCurrent', key: c.subjectId },
    base: { loader: 'saleVersion', key: `${c.subjectId}:${c.baseVersion ?? 0}` },
  }),
  placement: (c, facts) => {
    const place = placeOfCorrection(c.body.allianceId, facts.current);
    return {
      ...place,
      organisationId: place.allianceId === c.body.allianceId ? (need(facts.alliance)?.organisationId ?? null) : null,
    };
  },
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const elsewhere = notOfAlliance(command.body.allianceId, current);
    if (elsewhere) return refuse(elsewhere);
    const unknown = unknownReference(command.body, facts);
    if (unknown) return refuse(unknown);
    const { allianceId: _same, confirmed: _confirmed, ...said } = command.body;
    const incoming = {
      ...said,
      quantityBase: inBaseUnit(said.quantity, need(facts.conversion)),
      total: lineTotal(said.quantity, said.price),
    };
    const decision = correct<Sale>({
      noun: 'sale',
      command,
      fields: saleFields,
      current,
      base: need(facts.base) ?? current,
      incoming,
      place: { unitId: current.unitId, allianceId: current.allianceId },
    });
    return withFlags(decision, oddFlags(command, facts, saidBySale(said, need(facts.conversion)?.factor ?? null)));
  },
});
