import type * as z from 'zod/mini';
import type { Role, View } from '../../people/roles.ts';
import type { KindName } from './kindNames.ts';

type Presence = 'required' | 'optional';

/** What a kind needs to know besides its name; each kind says which it reads. */
export interface FieldOptions {
  /** Words of each code of a choice, in the order to offer them. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What a reference points to: a name of `referents`. */
  readonly to?: string;
  /** For a reference to a person: only those who hold one of these roles are offered, and accepted. */
  readonly holding?: readonly Role[];
  /** For a reference to a person: the noun's rules ask which roles the person holds. */
  readonly roles?: boolean;
  /** For a reference: the text field for one that is not registered. Either of the two has a value, never both. */
  readonly otherIn?: string;
  /** For a quantity: the field with the code of its unit. A form asks both at once. */
  readonly unitIn?: string;
  readonly multiline?: boolean;
  /** How a form asks for it, where its label is no question: '¿Quién compró?'. */
  readonly question?: string;
  /** The name that its answer goes by in a form, where that is not the field's. */
  readonly as?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A text of digits alone: a number that nobody reckons with. */
  readonly digits?: boolean;
  /** A text that is kept as it was sent, with the blanks around it; choices that may be named twice. */
  readonly asSent?: boolean;
  /** More than zero. */
  readonly positive?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The word for what a number counts: 'familias', 'kg'. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly notAfterToday?: boolean;
  /** For entries of several parts: what they are. */
  readonly schema?: z.ZodMiniType;
}

/**
 * What a declaration says of a field, apart from its value: all that is needed to ask, check, store, show or hide it.
 */
export interface FieldFacts {
  readonly kind: KindName;
  readonly label: string;
  readonly help: string | null;
  readonly needed: boolean;
  /** Worked out by the noun's rule; nobody types it. */
  readonly isDerived: boolean;
  /** The narrowest view that may see it: only 'full' unless `open` says otherwise. */
  readonly view: View;
  readonly options: FieldOptions;
}

/**
 * One field of a noun, declared once. `Value` is the type of its column and of the commands' bodies. Everything else
 * about it (its question, heading, format, who sees it) follows from the declaration (docs/decisions/nouns.md).
 */
export interface Field<Value, P extends Presence = 'optional'> extends FieldFacts {
  /** Has no value at run time: it only carries the type. */
  readonly value?: Value;
  /** Nor has this one: it keeps a field from being given values that it has no words for. */
  readonly takes?: (value: Value) => void;
  /** Makes it required: a record without it is refused. */
  required(): Field<Value, 'required'>;
  derived(): DerivedField<Value, P>;
  /** Opens it to more readers: 'noPersonal' (the ministry, the Bank, a municipality) or 'published' (everybody). */
  open(view: 'noPersonal' | 'published'): Field<Value, P>;
  helped(text: string): Field<Value, P>;
  /**
   * Says how a form asks for it.
   * @param as the name that its answer goes by in forms, where that is not the field's
   */
  asked(question: string, as?: string): Field<Value, P>;
}

/** A field that nobody types. */
export interface DerivedField<Value, P extends Presence> extends Field<Value, P> {
  readonly isDerived: true;
  open(view: 'noPersonal' | 'published'): DerivedField<Value, P>;
}

class Stated implements Field<unknown, Presence> {
  readonly kind: KindName;
  readonly label: string;
  readonly help: string | null;
  readonly needed: boolean;
  readonly isDerived: boolean;
  readonly view: View;
  readonly options: FieldOptions;

  constructor(facts: FieldFacts) {
    this.kind = facts.kind;
    this.label = facts.label;
    this.help = facts.help;
    this.needed = facts.needed;
    this.isDerived = facts.isDerived;
    this.view = facts.view;
    this.options = facts.options;
  }

  required(): Field<unknown, 'required'> {
    return new Stated({ ...this, needed: true }) as Field<unknown, 'required'>;
  }

  derived(): DerivedField<unknown, Presence> {
    return new Stated({ ...this, isDerived: true }) as unknown as DerivedField<unknown, Presence>;
  }

  open(view: 'noPersonal' | 'published'): Field<unknown, Presence> {
    return new Stated({ ...this, view });
  }

  helped(help: string): Field<unknown, Presence> {
    return new Stated({ ...this, help });
  }

  asked(question: string, as?: string): Field<unknown, Presence> {
    return new Stated({ ...this, options: { ...this.options, question, ...(as === undefined ? {} : { as }) } });
  }
}

/**
 * Declares a field of a kind. It is optional and seen only by the full view until `required` or `open` say otherwise.
 */
export function field<Value>(kind: KindName, label: string, options: FieldOptions = {}): Field<Value> {
  return new Stated({
    kind,
    label,
    help: null,
    needed: false,
    isDerived: false,
    view: 'full',
    options,
  }) as Field<Value>;
}

export type Fields = Readonly<Record<string, FieldFacts>>;

/** The value of a field in a row: null only where it may be absent. */
export type ValueOf<F> = F extends Field<infer Value, infer P> ? (P extends 'required' ? Value : Value | null) : never;

const width: Readonly<Record<View, number>> = { full: 2, noPersonal: 1, published: 0 };

/** Whether a reader with a view sees a field. */
export function sees(view: View, facts: Pick<FieldFacts, 'view'>): boolean {
  return width[view] >= width[facts.view];
}
