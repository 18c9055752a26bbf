import * as z from 'zod/mini';
import { type Day, daysBetween, writtenDay } from '../kernel/dates.ts';
import type { Fact } from '../kernel/fact.ts';
import { writtenNumber, writtenPrice, writtenQuantity } from '../kernel/money.ts';
import type { ParameterValue, ReadParameter } from '../monitoring/parameters.ts';
import { inCountry } from '../territory/country.ts';
import { distanceM, type LonLat, writtenKm } from '../territory/distance.ts';

/** Where an odd value is asked about: the field of the form, by what is odd. */
export const oddFields = {
  place: 'place',
  price: 'unitPrice',
  quantity: 'amount',
  date: 'occurredOn',
  people: 'presentWomen',
} as const;
export type OddCode = keyof typeof oddFields;
const oddCodes = Object.keys(oddFields) as OddCode[];

/**
 * One impossible or unlikely value, as it is asked of the person who types it and told to the person who verifies it.
 */
export interface Odd {
  readonly code: OddCode;
  readonly sentence: string;
  readonly compared: readonly { readonly label: string; readonly value: string }[];
}

/** The author's confirmation that the value is right, and why; stored with the command. */
export const confirmedSchema = z
  .array(z.object({ code: z.enum(oddCodes), reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)) }))
  .check(z.maxLength(oddCodes.length));
export type Confirmed = z.infer<typeof confirmedSchema>;

/**
 * The values of a record that can be unlikely. Quantities and prices in 1/10,000; null where the record does not have
 * one.
 */
export interface Said {
  readonly occurredOn: Day;
  /** The day on which the device captured it, as well as that can be known. */
  readonly capturedOn: Day;
  readonly place: LonLat | null;
  readonly buyerId: string | null;
  readonly price: number | null;
  readonly unitCode: string | null;
  readonly quantity: number | null;
  /** Base units in one unit of the sale, in 1/10,000; null while it is not known. */
  readonly factor: number | null;
  readonly people: number | null;
}

/** What is known of the alliance and the product (loader `captureKnown`). Quantities, prices and factors in 1/10,000. */
export interface Known {
  /** The programme whose parameters apply. */
  readonly programmeId: string;
  readonly place: LonLat | null;
  readonly families: number | null;
  /** The agreements with its buyers for the product, without annulled ones. */
  readonly agreed: readonly {
    readonly buyerId: string;
    readonly unitCode: string | null;
    readonly price: number | null;
    readonly factor: number | null;
    readonly quantityPerCycle: number | null;
  }[];
  /** Medians of the alliance's own sales of the product in that unit within a year. */
  readonly usual: { readonly price: number; readonly quantity: number; readonly count: number } | null;
}

/** The request for the fact with what is known. */
export const knownFact = (
  about: { subjectId: string; occurredOn: Day },
  allianceId: string,
  sale: { productCode: string; unitCode: string } | null,
) => ({
  loader: 'captureKnown',
  key: [allianceId, about.subjectId, sale?.productCode ?? '', sale?.unitCode ?? '', about.occurredOn].join(':'),
});

/** The facts that a rule needs to find unlikely values. */
export interface OddFacts extends Record<string, unknown> {
  readonly known: Fact<Known>;
  readonly parameters: Fact<readonly ParameterValue[]>;
}
export const oddFacts = (...of: Parameters<typeof knownFact>) => ({
  known: knownFact(...of),
  parameters: { loader: 'parameters', key: '*' },
});

/** The parts of a key of that fact. */
export function knownKey(key: string): {
  readonly allianceId: string;
  readonly recordId: string;
  readonly productCode: string;
  readonly unitCode: string;
} {
  const [allianceId = '', recordId = '', productCode = '', unitCode = ''] = key.split(':');
  return { allianceId, recordId, productCode, unitCode };
}

/** How many times the smaller fits into the larger; infinite against zero. */
function times(a: number, b: number): number {
  const low = Math.min(a, b);
  return low > 0 ? Math.max(a, b) / low : a === b ? 1 : Number.POSITIVE_INFINITY;
}
const manyTimes = (ratio: number): string =>
  writtenNumber(ratio >= 10 ? Math.round(ratio) : ratio, ratio >= 10 ? 0 : 1);
const bs = (price: number, unit: string | null): string => `${writtenPrice(price)}${unit ? ` por ${unit}` : ''}`;

function oddPlace({ place }: Said, known: Known, read: ReadParameter): Odd | null {
  if (!place) return null;
  const here = { label: 'Posición', value: `${writtenNumber(place.lat, 4)}°, ${writtenNumber(place.lon, 4)}°` };
  if (Math.abs(place.lon) < 0.01 && Math.abs(place.lat) < 0.01)
    return { code: 'place', sentence: 'La posición es 0°, 0°: el GPS no la tomó.', compared: [here] };
  if (!inCountry(place)) return { code: 'place', sentence: 'La posición está fuera de Bolivia.', compared: [here] };
  const metres = known.place ? distanceM(place, known.place) : 0;
  return metres > read('unlikelyDistanceKm') * 1000
    ? {
        code: 'place',
        sentence: `La posición está a ${writtenKm(metres / 1000)} del lugar de la alianza.`,
        compared: [here],
      }
    : null;
}

