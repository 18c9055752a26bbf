import { afterAll, describe, expect, test } from 'vitest';
import { type Actor, can, type Grant, ownHand, type Placement, scopeOf, widestView } from './actor.ts';
import { type Role, roles, type ScopeKind } from './roles.ts';

/** How far a role reaches: every kind of reach × every place a thing can stand, and time. */
const DAY = '2026-06-15';
let cases = 0;
afterAll(() => console.log(`reach: ${cases} cases`));

const actor = (...grants: Grant[]): Actor => ({ id: 'ana', name: 'Ana', kind: 'person', grants });
const grant = (role: Role, more: Partial<Grant> = {}): Grant => ({
  id: `${role} ${more.delegatedBy ?? ''}`,
  role,
  kind: roles[role].scope,
  ids: ['own'],
  from: '2026-01-01',
  to: null,
  ...more,
});
const roleOf: Readonly<Record<Exclude<ScopeKind, 'public'>, Role>> = {
  national: 'UCN_ME',
  unit: 'UOD_OFICIAL',
  alliances: 'ACOMPANANTE',
  organisation: 'OPP_REP',
  municipality: 'GAM',
  session: 'COMITE',
  subproject: 'FPS_TEC',
};
/** By which member of a thing a reach is decided; sessions and subprojects are things that do not exist yet. */
const placeOf: Partial<Record<ScopeKind, keyof Placement>> = {
  unit: 'unitId',
  alliances: 'allianceId',
  organisation: 'organisationId',
  municipality: 'municipalityCode',
};

const ids = ['own', 'other', null, undefined];
const placements: Placement[] = ids.flatMap((unitId) =>
  ids.flatMap((allianceId) =>
    ids.flatMap((organisationId) =>
      ids.flatMap((municipalityCode) =>
        [false, true].flatMap((national) =>
          [false, true].map(
            (anywhere) => ({ unitId, allianceId, organisationId, municipalityCode, national, anywhere }) as Placement,
          ),
        ),
      ),
    ),
  ),
);

describe('reach', () => {
  test.each(Object.entries(roleOf))('%s', (kind, role) => {
    const place = placeOf[kind as ScopeKind];
    const wrong: string[] = [];
    for (const placement of placements) {
      cases += 1;
      const should =
        placement.anywhere ||
        kind === 'national' ||
        (place !== undefined && placement[place] === 'own' && !placement.national);
      const is = can(actor(grant(role)), [role], placement, DAY);
      if (is.may !== should || (!is.may && is.reason !== 'scope'))
        wrong.push(`${JSON.stringify(placement)}: ${JSON.stringify(is)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a role counts on its days, ends included, and only where it is asked for', () => {
    const held = actor(grant('UCN_ME', { from: '2026-06-10', to: '2026-06-20' }));
    const on = (day: string) => [can(held, ['UCN_ME'], { national: true }, day).may, scopeOf(held, day).length === 1];
    expect(['2026-06-09', '2026-06-10', '2026-06-20', '2026-06-21'].map(on)).toEqual([
      [false, false],
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(can(held, ['UCN_COORD'], { anywhere: true }, DAY)).toEqual({ may: false, reason: 'role' });
    expect(scopeOf(held, DAY, ['UCN_COORD'])).toEqual([]);
    expect(scopeOf(held, DAY, ['UCN_ME'])).toMatchObject([{ kind: 'national', view: 'full', role: 'UCN_ME' }]);
  });

  test('sistema acts where it is named, and by no grant', () => {
    const system: Actor = { id: 's', name: 'Sistema', kind: 'system', grants: [grant('UCN_ME')] };
    expect(can(system, ['sistema'], { national: true }, DAY)).toEqual({ may: true, grant: null, role: 'sistema' });
    expect(can(system, ['UCN_ME'], { national: true }, DAY).may).toBe(false);
  });
});

describe('what was lent', () => {
  const own = grant('UOD_OPERADOR');
  const lent = grant('UOD_OPERADOR', { delegatedBy: 'luis' });

  test('is named only where no role of one’s own reaches', () => {
    for (const grants of [
      [own, lent],
      [lent, own],
    ]) {
      expect(can(actor(...grants), ['UOD_OPERADOR'], { unitId: 'own' }, DAY)).toMatchObject({ may: true, grant: own });
    }
    const farther = grant('UOD_OPERADOR', { delegatedBy: 'luis', ids: ['other'] });
    expect(can(actor(own, farther), ['UOD_OPERADOR'], { unitId: 'other' }, DAY)).toMatchObject({
      may: true,
      grant: farther,
    });
  });

  test('is no hand of one’s own', () => {
    expect(ownHand(actor(own, lent)).grants).toEqual([own]);
  });
});

test('the widest view: whole before without personal data before published', () => {
  const view = (...held: Role[]) => widestView(scopeOf(actor(...held.map((role) => grant(role))), DAY));
  expect(view('UCN_COM', 'BANCO', 'UCN_ME')).toBe('full');
  expect(view('UCN_COM', 'BANCO')).toBe('noPersonal');
  expect(view('UCN_COM')).toBe('published');
  expect(view()).toBeNull();
});
