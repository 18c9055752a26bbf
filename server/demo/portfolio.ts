import { type AllianceState, stateNames, states } from '../../domain/alliance/states.ts';
import type { Day, Instant } from '../../domain/kernel/dates.ts';
import { addDays, daysBetween } from '../../domain/kernel/dates.ts';
import { splitByLargestRemainder } from '../../domain/kernel/money.ts';
import { communityName, organisationName } from './names.ts';
import { type DemoProduct, ecoregionOf, productsOf } from './products.ts';
import { randomOf } from './random.ts';
import { type DemoSeed, monthsBefore } from './sizes.ts';

/** A municipality with the fields that the portfolio needs. */
export interface DemoMunicipality {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly unitId: string;
}

/** An alliance of the portfolio before anything is sent. Amounts in centavos; null is a gap that is never filled. */
export interface DemoAlliance {
  readonly index: number;
  readonly id: string;
  readonly organisationId: string;
  readonly agreementId: string;
  readonly code: string;
  readonly organisation: { readonly name: string; readonly acronym: string; readonly legalForm: string };
  readonly unitId: string;
  readonly municipality: DemoMunicipality;
  readonly community: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly state: AllianceState;
  readonly model: 1 | 2 | 3 | null;
  readonly product: DemoProduct;
  readonly buyer: string;
  readonly families: number;
  readonly women: number | null;
  readonly amountPar: number | null;
  readonly amountCounterpart: number | null;
  readonly adoptedOn: Day;
  readonly signedOn: Day | null;
  /** Number (from 0) of the acompañante who serves it; null when nothing happens in the field. */
  readonly accompanist: number | null;
}

/** Zones of the small portfolio: neighbouring municipalities, each zone with one acompañante. */
const SMALL_ZONES = [
  ['021203', '021201', '021204'],
  ['031401', '031403', '030501'],
  ['060501', '060502'],
] as const;
/** Municipalities of the other alliances of the small portfolio, so that every unit has some. */
const SMALL_ELSEWHERE = [
  '022001',
  '040801',
  '051401',
  '010601',
  '010501',
  '070403',
  '071103',
  '080201',
  '080501',
  '090203',
  '060303',
  '060401',
  '040201',
  '050801',
  '031601',
  '021305',
  '070706',
  '010401',
  '041001',
  '022002',
];

/** Further alliances of the small portfolio, after one in each state; they are served in the field. */
const SMALL_EXTRA: readonly AllianceState[] = ['EN_OPERACION', 'EN_INVERSION', 'EN_OPERACION', 'EN_INVERSION'];

interface Seat {
  readonly state: AllianceState;
  readonly municipality: DemoMunicipality;
  readonly accompanist: number | null;
}

const isActive = (state: AllianceState) => states[state].active;

function smallSeats(byCode: ReadonlyMap<string, DemoMunicipality>): Seat[] {
  const all = [...stateNames, ...SMALL_EXTRA];
  let active = 0;
  let quiet = 0;
  return all.map((state) => {
    const zone = isActive(state) ? active++ % SMALL_ZONES.length : null;
    const place =
      zone === null
        ? SMALL_ELSEWHERE[quiet++ % SMALL_ELSEWHERE.length]
        : SMALL_ZONES[zone]?.[Math.floor((active - 1) / SMALL_ZONES.length) % (SMALL_ZONES[zone]?.length ?? 1)];
    const municipality = byCode.get(place ?? '');
    if (!municipality) throw new Error(`municipality ${place} is not in the reference`);
    return { state, municipality, accompanist: zone };
  });
}

/** States of a large portfolio with their weights, after one alliance in each: most are served in the field. */
const WEIGHTS: readonly (readonly [AllianceState, number])[] = [
  ['EN_OPERACION', 55],
  ['EN_INVERSION', 32],
  ['CONTRAPARTE_DEPOSITADA', 5],
  ['CONVENIO_FIRMADO', 4],
  ['INVERSION_CONCLUIDA', 4],
];
/** Alliances of one zone, enough for two acompañantes. */
const ZONE_ALLIANCES = 9;
const CAP = 6;

