import type { DemoCommand } from './batch.ts';
import { type DemoPerson, demoPerson } from './names.ts';
import { at, type DemoPlan } from './plan.ts';
import type { DemoAlliance } from './portfolio.ts';
import { randomOf } from './random.ts';

const known = new WeakMap<DemoAlliance, readonly string[]>();

/**
 * Record ids of the memberships of an alliance. They are known before the memberships are sent, so that visits can tick
 * members by name.
 */
export function memberIds(plan: DemoPlan, alliance: DemoAlliance): readonly string[] {
  const before = known.get(alliance);
  if (before) return before;
  const random = randomOf(plan.seed.seed, 'members', alliance.index);
  const ids = Array.from({ length: alliance.families }, () => random.id(at(alliance.adoptedOn, 11)));
  known.set(alliance, ids);
  return ids;
}

/** Families of an alliance with a convenio, enrolled by the unit's official from the alliance's list of socios. */
export function familyCommands(plan: DemoPlan, alliance: DemoAlliance): DemoCommand[] {
  if (!alliance.signedOn) return [];
  const receivedAt = at(alliance.adoptedOn, 11, 30);
  const first = firstNumber(plan, alliance);
  const women = alliance.women ?? Math.round(alliance.families / 3);
  return memberIds(plan, alliance).map((subjectId, i): DemoCommand => {
    const random = randomOf(plan.seed.seed, 'family', alliance.index, i);
    const sex = i < women ? 'F' : 'M';
    const holder = demoPerson(random, first + i * 2, sex);
    const spouse = random.chance(0.7) ? demoPerson(random, first + i * 2 + 1, sex === 'F' ? 'M' : 'F') : null;
    return {
      id: random.id(receivedAt),
      kind: 'family.enrol',
      subjectId,
      occurredOn: alliance.adoptedOn,
      at: receivedAt,
      body: {
        allianceId: alliance.id,
        familyId: random.id(receivedAt),
        holder: personBody(holder, random.id(receivedAt)),
        spouse: spouse ? personBody(spouse, random.id(receivedAt)) : null,
        representative: 'holder',
        dependants: random.int(0, 5),
        municipalityCode: alliance.municipality.code,
        joinedOn: alliance.signedOn,
        demo: true,
      },
    };
  });
}

/** The first number of an alliance's identity cards: each alliance has its own range, so numbers do not repeat. */
function firstNumber(plan: DemoPlan, alliance: DemoAlliance): number {
  let n = 1;
  for (const other of plan.alliances) {
    if (other.index === alliance.index) break;
    n += other.families * 2;
  }
  return n;
}

function personBody(p: DemoPerson, id: string) {
  return {
    id,
    ciNumber: p.ci,
    givenNames: p.givenNames,
    paternalSurname: p.paternalSurname,
    maternalSurname: p.maternalSurname,
    sex: p.sex,
    birthDate: p.birthDate,
  };
}
