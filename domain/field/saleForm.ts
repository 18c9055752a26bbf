import type { Day } from '../kernel/dates.ts';
import type { FieldSpec, FormValues, Option, QuantityValue, UnitOption } from '../kernel/form.ts';
import { lineTotal } from '../kernel/money.ts';
import type { SaleBody } from './sale.ts';
import { FIRST_DAY, lastDay } from './visitForm.ts';

/** The value of the choice of buyer for one who is not among the buyers of the alliance. */
export const OTHER_BUYER = 'otro';

/** What the form offers: the alliance's buyers, products, and the units in which the chosen product is sold. */
export interface SaleChoices {
  readonly buyers: readonly Option[];
  readonly products: readonly Option[];
  readonly units: readonly UnitOption[];
}

const yesNo: readonly Option[] = [
  { value: 'si', label: 'Sí' },
  { value: 'no', label: 'No' },
];

/**
 * The questions of a sale, in order, given the answers so far. The paper and the place come before what can be told
 * later.
 */
export function saleQuestions(values: FormValues, choices: SaleChoices, today: Day): FieldSpec[] {
  const unit = (values.amount as QuantityValue | null)?.unit;
  const unitName = choices.units.find((u) => u.code === unit)?.label ?? 'unidad';
  return [
    {
      kind: 'date',
      name: 'occurredOn',
      label: 'Día de la venta',
      required: true,
      min: FIRST_DAY,
      max: lastDay(today),
      quick: [0, -1],
    },
    {
      kind: 'choice',
      name: 'buyer',
      label: '¿Quién compró?',
      required: true,
      options: [...choices.buyers, { value: OTHER_BUYER, label: 'Otro comprador' }],
    },
    ...(values.buyer === OTHER_BUYER
      ? ([
          {
            kind: 'text',
            name: 'buyerOther',
            label: 'Nombre del comprador',
            help: 'Por ejemplo: feria de Comarapa',
            required: true,
            maxLength: 200,
          },
        ] as const)
      : []),
    { kind: 'choice', name: 'productCode', label: 'Producto', required: true, options: choices.products },
    { kind: 'quantity', name: 'amount', label: 'Cantidad vendida', required: true, units: choices.units },
    { kind: 'money', name: 'unitPrice', label: `Precio por ${unitName}`, required: true, min: 0 },
    {
      kind: 'photo',
      name: 'photos',
      label: 'Foto del recibo, factura o acta',
      help: 'Que se lean el monto y el comprador.',
      max: 10,
    },
    { kind: 'place', name: 'place', label: 'Ubicación' },
    { kind: 'choice', name: 'qualityMet', label: '¿Cumplió la calidad acordada?', options: yesNo },
    { kind: 'choice', name: 'termMet', label: '¿Cumplió el plazo acordado?', options: yesNo },
    { kind: 'text', name: 'documentNumber', label: 'Número de recibo o factura', maxLength: 40 },
    { kind: 'text', name: 'notes', label: 'Notas', multiline: true, maxLength: 2000 },
  ];
}

const answer = (value: unknown): boolean | null => (value === 'si' ? true : value === 'no' ? false : null);

/**
 * A price with more decimals than the form shows stays unchanged as long as nobody edits it: a correction changes only
 * what was changed.
 */
function priceOf(values: FormValues): number {
  const typed = (values.unitPrice ?? 0) as number;
  return typeof values.price === 'number' && Math.round(values.price / 100) === typed ? values.price : typed * 100;
}

/** The body of the command from the answers; a price in centavos becomes 1/10,000 Bs. */
export function saleBody(allianceId: string, values: FormValues): SaleBody {
  const amount = (values.amount ?? null) as QuantityValue | null;
  const other = values.buyer === OTHER_BUYER;
  return {
    allianceId,
    buyerId: other ? null : ((values.buyer ?? null) as string | null),
    buyerOther: other ? ((values.buyerOther ?? null) as string | null) : null,
    productCode: (values.productCode ?? '') as string,
    quantity: amount?.quantity ?? 0,
    unitCode: amount?.unit ?? '',
    price: priceOf(values),
    qualityMet: answer(values.qualityMet),
    termMet: answer(values.termMet),
    documentNumber: (values.documentNumber ?? null) as string | null,
    notes: (values.notes ?? null) as string | null,
    photos: (values.photos ?? []) as string[],
  };
}

const said = (value: unknown): string | null => (value === true ? 'si' : value === false ? 'no' : null);

/** The answers from a record, to correct it. */
export function saleValues(body: Readonly<Record<string, unknown>>, occurredOn: Day): FormValues {
  return {
    ...body,
    occurredOn,
    buyer: body.buyerId ?? (body.buyerOther ? OTHER_BUYER : null),
    amount: { quantity: body.quantity, unit: body.unitCode },
    unitPrice: Math.round((body.price as number) / 100),
    qualityMet: said(body.qualityMet),
    termMet: said(body.termMet),
  };
}

/** Total in centavos of what has been answered, or null while something is missing. */
export function saleTotal(values: FormValues): number | null {
  const amount = values.amount as QuantityValue | null | undefined;
  const price = values.unitPrice as number | null | undefined;
  if (!amount || !Number.isInteger(amount.quantity) || !Number.isInteger(price)) return null;
  return lineTotal(amount.quantity, (price as number) * 100);
}
