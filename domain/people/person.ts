import * as z from 'zod/mini';
import { type Change, insert } from '../kernel/command.ts';
import { daySchema, idSchema } from '../kernel/envelope.ts';
import { derivedId } from '../kernel/ids.ts';
import { ciComplementSchema, ciIssuers, ciNumberSchema } from './ci.ts';

/** Why a CI was not written down at first capture (domain brief 3.2). */
export const ciMissingReasons = ['no_tiene', 'en_tramite', 'perdido', 'no_lo_mostro', 'no_consta'] as const;

const text = (max: number) => z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(max))));

/** The data that identify a person, as a form gives them. What was not given is absent. */
export const personShape = {
  ciNumber: z.optional(z.nullable(ciNumberSchema)),
  ciComplement: z.optional(z.nullable(ciComplementSchema)),
  ciIssuedIn: z.optional(z.nullable(z.enum(ciIssuers))),
  ciMissingReason: z.optional(z.nullable(z.enum(ciMissingReasons))),
  givenNames: z.string().check(z.trim(), z.minLength(2, 'Escriba el nombre.'), z.maxLength(120)),
  paternalSurname: text(80),
  maternalSurname: text(80),
  sex: z.optional(z.nullable(z.enum(['F', 'M']))),
  birthDate: z.optional(z.nullable(daySchema)),
  indigenous: z.optional(z.nullable(z.boolean())),
  peopleName: text(80),
  languages: z.optional(z.nullable(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(10)))),
  phone: z.optional(z.nullable(z.string().check(z.regex(/^[0-9+ ()-]{6,20}$/, 'El teléfono no es válido.')))),
  disability: z.optional(z.nullable(z.boolean())),
};

export const personSchema = z.object({ id: idSchema, ...personShape }).check(
  z.refine((p) => !!p.ciNumber || !!p.ciMissingReason, {
    message: 'Escriba el carnet, o diga por qué falta.',
    path: ['ciNumber'],
  }),
  z.refine((p) => !!p.paternalSurname || !!p.maternalSurname, {
    message: 'Escriba al menos un apellido.',
    path: ['paternalSurname'],
  }),
);
export type PersonData = z.infer<typeof personSchema>;

/** A person as kept (table `person`). */
export interface Person extends PersonData {
  readonly mergedInto: string | null;
  readonly demo: boolean;
  readonly version: number;
}

/** A known person who may be the same (loader `personsLike`): equal CI, or a similar name and the same birth date. */
export interface PersonLike {
  readonly id: string;
  readonly sameCi: boolean;
  /** The units of all organisations in which their family is or was a member. */
  readonly units: readonly string[];
  /** The similarity of the whole name, from 0 to 1. */
  readonly likeness: number;
  /** True when the person's family is a member in an alliance with a convenio of the integral model (BR-08). */
  readonly served: boolean;
}

/** Names in one line, as on a list. */
function fullNameOf(p: Pick<PersonData, 'givenNames' | 'paternalSurname' | 'maternalSurname'>): string {
  return [p.givenNames, p.paternalSurname, p.maternalSurname].filter(Boolean).join(' ');
}

/** The key with which the store finds people like this one; null when there is nothing to compare. */
export function likenessKey(p: PersonData | null | undefined): string | null {
  if (!p || (!p.ciNumber && !p.birthDate)) return null;
  return JSON.stringify([p.id, p.ciNumber ?? null, p.ciComplement ?? null, fullNameOf(p), p.birthDate ?? null]);
}

/**
 * Questions for a person to decide, about two records that may be the same. No rule merges anything. A pair across two
 * units is decided by the nation: writing down somebody's card reveals to no unit who that person is in another. `from`
 * is the first number for derived ids.
 */
export function likenessQuestions(
  commandId: string,
  personId: string,
  like: readonly PersonLike[],
  unitId: string | null,
  from: number,
): Change[] {
  return like
    .filter((other) => other.id !== personId)
    .slice(0, 5)
    .map((other, i) =>
      insert('duplicate_question', {
        id: derivedId(commandId, from + i),
        noun: 'person',
        leftId: other.id,
        rightId: personId,
        reason:
          (other.sameCi ? 'Mismo carnet' : 'Nombre parecido y misma fecha de nacimiento') +
          (other.served ? '; esa familia ya fue atendida' : ''),
        score: other.sameCi ? 100 : Math.round(other.likeness * 100),
        status: 'open',
        unitId: other.units.every((unit) => unit === unitId) ? unitId : null,
        version: 1,
      }),
    );
}
