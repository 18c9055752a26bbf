import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlacesView } from '../../domain/monitoring/indicatorViews.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { MapBox, TerritoryMapData } from '../../domain/territory/map.ts';
import type { CommunityListView, MunicipalityListView } from '../../domain/territory/views.ts';
import { newId } from '../../server/ids.ts';
import { type QueryDefinition, readingOf } from '../../server/queries/query.ts';
import { queries } from '../../server/queries/registry.ts';
import { unitOfMunicipality } from '../../server/stores/territory.ts';
import { day, openWorld, TODAY, type World } from '../helpers/world.ts';

/** Yotala, in Chuquisaca; Uyuni, which UOR Salar serves at the start. */
const YOTALA = '010102';
const UYUNI = '051201';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.reset());

async function ask<T>(name: string, actor: Actor, params: Record<string, unknown> = {}): Promise<T> {
  const query = queries.get(name) as QueryDefinition;
  const read = query.params.parse(params);
  const reading = readingOf(query, world.db, actor, read, TODAY);
  if (!reading) throw new Error(`${name}: no puede`);
  return (await query.run(reading)) as T;
}

describe('a municipality passes to another unit', () => {
  it('from a day, with its paper; what was before stays and no day has two units', async () => {
    const coord = await world.person('UCN_COORD');
    const documentId = newId();
    await world.send(coord, 'document.record', documentId, { title: 'Resolución de prueba' });
    const move = (more: Record<string, unknown> = {}) =>
      world.send(coord, 'municipality.move', newId(), {
        municipalityCode: UYUNI,
        unitId: 'POT',
        from: day(10),
        reason: 'Reorganización',
        documentId,
        ...more,
      });
    expect((await move({ municipalityCode: '059999' })).problem?.code).toBe('SIGG-505');
    expect((await move({ unitId: 'UCN' })).problem?.code).toBe('SIGG-506');
    expect((await move({ unitId: 'SAL' })).problem?.code).toBe('SIGG-337');
    expect((await move({ documentId: newId() })).problem?.code).toBe('SIGG-506');
    expect(await move()).toMatchObject({ status: 'accepted' });
    expect((await move({ unitId: 'ORU' })).problem).toMatchObject({ code: 'SIGG-336', field: 'body.from' });
    expect(await move({ unitId: 'ORU', from: day(20) })).toMatchObject({ status: 'accepted' });
    const on = (n: number) => unitOfMunicipality(world.db, UYUNI, day(n));
    expect(await Promise.all([0, 9, 10, 19, 20, 400].map(on))).toEqual(['SAL', 'SAL', 'POT', 'POT', 'ORU', 'ORU']);
    const doubled = await world.db.query(
      `select 1 from municipality_unit a
        join municipality_unit b on a.municipality_code = b.municipality_code and a.valid_from < b.valid_from
        where a.valid_to is null or a.valid_to >= b.valid_from`,
    );
    expect(doubled).toEqual([]);
  });

  it('the alliances stay in their unit, and the list says so', async () => {
    const a = await world.alliance('SAL', { data: { municipalityCode: UYUNI } });
    const coord = await world.person('UCN_COORD');
    const documentId = newId();
    await world.send(coord, 'document.record', documentId, { title: 'Resolución de prueba' });
    const body = { municipalityCode: UYUNI, unitId: 'POT', from: TODAY, reason: 'Reorganización', documentId };
    expect(await world.send(coord, 'municipality.move', newId(), body)).toMatchObject({ status: 'accepted' });
    const [alliance] = await world.db.query('select unit_id from alliance where id = $1', [a.id]);
    expect(alliance?.unit_id).toBe('SAL');
    const { rows, total } = await ask<MunicipalityListView>('municipality.list', coord, { moved: '1' });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ code: UYUNI, unitId: 'POT', alliances: 1, alliancesElsewhere: 1 });
    expect(rows[0]?.service.map((s) => s.unitId)).toEqual(['POT', 'SAL']);
    expect(
      (await ask<MunicipalityListView>('municipality.list', coord, { unit: 'SAL', pageSize: 200 })).rows.map(
        (r) => r.code,
      ),
    ).not.toContain(UYUNI);
    expect((await ask<MunicipalityListView>('municipality.list', coord)).total).toBe(339);
  });
});

