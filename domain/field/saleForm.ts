import type { Day } from '../kernel/dates.ts';
import type { FieldSpec, FormValues, Option, QuantityValue } from '../kernel/form.ts';
import { lineTotal } from '../kernel/money.ts';
import { answersOf, bodyOfAnswers, questionsOf } from '../kernel/noun/body.ts';
import type { Noun } from '../kernel/noun/noun.ts';
import { asksOf, bodyFields } from '../kernel/noun/versions.ts';
import { type SaleBody, sale } from './sale.ts';
import { FIRST_DAY, lastDay } from './visitForm.ts';

/** What the form offers: the alliance's buyers, products, and the units in which the chosen product is sold. */
export type SaleChoices = Readonly<Record<'buyerId' | 'productCode' | 'unitCode', readonly Option[]>>;

const of: Noun = sale;
const asks = asksOf(of);

/**
 * The questions of a sale, in order, given the answers so far. The paper and the place come before what can be told
 * later.
 */
export function saleQuestions(values: FormValues, choices: SaleChoices, today: Day): FieldSpec[] {
  const unit = (values.amount as QuantityValue | null)?.unit;
  const unitName = choices.unitCode.find(({ value }) => value === unit)?.label ?? 'unidad';
  const options = (name: string) => choices[name as keyof SaleChoices];
  return questionsOf(of, asks, { options }, values).flatMap((spec): FieldSpec[] => {
    if (spec.kind === 'date') return [{ ...spec, min: FIRST_DAY, max: lastDay(today), quick: [0, -1] }];
    if (spec.kind === 'money') return [{ ...spec, label: `Precio por ${unitName}` }];
    return spec.kind === 'photo' ? [spec, { kind: 'place', name: 'place', label: 'Ubicación' }] : [spec];
  });
}

/** The body of the command from the answers; a price in centavos becomes 1/10,000 Bs. */
export const saleBody = (allianceId: string, values: FormValues): SaleBody =>
  ({
    ...bodyOfAnswers(of, bodyFields(of), values),
    allianceId,
  }) as unknown as SaleBody;

/** The answers from a record, to correct it. */
export const saleValues = (body: Readonly<Record<string, unknown>>, occurredOn: Day): FormValues => ({
  ...body,
  ...answersOf(of, asks.names, body),
  occurredOn,
});

/** Total in centavos of what has been answered, or null while something is missing. */
export function saleTotal(values: FormValues): number | null {
  const amount = values.amount as QuantityValue | null | undefined;
  const price = values.unitPrice as number | null | undefined;
  if (!amount || !Number.isInteger(amount.quantity) || !Number.isInteger(price)) return null;
  return lineTotal(amount.quantity, (price as number) * 100);
}
