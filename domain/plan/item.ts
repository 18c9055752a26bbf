import { lineTotal, writtenBs } from '../kernel/money.ts';
import { choice, count, flag, money, price, quantity, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { closedPlan, partFields, partPlace, whileFormulated } from './partOf.ts';
import { amountFields, formulators, planReaders } from './plan.ts';

const categories = {
  bien: 'bien',
  obra: 'obra',
  asistencia_tecnica: 'asistencia técnica',
  capacitacion: 'capacitación',
  consultoria: 'consultoría',
  riego: 'riego',
} as const;

/**
 * One investment of a plan (domain brief 3.6): what, how much, at what price, and who pays which part of it. Its total
 * is quantity × unit price, and the shares add up to it exactly. What serves beyond the collection of the produce is
 * marked, for the national unit to look at (BR-18).
 */
export const planItem = noun('planItem', {
  words: { one: 'inversión del plan', many: 'inversiones', the: 'la inversión' },
  path: '/inversiones',
  keeps: 'row',
  fixed: ['planId'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  partOf: 'planId',
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por inversión. El total es la cantidad por el precio, y los aportes deben sumarlo.',
    headings: { amountPar: ['aporte par', 'par'], amountCash: ['efectivo'], amountKind: ['especie'] },
  },
  named: 'description',
  listed: ['description', 'planId', 'category', 'quantity', 'unitPrice', 'total', ...amountFields, 'tranche', 'unitId'],
  aside: ['amountBuyer', 'amountMunicipal', 'amountCredit', 'tranche'],
  reads: planReaders,
  fields: {
    ...partFields,
    description: text('inversión', { minLength: 2, maxLength: 200 }).required().open('noPersonal'),
    category: choice('categoría', categories).required().open('noPersonal'),
    specification: text('especificación', { multiline: true, maxLength: 1000 }).open('noPersonal'),
    quantity: quantity('cantidad', '').required().open('noPersonal'),
    measure: text('unidad de medida', { maxLength: 40 }).open('noPersonal'),
    unitPrice: price('precio unitario').required().open('noPersonal'),
    total: money('total').derived().open('noPersonal'),
    amountPar: money('aporte del proyecto').open('noPersonal'),
    amountCash: money('contraparte en efectivo').open('noPersonal'),
    amountKind: money('contraparte en especie').open('noPersonal'),
    amountBuyer: money('aporte del comprador').open('noPersonal'),
    amountMunicipal: money('aporte municipal').open('noPersonal'),
    amountCredit: money('crédito').open('noPersonal'),
    tranche: count('tramo en que se prevé', { min: 1, max: 20 }).open('noPersonal'),
    beyondCollection: flag('sirve después del acopio')
      .helped('Transformación o venta: lo mira la unidad nacional antes de aceptarlo.')
      .open('noPersonal'),
  },
  derive: (values, { references }) => ({
    ...partPlace(values, references),
    total: lineTotal(Number(values.quantity ?? 0), Number(values.unitPrice ?? 0)),
  }),
  tells: (values) =>
    typeof values.quantity === 'number' && typeof values.unitPrice === 'number'
      ? (balanceOf(values) ?? `Los aportes suman el total: ${writtenBs(lineTotal(values.quantity, values.unitPrice))}.`)
      : null,
  check: (values, _on, { references }) => {
    const closed = closedPlan(references);
    if (closed) return closed;
    const sentence = balanceOf(values);
    return sentence === null ? null : problem('invalidField', { sentence }, 'body.amountPar');
  },
});

export interface PlanItem extends Row<typeof planItem> {}

/** The sum of the shares, in centavos; one that is not told pays nothing. */
export const paidBy = (values: Readonly<Record<string, unknown>>): number =>
  amountFields.reduce((sum, name) => sum + Number(values[name] ?? 0), 0);

/** What is left or too much between the shares and the total, in a sentence; null when they agree. */
function balanceOf(values: Readonly<Record<string, unknown>>): string | null {
  const total = lineTotal(Number(values.quantity), Number(values.unitPrice));
  const paid = paidBy(values);
  if (paid === total) return null;
  const rest = writtenBs(Math.abs(total - paid));
  return `Los aportes suman ${writtenBs(paid)} y el total es ${writtenBs(total)}: ${paid < total ? 'faltan' : 'sobran'} ${rest}.`;
}

const open = whileFormulated('planOfItem');

export const planItemLife = life(planItem, {
  states: {
    VIGENTE: { name: 'en el plan', keeps: [open] },
    RETIRADA: { name: 'retirada', final: true },
  },
  begins: { state: 'VIGENTE', title: 'agregar una inversión', type: 'act', who: formulators },
  corrects: formulators,
  steps: [
    {
      name: 'drop',
      title: 'retirar',
      from: ['VIGENTE'],
      to: 'RETIRADA',
      who: formulators,
      guards: [open],
      aside: true,
      bulk: 'retirar',
    },
  ],
});
