import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortfolioView } from '../../domain/alliance/portfolio.ts';
import type { AllianceListView, AllianceView } from '../../domain/alliance/views.ts';
import type { WorkListView } from '../../domain/kernel/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { loadCatalogue } from '../../server/stores/loadCatalogue.ts';
import { visitBody } from '../helpers/bodies.ts';
import { openWorld, type World } from '../helpers/world.ts';
import { ask as askIn } from './ask.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  await loadCatalogue(world.db);
});

const ask = <T>(actor: Actor, name: string, params: Record<string, string> = {}) =>
  askIn<T>(world, actor, name, params);

describe('list of alliances', () => {
  it('filters, sorts, pages and counts within reach', async () => {
    const a = await world.alliance('LPZ', {
      name: 'Quinua Real Salinas',
      data: { model: 1, municipalityCode: '020101', familiesDeclared: 30 },
    });
    await world.alliance('LPZ', { name: 'Café de Caranavi' });
    await world.alliance('SCZ', { name: 'Cacao del Ichilo' });
    const national = await world.person('UCN_ME');
    const unit = await world.person('UOD_OFICIAL', ['LPZ']);
    expect((await ask<AllianceListView>(national, 'alliance.list')).total).toBe(3);
    const mine = await ask<AllianceListView>(unit, 'alliance.list', { sort: '-name' });
    expect(mine.rows.map((r) => r.name)).toEqual(['Quinua Real Salinas', 'Café de Caranavi']);
    expect((await ask<AllianceListView>(national, 'alliance.list', { text: 'cafe' })).rows.map((r) => r.name)).toEqual([
      'Café de Caranavi',
    ]);
    expect((await ask<AllianceListView>(national, 'alliance.list', { model: '1' })).rows.map((r) => r.id)).toEqual([
      a.id,
    ]);
    expect((await ask<AllianceListView>(national, 'alliance.list', { municipality: '020101' })).total).toBe(1);
    const page = await ask<AllianceListView>(national, 'alliance.list', { pageSize: '2', page: '2', sort: 'name' });
    expect([page.total, page.rows.length]).toEqual([3, 1]);
    expect((await ask<AllianceListView>(national, 'alliance.list', { page: '9' })).total).toBe(3);
    expect((await ask<AllianceListView>(national, 'alliance.list', { unit: 'SCZ' })).total).toBe(1);
    expect(
      (await ask<AllianceListView>(await world.person('ACOMPANANTE', [a.id]), 'alliance.list')).rows.map((r) => r.id),
    ).toEqual([a.id]);
    const map = await ask<{ alliances: { id: string }[] }>(unit, 'alliance.map');
    expect(map.alliances).toHaveLength(2);
  });
});

