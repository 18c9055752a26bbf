import type { AllianceState } from '../../domain/alliance/states.ts';
import { addDays, type Day, type Instant } from '../../domain/kernel/dates.ts';
import type { Role } from '../../domain/people/roles.ts';
import {
  accompanists,
  type DemoAccount,
  SHOWCASE_UNIT,
  showcaseAccounts,
  unitOfficials,
  unitOperators,
} from './accounts.ts';
import { type DemoAlliance, type DemoMunicipality, planPortfolio } from './portfolio.ts';
import { randomOf } from './random.ts';
import { type DemoSeed, type DemoSize, monthsBefore } from './sizes.ts';

interface DemoAssignment {
  readonly account: DemoAccount;
  readonly allianceIndex: number;
}

/**
 * For the roles that serve alliances: the state in which an alliance is worth showing to the role's showcase account.
 */
const SEEN_IN: readonly (readonly [Role, AllianceState])[] = [
  ['FACILITADOR', 'PLAN_EN_FORMULACION'],
  ['IFI', 'EN_EVALUACION'],
  ['SUPERVISOR_CAMPO', 'EN_INVERSION'],
  ['COMPRADOR', 'EN_OPERACION'],
  ['COADYUVANTE', 'EN_OPERACION'],
];

/** Everything that is decided before anything is sent. */
export interface DemoPlan {
  readonly seed: DemoSeed;
  readonly alliances: readonly DemoAlliance[];
  readonly accounts: readonly DemoAccount[];
  /** The showcase account of a role. */
  readonly who: (role: Role) => DemoAccount;
  readonly officialOf: (unitId: string) => DemoAccount;
  readonly operatorOf: (unitId: string) => DemoAccount;
  readonly accompanist: (n: number) => DemoAccount;
  readonly accompanists: readonly DemoAccount[];
  /** Who serves which alliance, in addition to its unit. */
  readonly assigned: readonly DemoAssignment[];
  /** Two organisations of one unit with almost the same name; null when no unit has two to spare. */
  readonly doubles: readonly [DemoAlliance, DemoAlliance] | null;
  readonly buyers: ReadonlyMap<string, string>;
  /** The day on which the accounts are opened; everything else is later. */
  readonly bornOn: Day;
}

/** An instant on a day at an hour of La Paz. */
export function at(day: Day, hour: number, minute = 0): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + (hour + 4) * 3_600_000 + minute * 60_000).toISOString();
}

/** The day on which the accounts of a portfolio are opened. */
export function bornOn(size: DemoSize, until: Day): Day {
  return addDays(monthsBefore(until, size.months), -45);
}

/** Gives one organisation the name of another one of its unit, as somebody in a hurry would write it. */
function withDoubles(planned: readonly DemoAlliance[]): { alliances: DemoAlliance[]; doubles: DemoPlan['doubles'] } {
  const alliances = [...planned];
  for (const left of alliances) {
    const right = alliances.find(
      (a) => a.index > left.index && a.unitId === left.unitId && a.accompanist === null && left.accompanist === null,
    );
    if (!right) continue;
    const name = left.organisation.name
      .replace(/^(Asociación|Cooperativa|Organización) \S+ /, 'Asoc. ')
      .replace('Productores de', 'Prod.');
    const { municipality, lon, lat } = left;
    const renamed = {
      ...right,
      municipality,
      lon,
      lat,
      community: null,
      product: left.product,
      organisation: { ...left.organisation, name },
    };
    alliances[right.index] = renamed;
    return { alliances, doubles: [left, renamed] };
  }
  return { alliances, doubles: null };
}

/** The plan of the whole portfolio. Pure: the same seed and the same territory give the same plan. */
export function planDemo(seed: DemoSeed, municipalities: readonly DemoMunicipality[]): DemoPlan {
  const { alliances, doubles } = withDoubles(planPortfolio(seed, municipalities));
  const born = bornOn(seed.size, seed.until);
  const bornAt = at(born, 8);
  const shown = alliances.find((a) => a.unitId === SHOWCASE_UNIT && a.accompanist !== null) ?? alliances[0];
  if (!shown) throw new Error('an empty portfolio');
  const showcase = showcaseAccounts(seed, bornAt, {
    organisationId: shown.organisationId,
    municipalityCode: shown.municipality.code,
  });
  const of = (role: Role) => {
    const found = showcase.find((a) => a.role === role);
    if (!found) throw new Error(`no account for ${role}`);
    return found;
  };
  const units = [...new Set(alliances.map((a) => a.unitId))].sort();
  const officials = unitOfficials(seed, bornAt, units);
  const operators = unitOperators(seed, bornAt, units);
  const zones = Array.from(
    { length: 1 + Math.max(...alliances.map((a) => a.accompanist ?? 0)) },
    (_, n) => alliances.find((a) => a.accompanist === n)?.unitId ?? SHOWCASE_UNIT,
  );
  const field = accompanists(seed, bornAt, of('ACOMPANANTE'), zones);
  const inUnit = (list: readonly DemoAccount[], role: Role) => (unit: string) =>
    unit === SHOWCASE_UNIT ? of(role) : (list.find((a) => a.ids.includes(unit)) ?? of('UCN_ME'));
  const names = [...new Set(alliances.map((a) => a.buyer))].sort();
  return {
    seed,
    alliances,
    accounts: [...showcase, ...officials, ...operators, ...field.slice(1)],
    who: of,
    officialOf: inUnit(officials, 'UOD_OFICIAL'),
    operatorOf: inUnit(operators, 'UOD_OPERADOR'),
    accompanist: (n) => field[n] ?? of('ACOMPANANTE'),
    accompanists: field,
    assigned: [
      ...alliances.flatMap((a) =>
        a.accompanist === null ? [] : [{ account: field[a.accompanist] ?? of('ACOMPANANTE'), allianceIndex: a.index }],
      ),
      ...SEEN_IN.map(([role, state]) => ({
        account: of(role),
        allianceIndex: alliances.find((a) => a.state === state)?.index ?? 0,
      })),
    ],
    doubles,
    buyers: new Map(names.map((name) => [name, randomOf(seed.seed, 'buyer', name).id(bornAt)])),
    bornOn: born,
  };
}
