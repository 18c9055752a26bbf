import { afterAll, expect, test } from 'vitest';
import { grantableRoles, type Role } from '../domain/people/roles.ts';
import { allianceIncompatibility, roleIncompatibility } from '../domain/people/segregation.ts';
import { expectedTable } from './helpers/expected.ts';

/** Checks every pair of roles against the reviewed table tests/expected/apart.csv. */
const table = expectedTable('apart.csv');
const everyRole: readonly Role[] = grantableRoles;
let cases = 0;
afterAll(() => console.log(`role × role: ${cases} cases`));

function named(column: 'anywhere' | 'in one alliance', one: Role, other: Role): boolean {
  const has = (a: Role, b: Role) => {
    const list = (table.rows.get(a)?.get(column) ?? '').split(' ');
    return list.includes('*') || list.includes(b);
  };
  return has(one, other) || has(other, one);
}

test('the table names roles there are', () => {
  const names = [...table.rows].flatMap(([role, row]) => [
    role,
    ...['anywhere', 'in one alliance'].flatMap((c) => (row.get(c) ?? '').split(' ')),
  ]);
  expect(names.filter((name) => name !== '' && name !== '*' && !everyRole.includes(name as Role))).toEqual([]);
});

test.each(everyRole)('%s beside every other role', (role) => {
  const wrong: string[] = [];
  for (const other of everyRole.filter((r) => r !== role)) {
    // Also checked with the other role in second place among the person's roles.
    for (const held of [[other], [role, other]] as Role[][]) {
      cases += 2;
      if ((roleIncompatibility(role, held) !== null) !== named('anywhere', role, other))
        wrong.push(`${role} with ${held.join(' ')}`);
      if ((allianceIncompatibility(role, held) !== null) !== named('in one alliance', role, other))
        wrong.push(`${role} with ${held.join(' ')} in one alliance`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a role beside itself is no contradiction', () => {
  for (const role of everyRole)
    expect([role, roleIncompatibility(role, [role]), allianceIncompatibility(role, [role])]).toEqual([
      role,
      null,
      null,
    ]);
});
