import { expect, test } from 'vitest';
import { type CheckFacts, checksOf } from './checks.ts';

const nowMs = Date.parse('2026-11-29T12:00:00.000Z');
const well: CheckFacts = {
  engine: 'postgres',
  head: 40,
  durable: 40,
  pendingSeals: 0,
  sealLagS: 0,
  diskFree: 50 * 1024 ** 3,
  diskTotal: 100 * 1024 ** 3,
  publishedNumber: 40,
  publishedAgeS: 60,
  publishedHolds: true,
  dumpAgeS: 60,
  clockBehindS: 0,
  heldLong: 0,
  devices: 0,
  devicesSilent: 0,
  rehearses: true,
  rehearsal: {
    at: '2026-11-29T06:30:00.000Z',
    backup: '/copias/a',
    takenAt: '2026-11-28T05:00:00.000Z',
    head: 40,
    rows: 1250,
    files: 1,
    problem: null,
  },
  unattended: [],
  nowMs,
};
const rehearsal = (more: Partial<NonNullable<CheckFacts['rehearsal']>>) =>
  ({ ...well.rehearsal, ...more }) as CheckFacts['rehearsal'];
const told = (facts: Partial<CheckFacts>) => {
  const found = checksOf({ ...well, ...facts }).filter(({ name }) => name === 'Ensayo de restauración');
  expect(found).toHaveLength(1);
  return `${found[0]?.state}: ${found[0]?.sentence}`;
};

test('what came of the nightly rehearsal is one check, on both engines, whatever it was', () => {
  for (const engine of ['pglite', 'postgres'] as const) {
    expect(told({ engine, rehearses: false, rehearsal: null })).toMatch(
      /^warning: Las copias no se restauran aparte.*SIGG_REHEARSE_FROM/,
    );
    expect(told({ engine, rehearsal: null })).toMatch(/^warning: Todavía no se hizo ninguno/);
    expect(told({ engine })).toBe(
      'ok: La copia de hace 31 horas se restauró aparte y coincide: asiento 40, 1.250 filas, 1 archivo.',
    );
    expect(
      told({ engine, rehearsal: rehearsal({ problem: 'La tabla visit tiene 3 filas en la copia y 2 aquí.' }) }),
    ).toBe(
      'failing: El último, hace 6 horas, con la copia de hace 31 horas: La tabla visit tiene 3 filas en la copia y 2 aquí.',
    );
    expect(
      told({
        engine,
        rehearsal: rehearsal({ takenAt: null, problem: 'No se pudo restaurar la copia: falta files/a' }),
      }),
    ).toBe('failing: El último, hace 6 horas: No se pudo restaurar la copia: falta files/a');
    expect(told({ engine, rehearsal: rehearsal({ at: '2026-11-26T06:30:00.000Z' }) })).toMatch(
      /^warning: El último se hizo hace 3 días; debería/,
    );
    expect(told({ engine, rehearsal: rehearsal({ takenAt: '2026-11-25T05:00:00.000Z' }) })).toMatch(
      /^warning: .*No hay una más nueva/,
    );
  }
});

test('a role that complaints wait for, and nobody holds, is told with what waits for it', () => {
  const of = (unattended: CheckFacts['unattended']) =>
    checksOf({ ...well, unattended }).find(({ name }) => name === 'Reclamos');
  expect(of([])).toMatchObject({ state: 'ok' });
  expect(of(['TRANSPARENCIA'])).toMatchObject({
    state: 'warning',
    sentence: expect.stringMatching(/«Unidad de Transparencia».*contra quien los atiende/),
  });
  expect(of(['UCN_RECL', 'TRANSPARENCIA'])).toMatchObject({
    state: 'failing',
    sentence: expect.stringMatching(/ ni «Unidad de Transparencia»: los que llegan/),
  });
});
