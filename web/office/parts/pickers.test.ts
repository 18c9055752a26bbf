import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

/**
 * Lists and days of the office are drawn in few places, so that no screen uses the browser's own widgets by accident.
 */
const office = join(import.meta.dirname, '..');
const files = globSync('**/*.tsx', { cwd: office });
const having = (what: RegExp): string[] => files.filter((f) => what.test(readFileSync(join(office, f), 'utf8'))).sort();

it('no screen has a list of the browser: short ones and long ones are one part', () => {
  console.log(`${files.length} files of the office`);
  expect(files.length).toBeGreaterThan(120);
  // The head of the calendar lists the twelve months and the years.
  expect(having(/<select\b/)).toEqual(['parts/CalendarMonth.tsx', 'parts/Select.tsx']);
});

it('no screen has a day or a month in the language of the browser', () => {
  expect(having(/type="(date|month|datetime-local)"|type=\{'date'\}/)).toEqual([]);
});

it('no screen draws the fields of the phone’s own: every form is given those of the office', () => {
  expect(having(/fields\/(DateField|ChoiceField)/)).toEqual([]);
  const forms = having(/from '.*fields\/Field\.tsx'/).filter((f) =>
    /<Fields?\b/.test(readFileSync(join(office, f), 'utf8')),
  );
  expect(forms).toEqual(['nouns/BulkDialog.tsx', 'parts/CommandForm.tsx']);
  expect(forms.filter((f) => !readFileSync(join(office, f), 'utf8').includes('widgets: officeWidgets'))).toEqual([]);
});

it('nothing but these parts knows the library', () => {
  expect(having(/react-aria|@internationalized/)).toEqual(['parts/CalendarMonth.tsx', 'parts/Combobox.tsx']);
  const elsewhere = globSync('{field,ui,local,map,public}/**/*.{ts,tsx}', { cwd: join(office, '..') }).filter((f) =>
    /react-aria|@internationalized/.test(readFileSync(join(office, '..', f), 'utf8')),
  );
  expect(elsewhere.map((f) => relative('.', f))).toEqual([]);
});

it('what draws with the library is brought when it is needed: nothing asks for it at the start', () => {
  const atOnce = globSync('**/*.{ts,tsx}', { cwd: office }).filter((f) =>
    /^import (?!type\b).*(Combobox|CalendarMonth)\.tsx'/m.test(readFileSync(join(office, f), 'utf8')),
  );
  expect(atOnce).toEqual([]);
  expect(having(/import\('\.\/(Combobox|CalendarMonth)\.tsx'\)/)).toEqual(['parts/DayInput.tsx', 'parts/Select.tsx']);
});
