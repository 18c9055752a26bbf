import { expect, test } from 'vitest';
import { exportHeadings } from '../domain/words/exports.ts';
import { recordFields } from '../domain/words/records.ts';
import { answerSchemas } from '../server/answersBuild.ts';
import { queries } from '../server/queries/registry.ts';

interface Shape {
  readonly $ref?: string;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
}

/** Identities of other things get no column; the row's own does. */
const isIdentity = (field: string) => /(Id|_id)$/.test(field);

test('every field of every list has a Spanish heading in its download', () => {
  const { answers, shapes } = answerSchemas() as {
    answers: Record<string, Shape>;
    shapes: Record<string, Shape>;
  };
  const solved = (shape: Shape | undefined): Shape =>
    shape?.$ref ? (shapes[shape.$ref.split('/').at(-1) ?? ''] ?? {}) : (shape ?? {});
  const untranslated: string[] = [];
  let cases = 0;
  for (const [query, answer] of Object.entries(answers)) {
    // What makes its own table names its own columns.
    if (queries.get(query)?.table || queries.get(query)?.columns) continue;
    const row = solved(solved(solved(answer).properties?.rows).items);
    for (const field of Object.keys(row.properties ?? {}).filter((f) => !isIdentity(f))) {
      cases += 1;
      if (!exportHeadings[field] && !recordFields[field]) untranslated.push(`${query}: ${field}`);
    }
  }
  console.log(`headings of downloads: ${cases} cases over ${Object.keys(answers).length} queries`);
  expect(cases).toBeGreaterThan(100);
  expect(untranslated).toEqual([]);
});
