import type { FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { versioned } from '../../../../domain/monitoring/versioned.ts';
import type { ConflictView } from '../../../../domain/monitoring/views.ts';
import { fieldsOfTable } from '../../../../domain/records.ts';
import { conflictWords as w } from '../../../../domain/words/monitoring.ts';

/** A field in dispute, with the name of its table. */
type Disputed = ConflictView['fields'][number] & { readonly noun: string };
/** Quantities and prices are kept in 1/10,000. */
const SCALE = 10_000;
const LAST_DAY = '2100-12-31';

/** Fields in dispute that a person can fill in; derived values such as a total are computed from them. */
export function writable(conflict: ConflictView): Disputed[] {
  const content = versioned[conflict.noun]?.content ?? {};
  return conflict.fields
    .filter((f) => f.disputed && f.raw !== null && f.field in content)
    .map((f) => ({ ...f, noun: conflict.noun }));
}

type Kind = 'money' | 'scaled' | 'number' | 'date' | 'yesNo' | 'text' | 'oneOfTwo';

/** How a field is asked; fields that cannot be typed (a list of persons, a buyer) take one of the two given values. */
function kindOf({ noun, field, raw }: Disputed): Kind {
  const facts = fieldsOfTable(noun)[field];
  if (!facts || facts.tell) return 'oneOfTwo';
  switch (facts.kind) {
    case 'money':
      return 'money';
    case 'price':
    case 'quantity':
      return 'scaled';
    case 'count':
      return 'number';
    case 'day':
      return 'date';
    case 'flag':
      return 'yesNo';
    case 'text': {
      const plain = (v: unknown) => v === null || typeof v === 'string';
      return plain(raw?.current) && plain(raw?.proposed) ? 'text' : 'oneOfTwo';
    }
    default:
      return 'oneOfTwo';
  }
}

/** The question for a third value. */
export function thirdSpec(f: Disputed): FieldSpec {
  const common = { name: f.field, label: upperFirst(f.label), required: true } as const;
  switch (kindOf(f)) {
    case 'money':
      return { ...common, kind: 'money', min: 0 };
    case 'scaled':
      return { ...common, kind: 'number', decimals: 4, min: 0, ...(f.field === 'price' ? { unit: 'Bs' } : {}) };
    case 'number':
      return { ...common, kind: 'number', decimals: 0, min: 0 };
    case 'date':
      // The day of a future visit may lie ahead; the rule of the record checks which days are allowed.
      return { ...common, kind: 'date', max: LAST_DAY };
    case 'yesNo':
      return {
        ...common,
        kind: 'choice',
        options: [
          { value: 'true', label: 'Sí' },
          { value: 'false', label: 'No' },
        ],
      };
    case 'text':
      return { ...common, kind: 'text', multiline: (f.current?.length ?? 0) > 60 };
    case 'oneOfTwo':
      return {
        ...common,
        kind: 'choice',
        help: w.noThird,
        options: [
          { value: 'current', label: f.current ?? 's/d' },
          { value: 'proposed', label: f.proposed ?? 's/d' },
        ],
      };
  }
}

/** The value to store for an answer. */
function thirdValue(f: Disputed, answer: unknown): unknown {
  switch (kindOf(f)) {
    case 'scaled':
      return Math.round(Number(answer) * SCALE);
    case 'yesNo':
      return answer === 'true';
    case 'oneOfTwo':
      return answer === 'proposed' ? f.raw?.proposed : f.raw?.current;
    default:
      return answer;
  }
}

export function thirdValues(fields: readonly Disputed[], values: FormValues): Record<string, unknown> {
  return Object.fromEntries(fields.map((f) => [f.field, thirdValue(f, values[f.field])]));
}
