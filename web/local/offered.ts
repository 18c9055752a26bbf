import type { Option } from '../../domain/kernel/form.ts';
import type { Noun } from '../../domain/kernel/noun/noun.ts';
import type { PackAlliance } from '../../domain/sync/packRows.ts';
import type { Person } from './person.ts';

type Holder = Pick<Person, 'pack' | 'me'>;

const distinct = (options: readonly (Option | null)[]): Option[] => {
  const found = new Map(options.flatMap((o) => (o ? [[o.value, o] as const] : [])));
  return [...found.values()].sort((a, b) => a.label.localeCompare(b.label, 'es'));
};

/** The units in which this person serves. */
export const unitsServed = ({ me }: Pick<Holder, 'me'>): Option[] =>
  distinct(
    me.roles
      .filter((r) => r.scope.kind === 'unit')
      .flatMap((r) => r.scope.ids.map((code) => ({ value: code, label: code }))),
  );

/** Whether this phone knows a unit: one that the person serves, or that of an alliance on the phone. */
export const isUnitHere = (holder: Holder, code: string): boolean =>
  unitsServed(holder).some((u) => u.value === code) || holder.pack.of('alliance').some((a) => a.unitId === code);

/**
 * What a phone can offer for a reference, by what it points to. A reference to anything else is not asked on the phone.
 */
const offers: Readonly<Record<string, (holder: Holder) => Option[]>> = {
  alliance: ({ pack }) => distinct(pack.of('alliance').map((a) => ({ value: a.id, label: a.name }))),
  municipality: ({ pack }) =>
    distinct(
      pack
        .of('alliance')
        .map((a) =>
          a.municipalityCode ? { value: a.municipalityCode, label: a.municipalityName ?? a.municipalityCode } : null,
        ),
    ),
  unit: unitsServed,
  measureUnit: ({ pack }) => distinct(pack.of('unit').map((u) => ({ value: u.id, label: u.name }))),
  product: ({ pack }) => distinct(pack.of('product').map((p) => ({ value: p.id, label: p.name }))),
};

/** The options on this phone for a reference field of a noun. */
export const offeredHere = (n: Noun, field: string, holder: Holder): Option[] =>
  offers[n.fields[field]?.options.to ?? '']?.(holder) ?? [];

/** Whether a phone can ever offer options for a reference to this. */
export const isOffered = (to: string | undefined): boolean => Object.hasOwn(offers, to ?? '');

/** The first alliance on the phone in a municipality: it tells which unit serves that municipality. */
export const allianceIn = ({ pack }: Holder, municipalityCode: string): PackAlliance | null =>
  pack.of('alliance').find((a) => a.municipalityCode === municipalityCode) ?? null;
