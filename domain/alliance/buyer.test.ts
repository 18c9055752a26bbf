import { describe, expect, it } from 'vitest';
import type { Envelope } from '../kernel/envelope.ts';
import { commandsOf } from '../kernel/noun/commands.ts';
import type { Actor } from '../people/actor.ts';
import { buyerLife } from './buyer.ts';

const TODAY = '2026-06-15';
const command = (name: string) => commandsOf(buyerLife).find(({ kind }) => kind === `buyer.${name}`);
const envelope = (body: Record<string, unknown>, baseVersion: number | null = null) =>
  ({ id: 'c', subjectId: 'b', body, baseVersion, occurredOn: TODAY }) as unknown as Envelope;
const official = {
  id: 'o',
  kind: 'person',
  grants: [{ id: 'g', role: 'UOD_OFICIAL', kind: 'unit', ids: ['LPZ'], from: '2020-01-01', to: null }],
} as unknown as Actor;
const decide = (
  name: string,
  body: Record<string, unknown>,
  facts: Record<string, unknown>,
  base: number | null = null,
) => {
  const decision = command(name)?.decide({
    command: envelope(body, base),
    actor: official,
    facts: { row: null, parameters: [], ...facts },
    receivedAt: '2026-06-15T14:00:00.000Z',
    today: TODAY,
  });
  return decision?.outcome === 'refuse' ? decision.problem : decision?.outcome;
};

describe('a buyer', () => {
  const named = { name: 'Molino Andino', nit: '1023456789' };

  it('with the NIT of another is refused: the refusal names the other, at the field', () => {
    expect(decide('register', named, { 'same:nit': [{ id: 'a', name: 'Molino Uno' }] })).toMatchObject({
      code: 'SIGG-339',
      field: 'body.nit',
      message:
        'Ese NIT ya es del comprador «Molino Uno». Un comprador se registra una sola vez: úselo, o revise el número.',
      details: { id: 'a', name: 'Molino Uno' },
    });
    expect(decide('register', named, { row: { id: 'b' } })).toMatchObject({ code: 'SIGG-313' });
    expect(decide('register', named, { 'same:nit': [] })).toBe('accept');
  });

  it('keeps its own NIT when it is corrected, and may not take that of another', () => {
    const row = { id: 'b', version: 1, programmeId: 'PAR2FA', state: 'REGISTRADO', stateSince: TODAY, ...named };
    const correct = (same: string) =>
      decide(
        'correct',
        { nit: '55555', reason: 'Estaba mal copiado' },
        { row, 'same:nit': [{ id: same, name: 'Otro' }] },
        1,
      );
    expect(correct('b')).toBe('accept');
    expect(correct('a')).toMatchObject({ code: 'SIGG-339' });
  });

  it('waits for whoever registers the same NIT at that moment; without NIT there is nobody to wait for', () => {
    const locks = (body: Record<string, unknown>) => command('register')?.locks?.(envelope(body));
    expect(locks(named)).toHaveLength(1);
    expect(locks(named)).toEqual(locks({ name: 'Otro', nit: named.nit }));
    expect(locks({ ...named, nit: '55555' })).not.toEqual(locks(named));
    expect(locks({ name: 'Sin NIT' })).toEqual([]);
  });

  it('that was found to meet BR-09 is not corrected into one that does not', () => {
    const met = { startedOn: '2015-03-01', municipalityCode: '020101', address: 'Calle 1' };
    const row = {
      id: 'b',
      version: 1,
      programmeId: 'PAR2FA',
      state: 'HABILITADO',
      stateSince: TODAY,
      ...named,
      ...met,
    };
    const correct = (body: Record<string, unknown>, state = 'HABILITADO') =>
      decide('correct', { ...body, reason: 'Estaba mal' }, { row: { ...row, state }, 'buyerYears:parameters': [] }, 1);
    expect(correct({ address: null })).toMatchObject({ message: expect.stringContaining('domicilio legal') });
    expect(correct({ startedOn: TODAY })).toMatchObject({ message: expect.stringContaining('menos de 2 años') });
    expect(correct({ address: 'Calle 2' })).toBe('accept');
    expect(correct({ address: null }, 'REGISTRADO')).toBe('accept');
  });

  it('meets BR-09 with two years in business and a legal domicile, not a day before', () => {
    const row = (values: Record<string, unknown>) => ({
      row: { id: 'b', version: 1, programmeId: 'PAR2FA', state: 'REGISTRADO', stateSince: TODAY, ...named, ...values },
      'buyerYears:parameters': [],
    });
    const home = { municipalityCode: '020101', address: 'Calle 1' };
    const qualify = (values: Record<string, unknown>) => decide('qualify', {}, row(values), 1);
    expect(qualify({ ...home, startedOn: '2024-06-15' })).toBe('accept');
    expect(qualify({ ...home, startedOn: '2024-06-16' })).toMatchObject({
      message: expect.stringContaining('menos de 2 años'),
    });
    expect(qualify({ ...home, startedOn: null })).toMatchObject({
      message: expect.stringContaining('inicio de operaciones'),
    });
    expect(qualify({ startedOn: '2020-01-01', address: null, municipalityCode: null })).toMatchObject({
      message: expect.stringContaining('domicilio legal'),
    });
  });
});