function largeSeats(seed: DemoSeed, municipalities: readonly DemoMunicipality[]): Seat[] {
  const random = randomOf(seed.seed, 'seats');
  const zones = Math.ceil(seed.size.alliances / ZONE_ALLIANCES);
  const places = random.shuffled(municipalities);
  const load = new Map<string, { accompanist: number; count: number }>();
  let accompanists = 0;
  const bag = WEIGHTS.flatMap(([state, weight]) => Array.from({ length: weight }, () => state));
  return Array.from({ length: seed.size.alliances }, (_, i) => {
    const state = stateNames[i] ?? random.pick(bag);
    const municipality = places[(i % zones) % places.length];
    if (!municipality) throw new Error('no municipalities');
    if (!isActive(state)) return { state, municipality, accompanist: null };
    let held = load.get(municipality.code);
    if (!held || held.count === CAP) {
      held = { accompanist: accompanists++, count: 0 };
      load.set(municipality.code, held);
    }
    held.count += 1;
    return { state, municipality, accompanist: held.accompanist };
  });
}

/** BR-06. */
const MINIMUM_FAMILIES = 15;

/** Every alliance of the portfolio: its data, its place, its beginning and who serves it. Pure. */
export function planPortfolio(seed: DemoSeed, municipalities: readonly DemoMunicipality[]): DemoAlliance[] {
  const seats =
    seed.size.name === 'small'
      ? smallSeats(new Map(municipalities.map((m) => [m.code, m])))
      : largeSeats(seed, municipalities);
  const sizes = randomOf(seed.seed, 'families');
  const families = splitByLargestRemainder(
    seed.size.families,
    seats.map(() => sizes.int(17, 34)),
  );
  return seats.map((seat, index) => planAlliance(seed, seat, index, families[index] ?? MINIMUM_FAMILIES));
}

function planAlliance(
  seed: DemoSeed,
  { state, municipality, accompanist }: Seat,
  index: number,
  families: number,
): DemoAlliance {
  const random = randomOf(seed.seed, 'alliance', index);
  const product = random.pick(productsOf[ecoregionOf(municipality.code)].slice(0, 6));
  const start = monthsBefore(seed.until, seed.size.months);
  // Alliances without field work were adopted at any time; those in the field before its first month.
  const adoptedOn =
    accompanist === null
      ? addDays(start, random.int(20, Math.max(21, daysBetween(start, seed.until) - 20)))
      : addDays(start, -random.int(5, 20));
  const at: Instant = `${adoptedOn}T13:00:00.000Z`;
  const signed = (states[state].stage ?? 0) >= 12;
  // One in six lacks a datum, and alliances in early states have no amounts yet.
  const gap = random.int(0, 11);
  const amount = families * random.int(15_000, 19_500) * 100;
  const shares = splitByLargestRemainder(amount, [70, 30]);
  return {
    index,
    id: random.id(at),
    organisationId: random.id(at),
    agreementId: random.id(at),
    code: `DEMO-${String(index + 1).padStart(seed.size.alliances > 9999 ? 5 : 4, '0')}`,
    organisation: organisationName(random, product.named, municipality.name),
    unitId: municipality.unitId,
    municipality,
    community: gap === 0 ? null : communityName(random),
    lon: Math.round((municipality.lon + (random.next() - 0.5) * 0.02) * 1e5) / 1e5,
    lat: Math.round((municipality.lat + (random.next() - 0.5) * 0.02) * 1e5) / 1e5,
    state,
    model: gap === 1 ? null : random.chance(0.9) ? 1 : random.chance(0.7) ? 2 : 3,
    product,
    buyer: `${random.pick(product.buyers)} (demostración)`,
    families,
    women: gap === 0 ? null : Math.round(families * (0.3 + random.next() * 0.3)),
    amountPar: signed && gap !== 1 ? (shares[0] ?? null) : null,
    amountCounterpart: signed && gap !== 1 ? (shares[1] ?? null) : null,
    adoptedOn,
    signedOn: signed ? addDays(adoptedOn, -random.int(10, 200)) : null,
    accompanist,
  };
}
