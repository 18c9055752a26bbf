import type { BusinessAgreementView } from '../../../../domain/alliance/views.ts';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { FieldSpec, FormValues, QuantityValue, UnitOption } from '../../../../domain/kernel/form.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { unitWord } from '../../../../domain/words/units.ts';

const w = businessAgreementWords.fields;
const LAST_DAY = '2099-12-31';
/** Quantities and prices are stored in 1/10,000; the form asks for a price in centavos. */
const QUANTITY = 10_000;
const PRICE = 100;

/** The questions about a buyer who is not registered yet. */
export const buyerSpecs: readonly FieldSpec[] = [
  { kind: 'text', name: 'name', label: businessAgreementWords.buyer.name, required: true, maxLength: 200 },
  {
    kind: 'choice',
    name: 'kind',
    label: businessAgreementWords.buyer.kind,
    options: Object.entries(captureWords.buyerKinds).map(([value, label]) => ({ value, label })),
  },
  {
    kind: 'text',
    name: 'nit',
    label: businessAgreementWords.buyer.nitField,
    help: businessAgreementWords.buyer.nitHelp,
    maxLength: 15,
  },
];

/** The units of a product, its own first; the unit already written stays among them even when it does not convert. */
function unitsOf(catalogue: CatalogueView, product: string, written: string | undefined): readonly UnitOption[] {
  const named = (code: string) => catalogue.units.find((u) => u.code === code)?.name ?? code;
  const base = catalogue.products.find((p) => p.code === product)?.baseUnit;
  const convertible = catalogue.conversions.filter((c) => c.productCode === product).map((c) => c.unitCode);
  const codes = [...new Set([...(base ? [base] : []), ...convertible])];
  const options = codes.map((code) => ({ code, label: unitWord(named(code), 2 * QUANTITY) }));
  return !written || codes.includes(written)
    ? options
    : [...options, { code: written, label: w.notConvertible(named(written)) }];
}

/** The questions about the terms, which depend on the answers so far. */
export function termsSpecs(catalogue: CatalogueView, values: FormValues): readonly FieldSpec[] {
  const amount = values.amount as QuantityValue | null | undefined;
  const units = unitsOf(catalogue, String(values.productCode ?? ''), amount?.unit);
  const unit =
    catalogue.units.find((u) => u.code === (amount?.unit ?? units[0]?.code))?.name ?? businessAgreementWords.unit;
  // Price and earlier sales are given in the unit of the amount, so they need an amount.
  const measured = (values.unitPrice ?? null) !== null || (values.baseline ?? null) !== null;
  return [
    {
      kind: 'choice',
      name: 'productCode',
      label: w.product,
      required: true,
      options: catalogue.products.map((p) => ({ value: p.code, label: p.name })),
    },
    ...(units.length > 0
      ? [
          {
            kind: 'quantity',
            name: 'amount',
            label: w.amount,
            help: w.amountHelp,
            required: measured,
            units,
          } satisfies FieldSpec,
        ]
      : []),
    { kind: 'money', name: 'unitPrice', label: w.price(unit) },
    {
      kind: 'number',
      name: 'baseline',
      label: w.baseline,
      help: w.baselineHelp,
      unit: unitWord(unit, 2 * QUANTITY),
      decimals: 4,
      min: 0,
      max: 1e9,
    },
    { kind: 'date', name: 'startsOn', label: w.startsOn, max: LAST_DAY },
    { kind: 'date', name: 'endsOn', label: w.endsOn, max: LAST_DAY },
  ];
}

/** The values with which the form of an agreement starts. */
export function termsValues(g: BusinessAgreementView | null, productCode: string | null): FormValues {
  if (!g) return { productCode };
  return {
    productCode: g.productCode,
    amount:
      g.quantityPerCycle === null || g.unitCode === null ? null : { quantity: g.quantityPerCycle, unit: g.unitCode },
    unitPrice: g.price === null ? null : Math.round(g.price / PRICE),
    baseline: g.baselineQuantity === null ? null : g.baselineQuantity / QUANTITY,
    startsOn: g.startsOn,
    endsOn: g.endsOn,
  };
}

/**
 * The terms in the body of a command, and whether the agreement is additional to another over the same product. Only
 * changed answers are included, so that a stored price finer than a centavo is not rounded.
 */
export function termsBody(before: FormValues, values: FormValues): Record<string, unknown> {
  const amountOf = (v: FormValues) => (v.amount ?? null) as QuantityValue | null;
  const scaled = (value: unknown, by: number) => (typeof value === 'number' ? Math.round(value * by) : null);
  const all = (v: FormValues) => ({
    productCode: v.productCode ?? null,
    quantityPerCycle: amountOf(v)?.quantity ?? null,
    unitCode: amountOf(v)?.unit ?? null,
    price: scaled(v.unitPrice, PRICE),
    baselineQuantity: scaled(v.baseline, QUANTITY),
    startsOn: v.startsOn ?? null,
    endsOn: v.endsOn ?? null,
  });
  const known: Readonly<Record<string, unknown>> = all(before);
  const said = Object.fromEntries(Object.entries(all(values)).filter(([name, value]) => value !== known[name]));
  return values.besides === true ? { ...said, besides: true } : said;
}
