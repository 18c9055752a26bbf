import type { Day } from '../../domain/kernel/dates.ts';
import type { FieldSpec, FormValues, Option } from '../../domain/kernel/form.ts';
import { answersOf, bodyOfAnswers, questionsOf, type Wanted } from '../../domain/kernel/noun/body.ts';
import { beginWanted, stepWanted } from '../../domain/kernel/noun/commands.ts';
import type { KindName } from '../../domain/kernel/noun/kindNames.ts';
import { beginFields, type Life, rowsOf } from '../../domain/kernel/noun/life.ts';
import { fieldAppWords as w } from '../../domain/words/fieldApp.ts';
import { allianceIn, offeredHere, unitsServed } from './offered.ts';
import type { Person } from './person.ts';

type Holder = Pick<Person, 'pack' | 'me'>;

/** The values that are known on this phone, and so are not asked. */
const knownOf = ({ noun }: Life, { me }: Holder): Readonly<Record<string, unknown>> =>
  noun.inField?.known?.(me.roles.map((r) => r.role)) ?? {};

/**
 * With this many options or more, a form shows a list that can be left unanswered; with fewer, "none of them" is added
 * as an option.
 */
const SHOWN = 7;

/** Makes an optional choice answerable with "none of them". */
function orNone(spec: FieldSpec): FieldSpec {
  if (spec.kind !== 'choice' || spec.many || spec.required || spec.options.length >= SHOWN) return spec;
  return { ...spec, options: [...spec.options, { value: '', label: w.nounRecord.none }] };
}

/**
 * Whether a phone can capture a kind of field. It cannot capture recordings: the office removes what the phone wrote
 * into the file, which changes its hash, while a command made without signal would name the old one.
 */
export const isTaken = (kind: KindName | undefined): boolean => kind !== 'sound';

/** The options of a reference, including one that was chosen earlier and has left the phone since. */
function optionsFor({ noun: n }: Life, field: string, holder: Holder, answers: FormValues): readonly Option[] {
  const offered = offeredHere(n, field, holder);
  const chosen = answers[field];
  const left = typeof chosen === 'string' && chosen !== '' && !offered.some((o) => o.value === chosen);
  return left ? [...offered, { value: chosen, label: w.nounRecord.chosen }] : offered;
}

/**
 * Whether a form asks for a reference: the phone has options to offer, and the value does not follow from another
 * answer or from the person.
 */
function isAsked({ noun: { place } }: Life, field: string, options: readonly Option[], answers: FormValues): boolean {
  if (options.length === 0) return false;
  const ofAlliance = place.alliance !== undefined && Boolean(answers[place.alliance]);
  if (field === place.municipality) return !ofAlliance;
  if (field === place.unit)
    return options.length > 1 && !ofAlliance && (place.municipality === undefined || !answers[place.municipality]);
  return true;
}

/**
 * The questions of a noun on this phone, from its declaration: everything asked at registration, except what is known
 * or cannot be offered here.
 */
export function fieldQuestions(l: Life, holder: Holder, answers: FormValues): FieldSpec[] {
  return questionsAmong(l, beginWanted(l), knownOf(l, holder), holder, answers);
}

function questionsAmong(
  l: Life,
  { names, needed }: Wanted,
  known: Readonly<Record<string, unknown>>,
  holder: Holder,
  answers: FormValues,
): FieldSpec[] {
  const { noun: n } = l;
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
 * The place of the row, as far as it follows from the chosen alliance or municipality, or from the only unit that the
 * person serves.
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

/** The initial answers of an empty form: the day, and the alliance from which it was opened. */
export function fieldBlank({ noun, begins }: Life, today: Day, allianceId: string | null): FormValues {
  return {
    occurredOn: today,
    ...(begins.on ? { [begins.on]: today } : {}),
    ...(noun.place.alliance ? { [noun.place.alliance]: allianceId ?? '' } : {}),
  };
}

/** The initial answers when a record that has not left the phone is corrected. */
export const fieldAnswers = (l: Life, body: Readonly<Record<string, unknown>>): FormValues =>
  answersOf(l.noun, beginFields(l), body);

/** The body of the command: the answers, the place, and the values that are known. */
export function fieldBody(l: Life, holder: Holder, answers: FormValues): Record<string, unknown> {
  const names = fieldQuestions(l, holder, answers).map((spec) => spec.name);
  const unasked = Object.fromEntries(beginFields(l).map((f) => [f, null]));
  const said = bodyOfAnswers(l.noun, names, answers);
  return { ...unasked, ...said, ...placed(l, holder, said), ...knownOf(l, holder) };
}

type Values = Readonly<Record<string, unknown>>;

/** What a step taken in the field asks. Where the record lies is not asked again. */
function stepWantedHere(l: Life, step: string): Wanted {
  const { names, needed } = stepWanted(l, rowsOf(l, step));
  const place = new Set(Object.values(l.noun.place));
  return { names: names.filter((name) => !place.has(name)), needed };
}

/** The questions of a step on this phone. */
export const stepQuestions = (l: Life, step: string, holder: Holder, answers: FormValues): FieldSpec[] =>
  questionsAmong(l, stepWantedHere(l, step), {}, holder, answers);

/** The initial answers of a step: what the record has, and today for a day that is asked and still empty. */
export function stepAnswers(l: Life, step: string, values: Values, today: Day): FormValues {
  const { names, needed } = stepWantedHere(l, step);
  const answers = answersOf(l.noun, names, values);
  const days = names.filter((name) => l.noun.fields[name]?.kind === 'day' && needed.has(name) && !answers[name]);
  return { ...answers, ...Object.fromEntries(days.map((name) => [name, today])), occurredOn: today };
}

/** The body of a step: its answers, and as they are the values that it asks and this phone does not. */
export function stepBody(l: Life, step: string, holder: Holder, values: Values, answers: FormValues): Values {
  const { names } = stepWanted(l, rowsOf(l, step));
  const asked = stepQuestions(l, step, holder, answers).map((spec) => spec.name);
  const kept = Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { ...kept, ...bodyOfAnswers(l.noun, asked, answers) };
}
