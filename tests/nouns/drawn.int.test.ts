import { beforeAll, expect, test } from 'vitest';
import { goesAlong } from '../../domain/alliance/goesAlong.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import type { NounMapView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { lives } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { type Role, roleNames, roles } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import { mapOf } from '../../server/nouns/map.ts';
import { readingOf } from '../../server/queries/query.ts';
import { queries } from '../../server/queries/registry.ts';
import { ask } from '../alliance/ask.ts';
import { inCatalogue } from '../helpers/inCatalogue.ts';
import { beginner, bodyToBegin, isOnlyOne, type Pointed, TOLD_BY_HAND, withNeeded } from '../helpers/nounRows.ts';
import { registrar } from '../helpers/registrar.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';

/**
 * Tests every noun that is drawn on a map, by its declaration: the map never shows a row that the list does not show to
 * the same person.
 */
const drawn = lives.filter((l) => l.noun.drawnAt);
const each = drawn.map((l) => [l.noun.name, l] as const);
const UNITS = ['LPZ', 'SCZ'] as const;
let world: World;
let alliances: { id: string; unit: string }[];
let catalogue: Pointed;
let compared = 0;
const moves: { sql: string; values: unknown[] }[] = [];

beforeAll(async () => {
  world = await openWorld();
  catalogue = await inCatalogue(world);
  const placed = await world.alliance('LPZ', { data: { municipalityCode: '020101' } });
  const pointed = await world.alliance('SCZ', { data: { municipalityCode: '070101' } });
  const nowhere = await world.alliance('LPZ');
  await world.db.query('update alliance_profile set lon = -63.5, lat = -17.5 where record_id = $1', [pointed.id]);
  alliances = [placed, pointed, nowhere].map(({ id }, i) => ({ id, unit: i === 1 ? 'SCZ' : 'LPZ' }));
  for (const l of drawn) await rowsOf(l);
  // Only then, since some are part of others that take no more parts in a later state.
  for (const moved of moves) await world.db.query(moved.sql, moved.values);
});

/** The field of the alliance, or of the municipality, by which a noun is drawn. */
const fieldTo = (n: Noun, to: string): string | undefined =>
  n.drawnAt?.find((name) => n.fields[name]?.options.to === to);
const townOf = (n: Noun): string | undefined => fieldTo(n, 'municipality');

/**
 * One row of a noun for each alliance, in each of two states; and, if the noun has its own municipality, one row with a
 * municipality and one without a place.
 */
async function rowsOf(l: Life): Promise<void> {
  const { noun: n } = l;
  const byHand = { receivedOn: TODAY, channel: 'oficina', story: 'No llegaron los plantines.', privacy: 'publica' };
  const make = async (unit: string, alliance: string | undefined, more: Record<string, unknown>) => {
    const own = TOLD_BY_HAND.includes(n.name);
    const { role, ids } = own
      ? { role: 'UCN_RECL' as Role, ids: [] }
      : beginner(l, { unit, alliance: alliance ?? alliances[0]?.id ?? '' });
    const body = own
      ? { ...byHand, unitId: unit, ...(alliance ? { allianceId: alliance } : {}), ...more }
      : bodyToBegin(
          l,
          await withNeeded(
            l,
            { unit, alliance, programme: 'PAR2FA', ...catalogue },
            registrar(world, { unit, alliance: alliance ?? '' }),
          ),
          {
            ...distinct(l),
            ...more,
          },
        );
    const id = newId();
    const sent = await world.send(await world.person(role, ids), `${n.name}.register`, id, body);
    expect({ noun: n.name, problem: null, ...sent }).toMatchObject({ status: 'accepted' });
    return id;
  };
  const states = Object.keys(l.states);
  for (const [i, { id, unit }] of [...alliances, ...(isOnlyOne(l) ? [] : alliances)].entries()) {
    const made = await make(unit, id, {});
    moves.push({
      sql: `update ${n.table} set state = $1 where id = $2`,
      values: [states[Math.min(i, states.length - 1)], made],
    });
  }
  const own = townOf(n);
  if (!own) return;
  await make('LPZ', undefined, { [own]: '020804' });
  await make('LPZ', undefined, {});
}

