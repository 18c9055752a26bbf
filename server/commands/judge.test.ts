import { expect, test } from 'vitest';
import { registerSale } from '../../domain/field/sale.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import type { Actor, Grant } from '../../domain/people/actor.ts';
import { judge } from './judge.ts';

/** A fact outside one's reach is taken with a flag only from who held, on the day it happened, the role that is let do so. */
const grant = (role: Grant['role'], kind: Grant['kind'], from: string, to: string | null): Grant => ({
  id: role,
  role,
  kind,
  ids: ['own'],
  from,
  to,
});
const AT = '2026-06-15T14:00:00.000Z';
const facts = new Proxy(
  {},
  { get: (_, name) => (name === 'alliance' ? { id: 'other', unitId: 'LPZ', organisationId: 'other' } : null) },
);

function outcome(grants: readonly Grant[], occurredOn: string): string {
  const actor: Actor = { id: 'ana', name: 'Ana', kind: 'person', grants };
  const envelope = {
    id: 'x',
    kind: 'sale.register',
    subjectId: 'x',
    occurredOn,
    body: { allianceId: 'other' },
  } as unknown as Envelope;
  const { entitlement } = judge(
    { ...registerSale, decide: () => ({ outcome: 'accept', changes: [] }) },
    envelope,
    actor,
    facts,
    AT,
  );
  return entitlement.may ? entitlement.role : entitlement.reason;
}

test('the role that is taken outside its reach must have held on the day', () => {
  const ended = grant('ACOMPANANTE', 'alliances', '2026-01-01', '2026-05-31');
  const organisation = grant('OPP_REP', 'organisation', '2026-01-01', null);
  expect(outcome([ended, organisation], '2026-05-31')).toBe('ACOMPANANTE');
  expect(outcome([ended, organisation], '2026-06-01')).toBe('scope');
  expect(outcome([organisation], '2026-05-31')).toBe('scope');
  expect(outcome([ended], '2026-06-01')).toBe('role');
});
