import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';

test('what changed and what was asked to change are told apart, and the rest is not told', () => {
  const before = { values: { summary: 'a', proposal: 'b', climate: 'c', observedSections: ['proposal', 'climate'] } };
  const after = { values: { summary: 'A', proposal: 'B', climate: 'c', saleMode: null } };
  expect(changesOf(before, after).map(({ section, asked, changed }) => [section, asked, changed])).toEqual([
    ['summary', false, true],
    ['proposal', true, true],
    ['climate', true, false],
  ]);
});
