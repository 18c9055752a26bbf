import { commitmentId, type Settlement } from '../../domain/field/settle.ts';
import { visitTopics } from '../../domain/field/visit.ts';
import { addDays, type Day, type Instant } from '../../domain/kernel/dates.ts';
import type { Clock, Place } from '../../domain/kernel/envelope.ts';
import type { DemoAlliance } from './portfolio.ts';
import { type Random, randomOf } from './random.ts';
import { type DemoSeed, monthsBefore } from './sizes.ts';

/** A record from the field, as the phone captured it. */
export interface FieldRecord {
  readonly kind: 'visit.register' | 'sale.register';
  readonly commandId: string;
  readonly recordId: string;
  readonly allianceIndex: number;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly clock: Clock | null;
  readonly place: Place | null;
  readonly body: Record<string, unknown>;
  readonly photo: 'field' | 'paper' | null;
}

const commitments = [
  ['Traer el cuaderno de ventas al día', 'Tesorero'],
  ['Limpiar el canal de riego', 'Socios del turno 1'],
  ['Pedir tres cotizaciones de la desbrozadora', 'Comité de compras'],
  ['Completar la lista de socios con carnet', 'Secretaria de actas'],
  ['Secar y seleccionar antes del acopio', 'Todos los socios'],
  ['Llevar muestra al comprador', 'Presidenta'],
] as const;
const notDone = ['camino_cortado', 'clima', 'nadie_presente', 'salud'] as const;

/** The instant of a capture at an hour of a day in La Paz. */
function instant(day: Day, hour: number, minute: number): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + (hour + 4) * 3_600_000 + minute * 60_000).toISOString();
}

function near(alliance: DemoAlliance, random: Random, spreadDegrees: number): Place {
  return {
    lon: Math.round((alliance.lon + (random.next() - 0.5) * spreadDegrees) * 1e6) / 1e6,
    lat: Math.round((alliance.lat + (random.next() - 0.5) * spreadDegrees) * 1e6) / 1e6,
    accuracyM: random.int(4, 38),
    ageS: random.int(0, 20),
  };
}

function clockOf(random: Random, capturedAt: Instant): Clock {
  return { deviceAt: capturedAt, offsetMs: random.int(-45_000, 45_000), sinceContactMs: random.int(1, 6) * 86_400_000 };
}

/**
 * The records of the alliance's acompañante in the month `monthsAgo` before the last one. Pure; nothing after the last
 * day. The first visit of a month says what became of the commitments of the month before: most were fulfilled, some
 * are left open.
 */
export function fieldMonth(
  seed: DemoSeed,
  alliance: DemoAlliance,
  monthsAgo: number,
  buyerId: string,
  members: readonly string[],
): FieldRecord[] {
  const records = recorded(seed, alliance, monthsAgo, buyerId, members);
  const visit = records.find((r) => r.kind === 'visit.register' && r.body.done === true);
  if (!visit) return records;
  const settled = recorded(seed, alliance, monthsAgo + 1, buyerId, members)
    .flatMap((r) =>
      ((r.body.commitments ?? []) as { text: string }[]).map(({ text }) => ({
        text,
        commitmentId: commitmentId(r.recordId, text),
      })),
    )
    .flatMap((one) =>
      settledAs(randomOf(seed.seed, 'settled', alliance.index, monthsAgo, one.text), one, visit.occurredOn),
    );
  return settled.length === 0
    ? records
    : records.map((r) => (r === visit ? { ...r, body: { ...r.body, settled } } : r));
}

function settledAs(random: Random, one: { text: string; commitmentId: string }, on: Day): Settlement[] {
  const chance = random.next();
  if (chance < 0.78) return [{ ...one, how: 'fulfil' }];
  if (chance < 0.88)
    return [
      {
        ...one,
        how: 'move',
        dueOn: addDays(on, 30),
        reason: random.pick(['Llovió toda la semana', 'Están en siembra', 'Falta el repuesto']),
      },
    ];
  return chance < 0.92 ? [{ ...one, how: 'drop', reason: 'La directiva decidió que ya no hace falta' }] : [];
}

