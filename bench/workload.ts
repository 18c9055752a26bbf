import { compose } from '../server/commands/compose.ts';
import { newId } from '../server/ids.ts';
import type { FieldUser } from '../tests/helpers/fieldWorld.ts';

/** Commands of one person, serialised before the measuring begins, as a phone has them in its outbox. */
export interface Parcel {
  readonly user: FieldUser;
  readonly texts: readonly string[];
}

const DAY = '2026-03-10';
const AT = '2026-03-10T15:04:05.000Z';
const PLACE = { lon: -68.1532, lat: -16.4957, accuracyM: 8.5, ageS: 1 };
const CLOCK = { deviceAt: AT, offsetMs: 120, sinceContactMs: 86_400_000 };

const visitBody = (allianceId: string) => ({
  allianceId,
  done: true,
  presentMembers: [],
  presentWomen: 11,
  presentMen: 9,
  topics: ['produccion', 'comercializacion'],
  commitments: [{ text: 'Presentar las facturas del segundo desembolso', who: 'Directiva', dueOn: '2026-04-10' }],
  nextVisitOn: '2026-04-12',
  notes: 'Se revisó el acopio y se acordó la fecha de la próxima entrega con la directiva.',
  photos: [],
});

const saleBody = (allianceId: string) => ({
  allianceId,
  buyerOther: 'Feria de la provincia',
  productCode: 'QUINUA',
  quantity: 1_250_000,
  unitCode: 'kg',
  price: 85_000,
  qualityMet: true,
  termMet: true,
  documentNumber: '000123',
  photos: [],
});

const send = (
  user: FieldUser,
  kind: string,
  subjectId: string,
  body: unknown,
  baseVersion: number | null = null,
): string =>
  compose({ kind, actor: user, subjectId, body, occurredOn: DAY, at: AT, place: PLACE, clock: CLOCK, baseVersion });

/**
 * Each correction changes another field: corrections of the same version that change different fields are merged
 * without conflict.
 */
const corrections: readonly Record<string, unknown>[] = [
  { notes: 'Se corrigió la nota.' },
  { presentWomen: 12 },
  { presentMen: 8 },
  { nextVisitOn: '2026-04-20' },
  { topics: ['produccion'] },
  { commitments: [] },
  { startedAt: '2026-03-10T13:00:00.000Z' },
  { endedAt: '2026-03-10T14:30:00.000Z' },
];

interface Shared {
  readonly subjectId: string;
  readonly allianceId: string;
  used: number;
}

/** How many visits of each person are corrected by several of their commands at the same time. */
const SHARED_PER_USER = 12;
/** How many of twenty commands correct a shared visit: a tenth. */
const SHARED_IN_TWENTY = 2;

/**
 * What the people of a field world send: visits and sales of their alliances; every tenth command corrects a shared
 * visit.
 */
export class Workload {
  private readonly users: readonly FieldUser[];
  private readonly shared = new Map<string, Shared[]>();
  private turn = 0;

  constructor(users: readonly FieldUser[]) {
    this.users = users;
  }

  /** The commands that register the shared visits, to be sent before the measuring. */
  first(): Parcel[] {
    return this.users.map((user) => {
      const mine = Array.from(
        { length: SHARED_PER_USER },
        (_, i): Shared => ({
          subjectId: newId(),
          allianceId: user.alliances[i % user.alliances.length] ?? '',
          used: 0,
        }),
      );
      this.shared.set(user.id, mine);
      return { user, texts: mine.map((s) => send(user, 'visit.register', s.subjectId, visitBody(s.allianceId))) };
    });
  }

  /**
   * Parcels of twenty commands, in pairs. Both parcels of a pair belong to one person and correct the same visits. They
   * are adjacent, so that they are sent at the same time and wait for each other's locks.
   */
  parcels(count: number): Parcel[] {
    const all: Parcel[] = [];
    while (all.length < count) {
      const user = this.users[this.turn++ % this.users.length] as FieldUser;
      const subjects = this.nextShared(user);
      for (const offset of [0, 1]) all.push({ user, texts: this.twenty(user, subjects, offset) });
      for (const s of subjects) s.used += 2;
    }
    return all.slice(0, count);
  }

  /** The same commands one by one; the two on one shared visit are adjacent. */
  singles(count: number): Parcel[] {
    const pairs = this.parcels(Math.ceil(count / 40) * 2);
    const all: Parcel[] = [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const [one, other] = [pairs[i] as Parcel, pairs[i + 1] as Parcel];
      for (const [k, text] of one.texts.entries())
        all.push({ user: one.user, texts: [text] }, { user: other.user, texts: [other.texts[k] ?? text] });
    }
    return all.slice(0, count);
  }

  private nextShared(user: FieldUser): Shared[] {
    const free = (this.shared.get(user.id) ?? [])
      .filter((s) => s.used + 2 <= corrections.length)
      .slice(0, SHARED_IN_TWENTY);
    if (free.length < SHARED_IN_TWENTY)
      throw new Error('the shared visits are used up: make the world larger or the rounds shorter');
    return free;
  }

  private twenty(user: FieldUser, subjects: readonly Shared[], offset: number): string[] {
    const texts = subjects.map((s) =>
      send(user, 'visit.correct', s.subjectId, { ...visitBody(s.allianceId), ...corrections[s.used + offset] }, 1),
    );
    for (let i = texts.length; i < 20; i += 1) {
      const allianceId = user.alliances[i % user.alliances.length] ?? '';
      texts.push(
        i % 2 === 0
          ? send(user, 'visit.register', newId(), visitBody(allianceId))
          : send(user, 'sale.register', newId(), saleBody(allianceId)),
      );
    }
    return texts;
  }
}
