import { expect, test } from 'vitest';
import { addressLimit, countedAs } from './addressLimit.ts';

test('an address is counted as the network that one person has', () => {
  expect(countedAs('10.1.2.3')).toBe('10.1.2.3');
  expect(countedAs('::ffff:10.1.2.3')).toBe('10.1.2.3');
  const same = ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:1:2:3', '2001:DB8:1:2::', '2001:db8:1:2:3:4:5:6%eth0'];
  expect(new Set(same.map(countedAs))).toEqual(new Set(['2001:db8:1:2::/64']));
  expect(countedAs('::1')).toBe('0:0:0:0::/64');
  for (const odd of ['', 'unknown', ':::', 'x'.repeat(10_000)]) expect(countedAs(odd).length).toBeLessThanOrEqual(60);
});

test('so much at once and one more now and then, for each address; a flood of addresses fills nothing', () => {
  let now = 0;
  const may = addressLimit({ most: 3, everyMs: 1000 }, () => now);
  expect([1, 2, 3, 4].map(() => may('a'))).toEqual([true, true, true, false]);
  expect(may('b')).toBe(true);
  now = 2500;
  expect([may('a'), may('a'), may('a')]).toEqual([true, true, false]);
  // A thousand others push nobody out; beyond what is remembered the oldest are forgotten, and begin anew.
  const flood = (n: number) => {
    for (let i = 0; i < n; i += 1) may(`2001:db8:${(i >> 16).toString(16)}:${(i & 0xffff).toString(16)}::1`);
  };
  flood(1000);
  expect(may('a')).toBe(false);
  flood(50_000);
  expect(may('a')).toBe(true);
});
