import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(`${root}${name}`, 'utf8')) as unknown;
const { engines } = read('package.json') as { engines: { node: string } };
const { packages } = read('package-lock.json') as { packages: Record<string, { engines?: { node?: string } }> };

type Version = readonly [number, number, number];
const parts = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number(part) || 0);
  return [major, minor, patch];
};
const before = (a: Version, b: Version) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/**
 * Whether a range of package.json includes a version. It understands the kinds of ranges that packages use for Node,
 * and throws on any other.
 */
function takes(range: string, version: Version): boolean {
  return range.split('||').some((alternative) =>
    alternative
      .replaceAll(/([<>=^~]+)\s+/g, '$1')
      .trim()
      .split(/\s+/)
      .every((one) => {
        const read = /^([<>=^~]*)v?([\d.x*]*)$/.exec(one);
        if (!read) throw new Error(`a range that is not understood: ${range}`);
        const [, sign = '', text = ''] = read;
        const wanted = parts(text);
        if (text === '' || text === '*') return true;
        if (sign === '>=') return before(version, wanted) >= 0;
        if (sign === '<') return before(version, wanted) < 0;
        return version[0] === wanted[0] && before(version, wanted) >= 0;
      }),
  );
}

test('no package asks for another Node than the README: its installation warns of nothing', () => {
  const least = parts(engines.node.replace('>=', ''));
  const asked = Object.entries(packages).flatMap(([name, { engines: own }]) =>
    own?.node ? [[name, own.node] as const] : [],
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(([, range]) => !takes(range, least))).toEqual([]);
  expect([
    takes('>= 22', least),
    takes('^20.19.0 || >=22.12.0', least),
    takes('20 || >=22', least),
    takes('6.* || >= 10.*', least),
  ]).toEqual([false, true, true, true]);
});
