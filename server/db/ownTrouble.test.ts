import { expect, test } from 'vitest';
import { ownTrouble } from './constraintProblems.ts';
import { DatabaseError } from './errors.ts';

test('a full disk, a database that is down and a mistake of ours are told apart, and each is tried again', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const said = [
    full,
    new DatabaseError({ code: '53100', message: 'x' }),
    new DatabaseError({ code: '08006', message: 'x' }),
    new DatabaseError({ code: '57P01', message: 'x' }),
    new TypeError('x'),
    null,
    Object.assign(new Error('EDQUOT: quota exceeded'), { code: 'EDQUOT' }),
    ...['53200', '40001', '40P01', '57014', 'connection', 'lease', 'ECONNRESET'].map(
      (code) => new DatabaseError({ code, message: 'x' }),
    ),
    new DatabaseError({ code: '42703', message: 'x' }),
  ].map(ownTrouble);
  expect(said.map((p) => [p.code, p.status, p.retry])).toEqual([
    ['SIGG-911', 507, 'later'],
    ['SIGG-911', 507, 'later'],
    ['SIGG-901', 503, 'later'],
    ['SIGG-901', 503, 'later'],
    ['SIGG-900', 500, 'later'],
    ['SIGG-900', 500, 'later'],
    ['SIGG-911', 507, 'later'],
    ...Array.from({ length: 7 }, () => ['SIGG-901', 503, 'later']),
    ['SIGG-900', 500, 'later'],
  ]);
});
