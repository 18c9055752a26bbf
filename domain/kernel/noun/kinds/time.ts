import type * as z from 'zod/mini';
import { type Day, type Instant, writtenDay } from '../../dates.ts';
import { daySchema, instantSchema } from '../../envelope.ts';
import { common, type Kind } from '../kind.ts';

/** A day, 'YYYY-MM-DD'. A field with `notAfterToday` is checked against the day of the command. */
export const dayKind: Kind<Day> = {
  columns: ['date'],
  schema: () => daySchema as unknown as z.ZodMiniType<Day>,
  // A form refuses days after today unless the question names a last day, so this names a far one.
  question: (name, facts) => ({
    ...common(name, facts),
    kind: 'date',
    ...(facts.options.notAfterToday ? {} : { max: '2099-12-31' }),
  }),
  show: (value) => writtenDay(value),
  cell: (value) => value,
  filter: 'range',
};

/** A moment in UTC; read in the hour of Bolivia (UTC−4 all year). */
export const instantKind: Kind<Instant> = {
  columns: ['timestamp with time zone'],
  schema: () => instantSchema as unknown as z.ZodMiniType<Instant>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'text' }),
  show: (value) => {
    const local = new Date(Date.parse(value) - 4 * 3_600_000).toISOString();
    return `${writtenDay(local.slice(0, 10))}, ${local.slice(11, 16)}`;
  },
  cell: (value) => value,
  filter: null,
};
