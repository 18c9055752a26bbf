import type { FoundFamily } from '../../../../domain/alliance/registerViews.ts';
import type { CiValue, FieldSpec, FormValues } from '../../../../domain/kernel/form.ts';
import { ciMissingReasons } from '../../../../domain/people/person.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { memberWords } from '../../../../domain/words/members.ts';

const w = memberWords.fields;
const sexes = (['F', 'M'] as const).map((value) => ({ value, label: captureWords.sex[value] }));

/** The questions about one person; `path` is the key of the person in the body. */
function personSpecs(path: 'holder' | 'spouse'): FieldSpec[] {
  const of = (label: string) => (path === 'spouse' ? w.ofSpouse(label) : label);
  return [
    { kind: 'person', name: `${path}.ciNumber`, label: path === 'spouse' ? w.ofSpouse(memberWords.ci) : w.holderCi },
    {
      kind: 'choice',
      name: `${path}.ciMissingReason`,
      label: w.ciMissing,
      options: ciMissingReasons.map((value) => ({ value, label: captureWords.ciMissing[value] })),
    },
    { kind: 'text', name: `${path}.givenNames`, label: of(w.givenNames), required: true, maxLength: 120 },
    { kind: 'text', name: `${path}.paternalSurname`, label: of(w.paternal), maxLength: 80 },
    { kind: 'text', name: `${path}.maternalSurname`, label: of(w.maternal), maxLength: 80 },
    { kind: 'choice', name: `${path}.sex`, label: of(w.sex), options: sexes },
    { kind: 'date', name: `${path}.birthDate`, label: of(w.born) },
  ];
}

/**
 * The card in the answers, as used to search people. Null while it may still be incomplete: until it has 4 characters
 * and the next field, the given names, is begun.
 */
export function cardOf(values: FormValues, path: 'holder' | 'spouse'): string | null {
  const card = values[`${path}.ciNumber`] as CiValue | null | undefined;
  return card?.ci && card.ci.length >= 4 && values[`${path}.givenNames`]
    ? [card.ci, card.complement].filter(Boolean).join('-')
    : null;
}

/**
 * The question shown when somebody of the organisation already has one of the cards: the person who enrols confirms
 * that this is another person, or stops.
 */
export function sameCardSpec(cards: readonly string[], found: readonly FoundFamily[]): FieldSpec[] {
  const own = found
    .filter((f) => f.check === 'member')
    .flatMap((f) => [f.holder, f.spouse])
    .filter((p) => p?.ci && cards.some((card) => p.ci === card || p.ci?.split('-')[0] === card.split('-')[0]));
  const [person] = own;
  if (!person) return [];
  return [
    {
      kind: 'choice',
      name: 'sameCard',
      label: w.sameCard(person.ci ?? '', person.name),
      help: w.sameCardHelp,
      required: true,
      options: [{ value: 'other', label: w.otherPerson }],
    },
  ];
}

/**
 * The questions to enrol a family; those about the spouse appear only with `withSpouse`.
 * @param asked questions to ask first because a card is already known
 */
export function enrolSpecs(withSpouse: boolean, asked: readonly FieldSpec[] = []): readonly FieldSpec[] {
  return [
    ...asked,
    ...personSpecs('holder'),
    {
      kind: 'choice',
      name: 'hasSpouse',
      label: w.spouse,
      options: [
        { value: 'si', label: w.yes },
        { value: 'no', label: w.no },
      ],
    },
    ...(withSpouse
      ? [
          ...personSpecs('spouse'),
          {
            kind: 'choice',
            name: 'representative',
            label: w.representative,
            required: true,
            options: [
              { value: 'holder', label: w.holder },
              { value: 'spouse', label: w.spouseRepresents },
            ],
          } satisfies FieldSpec,
        ]
      : []),
    { kind: 'number', name: 'dependants', label: w.dependants, unit: 'personas', min: 0, max: 30 },
    { kind: 'date', name: 'joinedOn', label: w.joinedOn },
  ];
}

interface Ids {
  readonly familyId: string;
  readonly holder: string;
  readonly spouse: string;
}

/** The body of `family.enrol`. */
export function enrolBody(allianceId: string, ids: Ids, values: FormValues): unknown {
  const person = (path: 'holder' | 'spouse') => {
    const own = Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(`${path}.`) && value !== null && name !== `${path}.ciNumber`
        ? [[name.slice(path.length + 1), value] as const]
        : [],
    );
    const card = values[`${path}.ciNumber`] as CiValue | null | undefined;
    const ci = card?.ci ? { ciNumber: card.ci, ciComplement: card.complement || null } : {};
    return { id: ids[path], ...Object.fromEntries(own), ...ci };
  };
  const withSpouse = values.hasSpouse === 'si';
  return {
    allianceId,
    familyId: ids.familyId,
    holder: person('holder'),
    ...(withSpouse ? { spouse: person('spouse') } : {}),
    representative: withSpouse ? values.representative : 'holder',
    ...(values.dependants == null ? {} : { dependants: values.dependants }),
    ...(values.joinedOn ? { joinedOn: values.joinedOn } : {}),
  };
}

/** The questions to end a family's membership, and those to correct it. */
export const leaveSpecs: readonly FieldSpec[] = [
  { kind: 'date', name: 'leftOn', label: w.leftOn, required: true },
  { kind: 'text', name: 'reason', label: w.reason, required: true, multiline: true, maxLength: 300 },
];
export const correctSpecs: readonly FieldSpec[] = [
  { kind: 'choice', name: 'representativeSex', label: w.representativeSex, options: sexes },
  { kind: 'date', name: 'joinedOn', label: w.joinedOn },
];

/**
 * The questions for a family that is already enrolled: which of the couple represents it here, when there are two, and
 * since when.
 */
export function joinSpecs({ holder, spouse }: FoundFamily): readonly FieldSpec[] {
  const couple = [holder, spouse].flatMap((p) => (p ? [{ value: p.id, label: p.name }] : []));
  return [
    ...(couple.length > 1
      ? [
          {
            kind: 'choice',
            name: 'representativeId',
            label: w.representative,
            required: true,
            options: couple,
          } satisfies FieldSpec,
        ]
      : []),
    { kind: 'date', name: 'joinedOn', label: w.joinedOn, required: true },
  ];
}

/** The body of `member.join`. */
export function joinBody(
  allianceId: string,
  { familyId, holder, spouse }: FoundFamily,
  { representativeId, joinedOn }: FormValues,
): unknown {
  const who = [holder, spouse].find((p) => p?.id === representativeId) ?? null;
  return { allianceId, familyId, representativeId: who?.id ?? null, representativeSex: who?.sex ?? null, joinedOn };
}
