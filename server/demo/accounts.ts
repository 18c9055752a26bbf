import type { Instant } from '../../domain/kernel/dates.ts';
import { grantableRoles, type Role, roles } from '../../domain/people/roles.ts';
import { demoPerson } from './names.ts';
import { randomOf } from './random.ts';
import type { DemoSeed } from './sizes.ts';

/** A person who acts in the portfolio. `ids`: units, organisations or municipalities in the role's reach. */
export interface DemoAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly ci: string;
  readonly role: Role;
  readonly ids: readonly string[];
  /** Unit that keeps the account; null for people of the nation or of other bodies. */
  readonly unitId: string | null;
  /** The phone or browser from which their commands come. */
  readonly deviceId: string;
  /** True for the one account of each role with which a newcomer logs in. */
  readonly showcase: boolean;
}

/** Unit of the showcase accounts whose role belongs to a unit. */
export const SHOWCASE_UNIT = 'LPZ';

interface Opening {
  readonly username: string;
  readonly role: Role;
  readonly ids?: readonly string[];
  readonly unitId: string | null;
  readonly number: number;
  readonly showcase?: boolean;
}

function account(
  seed: DemoSeed,
  bornAt: Instant,
  { username, role, ids = [], unitId, number, showcase = false }: Opening,
): DemoAccount {
  const random = randomOf(seed.seed, 'account', username);
  const person = demoPerson(random, 900_000 + number);
  return {
    id: random.id(bornAt),
    username,
    name: `${person.givenNames.split(' ')[0]} ${person.paternalSurname} ${person.maternalSurname} (demostración)`,
    ci: person.ci,
    role,
    ids,
    unitId,
    deviceId: random.id(bornAt),
    showcase,
  };
}

/** User name of a role's showcase account: 'demo.oficial', 'demo.me'. */
function usernameOf(role: Role): string {
  return `demo.${role
    .toLowerCase()
    .replace(/^(ucn|uod)_/, '')
    .replace(/_.*/, (tail) => (role === 'UCN_SOC_AMB' ? '_amb' : tail))
    .replaceAll('_', '.')}`;
}

interface Reaches {
  readonly organisationId: string;
  readonly municipalityCode: string;
}

/** One account per role. The reach of the roles that serve alliances follows from their assignments. */
export function showcaseAccounts(seed: DemoSeed, bornAt: Instant, reaches: Reaches): DemoAccount[] {
  return grantableRoles.map((role, i) => {
    const { scope } = roles[role];
    const ids =
      scope === 'unit'
        ? [SHOWCASE_UNIT]
        : scope === 'organisation'
          ? [reaches.organisationId]
          : scope === 'municipality'
            ? [reaches.municipalityCode]
            : [];
    const local = scope === 'unit' || scope === 'alliances' || scope === 'organisation';
    return account(seed, bornAt, {
      username: usernameOf(role),
      role,
      ids,
      unitId: local ? SHOWCASE_UNIT : null,
      number: i,
      showcase: true,
    });
  });
}

/** The official who keeps and verifies the records of a unit; for all units except the showcase one. */
export function unitOfficials(seed: DemoSeed, bornAt: Instant, unitIds: readonly string[]): DemoAccount[] {
  return unitIds
    .filter((unit) => unit !== SHOWCASE_UNIT)
    .map((unit, i) =>
      account(seed, bornAt, {
        username: `demo.oficial.${unit.toLowerCase()}`,
        role: 'UOD_OFICIAL',
        ids: [unit],
        unitId: unit,
        number: 100 + i,
      }),
    );
}

/** The operador of a unit; for all units except the showcase one. */
export function unitOperators(seed: DemoSeed, bornAt: Instant, unitIds: readonly string[]): DemoAccount[] {
  return unitIds
    .filter((unit) => unit !== SHOWCASE_UNIT)
    .map((unit, i) =>
      account(seed, bornAt, {
        username: `demo.operador.${unit.toLowerCase()}`,
        role: 'UOD_OPERADOR',
        ids: [unit],
        unitId: unit,
        number: 150 + i,
      }),
    );
}

/** The acompañantes by number, each with the unit of their zone; the first one is the showcase account of the role. */
export function accompanists(
  seed: DemoSeed,
  bornAt: Instant,
  showcase: DemoAccount,
  unitIds: readonly string[],
): DemoAccount[] {
  return unitIds.map((unitId, i) =>
    i === 0
      ? showcase
      : account(seed, bornAt, { username: `demo.acompanante${i + 1}`, role: 'ACOMPANANTE', unitId, number: 200 + i }),
  );
}
