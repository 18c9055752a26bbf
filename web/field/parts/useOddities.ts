import { useCallback, useRef } from 'react';
import { knownFact, type Odd, oddities, type Said } from '../../../domain/field/plausible.ts';
import type { Place } from '../../../domain/kernel/envelope.ts';
import { isUnknown } from '../../../domain/kernel/fact.ts';
import type { FormValues } from '../../../domain/kernel/form.ts';
import { readOn } from '../../../domain/monitoring/parameters.ts';
import { knownHere } from '../../local/known.ts';
import { usePhone, usePhoneState } from '../../local/react.ts';

interface Asked {
  readonly sale: { readonly productCode: string; readonly unitCode: string } | null;
  readonly said: Omit<Said, 'occurredOn' | 'capturedOn' | 'place'>;
}

/**
 * The unlikely values among a form's answers, by the rule with which the server flags them and by what this phone
 * knows.
 */
export function useOddities(
  allianceId: string,
  what: string,
  read: (values: FormValues) => Asked | null,
): (values: FormValues) => readonly Odd[] {
  const { person } = usePhone();
  const { today } = usePhoneState();
  const latest = useRef(read);
  latest.current = read;
  return useCallback(
    (values) => {
      if (!person) return [];
      const occurredOn = String(values.occurredOn ?? today);
      const place = (values.place ?? null) as Place | null;
      const asked = latest.current(values);
      const nothing = { buyerId: null, price: null, unitCode: null, quantity: null, factor: null, people: null };
      const { key } = knownFact(
        { subjectId: what.startsWith('c-') ? what.slice(2) : '', occurredOn },
        allianceId,
        asked?.sale ?? null,
      );
      const known = knownHere(person.pack, key);
      if (isUnknown(known)) return [];
      const read = readOn(person.pack.of('parameter'), occurredOn, known.programmeId);
      return oddities({ ...nothing, ...asked?.said, occurredOn, capturedOn: today, place }, known, read);
    },
    [person, today, allianceId, what],
  );
}
