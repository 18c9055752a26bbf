import { businessAgreement } from '../../../../domain/alliance/businessAgreement.ts';
import type { BusinessAgreementView } from '../../../../domain/alliance/views.ts';
import type { CatalogueView } from '../../../../domain/field/views.ts';
import type { FieldSpec, FormValues, Option, QuantityValue } from '../../../../domain/kernel/form.ts';
import { answersOf, changedBody, questionsOf } from '../../../../domain/kernel/noun/body.ts';
import type { Noun } from '../../../../domain/kernel/noun/noun.ts';
import { asksOf } from '../../../../domain/kernel/noun/versions.ts';
import { businessAgreementWords } from '../../../../domain/words/businessAgreement.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { unitWord } from '../../../../domain/words/units.ts';

const w = businessAgreementWords.fields;
/** One unit, in 1/10,000. */
const QUANTITY = 10_000;

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
function unitsOf(catalogue: CatalogueView, product: string, written: string | undefined): readonly Option[] {
  const named = (code: string) => catalogue.units.find((u) => u.code === code)?.name ?? code;
  const base = catalogue.products.find((p) => p.code === product)?.baseUnit;
  const convertible = catalogue.conversions.filter((c) => c.productCode === product).map((c) => c.unitCode);
  const codes = [...new Set([...(base ? [base] : []), ...convertible])];
  const options = codes.map((code) => ({ value: code, label: unitWord(named(code), 2 * QUANTITY) }));
  return !written || codes.includes(written)
    ? options
    : [...options, { value: written, label: w.notConvertible(named(written)) }];
}

const of: Noun = businessAgreement;
/** The buyer is found first, so the form asks for all else. */
const terms = asksOf(of).names.filter((name) => name !== 'buyerId');

/** The questions about the terms, which depend on the answers so far. */
export function termsSpecs(catalogue: CatalogueView, values: FormValues): readonly FieldSpec[] {
  const amount = values.amount as QuantityValue | null | undefined;
  const units = unitsOf(catalogue, String(values.productCode ?? ''), amount?.unit);
  const unit =
    catalogue.units.find((u) => u.code === (amount?.unit ?? units[0]?.value))?.name ?? businessAgreementWords.unit;
  // Price and earlier sales are given in the unit of the amount, so they need an amount.
  const required = (values.unitPrice ?? null) !== null || (values.baseline ?? null) !== null;
  const products = catalogue.products.map((p) => ({ value: p.code, label: p.name }));
  const options = (name: string) => (name === 'unitCode' ? units : products);
  return questionsOf(of, { names: terms, needed: asksOf(of).needed }, { options }).flatMap((spec): FieldSpec[] => {
    if (spec.kind === 'quantity') return units.length > 0 ? [{ ...spec, required }] : [];
    if (spec.kind === 'money') return [{ ...spec, label: `${spec.label} por ${unit}` }];
    return [spec.kind === 'number' ? { ...spec, unit: unitWord(unit, 2 * QUANTITY), max: 1e9 } : spec];
  });
}

/** The values with which the form of an agreement starts. */
export const termsValues = (g: BusinessAgreementView | null, productCode: string | null): FormValues =>
  g ? answersOf(of, terms, { ...g }) : { productCode };

/**
 * The terms in the body of a command, and whether the agreement is additional to another over the same product. Only
 * changed answers are included.
 */
export function termsBody(before: FormValues, values: FormValues): Record<string, unknown> {
  const said = changedBody(of, terms, before, values);
  return values.besides === true ? { ...said, besides: true } : said;
}
