import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { type FieldAction, fieldActions, offers, offersNoun } from '../domain/field/actions.ts';
import { fieldLives, fieldRegister } from '../domain/fieldLives.ts';
import { factSteps } from '../domain/kernel/noun/life.ts';
import { lives } from '../domain/nouns.ts';
import type { Actor, Placement } from '../domain/people/actor.ts';
import { type Role, roleNames, roles, type ScopeKind } from '../domain/people/roles.ts';
import { expectedTable } from './helpers/expected.ts';

/**
 * Every button of /campo that captures or chooses × every role, inside and outside its reach, against the reviewed
 * table.
 */
const DAY = '2026-06-15';
const HERE = { unit: 'LPZ', alliances: 'a-1', organisation: 'o-1', municipality: '020101' } as const;
const here: Placement = {
  unitId: HERE.unit,
  allianceId: HERE.alliances,
  organisationId: HERE.organisation,
  municipalityCode: HERE.municipality,
};
const elsewhere: Placement = { unitId: 'SCZ', allianceId: 'a-2', organisationId: 'o-2', municipalityCode: '070101' };
const { rows } = expectedTable('commands.csv');
let asked = 0;
afterAll(() => console.log(`${asked} buttons asked of the rule that refuses`));

function personOf(role: Role): Actor {
  const kind: ScopeKind = roles[role].scope;
  const id = (HERE as Partial<Record<ScopeKind, string>>)[kind];
  return {
    id: 'x',
    name: 'x',
    kind: 'person',
    grants: [{ id: 'g', role, kind, ids: id ? [id] : [], from: '2020-01-01', to: null }],
  };
}

describe.each(Object.keys(fieldActions) as FieldAction[])('the button «%s»', (action) => {
  const { kind } = fieldActions[action];
  it.each(roleNames)('is there for %s as far as the command is taken from that role', (role) => {
    const cell = rows.get(kind)?.get(role) ?? '';
    asked += 2;
    expect(offers(personOf(role), action, here, DAY), 'within reach').toBe(cell !== '');
    expect(offers(personOf(role), action, elsewhere, DAY), 'beyond').toBe(cell.includes('+') || cell.startsWith('N'));
  });

  it('is by the authority of its command', () => {
    const command = commandList.find((c) => c.kind === kind);
    expect(command?.by).toEqual(fieldActions[action].by);
    expect(command?.flaggedOutside).toEqual(
      (fieldActions[action] as { flaggedOutside?: readonly Role[] }).flaggedOutside,
    );
  });
});

describe.each(fieldLives.map((l) => [l.noun.name, l] as const))('the button that registers a %s', (_name, l) => {
  const register = fieldRegister(l);
  it.each(roleNames)('is there for %s as far as the command is taken from that role', (role) => {
    const cell = rows.get(register.kind)?.get(role) ?? '';
    asked += 3;
    // When a record is about no known place, the phone cannot know the reach: the button is offered, and the rule
    // judges the answers.
    expect(offersNoun(personOf(role), register, null, DAY), 'of nothing yet').toBe(cell !== '');
    expect(offersNoun(personOf(role), register, elsewhere, DAY), 'beyond').toBe(
      cell.includes('+') || cell.startsWith('N'),
    );
    if (cell !== 'P') expect(offersNoun(personOf(role), register, here, DAY), 'within reach').toBe(cell !== '');
  });

  it('is by the authority of its command', () => {
    const command = commandList.find((c) => c.kind === register.kind);
    expect([command?.by, command?.flaggedOutside]).toEqual([register.by, register.flaggedOutside]);
  });
});

describe.each(fieldLives.flatMap((l) => factSteps(l).map((step) => [`${l.noun.name}.${step.name}`, step] as const)))(
  'the button of %s',
  (kind, step) => {
    it.each(roleNames)('is there for %s as far as the command is taken from that role', (role) => {
      const cell = rows.get(kind)?.get(role) ?? '';
      asked += 2;
      expect(offersNoun(personOf(role), { by: step.who }, here, DAY), 'within reach').toBe(cell !== '');
      expect(offersNoun(personOf(role), { by: step.who }, elsewhere, DAY), 'beyond').toBe(cell.startsWith('N'));
    });
  },
);

test('the phone knows every noun that is captured or taken on in the field, and no other', () => {
  expect(fieldLives).toEqual(lives.filter((l) => l.noun.inField));
  expect(fieldLives.length).toBeGreaterThan(0);
});

describe('the screens of the phone', () => {
  const root = fileURLToPath(new URL('../web/field', import.meta.url));
  const sources = globSync('**/*.tsx', { cwd: root }).map((name) => ({
    name,
    text: readFileSync(join(root, name), 'utf8'),
  }));

  it('lead to a form or a choice only through what asks the rule', () => {
    const opens = /pathOf\(\s*'(visita|venta|comunidad|valores)'|formPath\(|stepPath\(/;
    expect(sources.length).toBeGreaterThan(15);
    expect(sources.filter(({ text }) => opens.test(text)).map(({ name }) => name)).toEqual([
      'parts/Drafts.tsx',
      'parts/NounLink.tsx',
    ]);
  });

  it('ask it before a form is shown: an address typed by hand offers nothing more', () => {
    const forms = sources.filter(({ text }) => text.includes('useCapture({'));
    expect(forms.map(({ name }) => name).sort()).toEqual([
      'screens/CommunityScreen.tsx',
      'screens/NounFormScreen.tsx',
      'screens/NounStepScreen.tsx',
      'screens/SaleScreen.tsx',
      'screens/VisitScreen.tsx',
    ]);
    for (const { name, text } of forms) expect(text, name).toContain('<CaptureGate');
  });

  it('send no command that no button of the table stands for', () => {
    const known = new Set(Object.values(fieldActions).map((a) => a.kind));
    const sent = sources.flatMap(({ text }) =>
      [...text.matchAll(/kind: '([a-z]+\.[a-zA-Z]+)'/g)].map((m) => m[1] ?? ''),
    );
    expect(sent.filter((kind) => !known.has(kind))).toEqual([]);
  });
});
