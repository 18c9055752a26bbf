import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../domain/kernel/dates.ts';
import { type Actor, systemActor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { type AuthWorld, openAuthWorld, PASSWORD, said } from '../../tests/helpers/authWorld.ts';
import { newId } from '../ids.ts';
import { writeState } from '../stores/systemState.ts';
import { createFirst, firstAdministratorLink } from './firstAdministrator.ts';

let door: AuthWorld;
beforeAll(async () => {
  door = await openAuthWorld();
});
beforeEach(() => door.reset());

/** The instant some days from now. */
const later = (days: number) => new Date(Date.parse(door.now()) + days * 86_400_000).toISOString();

describe('the first administrator', () => {
  const given = (token: string, more = {}) => ({
    token,
    username: 'primera',
    name: 'Primera Persona',
    ci: '5551234',
    password: PASSWORD,
    ...more,
  });
  const tokenOf = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? '';

  test('the printed link works once, within its hour, and makes an administrator who must enrol', async () => {
    const old = tokenOf(await firstAdministratorLink(door.system));
    const token = tokenOf(await firstAdministratorLink(door.system));
    const b = door.browser();
    expect((await said(await b.post('/api/first-administrator', given(old)))).problem?.code).toBe('SIGG-212');
    expect((await said(await b.post('/api/first-administrator', given(token, { ci: '12AB' })))).problem?.code).toBe(
      'SIGG-101',
    );
    expect(
      (await said(await b.post('/api/first-administrator', given(token, { password: 'corta' })))).problem?.code,
    ).toBe('SIGG-215');
    expect((await b.post('/api/first-administrator', given(token))).status).toBe(200);
    expect(
      (await said(await b.post('/api/first-administrator', given(token, { username: 'otra', ci: '777777' })))).problem
        ?.code,
    ).toBe('SIGG-212');
    expect(await firstAdministratorLink(door.system)).toBeNull();
    await b.logIn('primera');
    expect(await said(await b.get('/api/me'))).toMatchObject({
      roles: [{ role: 'ADMIN_TI' }],
      secondFactor: { required: true, enrolled: false, passed: false },
    });
    const stored = await door.system.db.query<{ token_hash: string }>('select token_hash from auth_first_link');
    expect(stored.map((r) => r.token_hash)).not.toContain(token);
  });

  test('two people with one link at once: one account', async () => {
    const token = tokenOf(await firstAdministratorLink(door.system));
    const both = await Promise.all([
      createFirst(door.system, given(token)),
      createFirst(door.system, given(token, { username: 'segunda', ci: '777888' })),
    ]);
    expect(both.filter((p) => p === null)).toHaveLength(1);
    expect(await door.system.db.query('select 1 from user_account')).toHaveLength(1);
    expect(await door.system.db.query('select 1 from auth_user')).toHaveLength(1);
  });

  test('a recovery link is given only while fewer than two people can confirm roles', async () => {
    await createFirst(door.system, given(tokenOf(await firstAdministratorLink(door.system))));
    expect(await firstAdministratorLink(door.system)).toBeNull();
    const token = tokenOf(await firstAdministratorLink(door.system, { recovery: true }));
    expect(await createFirst(door.system, given(token, { username: 'segunda', ci: '777888' }))).toBeNull();
    expect(await firstAdministratorLink(door.system, { recovery: true })).toBeNull();
  });

  test('a demonstration prints no link', async () => {
    await writeState(door.system.db, 'demo', true);
    expect(await firstAdministratorLink(door.system)).toBeNull();
  });

  test('a link expires after an hour', async () => {
    const token = tokenOf(await firstAdministratorLink(door.system));
    door.pass(3_600_001);
    expect((await createFirst(door.system, given(token)))?.code).toBe('SIGG-212');
  });

  test('from one administrator to two-person rules: the start serves once', async () => {
    const token = tokenOf(await firstAdministratorLink(door.system));
    await createFirst(door.system, given(token));
    const [row] = await door.system.db.query<{ id: string }>(`select id from user_account where username = 'primera'`);
    const first = await door.system.context.actorOf(row?.id ?? '');
    const people = [newId(), newId(), newId()];
    for (const [i, id] of people.entries()) {
      expect(
        (
          await door.act(first, 'user.create', id, {
            username: `nueva${i}`,
            name: `Nueva Persona ${i}`,
            ciNumber: String(660000 + i),
          })
        )?.status,
      ).toBe('accepted');
    }
    const give = (who: Actor | null, userId: string | undefined, role: Role, grantId = newId()) =>
      door.act(who, 'role.propose', grantId, { userId, role, scopeIds: [] });
    expect((await give(first, first?.id, 'UCN_COORD'))?.problem?.code).toBe('SIGG-404');
    expect((await give(first, people[0], 'ADMIN_TI'))?.status).toBe('accepted');
    const coordGrant = newId();
    expect((await give(first, people[1], 'UCN_COORD', coordGrant))?.status).toBe('accepted');
    const grants = () =>
      door.system.db.query<{
        role: string;
        status: string;
        basis: string | null;
        confirmed_by: string | null;
        valid_from: string;
      }>('select role, status, basis, confirmed_by, valid_from from role_grant order by id');
    expect((await grants()).map((g) => [g.role, g.status, g.basis])).toEqual([
      ['ADMIN_TI', 'granted', 'arranque'],
      ['ADMIN_TI', 'granted', 'arranque'],
      ['UCN_COORD', 'proposed', null],
    ]);
    expect((await door.act(first, 'role.confirm', coordGrant, {}))?.problem?.code).toBe('SIGG-403');
    const second = await door.system.context.actorOf(people[0] ?? '');
    expect((await door.act(second, 'role.confirm', coordGrant, {}))?.problem?.code, 'holds from the next day').toBe(
      'SIGG-201',
    );
    door.pass(86_400_000);
    expect((await door.act(second, 'role.confirm', coordGrant, {}))?.status).toBe('accepted');
    const [, , coord] = await grants();
    expect(coord).toMatchObject({
      status: 'granted',
      basis: 'dos personas',
      confirmed_by: people[0],
      valid_from: dayOf(later(1)),
    });
    expect((await door.system.context.actorOf(systemActor.id))?.kind).toBe('system');
  });
});
