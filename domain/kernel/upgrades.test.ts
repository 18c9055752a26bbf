import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../server/commands/parseCommand.ts';
import { byKind, commandList, commands } from '../commands.ts';
import { registerVisit } from '../field/visit.ts';
import { formerKinds } from './upgrades.ts';

const ID = '00000000-0000-7000-8000-00000000a111';
const envelope = {
  id: ID,
  kind: 'visita.registrar',
  schemaVersion: 1,
  actorId: ID,
  deviceId: ID,
  deviceSeq: 1,
  subjectId: ID,
  baseVersion: null,
  after: [],
  occurredOn: '2026-06-15',
  capturedAt: '2026-06-15T14:00:00.000Z',
  clock: null,
  place: null,
  nonce: '12345678',
  body: { allianceId: ID, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [] },
};

describe('a kind that was renamed', () => {
  test('is read as the command of today, with the bytes that came', () => {
    const known = byKind(commandList, { 'visita.registrar': 'visit.register' });
    const text = JSON.stringify(envelope);
    const read = parseCommand(text, '2026-06-15', known);
    expect(read).toMatchObject({
      text,
      definition: registerVisit,
      refused: null,
      envelope: { kind: 'visita.registrar' },
    });
    expect(parseCommand(text, '2026-06-15')).toMatchObject({ problem: { code: 'SIGG-102' } });
  });

  test('is not used again for another command, and leads to one that exists', () => {
    expect(() => byKind(commandList, { 'sale.register': 'visit.register' })).toThrow('sale.register');
    expect(() => byKind(commandList, { 'visita.registrar': 'visit.no' })).toThrow('visita.registrar');
    expect(commands.size).toBe(commandList.length + Object.keys(formerKinds).length);
  });
});