describe('file of an alliance', () => {
  it('shows what is missing, the steps with their refusals, the visits and the history', async () => {
    const a = await world.alliance('LPZ', { state: 'EN_GABINETE', data: { municipalityCode: '020801' } });
    const oficial = await world.person('UOD_OFICIAL', ['LPZ']);
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    const record = newId();
    expect(
      await world.send(acompanante, 'visit.register', record, visitBody(a.id, { presentWomen: 4, presentMen: 3 })),
    ).toMatchObject({ status: 'accepted' });
    expect(
      await world.send(acompanante, 'visit.correct', record, visitBody(a.id, { presentWomen: 5, presentMen: 3 }), {
        baseVersion: 1,
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    await world.seal();
    const file = await ask<AllianceView>(oficial, 'alliance.get', { id: a.id });
    expect(file.gaps.find((g) => g.field === 'productCode')).toEqual({
      field: 'productCode',
      label: 'producto',
      blocks: 'dar por evaluada en gabinete',
    });
    const step = file.transitions.find((t) => t.to === 'EVALUADA_GABINETE');
    expect(step?.refusal).toMatchObject({
      code: 'SIGG-302',
      message: 'Antes hay que completar: producto, número de familias, comprador.',
    });
    expect(file.visits).toMatchObject([{ id: record, presentWomen: 5, level: 1 }]);
    expect(file.journal[0]).toMatchObject({
      kind: 'visit.correct',
      title: 'corregir visita',
      number: 4,
      changes: [{ label: 'mujeres presentes', before: '4', after: '5' }],
    });
    expect(file.stages.map((s) => s.state)).toEqual(['SOLICITUD_RECIBIDA', 'EN_GABINETE']);
    expect(await ask(await world.person('UOD_OFICIAL', ['SCZ']), 'alliance.get', { id: a.id })).toBeNull();
  });

  it('has no personal data for who does not see them', async () => {
    const a = await world.alliance('LPZ', { data: { buyerName: 'Rosa Marca' } });
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    await world.send(acompanante, 'visit.register', newId(), visitBody(a.id, { notes: 'Rosa Marca no estuvo' }));
    const text = JSON.stringify(await ask(await world.person('BANCO'), 'alliance.get', { id: a.id }));
    expect(text).not.toContain('Rosa Marca');
    expect(text).not.toContain('Persona ');
  });
});

describe('portfolio at a glance', () => {
  it('counts within reach the same as the lists that it leads to, and gives names only to who may see them', async () => {
    // La Paz: dos activas (una visitada, otra que no se pudo visitar) y una solicitud; Santa Cruz: una activa
    // suspendida no se espera.
    const visited = await world.alliance('LPZ', { state: 'EN_OPERACION' });
    const missed = await world.alliance('LPZ', { state: 'EN_INVERSION' });
    await world.alliance('LPZ', { state: 'SOLICITUD_RECIBIDA' });
    const suspended = await world.alliance('SCZ', { state: 'EN_OPERACION' });
    const acompanante = await world.person('ACOMPANANTE', [visited.id, missed.id]);
    const other = await world.person('ACOMPANANTE', [suspended.id]);
    await world.send(acompanante, 'visit.register', newId(), visitBody(visited.id));
    await world.send(
      acompanante,
      'visit.register',
      newId(),
      visitBody(missed.id, { done: false, notDoneReason: 'clima', topics: [] }),
    );
    await world.db.query(`update alliance set suspended_on = '2026-06-01' where id = $1`, [suspended.id]);
    const national = await world.person('UCN_COORD');
    const operator = await world.person('UOD_OPERADOR', ['LPZ']);

    const all = await ask<PortfolioView>(national, 'alliance.portfolio');
    expect(all.total).toEqual({ alliances: 4, active: 3, expected: 2, visited: 1, unattended: 0, suspended: 1 });
    expect(all.byUnit.map((u) => [u.unitId, u.alliances, u.expected, u.visited])).toEqual([
      ['LPZ', 3, 2, 1],
      ['SCZ', 1, 0, 0],
    ]);
    expect(all.byPerson).toEqual([]);
    for (const { state, alliances } of all.byState)
      expect((await ask<AllianceListView>(national, 'alliance.list', { state })).total).toBe(alliances);
    expect(all.byState.reduce((n, s) => n + s.alliances, 0)).toBe(all.total.alliances);
    expect((await ask<AllianceListView>(national, 'alliance.list', { unvisited: '1' })).rows.map((r) => r.id)).toEqual([
      missed.id,
    ]);

    const mine = await ask<PortfolioView>(operator, 'alliance.portfolio');
    expect([mine.total.alliances, mine.total.suspended]).toEqual([3, 0]);
    expect(mine.byPerson).toEqual([{ userId: acompanante.id, name: expect.any(String), expected: 2, visited: 1 }]);
    expect(await ask<PortfolioView>(national, 'alliance.portfolio', { unit: 'SCZ' })).toMatchObject({
      total: { alliances: 1 },
      byPerson: [],
    });
    const lender = await ask<PortfolioView>(await world.person('BANCO'), 'alliance.portfolio', { unit: 'LPZ' });
    expect(lender.byPerson).toEqual([]);
    expect(JSON.stringify(lender)).not.toContain(other.id);
  });
});

describe('what waits for me', () => {
  it('gives each role its own, the riskiest first', async () => {
    const a = await world.alliance('LPZ');
    const acompanante = await world.person('ACOMPANANTE', [a.id]);
    await world.send(acompanante, 'visit.register', newId(), visitBody(a.id));
    const operador = await ask<WorkListView>(await world.person('UOD_OPERADOR', ['LPZ']), 'work.list');
    expect(operador.items.map((i) => i.id)).toContain('gaps');
    const other = await ask<WorkListView>(await world.person('UOD_OPERADOR', ['SCZ']), 'work.list');
    expect(other.items).toEqual([]);
    expect(operador.counters[0]).toMatchObject({ value: 1 });
  });
});
