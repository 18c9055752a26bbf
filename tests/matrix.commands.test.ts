import { describe, expect, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { accept, type CommandDefinition } from '../domain/kernel/command.ts';
import { addDays, dayOf } from '../domain/kernel/dates.ts';
import type { Envelope } from '../domain/kernel/envelope.ts';
import { type Actor, type Grant, type Placement, systemActor } from '../domain/people/actor.ts';
import { isRole, type Role, roleNames, roles, type ScopeKind } from '../domain/people/roles.ts';
import { judge } from '../server/commands/judge.ts';
import { expectedTable } from './helpers/expected.ts';

/**
 * Role × command × place × time, against the reviewed table tests/expected/commands.csv. A cell says how far the role
 * reaches with the command: N nation, U own unit, Z assigned alliances, O own organisation, M own municipality, S
 * sessions, X subprojects; '+' after it: also accepted outside the reach, with the flag; empty: not at all. Column
 * `stands`: 'nowhere' when the command itself decides about the place, so that only the role is checked here.
 */
const AT = '2026-06-15T14:00:00.000Z';
const TODAY = dayOf(AT);
const CAPTURED = addDays(TODAY, -3);
const ID = {
  alliance: '00000000-0000-7000-8000-00000000a111',
  other: '00000000-0000-7000-8000-00000000a222',
  organisation: '00000000-0000-7000-8000-00000000b111',
};

const letterOf: Readonly<Record<ScopeKind, string>> = {
  national: 'N',
  unit: 'U',
  alliances: 'Z',
  organisation: 'O',
  municipality: 'M',
  session: 'S',
  subproject: 'X',
  public: 'P',
};
const own: Partial<Record<ScopeKind, readonly string[]>> = {
  unit: ['LPZ'],
  alliances: [ID.alliance],
  organisation: [ID.organisation],
  municipality: ['020101'],
  session: [ID.alliance],
  public: [ID.alliance],
};

/** The places of a row, and the letters that reach each of them. */
const places: Readonly<Record<string, { thing: Placement; reachedBy: string }>> = {
  'own unit': { thing: { unitId: 'LPZ', allianceId: ID.other }, reachedBy: 'NU' },
  'other unit': { thing: { unitId: 'SCZ', allianceId: ID.other }, reachedBy: 'N' },
  'assigned alliance of another unit': { thing: { unitId: 'SCZ', allianceId: ID.alliance }, reachedBy: 'NZ' },
  'other alliance': {
    thing: { unitId: 'SCZ', allianceId: ID.other, organisationId: ID.other, municipalityCode: '070101' },
    reachedBy: 'N',
  },
  'own organisation': { thing: { unitId: 'SCZ', organisationId: ID.organisation }, reachedBy: 'NO' },
  'own municipality': { thing: { unitId: 'SCZ', municipalityCode: '020101' }, reachedBy: 'NM' },
  'own session': { thing: { unitId: 'SCZ', sessionId: ID.alliance }, reachedBy: 'NS' },
  'other session': { thing: { unitId: 'SCZ', sessionId: ID.other }, reachedBy: 'N' },
  'what one holds the code of': { thing: { unitId: 'SCZ', subjectId: ID.alliance }, reachedBy: 'NP' },
  'the same, of no unit': { thing: { national: true, subjectId: ID.alliance }, reachedBy: 'NP' },
  'the nation': { thing: { national: true }, reachedBy: 'N' },
  nowhere: { thing: {}, reachedBy: 'N' },
};

/** Validity of the grant, and whether it allows a fact of three days ago and an act of today. */
const times: Readonly<Record<string, { from: string; to: string | null; fact: boolean; act: boolean }>> = {
  'in force': { from: '2020-01-01', to: null, fact: true, act: true },
  'ended yesterday': { from: '2020-01-01', to: addDays(TODAY, -1), fact: true, act: false },
  'begins tomorrow': { from: addDays(TODAY, 1), to: null, fact: false, act: false },
  'began today': { from: TODAY, to: null, fact: false, act: true },
};

function actorWith(role: Role, time: { from: string; to: string | null }): Actor {
  const kind = roles[role].scope;
  const grant: Grant = { id: ID.other, role, kind, ids: own[kind] ?? [], from: time.from, to: time.to };
  return { id: ID.other, name: 'x', kind: 'person', grants: [grant] };
}

const envelope = { kind: 'x.y', occurredOn: CAPTURED, body: {} } as unknown as Envelope;

/** The verdict of the code: 'yes', 'flag' (accepted with fuera de asignación) or 'no'. */
function verdict(definition: CommandDefinition, actor: Actor, thing: Placement): 'yes' | 'flag' | 'no' {
  const bare: CommandDefinition = { ...definition, placement: () => thing, decide: () => accept([]) };
  const { decision } = judge(bare, envelope, actor, {}, AT);
  if (decision.outcome !== 'accept') return 'no';
  return decision.flags?.includes('fuera de asignación') ? 'flag' : 'yes';
}

/** A fact or body that has every property asked for, so that it is in a unit, an alliance and an organisation. */
const anything: unknown = new Proxy(
  {},
  {
    get: (_target, key) => {
      if (key === Symbol.toPrimitive) return () => 'x';
      if (key === Symbol.iterator) return undefined;
      if (key === 'unitId' || key === 'userUnitId') return 'LPZ';
      if (key === 'id' || key === 'allianceId') return ID.alliance;
      if (key === 'organisationId') return ID.organisation;
      if (key === 'length' || key === 'unknown') return undefined;
      return anything;
    },
  },
);

/** Whether the command leaves the place to its rule, even when everything it concerns exists. */
function standsNowhere(definition: CommandDefinition): boolean {
  try {
    return (
      definition.placement({ ...envelope, body: anything } as Envelope, anything as Record<string, unknown>)
        .anywhere === true
    );
  } catch {
    return false;
  }
}

/**
 * The line of the table for a command, as the code has it: for reviewers to compare, and to paste for a new command.
 */
function lineOf(definition: CommandDefinition, columns: readonly string[]): string {
  return columns
    .map((c) => {
      if (c === 'command') return definition.kind;
      if (c === 'type') return definition.type;
      if (c === 'stands') return standsNowhere(definition) ? 'nowhere' : 'placed';
      if (c === 'sistema') return definition.by.includes('sistema') ? 'N' : '';
      if (!isRole(c)) throw new Error(`commands.csv: no role ${c}`);
      const outside = definition.flaggedOutside?.includes(c) ? '+' : '';
      return definition.by.includes(c) ? letterOf[roles[c].scope] + outside : '';
    })
    .join(',');
}

const table = expectedTable('commands.csv');
let cases = 0;

describe('role × command', () => {
  test('the table has a column for every role and a row for every command, and no others', () => {
    expect(table.columns).toEqual(['command', 'type', 'stands', 'sistema', ...roleNames]);
    const missing = commandList.filter((d) => !table.rows.has(d.kind)).map((d) => lineOf(d, table.columns));
    expect(
      missing,
      `Commands without a reviewed row in tests/expected/commands.csv. Review and add:\n${missing.join('\n')}\n`,
    ).toEqual([]);
    const known = new Set(commandList.map((d) => d.kind));
    expect([...table.rows.keys()].filter((kind) => !known.has(kind))).toEqual([]);
  });

  test.each(commandList.map((d) => [d.kind, d] as const))('%s', (kind, definition) => {
    const row = table.rows.get(kind);
    expect(row, lineOf(definition, table.columns)).toBeDefined();
    const wrong: string[] = [];
    const check = (what: string, is: unknown, should: unknown) => {
      cases += 1;
      if (is !== should) wrong.push(`${what}: the code says ${String(is)}, the table ${String(should)}`);
    };
    check('type', definition.type, row?.get('type'));
    check('stands', standsNowhere(definition) ? 'nowhere' : 'placed', row?.get('stands'));
    check('sistema', verdict(definition, systemActor, { national: true }), row?.get('sistema') ? 'yes' : 'no');
    check('nobody', verdict(definition, { ...systemActor, id: ID.other, kind: 'person' }, {}), 'no');
    for (const role of roleNames) {
      const [letter = '', plus] = row?.get(role) ?? '';
      for (const [when, time] of Object.entries(times)) {
        const entitled = definition.type === 'fact' ? time.fact : time.act;
        const actor = actorWith(role, time);
        for (const [where, place] of Object.entries(places)) {
          const reached = letter !== '' && entitled && place.reachedBy.includes(letter);
          const should = reached ? 'yes' : letter !== '' && plus === '+' && entitled ? 'flag' : 'no';
          check(`${role}, ${where}, ${when}`, verdict(definition, actor, place.thing), should);
        }
        check(
          `${role}, anywhere, ${when}`,
          verdict(definition, actor, { anywhere: true }),
          letter !== '' && entitled ? 'yes' : 'no',
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  test('prints how many cases ran', () => {
    console.log(
      `role × command × place × time: ${cases} cases over ${commandList.length} commands and ${roleNames.length} roles`,
    );
    expect(cases).toBeGreaterThan(commandList.length * roleNames.length * Object.keys(places).length);
  });
});
