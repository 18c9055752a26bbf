import { expect, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { grantableRoles, readingRoles, roleNames } from '../domain/people/roles.ts';
import { coming } from '../domain/words/coming.ts';

/** Acts that everybody does for themselves or for a colleague; they are not the work of a role. */
const OWN = [
  'delegation.give',
  'delegation.end',
  'device.register',
  'device.revoke',
  'token.create',
  'token.revoke',
  'file.receive',
  'document.record',
];
/** Roles that only read figures: the reading roles (as the bank and the auditors), and the ministry. */
const READERS = [...readingRoles, 'MDRYT_DGP'];

test('every role that has no command of its own yet is told on its home what will come', () => {
  const without = grantableRoles.filter(
    (role) => !READERS.includes(role) && commandList.every((c) => !c.by.includes(role) || OWN.includes(c.kind)),
  );
  console.log(`homes: ${grantableRoles.length} roles, ${without.length} without work of their own`);
  expect(without.length).toBeGreaterThan(0);
  expect(without.filter((role) => !coming[role])).toEqual([]);
});

test('a promise is one noun phrase, of a role that people have', () => {
  for (const [role, text] of Object.entries(coming)) {
    expect(roleNames).toContain(role);
    expect(text, role).toMatch(/^(el|la|los|las) .{10,100}[^.]$/);
  }
});