describe('communities', () => {
  const row = (id: string) =>
    world.db.query<Record<string, unknown>>('select * from community where id = $1', [id]).then((rows) => rows[0]);

  it('are registered once in a municipality: naming one again adds what was missing and changes nothing', async () => {
    const official = await world.person('UOD_OFICIAL', ['CHU']);
    const id = newId();
    const record = (subject: string, body: Record<string, unknown>) =>
      world.send(official, 'community.record', subject, { municipalityCode: YOTALA, ...body });
    expect(await record(id, { name: 'Tuero Chico', signal: '2G' })).toMatchObject({ status: 'accepted' });
    expect(
      await record(newId(), {
        name: ' TUERO  chico',
        signal: '4G',
        kind: 'ayllu',
        lon: -65.3,
        lat: -19.2,
        accuracyM: 12,
      }),
    ).toMatchObject({
      status: 'accepted',
    });
    expect(await row(id)).toMatchObject({ name: 'Tuero Chico', signal: '2G', kind: 'ayllu', lon: -65.3, version: 2 });
    expect(await record(newId(), { name: 'Tuero Chico' })).toMatchObject({ status: 'accepted' });
    expect((await row(id))?.version).toBe(2);
    expect((await record(newId(), { name: 'Otra', lon: -65 })).problem?.code).toBe('SIGG-101');
    expect((await record(newId(), { name: 'Otra', municipalityCode: '019999' })).problem?.code).toBe('SIGG-202');
    const [{ n } = { n: 0 }] = await world.db.query<{ n: number }>('select count(*)::int as n from community');
    expect(n).toBe(1);
  });

  it('are registered where one works: the unit in its municipalities, the field through its alliance', async () => {
    const mine = await world.alliance('CHU', { data: { municipalityCode: YOTALA } });
    const body = { municipalityCode: YOTALA, name: 'Cachimayu' };
    const send = (actor: Actor, more: Record<string, unknown> = {}) =>
      world.send(actor, 'community.record', newId(), { ...body, ...more });
    expect((await send(await world.person('UOD_OFICIAL', ['LPZ']))).problem?.code).toBe('SIGG-202');
    const companion = await world.person('ACOMPANANTE', [mine.id]);
    expect((await send(companion)).problem?.code).toBe('SIGG-202');
    expect(await send(companion, { allianceId: mine.id })).toMatchObject({ status: 'accepted' });
    const outsider = await world.person('ACOMPANANTE', []);
    expect((await send(outsider, { allianceId: mine.id })).problem?.code).toBe('SIGG-202');
  });

  it('are still found by a corrected or joined name, and no two have the same', async () => {
    const official = await world.person('UOD_OFICIAL', ['CHU']);
    await world.alliance('CHU', { data: { municipalityCode: YOTALA, communityName: 'Pampa Grande' } });
    await world.alliance('CHU', { data: { municipalityCode: YOTALA, communityName: 'PAMPAGRANDE' } });
    const [a, b] = [newId(), newId()];
    const list = (params: Record<string, unknown> = {}) => ask<CommunityListView>('community.list', official, params);
    expect((await list({ recorded: '0' })).rows.map((r) => [r.name, r.alliances])).toEqual([
      ['Pampa Grande', 1],
      ['PAMPAGRANDE', 1],
    ]);
    await world.send(official, 'community.record', a, { municipalityCode: YOTALA, name: 'Pampa Grande' });
    await world.send(official, 'community.record', b, { municipalityCode: YOTALA, name: 'Pampagrande' });
    const correct = (body: Record<string, unknown>, baseVersion: number) =>
      world.send(official, 'community.correct', b, body, { baseVersion });
    expect((await correct({ name: 'pampa grande' }, 1)).problem).toMatchObject({
      code: 'SIGG-338',
      field: 'body.name',
    });
    expect(await correct({ signal: '3G' }, 1)).toMatchObject({ status: 'accepted' });
    expect((await correct({ signal: '2G' }, 1)).problem?.code).toBe('SIGG-110');
    const join = (subject: string, intoId: string) =>
      world.send(official, 'community.join', subject, { intoId, reason: 'Es la misma' });
    expect((await join(b, newId())).problem?.code).toBe('SIGG-506');
    expect(await join(b, a)).toMatchObject({ status: 'accepted' });
    expect((await join(b, a)).problem?.code).toBe('SIGG-326');
    expect((await correct({ signal: '4G' }, 3)).problem?.code).toBe('SIGG-326');
    const joined = await list();
    expect(joined.rows).toMatchObject([{ id: a, name: 'Pampa Grande', otherNames: ['Pampagrande'], alliances: 2 }]);
    expect(
      await world.send(official, 'community.correct', a, { name: 'Pampa Grande Alta' }, { baseVersion: 2 }),
    ).toMatchObject({ status: 'accepted' });
    expect((await list()).rows).toMatchObject([
      { name: 'Pampa Grande Alta', otherNames: ['Pampagrande', 'Pampa Grande'], alliances: 2 },
    ]);
  });

  it('a union is undone, and a wrong municipality corrected, within what each person reaches', async () => {
    const official = await world.person('UOD_OFICIAL', ['CHU']);
    await world.alliance('CHU', { data: { municipalityCode: YOTALA, communityName: 'Pampagrande' } });
    const [a, b] = [newId(), newId()];
    await world.send(official, 'community.record', a, { municipalityCode: YOTALA, name: 'Pampa Grande' });
    await world.send(official, 'community.record', b, { municipalityCode: YOTALA, name: 'Pampagrande' });
    await world.send(official, 'community.join', b, { intoId: a, reason: 'Es la misma' });
    const list = (params: Record<string, unknown> = {}) => ask<CommunityListView>('community.list', official, params);
    expect((await list({ recorded: 'joined' })).rows).toMatchObject([
      { id: b, mergedInto: a, mergedIntoName: 'Pampa Grande' },
    ]);
    const undo = (actor: Actor, fromId: string) =>
      world.send(actor, 'community.undoJoin', b, { fromId, reason: 'No era la misma' });
    expect((await undo(await world.person('UOD_OFICIAL', ['LPZ']), a)).problem?.code).toBe('SIGG-202');
    expect((await undo(official, b)).problem?.code).toBe('SIGG-110');
    expect(await undo(official, a)).toMatchObject({ status: 'accepted' });
    expect((await undo(official, a)).problem?.code).toBe('SIGG-327');
    expect((await list()).rows).toMatchObject([
      { id: a, otherNames: [], alliances: 0, mergedInto: null },
      { id: b, otherNames: [], alliances: 1, mergedInto: null },
    ]);
    expect((await list({ recorded: 'joined' })).total).toBe(0);
    const move = (actor: Actor, municipalityCode: string) =>
      world.send(actor, 'community.correct', a, { municipalityCode }, { baseVersion: 3 });
    expect((await move(official, UYUNI)).problem?.code).toBe('SIGG-202');
    expect((await move(official, '019999')).problem?.code).toBe('SIGG-505');
    expect(await move(await world.person('UCN_ME'), UYUNI)).toMatchObject({ status: 'accepted' });
    expect(await row(a)).toMatchObject({ municipality_code: UYUNI, name: 'Pampa Grande', version: 4 });
  });
});

