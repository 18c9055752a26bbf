import { beforeAll, expect, test } from 'vitest';
import { commands } from '../../domain/commands.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import { bulkSteps, type Life, rowsOf } from '../../domain/kernel/noun/life.ts';
import type { NounActsView, NounRow } from '../../domain/kernel/noun/views.ts';
import type { ListView } from '../../domain/kernel/views.ts';
import { lives } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import { queries } from '../../server/queries/registry.ts';
import { ask } from '../alliance/ask.ts';
import { inCatalogue } from '../helpers/inCatalogue.ts';
import { beginner, bodyToBegin, type Pointed, pointedFor, TOLD_BY_HAND } from '../helpers/nounRows.ts';
import { registrar } from '../helpers/registrar.ts';
import { openWorld, TODAY, type World } from '../helpers/world.ts';
import { sampleOf } from './samples.ts';

/**
 * Tests every step on many rows of every noun, by its declaration: the questions, who may take it, and that the
 * prediction equals the answer of the command.
 */
const many = lives.filter((l) => bulkSteps(l).length > 0);
const each = many.map((l) => [l.noun.name, l] as const);
const facts = (l: Life, name: string): FieldFacts => l.noun.fields[name] as FieldFacts;
let world: World;
let alliance: string;
let person: Actor;
let catalogue: Pointed;
let told = 0;

beforeAll(async () => {
  world = await openWorld();
  alliance = (await world.alliance('LPZ')).id;
  person = await world.person('UCN_SOC_AMB');
  catalogue = await inCatalogue(world);
});

/** A different value each time, for fields that must be unique. */
let others = 1_000_000;
const distinct = ({ noun: n }: Life): Record<string, unknown> =>
  Object.fromEntries((n.unique ?? []).filter((one) => !one.with).map(({ field }) => [field, String(others++)]));

/** Values that make the rows of a noun pass its guards. */
const readied: Readonly<Record<string, string>> = {
  buyer: `started_on = '2010-01-01', municipality_code = '020101', address = 'Avenida Principal 12'`,
  complaint: 'assignee_id = null',
};

/** What must hold of other rows for the steps of a noun. */
const readiedElsewhere: Readonly<Record<string, string>> = {
  eventAttendance: `update event set state = 'REALIZADO'`,
};
/** What else must be there before somebody may take the steps of a noun. */
const prepared: Readonly<Record<string, (actor: Actor) => Promise<unknown>>> = {
  // Each session was held, with whoever decides and two more present, about alliances that were prioritised.
  committeeDecision: async (actor) => {
    const preparer = await world.person('UCN_NEG');
    await world.db.query(`update alliance set state = 'PRIORIZADA'`);
    const sessions = await world.db.query<{ id: string }>('select id from committee_session');
    for (const { id: sessionId } of sessions)
      for (const userId of [actor.id, null, null]) {
        const member = newId();
        const body = { sessionId, name: `Integrante ${member}`, entity: 'MDRyT', userId };
        await world.send(preparer, 'committeeMember.register', member, body);
        await world.db.query(`update committee_member set state = 'PRESENTE' where id = $1`, [member]);
      }
    await world.db.query(`update committee_session set state = 'CELEBRADA'`);
    const resolutionId = newId();
    const norm = {
      issuedOn: TODAY,
      authority: 'MAE',
      amount: 1e12,
      purpose: 'Inversión',
      destination: 'Organizaciones',
    };
    await world.send(preparer, 'resolution.register', resolutionId, { number: resolutionId, ...norm });
    await world.db.query(`update resolution set state = 'VIGENTE'`);
    pointedThere.resolution = resolutionId;
  },
};
/** What references asked by a step over many point to, by the name of the referent; a person where nothing else is said. */
const pointedThere: Record<string, string> = {};

/** One row of a noun in each of its states, in one unit if the noun has a unit. */
async function rowsOfEachState(l: Life): Promise<string[]> {
  const byHand: Readonly<Record<string, Record<string, unknown>>> = {
    complaint: {
      receivedOn: TODAY,
      channel: 'oficina',
      story: 'No llegaron los plantines.',
      privacy: 'publica',
      unitId: 'LPZ',
    },
  };
  const pointed = { unit: 'LPZ', alliance, user: person.id, programme: 'PAR2FA', ...catalogue };
  const { role, ids } = TOLD_BY_HAND.includes(l.noun.name)
    ? { role: 'UCN_RECL' as Role, ids: [] }
    : beginner(l, { unit: 'LPZ', alliance });
  const who = await world.person(role, ids);
  const register = registrar(world, { unit: 'LPZ', alliance });
  const registered = (other: Life, there: Pointed) => register(other, bodyToBegin(other, there, distinct(other)));
  const made: string[] = [];
  for (const state of Object.keys(l.states)) {
    const id = newId();
    const body = byHand[l.noun.name] ?? bodyToBegin(l, await pointedFor(l, pointed, registered), distinct(l));
    expect({ state, problem: null, ...(await world.send(who, `${l.noun.name}.register`, id, body)) }).toMatchObject({
      status: 'accepted',
    });
    await world.db.query(`update ${l.noun.table} set state = $1 where id = $2`, [state, id]);
    made.push(id);
  }
  return made;
}

