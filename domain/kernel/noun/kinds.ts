import type * as z from 'zod/mini';
import type { Day, Instant } from '../dates.ts';
import { type Field, type FieldOptions, field } from './field.ts';
import type { Kind } from './kind.ts';
import type { KindName } from './kindNames.ts';
import { countKind, moneyKind, priceKind, quantityKind, shareKind } from './kinds/amounts.ts';
import { boxKind } from './kinds/box.ts';
import { photosKind, referenceKind, soundKind } from './kinds/links.ts';
import { partsKind } from './kinds/parts.ts';
import { dayKind, instantKind } from './kinds/time.ts';
import { choiceKind, choicesKind, flagKind, textKind } from './kinds/words.ts';
import type { ReferentName } from './referents.ts';

/** Every kind of field there is, by its name. */
const kinds = {
  text: textKind,
  choice: choiceKind,
  choices: choicesKind,
  flag: flagKind,
  day: dayKind,
  instant: instantKind,
  money: moneyKind,
  price: priceKind,
  quantity: quantityKind,
  count: countKind,
  share: shareKind,
  reference: referenceKind,
  photos: photosKind,
  sound: soundKind,
  box: boxKind,
  parts: partsKind,
} as const;

export const kindNames = Object.keys(kinds) as KindName[];

/** The kind of a field, for values that are not null. */
export const kindOf = ({ kind }: { readonly kind: KindName }): Kind => kinds[kind] as unknown as Kind;

type Texts = Pick<FieldOptions, 'multiline' | 'minLength' | 'maxLength' | 'digits' | 'asSent'>;
type Numbers = Pick<FieldOptions, 'positive' | 'min' | 'max' | 'unit'>;

export const text = (label: string, options: Texts = {}): Field<string> => field('text', label, options);
export const choice = <const C extends Readonly<Record<string, string>>>(
  label: string,
  choices: C,
): Field<keyof C & string> => field('choice', label, { choices });
export const choices = <const C extends Readonly<Record<string, string>>>(
  label: string,
  of: C,
  options: Pick<FieldOptions, 'asSent'> = {},
): Field<(keyof C & string)[]> => field('choices', label, { choices: of, ...options });
export const flag = (label: string): Field<boolean> => field('flag', label);
export const day = (label: string, options: Pick<FieldOptions, 'notAfterToday'> = {}): Field<Day> =>
  field('day', label, options);
export const instant = (label: string): Field<Instant> => field('instant', label);
export const money = (label: string, options: Numbers = {}): Field<number> => field('money', label, options);
export const price = (label: string, options: Numbers = {}): Field<number> => field('price', label, options);
export const quantity = (
  label: string,
  unit: string,
  options: Numbers & Pick<FieldOptions, 'unitIn'> = {},
): Field<number> => field('quantity', label, { unit, ...options });
export const count = (label: string, options: Numbers = {}): Field<number> => field('count', label, options);
export const share = (label: string, options: Numbers = {}): Field<number> => field('share', label, options);
export const reference = (
  label: string,
  to: ReferentName,
  options: Pick<FieldOptions, 'holding' | 'roles' | 'otherIn'> = {},
): Field<string> => field('reference', label, { to, ...options });
export const photos = (label: string, options: Pick<FieldOptions, 'max'> = {}): Field<string[]> =>
  field('photos', label, options);
export const sound = (label: string): Field<string> => field('sound', label);
export const parts = <Entry>(label: string, schema: z.ZodMiniType<Entry[]>): Field<Entry[]> =>
  field('parts', label, { schema });
export const box = (label: string): Field<string> => field('box', label);