describe('a map opens where its reader works', () => {
  const opened = async (actor: Actor, params: Record<string, unknown> = {}) => {
    const [places, map] = [
      await ask<PlacesView>('territory.places', actor, params),
      await ask<TerritoryMapData>('alliance.map', actor, params),
    ];
    expect(map.opensOn).toEqual(places.opensOn);
    return places.opensOn;
  };
  const holds = (box: MapBox | null, lon: number, lat: number) =>
    box !== null && box.west < lon && lon < box.east && box.south < lat && lat < box.north;

  it('shows the whole country to who works in all of it; their unit to others, and the one that is chosen', async () => {
    // Sucre is in Chuquisaca, Cobija far away in Pando.
    const [sucre, cobija] = [[-65.26, -19.04] as const, [-68.75, -11.03] as const];
    const expert = await world.person('UCN_ME');
    expect(await opened(expert)).toBeNull();
    const operator = await world.person('UOD_OPERADOR', ['CHU']);
    const own = await opened(operator);
    expect([holds(own, ...sucre), holds(own, ...cobija)]).toEqual([true, false]);
    const alliance = await world.alliance('CHU');
    expect(await opened(await world.person('ACOMPANANTE', [alliance.id]))).toEqual(own);
    expect(await opened(expert, { unit: 'CHU' })).toEqual(own);
  });
});
