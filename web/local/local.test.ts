import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../domain/kernel/problem.ts';
import type { MeView } from '../../domain/kernel/views.ts';
import { phoneClock } from './clock.ts';
import { dataKey, openJson, randomBytes, sealJson } from './crypto.ts';
import { PhoneDatabase } from './database.ts';
import { storing } from './person.ts';
import { type Ports, realRules } from './ports.ts';
import { changePin, createVault, openVault, peopleHere, pinProblem, recoverVault } from './vault.ts';

const me = (id: string): MeView => ({
  user: { id, name: 'Ana', username: 'ana' },
  roles: [],
  upcoming: [],
  can: { commands: [], queries: [] },
  system: { engine: 'pglite', demo: false, unofficial: true, epoch: 'e', head: 0, version: '0', today: '2026-06-15' },
  secondFactor: { required: false, enrolled: false },
});

function phone(): { db: PhoneDatabase; ports: Ports; tick: (ms: number) => void } {
  let now = 1_000_000;
  const ports: Ports = {
    call: async () => ({ status: 404, json: null }),
    reachable: () => true,
    now: () => now,
    monotonic: () => now,
    random: () => 0,
    databaseName: 'p',
    idb: { indexedDB: new IDBFactory(), IDBKeyRange },
    iterations: 1,
    rules: realRules,
  };
  return {
    db: new PhoneDatabase('p', ports.idb),
    ports,
    tick: (ms) => {
      now += ms;
    },
  };
}
const codeOf = (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error));

