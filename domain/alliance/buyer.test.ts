import { expect, it } from 'vitest';
import type { Envelope } from '../kernel/envelope.ts';
import type { Actor } from '../people/actor.ts';
import { registerBuyer } from './buyer.ts';

const command = (nit?: string) =>
  ({ subjectId: 'b', body: { name: 'Molino Andino', ...(nit ? { nit } : {}) } }) as Envelope;
const outcome = (facts: Record<string, unknown>, nit?: string) => {
  const decision = registerBuyer.decide({
    command: command(nit),
    actor: {} as Actor,
    facts: { existing: null, sameNit: [], ...facts },
    receivedAt: '2026-06-15T14:00:00.000Z',
    today: '2026-06-15',
  });
  return decision.outcome === 'refuse' ? decision.problem : decision.outcome;
};

it('two buyers with one NIT are one: the refusal names it, at the field of the NIT', () => {
  expect(outcome({ sameNit: [{ id: 'a', name: 'Molino Uno' }] }, '1023456789')).toMatchObject({
    code: 'SIGG-339',
    field: 'body.nit',
    message:
      'Ese NIT ya es del comprador «Molino Uno». Un comprador se registra una sola vez: úselo, o revise el número.',
    details: { id: 'a', name: 'Molino Uno' },
  });
  expect(outcome({ existing: { id: 'b' } })).toMatchObject({ code: 'SIGG-313' });
  expect(outcome({})).toBe('accept');
});

it('who registers a NIT waits for others with the same one; without a NIT nobody waits', () => {
  const [one, two] = ['1023456789', '1023456789'].map((nit) => registerBuyer.locks?.(command(nit)));
  expect(one).toHaveLength(1);
  expect(one).toEqual(two);
  expect(registerBuyer.locks?.(command('55555'))).not.toEqual(one);
  expect(registerBuyer.locks?.(command())).toEqual([]);
});
