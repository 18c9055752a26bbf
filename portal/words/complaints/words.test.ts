import { describe, expect, test } from 'vitest';
import { complaint } from '../../../domain/participation/complaint.ts';
import { complaintLife } from '../../../domain/participation/complaintLife.ts';
import { es } from './es.ts';
import { holesOf, languageCodes, languages, teller } from './languages.ts';
import type { WordKey } from './words.ts';

const keys = Object.keys(es) as WordKey[];

describe.each(languageCodes)('the words in %s', (code) => {
  const { words, unreviewed } = languages[code];

  test(`are those of every phrase (${keys.length}), in the same order, with the same holes`, () => {
    expect(Object.keys(words)).toEqual(keys);
    for (const key of keys) {
      const phrase = words[key];
      if (phrase === null) continue;
      expect([key, phrase.trim().length > 0 && phrase === phrase.trim(), holesOf(phrase).sort()]).toEqual([
        key,
        true,
        holesOf(es[key]).sort(),
      ]);
    }
  });

  test('lack a phrase only while no speaker has reviewed them, and then say so', async () => {
    const lacking = keys.filter((key) => words[key] === null);
    console.log(`${code}: ${keys.length - lacking.length} of ${keys.length} phrases`);
    if (unreviewed === null) expect(lacking).toEqual([]);
    const t = teller(code);
    for (const key of lacking)
      expect([key, t.tagOf(key), String(await t.say(key))]).toEqual([
        key,
        'es-BO',
        expect.stringMatching(/^<span lang="es-BO" class="other">/),
      ]);
  });
});

test('every state, outcome, institution and relation of a complaint has words for who complained', () => {
  const of = (group: string, codes: readonly string[]) =>
    codes.map((code) => `${group}.${code}`).filter((key) => !Object.hasOwn(es, key));
  const { outcome, referredTo, relation } = complaint.fields;
  expect(of('state', Object.keys(complaintLife.states))).toEqual([]);
  expect(of('outcome', Object.keys(outcome.options.choices ?? {}))).toEqual([]);
  expect(of('referredTo', Object.keys(referredTo.options.choices ?? {}))).toEqual([]);
  expect(of('relation', Object.keys(relation.options.choices ?? {}))).toEqual([]);
});

test('what fills a hole is text, never markup', async () => {
  expect(String(await teller('en').say('complaint', { code: '<b>' }))).toBe('Complaint &lt;b&gt;');
});
