import { expect, test } from 'vitest';
import { dumpName, dumpsIn, superfluousDumps } from './dumpNames.ts';

test('a name says the instant, to the second', () => {
  expect(dumpName('2026-11-23T07:05:09.123Z')).toBe('sigg-2026-11-23T07-05-09Z.tar.gz');
  expect(dumpsIn(['sigg-2026-11-23T07-05-09Z.tar.gz', 'x', 'sigg-2026-11-23T07-05-09Z.tar.gz.12.part'])).toEqual([
    'sigg-2026-11-23T07-05-09Z.tar.gz',
  ]);
});

test('ten days of hourly dumps: the last 24 hours and the last of each of 7 days stay', () => {
  const names: string[] = [];
  for (let hour = 0; hour < 240; hour += 1) names.push(dumpName(new Date(Date.UTC(2026, 10, 1, hour)).toISOString()));
  const gone = new Set(superfluousDumps(names));
  const kept = names.filter((name) => !gone.has(name));
  // 10 November has 24 of its own; 4 to 9 November keep their last.
  expect(kept.length).toBe(24 + 6);
  expect(kept[0]).toBe('sigg-2026-11-04T23-00-00Z.tar.gz');
  expect(kept.slice(-24)).toEqual(names.slice(-24));
});

test('many starts within an hour do not push out the older hours', () => {
  const names = ['sigg-2026-11-23T05-00-00Z.tar.gz', 'sigg-2026-11-23T06-00-00Z.tar.gz'];
  for (let second = 10; second < 59; second += 1) names.push(`sigg-2026-11-23T07-00-${second}Z.tar.gz`);
  const kept = names.filter((name) => !superfluousDumps(names).includes(name));
  expect(kept).toEqual([
    'sigg-2026-11-23T05-00-00Z.tar.gz',
    'sigg-2026-11-23T06-00-00Z.tar.gz',
    'sigg-2026-11-23T07-00-58Z.tar.gz',
  ]);
});
