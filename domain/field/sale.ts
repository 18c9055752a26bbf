import * as z from 'zod/mini';
import type { Alliance } from '../alliance/alliance.ts';
import { notOfAlliance, placeOfAlliance, placeOfCorrection, versionFacts } from '../alliance/recordOf.ts';
import { accept, defineCommand, insert, refuse, withFlags } from '../kernel/command.ts';
import type { Envelope } from '../kernel/envelope.ts';
import { need, UNKNOWN } from '../kernel/fact.ts';
import {
  type Imported,
  importedFacts,
  importedProblem,
  importedRow,
  importedShape,
  isImported,
} from '../kernel/imported.ts';
import { type Conversion, inBaseUnit, lineTotal } from '../kernel/money.ts';
import { labelsOf } from '../kernel/noun/body.ts';
import { day, flag, money, photos, price, quantity, reference, text } from '../kernel/noun/kinds.ts';
import { type Noun, noun } from '../kernel/noun/noun.ts';
import { worked } from '../kernel/noun/record.ts';
import {
  type NounFacts,
  referenceIn,
  referenceRequests,
  unknownReference,
  type Values,
} from '../kernel/noun/references.ts';
import { type BodyOf, contentSchemas, correctionOf, type VersionOf } from '../kernel/noun/versions.ts';
import { problem } from '../kernel/problem.ts';
import { firstVersion } from '../kernel/versions.ts';
import { recordReaders } from '../people/roles.ts';
import { captured } from '../recordParts.ts';
import { type Assignment, captureColumns, captureFlags, notCapturing, oddFlags, saidBySale } from './capture.ts';
import { type Confirmed, confirmedSchema, type OddFacts, oddFacts } from './plausible.ts';
import { recordImporters } from './visit.ts';

/** Quantities and prices in 1/10,000; the most that a single sale can hold (a million units, a million Bs a unit). */
const MOST = 1e10;

/** What follows from a sale: its total, and its quantity in the base unit where the conversion is known. */
interface Sold {
  readonly quantity: number;
  readonly unitCode: string;
  readonly productCode: string;
  readonly price: number;
}
function worth(said: Sold, known: readonly Conversion[]) {
  const conversion = known.find((c) => c.productCode === said.productCode && c.unitCode === said.unitCode) ?? null;
  return { total: lineTotal(said.quantity, said.price), quantityBase: inBaseUnit(said.quantity, conversion) };
}

/** A sale of the alliance's product (domain brief 3.9). The total is quantity × price, rounded half up once. */
export const sale = noun('sale', {
  words: { one: 'venta', many: 'ventas', the: 'la venta' },
  path: '/ventas',
  keeps: 'versions',
  place: { alliance: 'allianceId' },
  capturedIn: ['field'],
  named: 'occurredOn',
  listed: ['productCode', 'quantity', 'unitCode', 'price', 'total'],
  reads: recordReaders,
  inVersions: {
    on: 'occurredOn',
    beside: captured,
    follows: (values, conversions) => worth(values as unknown as Sold, conversions),
  },
  fields: {
    allianceId: reference('alianza', 'alliance').required(),
    occurredOn: day('fecha', { notAfterToday: true }).asked('Día de la venta').required().open('noPersonal'),
    /** A buyer of the alliance's agreements, or another one by name. */
    buyerId: reference('comprador', 'buyer', { otherIn: 'buyerOther' }).asked('¿Quién compró?', 'buyer'),
    buyerOther: text('otro comprador', { minLength: 2, maxLength: 200 })
      .asked('Nombre del comprador')
      .helped('Por ejemplo: feria de Comarapa'),
    productCode: reference('producto', 'product').required().open('noPersonal'),
    quantity: quantity('cantidad', '', { positive: true, max: MOST, unitIn: 'unitCode' })
      .asked('Cantidad vendida', 'amount')
      .required()
      .open('noPersonal'),
    unitCode: reference('unidad de medida', 'measureUnit').required().open('noPersonal'),
    quantityBase: worked(quantity('cantidad, convertida para sumarla con otras', '').derived().open('noPersonal')),
    price: price('precio', { max: MOST }).asked('Precio por unidad', 'unitPrice').required().open('noPersonal'),
    total: money('total').required().derived().open('noPersonal'),
    photos: photos('fotos', { max: 10 })
      .asked('Foto del recibo, factura o acta')
      .helped('Que se lean el monto y el comprador.')
      .required()
      .open('noPersonal'),
    qualityMet: flag('cumplió la calidad').asked('¿Cumplió la calidad acordada?').open('noPersonal'),
    termMet: flag('cumplió el plazo').asked('¿Cumplió el plazo acordado?').open('noPersonal'),
    documentNumber: text('número de documento', { minLength: 0, maxLength: 40 })
      .asked('Número de recibo o factura')
      .open('noPersonal'),
    notes: text('notas', { minLength: 0, maxLength: 2000, multiline: true, asSent: true }),
  },
});