const reach = (role: Role): string[] =>
  roles[role].scope === 'unit' ? ['LPZ'] : roles[role].scope === 'alliances' ? [alliance] : [];

test.each(each)('%s: a step over many asks nothing that each row would answer for itself', (_name, l) => {
  for (const step of bulkSteps(l)) {
    const rows = rowsOf(l, step.name);
    expect(new Set(rows.map((s) => s.bulk)).size, `${step.name} is over many in all its rows or in none`).toBe(1);
    expect(new Set(rows.map((s) => (s.asks ?? []).join())).size, `${step.name} asks the same everywhere`).toBe(1);
    for (const row of rows) {
      expect(row.document, `${step.name} rests on a paper of each row`).toBeUndefined();
      expect(row.who, step.name).not.toContain('sistema');
    }
    for (const name of step.asks ?? []) {
      const { secret, files } = kindOf(facts(l, name));
      expect([secret ?? false, files ?? false], name).toEqual([false, false]);
    }
  }
  expect(queries.has(`${l.noun.name}.acts`)).toBe(true);
});

test('a noun without such a step is not asked about', () => {
  for (const l of lives) expect(queries.has(`${l.noun.name}.acts`), l.noun.name).toBe(bulkSteps(l).length > 0);
  expect(many.length).toBeGreaterThan(2);
});

test.each(each)(
  '%s: only rows of the list are told of, and what is refused is what the command refuses',
  async (_name, l) => {
    const { noun: n } = l;
    const made = await rowsOfEachState(l);
    for (const role of n.reads) {
      const actor = await world.person(role, reach(role));
      const list = await ask<ListView<NounRow>>(world, actor, `${n.name}.list`, { pageSize: '200' });
      const all = await ask<NounActsView>(world, actor, `${n.name}.acts`);
      const named = await ask<NounActsView>(world, actor, `${n.name}.acts`, { ids: made.join(',') });
      const seen = list.rows.map(({ id }) => id).sort();
      expect(all.rows.map(({ id }) => id).sort(), role).toEqual(seen);
      expect(named.rows.map(({ id }) => id).sort(), role).toEqual(seen.filter((id) => made.includes(id)));
      expect(all.total).toBe(list.total);
      for (const row of named.rows) {
        expect(Object.keys(row.refusals).sort()).toEqual(
          bulkSteps(l)
            .map((s) => s.name)
            .sort(),
        );
        for (const step of bulkSteps(l)) {
          const why = row.refusals[step.name];
          if (why === null) continue;
          const body = Object.fromEntries((step.asks ?? []).map((name) => [name, sampleOf(facts(l, name))]));
          const sent = await world.send(actor, `${n.name}.${step.name}`, row.id, body, { baseVersion: row.version });
          expect([sent.status, sent.problem?.message], `${step.name} by ${role}`).toEqual(['refused', why]);
          told += 1;
        }
      }
    }
  },
);

test.each(each)('%s: what may be taken is taken, each by a command of its own', async (_name, l) => {
  const { noun: n } = l;
  let taken = 0;
  for (const step of bulkSteps(l)) {
    await world.db.query(`update ${n.table} set state = $1`, [step.from[0]]);
    const ready = readied[n.name];
    if (ready) await world.db.query(`update ${n.table} set ${ready}`);
    if (readiedElsewhere[n.name]) await world.db.query(readiedElsewhere[n.name] as string);
    const role = step.who.find((one) => one !== 'sistema' && n.reads.includes(one)) as Role;
    const actor = await world.person(role, reach(role));
    await prepared[n.name]?.(actor);
    const { rows } = await ask<NounActsView>(world, actor, `${n.name}.acts`);
    const able = rows.filter((row) => row.refusals[step.name] === null);
    expect(able.length, step.name).toBeGreaterThan(1);
    for (const row of able) {
      const value = (name: string) =>
        facts(l, name).kind === 'reference'
          ? (pointedThere[facts(l, name).options.to ?? ''] ?? person.id)
          : facts(l, name).kind === 'day'
            ? TODAY
            : sampleOf(facts(l, name));
      const body = Object.fromEntries((step.asks ?? []).map((name) => [name, value(name)]));
      const sent = await world.send(actor, `${n.name}.${step.name}`, row.id, body, { baseVersion: row.version });
      expect({ problem: null, ...sent }, `${step.name} by ${role}`).toMatchObject({ status: 'accepted' });
      taken += 1;
    }
  }
  expect(taken).toBeGreaterThan(1);
});

test('who may not do it is told so in words', () => {
  console.log(`over many: ${many.flatMap(bulkSteps).length} steps of ${many.length} nouns, ${told} refusals told`);
  expect(told).toBeGreaterThan(100);
  for (const l of many) for (const s of bulkSteps(l)) expect(commands.has(`${l.noun.name}.${s.name}`)).toBe(true);
});
