import { describe, expect, it } from 'vitest';
import type { Envelope } from '../kernel/envelope.ts';
import type { Actor } from '../people/actor.ts';
import { endAssignment, inZone, type ZoneFact } from './assignment.ts';
import { type AssignmentLoad, busiestDay } from './load.ts';
import { servedBefore } from './membership.ts';

const load = (
  allianceId: string,
  validFrom: string,
  validTo: string | null = null,
  more: Partial<AssignmentLoad> = {},
): AssignmentLoad => ({
  id: allianceId,
  allianceId,
  userId: 'u',
  role: 'ACOMPANANTE',
  validFrom,
  validTo,
  allianceState: 'EN_OPERACION',
  ...more,
});

describe('cap on alliances (BR-46)', () => {
  const span = { from: '2026-02-01', to: '2026-02-28' };
  it('counts the fullest day, not the sum', () => {
    // Una termina el 10 y otra empieza el 11: nunca son dos a la vez.
    expect(busiestDay(span, [load('a', '2026-01-01', '2026-02-10'), load('b', '2026-02-11')])).toBe(1);
    expect(busiestDay(span, [load('a', '2026-01-01', '2026-02-11'), load('b', '2026-02-11')])).toBe(2);
  });
  it('counts only active ones, as acompañante and within the dates', () => {
    const list = [
      load('a', '2026-01-01', null, { allianceState: 'CERRADA' }),
      load('b', '2026-01-01', null, { role: 'FACILITADOR' }),
      load('c', '2026-03-01'),
      load('d', '2025-01-01', '2026-01-31'),
    ];
    expect(busiestDay(span, list)).toBe(0);
  });
});

describe('zone (BR-46)', () => {
  const other = (more: Partial<ZoneFact['others'][number]> = {}) => ({
    allianceId: 'a',
    role: 'ACOMPANANTE',
    validFrom: '2025-01-01',
    validTo: null,
    allianceState: 'EN_OPERACION',
    sameMunicipality: false,
    touches: null,
    km: 100,
    ...more,
  });
  const zone = (...others: ReturnType<typeof other>[]): ZoneFact => ({ municipalityName: 'Charazani', others });
  const span = { from: '2026-01-01', to: null };
  it('is the same municipality or a neighbour; boundaries count before distance', () => {
    expect(inZone(zone(), span, 80)).toBe(true);
    expect(inZone(null, span, 80)).toBe(true);
    expect(inZone(zone(other()), span, 80)).toBe(false);
    expect(inZone(zone(other({ km: 80 })), span, 80)).toBe(true);
    expect(inZone(zone(other({ km: 150, touches: true })), span, 80)).toBe(true);
    expect(inZone(zone(other({ km: 20, touches: false })), span, 80)).toBe(false);
    expect(inZone(zone(other(), other({ sameMunicipality: true })), span, 80)).toBe(true);
    expect(inZone(zone(other({ validTo: '2025-06-01' })), span, 80)).toBe(true);
  });
});

describe('family already served (BR-08)', () => {
  const service = (model: number | null, state = 'EN_OPERACION', organisationId = 'x') => ({
    organisationId,
    allianceId: 'a',
    unitId: 'LPZ',
    model,
    state,
    member: true,
  });
  it('gets the integral model once; technical assistance does not prevent it; the unknown is decided by a person', () => {
    expect(servedBefore([service(1)], 'y')).toBe('yes');
    expect(servedBefore([service(1)], 'x')).toBe('no');
    expect(servedBefore([service(1, 'PRIORIZADA')], 'y')).toBe('no');
    expect(servedBefore([service(2), service(3)], 'y')).toBe('no');
    expect(servedBefore([service(null), service(2)], 'y')).toBe('unknown');
  });
});

describe('ending an assignment', () => {
  const end = (to: string, validTo: string | null) => {
    const decision = endAssignment.decide({
      command: { id: 'c', subjectId: 'a', body: { to, reason: 'cambio de zona' } } as Envelope,
      actor: {} as Actor,
      facts: { assignment: { id: 'a', validFrom: '2026-01-01', validTo, version: 1 }, alliance: null },
      receivedAt: '2026-06-15T14:00:00.000Z',
      today: '2026-06-15',
    });
    return decision.outcome === 'refuse' ? decision.problem.code : decision.outcome;
  };

  it('shortens it and never prolongs it: prolonging is assigning, with its cap and its zone', () => {
    expect(end('2026-06-15', null)).toBe('accept');
    expect(end('2026-06-15', '2026-12-31')).toBe('accept');
    expect(end('2027-06-30', '2026-12-31')).toBe('SIGG-342');
    expect(end('2026-12-31', '2026-12-31')).toBe('SIGG-342');
    expect(end('2025-12-31', null)).toBe('SIGG-320');
  });

  it('refuses to end what has already ended', () => {
    expect(end('2026-06-15', '2026-06-14')).toBe('SIGG-319');
    expect(end('2026-06-14', '2026-06-14')).toBe('SIGG-319');
    expect(end('2026-06-14', '2026-06-15'), 'el último día todavía se puede acortar').toBe('accept');
  });
});