/** The declaration, for the code that serves every noun. */
const of: Noun = sale;

export type SaleBody = BodyOf<typeof sale, 'occurredOn'>;

export interface Sale extends VersionOf<typeof sale> {
  readonly unitId: string;
  readonly authorId: string;
  readonly flags: readonly string[];
}

const { occurredOn, ...content } = contentSchemas(sale);
const saleShape = { ...content, confirmed: z.optional(confirmedSchema) };
const saleRule = z.refine<Pick<SaleBody, 'buyerId' | 'buyerOther'>>((v) => !!v.buyerId !== !!v.buyerOther, {
  message: 'Diga quién compró: el comprador de la alianza u otro.',
  path: ['buyerId'],
});
type Confirmable = SaleBody & { confirmed?: Confirmed | undefined };
type RegisterBody = Confirmable & { imported?: Imported | null | undefined };

interface RegisterFacts extends NounFacts, OddFacts {
  assignments: readonly Assignment[];
  conversion: Conversion | null;
}

const saleFacts = (c: Envelope<SaleBody>) => ({
  ...referenceRequests(of, c.body as unknown as Values),
  assignments: { loader: 'assignmentsOfAlliance', key: c.body.allianceId },
  conversion: { loader: 'conversion', key: `${c.body.productCode}:${c.body.unitCode}` },
  ...oddFacts(c, c.body.allianceId, c.body),
});
const following = (said: Sold, facts: RegisterFacts) => {
  const conversion = need(facts.conversion);
  return worth(said, conversion ? [conversion] : []);
};
const allianceOf = (facts: NounFacts) => referenceIn<Alliance>(facts, 'allianceId');

/** A fact, with the doubts that it raises. */
export const registerSale = defineCommand<RegisterBody, RegisterFacts>({
  kind: 'sale.register',
  type: 'fact',
  title: 'registrar venta',
  version: 1,
  flaggedOutside: ['ACOMPANANTE'],
  schema: z
    .object({ ...saleShape, ...importedShape })
    .check(saleRule as never) as unknown as z.ZodMiniType<RegisterBody>,
  labels: labelsOf(sale),
  subject: 'sale',
  by: ['ACOMPANANTE', 'OPP_REP', ...recordImporters],
  atReceipt: isImported,
  facts: (c) => ({ ...saleFacts(c), ...importedFacts(c) }),
  placement: (c, facts) => placeOfAlliance(c.body.allianceId, allianceOf(facts)),
  decide: ({ command, actor, facts, receivedAt }) => {
    const elsewhere =
      unknownReference(of, { ...command.body }, facts) ??
      importedProblem(command, facts) ??
      notCapturing(command, actor, ['ACOMPANANTE', 'OPP_REP']);
    if (elsewhere) return refuse(elsewhere);
    const alliance = allianceOf(facts) as Alliance;
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
          ...following(said, facts),
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

type CorrectionBody = Confirmable & { occurredOn?: string | undefined };

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
  schema: z.object({
    ...saleShape,
    occurredOn: z.optional(occurredOn as never),
  }) as unknown as z.ZodMiniType<CorrectionBody>,
  labels: labelsOf(sale),
  subject: 'sale',
  by: ['ACOMPANANTE', 'OPP_REP', 'UOD_OFICIAL'],
  facts: (c) => ({
    ...saleFacts(c),
    ...versionFacts('sale', c),
  }),
  placement: (c, facts) => {
    const place = placeOfCorrection(c.body.allianceId, facts.current);
    return {
      ...place,
      organisationId: place.allianceId === c.body.allianceId ? (allianceOf(facts)?.organisationId ?? null) : null,
    };
  },
  decide: ({ command, facts }) => {
    const current = need(facts.current);
    if (!current) return refuse(problem('notFound'));
    const elsewhere = notOfAlliance(command.body.allianceId, current);
    if (elsewhere) return refuse(elsewhere);
    const unknown = unknownReference(of, { ...command.body }, facts);
    if (unknown) return refuse(unknown);
    const { allianceId: _same, confirmed: _confirmed, ...said } = command.body;
    const decision = correctionOf(
      of,
      command,
      { current, base: need(facts.base) },
      { ...said, ...following(said, facts) },
    );
    return withFlags(decision, oddFlags(command, facts, saidBySale(said, need(facts.conversion)?.factor ?? null)));
  },
});
