import { describe, expect, it } from 'vitest';
import { registerSale } from '../../domain/field/sale.ts';
import { correctVisit, registerVisit } from '../../domain/field/visit.ts';
import type { FeedKind, PackRow } from '../../domain/sync/feed.ts';
import { phoneClock } from './clock.ts';
import { forecastOf } from './forecast.ts';
import { Pack } from './pack.ts';
import type { Person } from './person.ts';

const NOW = Date.parse('2026-06-15T14:00:00.000Z');
const A = '0197730a-0000-7000-8000-000000000001';
const ME = '0197730a-0000-7000-8000-00000000000a';
const row = (kind: FeedKind, subjectId: string, data: Record<string, unknown>): PackRow => ({
  kind,
  subjectId,
  id: String(data.id),
  data,
});

function person(rows: readonly PackRow[], role = 'ACOMPANANTE'): Person {
  const pack = new Pack();
  pack.apply({ clear: [], remove: [], put: rows }, '');
  const ports = { now: () => NOW, monotonic: () => 0 };
  const roles = [{ role, scope: { kind: 'alliances', ids: [A] }, from: '2020-01-01', to: null }];
  return {
    pack,
    owner: ME,
    deviceId: ME,
    me: { user: { id: ME, name: 'Ana' }, roles },
    clock: phoneClock(ports, { offsetMs: 0, syncedAt: null }),
  } as unknown as Person;
}

const alliance = row('alliance', A, { id: A, unitId: 'SCZ', organisationId: 'o', suspendedOn: null });
const assigned = row('assignment', A, {
  id: 's',
  allianceId: A,
  userId: ME,
  role: 'ACOMPANANTE',
  validFrom: '2020-01-01',
  validTo: null,
});
const catalogue = [
  row('product', 'catalogue', { id: 'papa', name: 'Papa', baseUnit: 'kg' }),
  row('unit', 'catalogue', { id: 'qq', name: 'quintal', kind: 'mass' }),
];
const visit = (more: Record<string, unknown> = {}) => ({
  subjectId: ME,
  allianceId: A,
  baseVersion: null,
  occurredOn: '2026-06-15',
  place: null,
  body: { allianceId: A, done: true, presentMembers: [], topics: ['produccion'], commitments: [], photos: [], ...more },
});
const sale = (more: Record<string, unknown> = {}) => ({
  ...visit(),
  body: {
    allianceId: A,
    buyerOther: 'Feria',
    productCode: 'papa',
    quantity: 10_000,
    unitCode: 'qq',
    price: 100,
    photos: [],
    ...more,
  },
});

describe('what the phone says before the server decides', () => {
  it('is ok when it holds all that the rule asks for, with the flags the server would raise', () => {
    expect(forecastOf(person([alliance, assigned]), registerVisit, visit())).toEqual({ outcome: 'ok', flags: [] });
    expect(forecastOf(person([alliance]), registerVisit, visit())).toEqual({
      outcome: 'ok',
      flags: ['fuera de asignación'],
    });
  });
  it('asks about unlikely values by the parameters that it was sent', () => {
    const here = row('alliance', A, {
      id: A,
      unitId: 'SCZ',
      organisationId: 'o',
      suspendedOn: null,
      programmeId: 'PAR2FA',
      lon: null,
      lat: null,
      familiesDeclared: 10,
    });
    const set = (value: number) =>
      row('parameter', 'catalogue', {
        id: 'p',
        programmeId: 'PAR2FA',
        key: 'unlikelyPeoplePerFamily',
        value,
        validFrom: '2026-06-01',
        validTo: null,
      });
    const said = (more: readonly PackRow[], occurredOn = '2026-06-15') =>
      forecastOf(person([here, assigned, ...catalogue, ...more]), registerVisit, {
        ...visit({ presentWomen: 30 }),
        occurredOn,
      });
    expect(said([])).toEqual({ outcome: 'ok', flags: [] });
    expect(said([set(2)])).toEqual({ outcome: 'ok', flags: ['valor poco probable'] });
    expect(said([set(2)], '2026-05-31')).toEqual({ outcome: 'ok', flags: [] });
  });
  it('is «por confirmar», never a guess, when it lacks a fact', () => {
    expect(forecastOf(person([]), registerVisit, visit()).outcome).toBe('unconfirmed');
    expect(forecastOf(person([alliance, assigned]), correctVisit, { ...visit(), baseVersion: 1 }).outcome).toBe(
      'unconfirmed',
    );
    expect(
      forecastOf(person([alliance, assigned, ...catalogue]), registerSale, sale({ buyerOther: null, buyerId: ME }))
        .outcome,
    ).toBe('unconfirmed');
    // Without a catalogue it cannot say that a product does not exist.
    expect(forecastOf(person([alliance, assigned]), registerSale, sale()).outcome).toBe('unconfirmed');
  });
  it('is refused, at its field, by the very rule of the server', () => {
    const of = (p: Person, d: typeof registerVisit, c: Parameters<typeof forecastOf>[2]) => {
      const said = forecastOf(p, d, c);
      return said.outcome === 'refused' ? [said.problem.code, said.problem.field] : said.outcome;
    };
    const mine = person([alliance, assigned, ...catalogue]);
    expect(of(mine, registerVisit, visit({ topics: [] }))).toEqual(['SIGG-101', 'body.topics']);
    expect(of(mine, registerVisit, { ...visit(), occurredOn: '2026-06-30' })).toEqual(['SIGG-105', 'occurredOn']);
    expect(of(mine, registerSale, sale({ productCode: 'oro' }))).toEqual(['SIGG-506', 'body.productCode']);
    expect(of(person([alliance, assigned], 'COMPRADOR'), registerVisit, visit())).toEqual(['SIGG-201', undefined]);
  });
});
