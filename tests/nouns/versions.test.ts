import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandList } from '../../domain/commands.ts';
import { answersOf, bodyOfAnswers, changedBody, OTHER, questionsOf } from '../../domain/kernel/noun/body.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { isTold, type RecordField } from '../../domain/kernel/noun/record.ts';
import { asksOf, bodyFields, contentSchemas, shownOf, toldFields } from '../../domain/kernel/noun/versions.ts';
import { lives } from '../../domain/nouns.ts';
import { versionNouns } from '../../domain/versionNouns.ts';
import { SCHEMA_FILE } from '../../server/integrity/verifySchema.ts';
import { sampleOf } from './samples.ts';

/** Rules for every noun kept in versions. */
const columns = new Map(
  [...readFileSync(SCHEMA_FILE, 'utf8').matchAll(/^columna public\.(\w+\.\w+): (.+?)( not null)?$/gm)].map(
    ([, name, type, needed]) => [name as string, { type: type as string, needed: needed !== undefined }],
  ),
);
const facts = (n: Noun, name: string) => n.fields[name] as FieldFacts;
const COMMANDS: Readonly<Record<string, readonly [string, string]>> = {
  agreement: ['agreement.record', 'agreement.correct'],
  businessAgreement: ['businessAgreement.record', 'businessAgreement.correct'],
  sale: ['sale.register', 'sale.correct'],
  visit: ['visit.register', 'visit.correct'],
};
let cases = 0;

describe.each(versionNouns.map((n) => [n.name, n] as const))('%s', (_name, n) => {
  const names = Object.keys(n.fields);
  /** A body with every field, those of several parts left out; of two fields for one thing, the first. */
  const body = Object.fromEntries(
    bodyFields(n).map((name) => {
      const f = facts(n, name);
      const beside = names.some((other) => facts(n, other).options.otherIn === name);
      return [name, beside ? null : f.kind === 'parts' ? [] : sampleOf(f)];
    }),
  );

  test('every field has a column of its kind, which may be empty only where the field may', () => {
    for (const name of names) {
      const column = columns.get(`${n.table}.${columnOf(name)}`);
      expect(kindOf(facts(n, name)).columns, name).toContain(column?.type);
      expect(column?.needed, name).toBe(facts(n, name).needed);
      cases += 1;
    }
  });

  test('what a field says of others is there: its unit, who is not registered, where it lies, what it is known by', () => {
    for (const name of names) {
      const { unitIn, otherIn } = facts(n, name).options;
      if (unitIn) expect(facts(n, unitIn).options.to, name).toBe('measureUnit');
      if (otherIn) expect(facts(n, otherIn).kind, name).toBe('text');
    }
    for (const name of [
      n.named,
      ...n.listed,
      ...Object.values(n.place),
      ...(n.inVersions?.on ? [n.inVersions.on] : []),
    ])
      expect(names).toContain(name);
    expect(lives.map((l) => l.noun.name)).not.toContain(n.name);
  });

  test('a body goes through its form and back; what nobody touched is no change', () => {
    const asks = asksOf(n).names;
    const answers = answersOf(n, asks, body);
    const again = bodyOfAnswers(n, asks, answers);
    for (const name of asks) if (name in body) expect(again[name], name).toEqual(body[name]);
    expect(changedBody(n, asks, answers, answers)).toEqual({});
    for (const name of asks) {
      const { kind, options } = facts(n, name);
      if (kind !== 'price') continue;
      // A tenth of a centavo is not rounded by being looked at; a price that is typed is.
      const fine = { ...body, [name]: 12_345 };
      const typed = { ...answersOf(n, asks, fine), [options.as ?? name]: 500 };
      expect(bodyOfAnswers(n, asks, answersOf(n, asks, fine))[name]).toBe(12_345);
      expect(bodyOfAnswers(n, asks, typed)[name]).toBe(50_000);
    }
    cases += asks.length;
  });

  test('of two fields for one thing the form asks one, and the other once it is chosen', () => {
    for (const name of names) {
      const { otherIn, as } = facts(n, name).options;
      if (!otherIn) continue;
      const asked = (answers: object) =>
        questionsOf(n, asksOf(n), { options: () => [] }, answers as Record<string, unknown>).map((spec) => spec.name);
      expect(asked({})).not.toContain(otherIn);
      expect(asked({ [as ?? name]: OTHER })).toContain(otherIn);
      const said = bodyOfAnswers(n, [name, otherIn], { [as ?? name]: OTHER, [otherIn]: 'Feria' });
      expect(said).toEqual({ [name]: null, [otherIn]: 'Feria' });
      const chosen = bodyOfAnswers(n, [name, otherIn], { [as ?? name]: 'x', [otherIn]: 'Feria' });
      expect(chosen).toEqual({ [name]: 'x', [otherIn]: null });
    }
  });

  test('its commands take what its form gives, refuse what is missing or wrong at its field, and call it by its name', () => {
    const kinds = COMMANDS[n.name] ?? [];
    const [record] = kinds.map((kind) => commandList.find((c) => c.kind === kind));
    if (!record) return;
    expect(record.labels).toEqual(Object.fromEntries(names.map((name) => [name, facts(n, name).label])));
    const right = { ...body, ...(n.name === 'visit' ? { done: true } : {}) };
    expect(record.schema.safeParse(right).error?.issues ?? []).toEqual([]);
    for (const name of bodyFields(n)) {
      const at = (value: unknown) =>
        record.schema.safeParse({ ...right, [name]: value }).error?.issues.map((issue) => issue.path[0]) ?? [];
      expect(at({ not: 'so' }), name).toContain(name);
      if (facts(n, name).needed) expect(at(null), name).toContain(name);
      cases += 1;
    }
    expect(Object.keys(contentSchemas(n)).filter((name) => facts(n, name).isDerived)).toEqual([]);
  });

  test('what is shown of it is told, and what follows from the rest is told to nobody who could not reckon it', () => {
    const told = toldFields(n);
    for (const name of shownOf(n)) expect(isTold(told[name] as RecordField, 'full'), name).toBe(true);
    expect(told).not.toHaveProperty(n.place.alliance ?? 'nowhere');
    expect(Object.keys(told)).toEqual(expect.arrayContaining(['level', 'observedReason', 'annulled', 'unitId']));
  });
});

test('prints how many cases ran', () => {
  console.log(`nouns in versions: ${cases} cases over ${versionNouns.length} nouns`);
  expect(cases).toBeGreaterThan(80);
});
