import * as z from 'zod/mini';
import { writtenBs, writtenNumber, writtenPrice, writtenQuantity } from '../../money.ts';
import type { FieldFacts } from '../field.ts';
import { common, type Kind } from '../kind.ts';

/** Far above any true amount of the programme, far below what a double holds exactly. */
const MOST = 1e13;

const whole = ({ options }: FieldFacts, least = 0) =>
  z
    .int('Escriba un número.')
    .check(
      z.minimum(
        options.positive ? 1 : (options.min ?? least),
        options.positive
          ? 'Tiene que ser mayor que cero.'
          : options.min === undefined
            ? 'No puede ser negativo.'
            : `El mínimo es ${options.min}.`,
      ),
      z.maximum(options.max ?? MOST, 'Es demasiado grande.'),
    ) as unknown as z.ZodMiniType<number>;

/** Bolivianos in whole centavos. */
export const moneyKind: Kind<number> = {
  columns: ['bigint'],
  schema: (facts) => whole(facts),
  question: (name, facts) => ({ ...common(name, facts), kind: 'money', min: facts.options.min ?? 0 }),
  show: (value) => writtenBs(value),
  cell: (value) => value / 100,
  filter: 'range',
  align: 'end',
};

/** Bolivianos per unit in 1/10,000; typed in bolivianos and centavos. */
export const priceKind: Kind<number> = {
  columns: ['bigint'],
  schema: (facts) => whole(facts),
  question: (name, facts) => ({ ...common(name, facts), kind: 'money', min: 0 }),
  toAnswer: (value) => Math.round(value / 100),
  fromAnswer: (answer) => (typeof answer === 'number' ? answer * 100 : null),
  show: (value) => writtenPrice(value),
  cell: (value) => value / 10_000,
  filter: 'range',
  align: 'end',
};

/** A quantity in 1/10,000 of the unit that the field names, or that another field of the row has. */
export const quantityKind: Kind<number> = {
  columns: ['bigint'],
  schema: (facts) => whole(facts),
  question: (name, facts, asked) => {
    const { unit, unitIn } = facts.options;
    if (unitIn === undefined)
      return { ...common(name, facts), kind: 'number', decimals: 4, min: 0, ...(unit ? { unit } : {}) };
    const units = asked.options(unitIn).map(({ value, label }) => ({ code: value, label }));
    return { ...common(name, facts), kind: 'quantity', units };
  },
  toAnswer: (value) => value / 10_000,
  fromAnswer: (answer) => (typeof answer === 'number' ? Math.round(answer * 10_000) : null),
  show: (value, { options }) => `${writtenQuantity(value)}${options.unit ? ` ${options.unit}` : ''}`,
  cell: (value) => value / 10_000,
  filter: 'range',
  align: 'end',
};

/** A whole number of something: families, visits. */
export const countKind: Kind<number> = {
  columns: ['integer', 'bigint'],
  schema: (facts) => whole(facts),
  question: (name, facts) => ({
    ...common(name, facts),
    kind: 'number',
    min: facts.options.min ?? 0,
    ...(facts.options.max === undefined ? {} : { max: facts.options.max }),
    ...(facts.options.unit ? { unit: facts.options.unit } : {}),
  }),
  show: (value) => writtenNumber(value),
  cell: (value) => value,
  filter: 'range',
  align: 'end',
};

/** A share of a whole in 1/10,000 (7000 = 70 %). */
export const shareKind: Kind<number> = {
  columns: ['integer'],
  schema: (facts) => whole({ ...facts, options: { max: 10_000, ...facts.options } }),
  question: (name, facts) => ({
    ...common(name, facts),
    kind: 'number',
    decimals: 2,
    min: (facts.options.min ?? 0) / 100,
    max: (facts.options.max ?? 10_000) / 100,
    unit: '%',
  }),
  toAnswer: (value) => value / 100,
  fromAnswer: (answer) => (typeof answer === 'number' ? Math.round(answer * 100) : null),
  show: (value) => `${writtenNumber(value / 100, value % 100 === 0 ? 0 : 2)} %`,
  cell: (value) => value / 100,
  filter: 'range',
  align: 'end',
};