/** A different value each time, for fields that must be unique. */
let others = 1_000_000;
const distinct = ({ noun: n }: Life): Record<string, unknown> =>
  Object.fromEntries((n.unique ?? []).filter((one) => !one.with).map(({ field }) => [field, String(others++)]));

const reach = (role: Role): string[] => {
  const { scope } = roles[role];
  return scope === 'unit' ? [UNITS[0]] : scope === 'alliances' ? [alliances[0]?.id ?? ''] : [];
};

/** The fields that refer to something with a point. */
const placed = (n: Noun): string[] =>
  Object.keys(n.fields).filter((name) => ['municipality', 'alliance'].includes(n.fields[name]?.options.to ?? ''));

/** Drawn at one of its places alone: a request says its municipality when it comes, and gets its alliance later. */
const AT_ONE: Readonly<Record<string, readonly string[]>> = { request: ['municipalityCode'] };

test('every noun that points to a municipality or an alliance says by which fields it is drawn', () => {
  for (const { noun: n } of lives) {
    expect([...(n.drawnAt ?? [])].sort(), n.name).toEqual([...(AT_ONE[n.name] ?? placed(n))].sort());
    expect(queries.has(`${n.name}.map`), n.name).toBe(n.drawnAt !== undefined);
  }
  expect(drawn.length).toBeGreaterThan(1);
});

test.each(each)('%s: for every role the map has rows of the list alone, and as many as it says', async (_name, l) => {
  const { noun: n } = l;
  const list = queries.get(`${n.name}.list`);
  const map = queries.get(`${n.name}.map`);
  const states = Object.keys(l.states);
  let seen = 0;
  for (const role of roleNames) {
    const actor: Actor = await world.person(role, reach(role));
    const may = list && readingOf(list, world.db, actor, {}, TODAY) !== null;
    expect(map && readingOf(map, world.db, actor, {}, TODAY) !== null, role).toBe(may);
    if (!may) continue;
    const asked: Record<string, string>[] = [
      {},
      { open: '1' },
      { state: states[0] as string },
      { unit: 'SCZ' },
      { text: 'plantines' },
    ];
    for (const params of asked) {
      const told = await ask<ListView<NounRow>>(world, actor, `${n.name}.list`, { ...params, pageSize: '200' });
      const on = await ask<NounMapView>(world, actor, `${n.name}.map`, params);
      const ids = new Map(told.rows.map((row) => [row.id, row.state]));
      expect([on.total, on.rows.length + on.withoutPlace], `${role} ${JSON.stringify(params)}`).toEqual([
        told.total,
        told.total,
      ]);
      for (const row of on.rows) expect(ids.get(row.id), `${role} ${JSON.stringify(params)}`).toBe(row.state);
      seen += on.rows.length;
      compared += 1;
    }
  }
  expect(seen).toBeGreaterThan(10);
});

test.each(each.filter(([, l]) => fieldTo(l.noun, 'alliance')))(
  '%s: it is drawn at the first of its places that it has',
  async (_name, l) => {
    const { noun: n } = l;
    const byAlliance = fieldTo(n, 'alliance') ?? '';
    const role = n.reads.find((one) => roles[one].scope === 'national') as Role;
    const officer = await world.person(n.reads.includes('UCN_RECL') ? 'UCN_RECL' : role);
    const on = await ask<NounMapView>(world, officer, `${n.name}.map`);
    const [town] = await world.db.query<{ lon: number; lat: number; name: string }>(
      "select lon, lat, name from municipality where code = '020101'",
    );
    const rows = await world.db.query<{ id: string; alliance: string }>(
      `select id, ${columnOf(byAlliance)} as alliance from ${n.table}
      where ${columnOf(byAlliance)} is not null`,
    );
    const of = (alliance: string | undefined) =>
      on.rows.filter((row) => rows.some((r) => r.id === row.id && r.alliance === alliance));
    // An alliance without its own position is drawn at its municipality; one without either is not drawn.
    expect(of(alliances[0]?.id).length).toBeGreaterThan(0);
    for (const row of of(alliances[0]?.id))
      expect([row.lon, row.lat, row.at]).toEqual([town?.lon, town?.lat, town?.name]);
    for (const row of of(alliances[1]?.id)) expect([row.lon, row.lat]).toEqual([-63.5, -17.5]);
    expect(of(alliances[2]?.id)).toEqual([]);
    expect(on.withoutPlace).toBeGreaterThan(0);
    if (townOf(n)) expect(on.rows.filter((row) => row.lat !== town?.lat && row.lat !== -17.5)).toHaveLength(1);
  },
);

