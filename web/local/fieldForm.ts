import type { Day } from '../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues, Option } from '../../domain/kernel/form.ts';
import { answersOf, bodyOfAnswers, questionsOf } from '../../domain/kernel/noun/body.ts';
import { beginWanted } from '../../domain/kernel/noun/commands.ts';
import type { KindName } from '../../domain/kernel/noun/kindNames.ts';
import { beginFields, type Life } from '../../domain/kernel/noun/life.ts';
import { fieldAppWords as w } from '../../domain/words/fieldApp.ts';
import { allianceIn, offeredHere, unitsServed } from './offered.ts';
import type { Person } from './person.ts';

type Holder = Pick<Person, 'pack' | 'me'>;

/** What is known of one taken on this phone, and so is not asked. */
const knownOf = ({ noun }: Life, { me }: Holder): Readonly<Record<string, unknown>> =>
  noun.inField?.known?.(me.roles.map((r) => r.role)) ?? {};

/** More options than these stand in a list that can be left alone; among fewer, none is one more of them. */
const SHOWN = 7;

/** What need not be pointed at, with the way to say so. */
function orNone(spec: FieldSpec): FieldSpec {
  if (spec.kind !== 'choice' || spec.many || spec.required || spec.options.length >= SHOWN) return spec;
  return { ...spec, options: [...spec.options, { value: '', label: w.nounRecord.none }] };
}

/**
 * Whether a phone takes what a kind of field holds. A recording goes without what the telephone wrote beside it, which is taken out at the
 * office, under another name than the command would have said without signal.
 */
export const isTaken = (kind: KindName | undefined): boolean => kind !== 'sound';

/** What a reference may point to; also what was chosen once and has left the phone since. */
function optionsFor({ noun: n }: Life, field: string, holder: Holder, answers: FormValues): readonly Option[] {
  const offered = offeredHere(n, field, holder);
  const chosen = answers[field];
  const left = typeof chosen === 'string' && chosen !== '' && !offered.some((o) => o.value === chosen);
  return left ? [...offered, { value: chosen, label: w.nounRecord.chosen }] : offered;
}

/** Whether a reference is asked: the phone has something to offer, and it does not follow from another answer or from who asks. */
function isAsked({ noun: { place } }: Life, field: string, options: readonly Option[], answers: FormValues): boolean {
  if (options.length === 0) return false;
  const ofAlliance = place.alliance !== undefined && Boolean(answers[place.alliance]);
  if (field === place.municipality) return !ofAlliance;
  if (field === place.unit)
    return options.length > 1 && !ofAlliance && (place.municipality === undefined || !answers[place.municipality]);
  return true;
}

/**
 * The questions of a noun on this phone, from its declaration: all that is asked at its beginning but what is known or
 * cannot be offered here.
 */
export function fieldQuestions(l: Life, holder: Holder, answers: FormValues): FieldSpec[] {
  const { noun: n } = l;
  const { names, needed } = beginWanted(l);
  const known = knownOf(l, holder);
  const options = new Map(
    names.filter((f) => n.fields[f]?.kind === 'reference').map((f) => [f, optionsFor(l, f, holder, answers)]),
  );
  const asked = names.filter(
    (f) =>
      !(f in known) && isTaken(n.fields[f]?.kind) && (!options.has(f) || isAsked(l, f, options.get(f) ?? [], answers)),
  );
  return questionsOf(n, { names: asked, needed }, { options: (f) => options.get(f) ?? [] }).map((spec) =>
    options.has(spec.name) ? orNone(spec) : spec,
  );
}

/**
 * Where it stands, as far as that follows: from the alliance or the municipality that was said, or from the one unit
 * that a person serves.
 */
function placed(
  { noun: { place } }: Life,
  holder: Holder,
  said: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const at = (field: string | undefined) =>
    field === undefined ? null : ((said[field] as string | null | undefined) ?? null);
  const allianceId = at(place.alliance);
  if (allianceId !== null) {
    const alliance = holder.pack.one('alliance', allianceId);
    return place.municipality && alliance ? { [place.municipality]: alliance.municipalityCode } : {};
  }
  if (!place.unit || at(place.unit) !== null) return {};
  const code = at(place.municipality);
  const own = unitsServed(holder).map((u) => u.value);
  const unit = code === null ? (own.length === 1 ? own[0] : null) : allianceIn(holder, code)?.unitId;
  return unit ? { [place.unit]: unit } : {};
}

/** What an empty form begins with: the day, and where one comes from. */
export function fieldBlank({ noun, begins }: Life, today: Day, allianceId: string | null): FormValues {
  return {
    occurredOn: today,
    ...(begins.on ? { [begins.on]: today } : {}),
    ...(noun.place.alliance ? { [noun.place.alliance]: allianceId ?? '' } : {}),
  };
}

/** What the form of one that has not left the phone begins with. */
export const fieldAnswers = (l: Life, body: Readonly<Record<string, unknown>>): FormValues =>
  answersOf(l.noun, beginFields(l), body);

/** The body out of the answers: what was asked, where it stands, what is known. */
export function fieldBody(l: Life, holder: Holder, answers: FormValues): Record<string, unknown> {
  const names = fieldQuestions(l, holder, answers).map((spec) => spec.name);
  const unasked = Object.fromEntries(beginFields(l).map((f) => [f, null]));
  const said = bodyOfAnswers(l.noun, names, answers);
  return { ...unasked, ...said, ...placed(l, holder, said), ...knownOf(l, holder) };
}
