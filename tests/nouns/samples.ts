import { addDays } from '../../domain/kernel/dates.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { referentOf } from '../../domain/kernel/noun/referents.ts';

export const AT = '2026-06-15T14:00:00.000Z';
export const DAY = '2026-06-15';
export const UNIT = 'LPZ';
export const SOMEBODY = '00000000-0000-7000-8000-0000000000b1';

/** A valid value for a field, by its kind; another `n` gives another value. */
export function sampleOf(facts: FieldFacts, n = 0): unknown {
  const { options } = facts;
  switch (facts.kind) {
    case 'text':
      if (options.digits) return String(10 ** ((options.minLength ?? 1) - 1) + n).slice(0, options.maxLength);
      return `${'palabra '.repeat(Math.ceil((options.minLength ?? 1) / 8) + 1)}${n}`.slice(
        0,
        options.maxLength ?? 2000,
      );
    case 'choice':
      return Object.keys(options.choices ?? {})[n % Object.keys(options.choices ?? {}).length];
    case 'choices':
      return Object.keys(options.choices ?? {}).slice(0, 1 + (n % 2));
    case 'flag':
      return n % 2 === 0;
    case 'day':
      return addDays(DAY, -n);
    case 'instant':
      return AT;
    case 'reference':
      return options.to === 'unit' ? UNIT : referentOf(options.to).id === 'uuid' ? SOMEBODY : 'PAR2FA';
    case 'photos':
      return Array.from({ length: 1 + (n % 2) }, (_, i) => String(i).repeat(64));
    case 'sound':
      return String(n).repeat(64);
    case 'box':
      return `v1.${SOMEBODY}.${'A'.repeat(20)}.${'B'.repeat(16)}.${String(n).repeat(40)}`;
    case 'share':
      return 2_500 + n * 100;
    case 'price':
    case 'quantity':
      return 10_000 * (n + 1);
    default:
      return (options.min ?? 0) + n + 1;
  }
}

/** Values that satisfy the guards of a noun, for fields whose sample would not. */
export const passing: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  buyer: { startedOn: '2015-03-01' },
};