function recorded(
  seed: DemoSeed,
  alliance: DemoAlliance,
  monthsAgo: number,
  buyerId: string,
  members: readonly string[],
): FieldRecord[] {
  const random = randomOf(seed.seed, 'field', alliance.index, monthsAgo);
  const first = monthsBefore(seed.until, monthsAgo);
  // In one month of twenty-five nobody went, in one of twenty-five somebody went twice: the monthly coverage is not
  // perfect.
  const visits = random.chance(0.04) ? 0 : random.chance(0.042) ? 2 : 1;
  const records = [
    ...Array.from({ length: visits }, () => visitOf(random, alliance, first, members)),
    ...salesOf(random, alliance, first, buyerId),
  ];
  return records.filter((r) => r.occurredOn <= seed.until && r.occurredOn < monthsBefore(seed.until, monthsAgo - 1));
}

function visitOf(random: Random, alliance: DemoAlliance, first: Day, members: readonly string[]): FieldRecord {
  const done = !random.chance(0.05);
  const day = addDays(first, random.int(1, 26));
  const hour = random.int(9, 15);
  const capturedAt = instant(day, hour + 2, random.int(0, 59));
  const women = random.int(4, 12);
  const men = random.int(3, 10);
  const topics = random.shuffled(visitTopics.filter((t) => t !== 'otro')).slice(0, random.int(1, 3));
  const promised = random.shuffled(commitments).slice(0, random.int(0, 2));
  const body = done
    ? {
        allianceId: alliance.id,
        done: true,
        startedAt: instant(day, hour, random.int(0, 59)),
        endedAt: capturedAt,
        presentMembers: random.shuffled(members).slice(0, Math.min(members.length, women + men)),
        presentWomen: women,
        presentMen: men,
        topics,
        commitments: promised.map(([text, who]) => ({ text, who, dueOn: addDays(day, 28) })),
        nextVisitOn: addDays(day, random.int(26, 33)),
        notes: random.chance(0.45) ? random.pick(alliance.product.problems) : null,
        photos: [],
      }
    : {
        allianceId: alliance.id,
        done: false,
        notDoneReason: random.pick(notDone),
        presentMembers: [],
        topics: [],
        commitments: [],
        nextVisitOn: addDays(day, 10),
        notes: null,
        photos: [],
      };
  return {
    kind: 'visit.register',
    commandId: random.id(capturedAt),
    recordId: random.id(capturedAt),
    allianceIndex: alliance.index,
    occurredOn: day,
    capturedAt,
    clock: clockOf(random, capturedAt),
    // In one visit of sixty the position is far from the alliance, so that the checks find something.
    place: near(alliance, random, random.chance(0.016) ? 0.12 : 0.006),
    body,
    photo: done ? 'field' : null,
  };
}

function salesOf(random: Random, alliance: DemoAlliance, first: Day, buyerId: string): FieldRecord[] {
  const { product } = alliance;
  if (!product.months.includes(Number(first.slice(5, 7)))) return [];
  const size = alliance.families / 25;
  return Array.from({ length: random.chance(0.3) ? 2 : 1 }, (): FieldRecord => {
    const day = addDays(first, random.int(2, 26));
    const capturedAt = instant(day, random.int(10, 17), random.int(0, 59));
    const toOther = random.chance(0.12);
    const [least, most] = product.volume;
    const [low, high] = product.price;
    return {
      kind: 'sale.register',
      commandId: random.id(capturedAt),
      recordId: random.id(capturedAt),
      allianceIndex: alliance.index,
      occurredOn: day,
      capturedAt,
      clock: clockOf(random, capturedAt),
      place: near(alliance, random, 0.008),
      body: {
        allianceId: alliance.id,
        buyerId: toOther ? null : buyerId,
        buyerOther: toOther ? 'Feria del municipio' : null,
        productCode: product.code,
        quantity: Math.max(1, Math.round(random.int(least, most) * size)) * 10_000,
        unitCode: product.unit,
        price: Math.round((low + random.next() * (high - low)) * 20) * 500,
        qualityMet: !random.chance(0.08),
        termMet: !random.chance(0.1),
        documentNumber: toOther ? null : `D-${random.int(1000, 9999)}`,
        notes: null,
        photos: [],
      },
      photo: random.chance(0.97) ? 'paper' : null,
    };
  });
}
