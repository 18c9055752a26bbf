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

/** Whether a unit is one that this phone knows: one's own, or that of an alliance. */
export const isUnitHere = (holder: Holder, code: string): boolean =>
  unitsServed(holder).some((u) => u.value === code) || holder.pack.of('alliance').some((a) => a.unitId === code);

/** What a phone can offer for a reference. Of what it holds nothing it asks nothing. */
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
  product: ({ pack }) => distinct(pack.of('product').map((p) => ({ value: p.id, label: p.name }))),
};

/** What a field of a noun may point to, of what is on this phone. */
export const offeredHere = (n: Noun, field: string, holder: Holder): Option[] =>
  offers[n.fields[field]?.options.to ?? '']?.(holder) ?? [];

/** Whether a phone can ever offer anything for a reference to this. */
export const isOffered = (to: string | undefined): boolean => Object.hasOwn(offers, to ?? '');

/** The alliance that serves a municipality of whose unit the phone knows. */
export const allianceIn = ({ pack }: Holder, municipalityCode: string): PackAlliance | null =>
  pack.of('alliance').find((a) => a.municipalityCode === municipalityCode) ?? null;