describe('the vault', () => {
  it('opens with its PIN and no other, and keeps each person to themself', async () => {
    const { db, ports } = phone();
    const made = await createVault(db, ports, me('a'), '2580', null, 'd');
    const sealed = await sealJson(made.key, 'x', { secret: 1 });
    const opened = await openVault(db, ports, 'a', '2580');
    expect(await openJson(opened.key, 'x', sealed)).toEqual({ secret: 1 });
    await expect(openJson(opened.key, 'y', sealed)).rejects.toThrow();
    const other = await createVault(db, ports, me('b'), '2580', null, 'd2');
    await expect(openJson(other.key, 'x', sealed)).rejects.toThrow();
    expect((await peopleHere(db)).map((p) => [p.userId, p.unsent])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });
  it('lets five wrong PINs pass and then makes one wait, longer each time, never for ever', async () => {
    const { db, ports, tick } = phone();
    await createVault(db, ports, me('a'), '2580', null, 'd');
    const tried = async (pin: string) => openVault(db, ports, 'a', pin).then(() => 'open', codeOf);
    for (let i = 0; i < 5; i++) expect(await tried('1111')).toBe('SIGG-908');
    expect(await tried('2580')).toBe('SIGG-909');
    tick(31_000);
    expect(await tried('1111')).toBe('SIGG-908');
    tick(31_000);
    expect(await tried('2580')).toBe('SIGG-909');
    tick(30_000);
    expect(await tried('2580')).toBe('open');
    expect(await tried('1111')).toBe('SIGG-908');
  });
  it('loses nothing when the PIN is forgotten or changed', async () => {
    const { db, ports } = phone();
    const secret = '7'.repeat(64);
    const made = await createVault(db, ports, me('a'), '2580', secret, 'd');
    const sealed = await sealJson(made.key, 'x', 'lo no enviado');
    const again = await recoverVault(db, ports, me('a'), secret, '9071');
    expect(await openJson(again.key, 'x', sealed)).toBe('lo no enviado');
    await expect(openVault(db, ports, 'a', '2580')).rejects.toThrow();
    await changePin(db, ports, 'a', '9071', '4826');
    expect(await openJson((await openVault(db, ports, 'a', '4826')).key, 'x', sealed)).toBe('lo no enviado');
    await expect(recoverVault(db, ports, me('a'), '8'.repeat(64), '1357')).rejects.toThrow();
  });
  it('refuses a PIN that is guessed at once', () => {
    for (const bad of ['123', '12345', '1111', '9876', 'abcd', '1234567890123']) expect(pinProblem(bad)).not.toBeNull();
    expect(pinProblem('2580')).toBeNull();
  });
});

describe('the clock', () => {
  it('goes on from the last contact whatever is done to the device clock, and after a restart says it does not know', () => {
    let device = Date.parse('2026-06-15T10:00:00.000Z');
    let mono = 500;
    const clock = phoneClock({ now: () => device, monotonic: () => mono }, { offsetMs: null, syncedAt: null });
    expect(clock.reading()).toMatchObject({ offsetMs: null, sinceContactMs: null });
    clock.contact('2026-06-15T14:00:00.000Z');
    mono += 60_000;
    device += 60_000 - 26 * 3_600_000;
    expect(clock.instant()).toBe('2026-06-15T14:01:00.000Z');
    expect(clock.reading()).toMatchObject({ offsetMs: 30 * 3_600_000, sinceContactMs: 60_000 });
    const restarted = phoneClock(
      { now: () => device, monotonic: () => 0 },
      { offsetMs: 4 * 3_600_000, syncedAt: null },
    );
    expect(restarted.reading()).toMatchObject({ offsetMs: 4 * 3_600_000, sinceContactMs: null });
  });

  it('a phone that slept is not wrong: its monotonic time stood still while its clock went on', () => {
    let device = Date.parse('2026-06-15T14:00:00.000Z');
    let mono = 500;
    const clock = phoneClock({ now: () => device, monotonic: () => mono }, { offsetMs: null, syncedAt: null });
    clock.contact('2026-06-15T14:00:05.000Z');
    for (let hour = 1; hour <= 30; hour++) {
      device += 3_600_000;
      mono += hour % 3 === 0 ? 60_000 : 0;
    }
    expect(clock.reading()).toMatchObject({ offsetMs: 5_000, sinceContactMs: 30 * 3_600_000 });
    expect([clock.instant(), clock.today(), clock.wrongByMin()]).toEqual([
      '2026-06-16T20:00:05.000Z',
      '2026-06-16',
      null,
    ]);
    // Set back by more than it slept less: by how much at least is known.
    device -= 40 * 3_600_000;
    expect(clock.wrongByMin()).toBeLessThan(-9 * 60);
  });

  it('set back by a dead battery is known to be wrong, and no day before the last contact is today', () => {
    const contact = Date.parse('2026-06-15T14:00:00.000Z');
    const at = (device: string) =>
      phoneClock({ now: () => Date.parse(device), monotonic: () => 0 }, { offsetMs: 0, syncedAt: contact });
    expect(at('1970-01-01T00:00:00.000Z').today()).toBe('2026-06-15');
    expect(at('1970-01-01T00:00:00.000Z').wrongByMin()).toBe(-contact / 60_000);
    expect(at('2026-06-20T14:00:00.000Z').today()).toBe('2026-06-20');
    expect(at('2026-06-20T14:00:00.000Z').wrongByMin()).toBeNull();
    const ahead = phoneClock(
      { now: () => contact + 26 * 3_600_000, monotonic: () => 0 },
      { offsetMs: -26 * 3_600_000, syncedAt: null },
    );
    expect([ahead.today(), ahead.wrongByMin()]).toEqual(['2026-06-15', 26 * 60]);
  });
});

describe('a full phone', () => {
  it('is said in words', async () => {
    const full = () =>
      Promise.reject(
        Object.assign(new Error('x'), {
          name: 'AbortError',
          inner: Object.assign(new Error('y'), { name: 'QuotaExceededError' }),
        }),
      );
    expect(await storing(full).catch(codeOf)).toBe('SIGG-907');
    expect(await storing(() => Promise.reject(new Error('otra cosa'))).catch(codeOf)).toBe('Error: otra cosa');
  });
});

describe('boxes', () => {
  it('never repeat an initialisation vector', async () => {
    const key = await dataKey(randomBytes(32));
    const seen = new Set<string>();
    for (let i = 0; i < 50; i++) seen.add((await sealJson(key, 'x', 1)).iv.join());
    expect(seen.size).toBe(50);
  });
});