test('a place that is not open to the reader is not drawn', async () => {
  let hidden = 0;
  for (const l of drawn) {
    const map = mapOf(l);
    const actor = await world.person('UCN_RECL');
    const reading = map && readingOf({ ...map, by: ['UCN_RECL'] }, world.db, actor, {}, TODAY);
    if (!map || !reading) throw new Error('no map');
    const closed = (l.noun.drawnAt ?? []).every((name) => l.noun.fields[name]?.view === 'full');
    if (!closed) continue;
    const on = (await map.run({ ...reading, view: 'noPersonal', params: map.params.parse({}) })) as NounMapView;
    expect([on.rows.length, on.withoutPlace], l.noun.name).toEqual([0, on.total]);
    expect(on.total).toBeGreaterThan(0);
    hidden += 1;
  }
  expect(hidden).toBeGreaterThan(1);
});

test('prints how many answers were compared', () => {
  console.log(
    `maps: ${compared} answers compared with their lists, over ${drawn.length} nouns and ${roleNames.length} roles`,
  );
  expect(compared).toBeGreaterThan(50);
});

const along = drawn.filter(({ noun: n }) => goesAlong(n));

test('an alliance goes to another unit with all its rows, in whatever state; who had it sees none, who gets it all', async () => {
  const [given] = alliances;
  const allianceId = given?.id ?? '';
  const coordinator = await world.person('UCN_COORD');
  const documentId = newId();
  await world.send(coordinator, 'document.record', documentId, { title: 'Nota de la transferencia' });
  const body = { unitId: 'ORU', on: TODAY, reason: 'Otra unidad la atiende mejor.', documentId };
  const rowsIn = async ({ noun: n }: Life, unit: string) => {
    const [field, at] = [columnOf(n.place.alliance ?? ''), columnOf(n.place.unit ?? '')];
    const of = `select id, version from ${n.table} where ${field} = $1 and ${at} = $2 order by id`;
    return world.db.query<{ id: string; version: number }>(of, [allianceId, unit]);
  };
  const before = new Map<string, { id: string; version: number }[]>();
  for (const l of along) before.set(l.noun.name, await rowsIn(l, 'LPZ'));
  const sent = await world.send(coordinator, 'alliance.transfer', allianceId, body);
  expect({ problem: null, ...sent }).toMatchObject({ status: 'accepted' });
  let moved = 0;
  for (const l of along) {
    const were = before.get(l.noun.name) ?? [];
    expect(were.length, l.noun.name).toBeGreaterThan(0);
    expect(await rowsIn(l, 'LPZ'), l.noun.name).toEqual([]);
    expect(await rowsIn(l, 'ORU'), l.noun.name).toEqual(were.map(({ id, version }) => ({ id, version: version + 1 })));
    const role = l.noun.reads.find((one) => roles[one].scope === 'unit') as Role;
    const seenFrom = async (unit: string) =>
      (
        await ask<ListView<NounRow>>(world, await world.person(role, [unit]), `${l.noun.name}.list`, {
          [l.noun.place.alliance ?? '']: allianceId,
          pageSize: '50',
        })
      ).total;
    expect([await seenFrom('LPZ'), await seenFrom('ORU')], l.noun.name).toEqual([0, were.length]);
    moved += were.length;
  }
  // What stays where it is: rows of a ranking, which is of a unit, and reserved ones.
  const staying = drawn.filter(({ noun: n }) => n.place.alliance && n.place.unit && !goesAlong(n));
  for (const l of staying) expect((await rowsIn(l, 'ORU')).length, l.noun.name).toBe(0);
  console.log(`${moved} rows of ${along.length} nouns went along, those of ${staying.length} stayed`);
});