function oddPrice(
  { price, unitCode, factor, buyerId }: Said,
  { agreed, usual }: Known,
  read: ReadParameter,
): Odd | null {
  if (price === null) return null;
  if (price === 0) return { code: 'price', sentence: 'El precio es cero.', compared: [] };
  /** An agreed price, converted to the unit of the sale. */
  const inUnit = (a: Known['agreed'][number]): number | null =>
    a.price === null || a.price === 0
      ? null
      : a.unitCode === unitCode
        ? a.price
        : a.factor && factor
          ? (a.price * factor) / a.factor
          : null;
  const own = agreed.filter((a) => a.buyerId === buyerId);
  const prices = (own.length > 0 ? own : agreed).map(inUnit).filter((p) => p !== null);
  const nearest = prices.reduce<number | null>(
    (best, p) => (best === null || times(price, p) < times(price, best) ? p : best),
    null,
  );
  const against = nearest ?? (usual && usual.count >= read('unlikelySalesBefore') ? usual.price : null);
  if (against === null || times(price, against) < read('unlikelyPriceTimes')) return null;
  const [what, side] = [
    nearest === null ? 'lo usual en esta alianza' : 'lo acordado',
    price > against ? 'más' : 'menos',
  ];
  return {
    code: 'price',
    sentence: `El precio es ${manyTimes(times(price, against))} veces ${side} que ${what}.`,
    compared: [
      { label: 'Este precio', value: bs(price, unitCode) },
      { label: nearest === null ? 'Lo usual' : 'Lo acordado', value: bs(Math.round(against), unitCode) },
    ],
  };
}

function oddQuantity(
  { quantity, unitCode, factor, buyerId }: Said,
  { agreed, usual }: Known,
  read: ReadParameter,
): Odd | null {
  if (quantity === null) return null;
  const cycles = agreed
    .filter((a) => a.buyerId === buyerId && a.quantityPerCycle !== null && a.quantityPerCycle > 0)
    .map((a) =>
      a.unitCode === unitCode
        ? a.quantityPerCycle
        : a.factor && factor
          ? ((a.quantityPerCycle ?? 0) * a.factor) / factor
          : null,
    )
    .filter((q) => q !== null);
  const cycle = cycles.length > 0 ? Math.max(...cycles) : null;
  const told = (sentence: string, label: string, against: number): Odd => ({
    code: 'quantity',
    sentence,
    compared: [
      { label: 'Esta cantidad', value: `${writtenQuantity(quantity)} ${unitCode ?? ''}`.trim() },
      { label, value: `${writtenQuantity(Math.round(against))} ${unitCode ?? ''}`.trim() },
    ],
  });
  if (cycle !== null && quantity > cycle * read('unlikelyCycleTimes'))
    return told(
      `La cantidad es ${manyTimes(quantity / cycle)} veces lo acordado para todo el ciclo.`,
      'Lo acordado por ciclo',
      cycle,
    );
  // Small sales are ordinary; only a quantity far above the usual is asked about.
  if (usual && usual.count >= read('unlikelySalesBefore') && quantity >= usual.quantity * read('unlikelySaleTimes'))
    return told(
      `La cantidad es ${manyTimes(quantity / usual.quantity)} veces más que lo usual.`,
      'Lo usual',
      usual.quantity,
    );
  return null;
}

function oddDate({ occurredOn, capturedOn }: Said, read: ReadParameter): Odd | null {
  const late = daysBetween(occurredOn, capturedOn);
  if (late <= read('unlikelyLateDays')) return null;
  return {
    code: 'date',
    sentence: `La fecha es de hace ${writtenNumber(late)} días.`,
    compared: [
      { label: 'Fecha del registro', value: writtenDay(occurredOn) },
      { label: 'Se escribió el', value: writtenDay(capturedOn) },
    ],
  };
}

function oddPeople({ people }: Said, { families }: Known, read: ReadParameter): Odd | null {
  if (people === null || !families || people <= families * read('unlikelyPeoplePerFamily')) return null;
  return {
    code: 'people',
    sentence: `Dice ${writtenNumber(people)} personas presentes; la alianza tiene ${writtenNumber(families)} familias.`,
    compared: [
      { label: 'Presentes', value: writtenNumber(people) },
      { label: 'Familias de la alianza', value: writtenNumber(families) },
    ],
  };
}

/**
 * The values of a record that are impossible or far from what is known. One rule for three uses: the phone asks about
 * them where they are typed, the server flags the record (`flags.unlikely`), and the unit sees it first, with the
 * comparison. It uses the programme's parameters on the day of the fact (`readOn`); what is impossible needs none.
 */
export function oddities(said: Said, known: Known, read: ReadParameter): Odd[] {
  const odds = [
    oddPlace(said, known, read),
    oddPrice(said, known, read),
    oddQuantity(said, known, read),
    oddDate(said, read),
    oddPeople(said, known, read),
  ];
  return odds.filter((o) => o !== null);
}
