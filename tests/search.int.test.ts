import { beforeAll, expect, test } from 'vitest';
import { beginFields, type Life } from '../domain/kernel/noun/life.ts';
import { columnOf } from '../domain/kernel/noun/noun.ts';
import { mayBeAlike, searchWords } from '../domain/kernel/search.ts';
import { lives } from '../domain/nouns.ts';
import type { Actor } from '../domain/people/actor.ts';
import { newId } from '../server/ids.ts';
import { queries } from '../server/queries/registry.ts';
import { ask } from './alliance/ask.ts';
import { inCatalogue } from './helpers/inCatalogue.ts';
import {
  beginner,
  bodyToBegin,
  isOnlyOne,
  type Pointed,
  pointedFor,
  readerOf,
  referencesAmong,
  TOLD_BY_HAND,
  withNeeded,
} from './helpers/nounRows.ts';
import { registrar } from './helpers/registrar.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/** A name with a glottal mark, an accent and an ñ. */
const NAME = "Asociación Llank'ay Ñawpa Pucarani";
/** A family is found by the names of its persons. */
const FAMILY = "Llank'ay Ñawpa Pucarani";
/** A municipality cannot be renamed, so its real name is used. */
const TOWN = 'San Pedro de Curahuara';

/** A list that is searched by words: who asks, with which parameters, and a name under which it has one row. */
interface Case {
  readonly actor: Actor;
  readonly params?: Readonly<Record<string, string>>;
  readonly name?: string;
}

let world: World;
let cases: Record<string, Case>;

/** Makes a row with the name for every list that is searched by words, and other rows beside it. */
beforeAll(async () => {
  world = await openWorld();
  const [expert, auditor, admin, officer] = [
    await world.person('UCN_ME'),
    await world.person('AUDITOR'),
    await world.person('ADMIN_TI'),
    await world.person('UCN_RECL'),
  ];
  const named = await world.person('UCN_COORD');
  await world.db.query('update user_account set name = $1, username = $2 where id = $3', [NAME, 'otra.cosa', named.id]);
  const a = await world.alliance('LPZ');
  const b = await world.alliance('LPZ', { data: { municipalityCode: '020804' } });
  await world.db.query('update alliance set name = $1 where id = $2', [NAME, a.id]);
  const organised = await world.alliance('LPZ');
  await world.db.query('update organisation set name = $1 where id = $2', [NAME, organised.organisationId]);
  const must = async (...sent: Parameters<World['send']>) =>
    expect({ problem: null, ...(await world.send(...sent)) }, sent[1]).toMatchObject({ status: 'accepted' });
  await must(expert, 'buyer.register', newId(), { name: NAME });
  await must(expert, 'buyer.register', newId(), { name: 'Mercado Central' });
  for (const [allianceId, ciNumber, given, paternal] of [
    [a.id, '8123456', "Llank'ay Ñawpa", 'Pucarani'],
    [b.id, '8123457', 'Juana', 'Quispe'],
  ] as const) {
    const holder = { id: newId(), ciNumber, givenNames: given, paternalSurname: paternal, sex: 'F' };
    await must(expert, 'family.enrol', newId(), {
      allianceId,
      familyId: newId(),
      holder,
      representative: 'holder',
      joinedOn: '2023-01-01',
    });
  }
  await must(named, 'document.record', newId(), { title: 'Otra acta' });
  for (const name of [NAME, 'Villa Nueva']) {
    await must(expert, 'community.record', newId(), { municipalityCode: '020101', name });
  }
  for (const story of [NAME, 'No llegaron los plantines.']) {
    await must(officer, 'complaint.register', newId(), {
      receivedOn: TODAY,
      channel: 'oficina',
      story,
      privacy: 'publica',
      unitId: 'LPZ',
    });
  }
  const [key, other] = [newId(), newId()];
  for (const [id, name] of [
    [key, NAME],
    [other, 'Llave de ayer'],
  ] as const)
    await must(officer, 'complaintKey.register', id, { name, publicKey: 'publica', recovery: 'privada, envuelta' });
  const second = await world.person('UCN_RECL');
  for (const [userId, name] of [
    [officer.id, NAME],
    [second.id, 'Persona de turno'],
  ] as const) {
    await world.db.query('update user_account set name = $1 where id = $2', [name, userId]);
    await must(officer, 'complaintKeyShare.register', newId(), { keyId: key, userId, wrapped: 'bajo una frase' });
  }
  await world.db.query('update user_account set name = $1 where id = any($2::uuid[])', [
    'Persona de turno',
    [officer.id, second.id],
  ]);
  await world.db.query(
    `insert into access_log (at, user_id, via, query, subjects) select $1, u, 'session', 'member.list', 1 from unnest($2::uuid[]) u`,
    [NOW, [named.id, expert.id]],
  );
  for (const name of [NAME, 'Teléfono gris']) {
    await world.db.query(
      `insert into device (id, user_id, name, registered_on, version, entry_id, row_hash) values ($1, $2, $3, $4, 1, $5, '')`,
      [newId(), expert.id, name, TODAY, newId()],
    );
  }
  for (const alliance of [a, b]) {
    await world.db.query(
      `insert into conflict (id, noun, record_id, current_id, proposed_id, fields, status, unit_id, alliance_id,
        version, entry_id, row_hash)
       select $1::uuid, 'alliance_profile', p.record_id, p.id, p.id, '{model}', 'open', 'LPZ', p.record_id, 1, p.entry_id, ''
         from alliance_profile p where p.record_id = $2`,
      [newId(), alliance.id],
    );
  }
  const byDeclaration = await declared(expert, { a: a.id, b: b.id, organisation: organised.organisationId });
  await world.seal();
  cases = {
    'user.list': { actor: admin },
    'device.list': { actor: admin },
    'access.list': { actor: auditor },
    'alliance.list': { actor: expert },
    'alliance.map': { actor: expert },
    'alliance.journal': { actor: expert, params: { allianceId: a.id } },
    'buyer.find': { actor: expert },
    'family.find': { actor: expert, params: { allianceId: b.id }, name: FAMILY },
    'search.everywhere': { actor: expert },
    'search.people': { actor: expert, name: FAMILY },
    'journal.list': { actor: auditor },
    'conflict.list': { actor: expert },
    'municipality.list': { actor: expert, name: TOWN },
    'community.list': { actor: expert },
    'complaint.list': { actor: officer },
    'complaint.choices': { actor: officer, params: { field: 'allianceId' } },
    'complaintKey.list': { actor: officer },
    'complaintKeyShare.list': { actor: officer },
    'complaintKeyShare.choices': { actor: officer, params: { field: 'keyId' } },
    ...byDeclaration,
  };
  // Other queries that read the rows of a list use the same words.
  for (const { noun: n } of lives)
    for (const name of [`${n.name}.acts`, `${n.name}.map`])
      if (queries.has(name)) cases[name] = cases[`${n.name}.list`] as Case;
});

/** The names of the rows to which references point here, by the name of the referent. */
const CALLED: Readonly<Record<string, string>> = { municipality: TOWN, user: 'Persona de turno' };
/** The name of the unit that is searched for: the person's own, if they belong to one. */
const unitOf = (ids: readonly string[]): string => (ids.length > 0 ? 'La Paz' : 'Chuquisaca');

/**
 * Makes two rows of each other noun, one of them with the name that is searched for; and the cases for its lists of
 * choices.
 */
async function declared(
  expert: Actor,
  { a, b, organisation }: { a: string; b: string; organisation: string },
): Promise<Record<string, Case>> {
  const pointed = {
    unit: 'LPZ',
    municipality: '020101',
    alliance: a,
    organisation,
    programme: 'PAR2FA',
    user: expert.id,
    ...(await inCatalogue(world)),
  };
  const register = registrar(world, { unit: 'LPZ', alliance: a });
  const registered = (l: Life, there: Pointed, values: Record<string, unknown>) =>
    register(l, bodyToBegin(l, there, values));
  let others = 0;
  const called = (l: Life, there: Pointed) => registered(l, there, { [searchedIn(l)]: `${NAME} ${others++}` });
  const found: Record<string, Case> = {};
  for (const l of lives.filter(({ noun }) => !TOLD_BY_HAND.includes(noun.name))) {
    const { role, ids } = beginner(l, { unit: 'LPZ', alliance: a });
    const actor = await world.person(role, ids);
    for (const name of [NAME, 'Otra cosa distinta']) {
      const field = searchedIn(l);
      // What is known by the name of an alliance is found by that name.
      const known = l.noun.fields[field]?.kind === 'reference' ? (name === NAME ? a : b) : null;
      // Of what an alliance has only one, the second is of another alliance.
      const place = isOnlyOne(l) ? { ...pointed, alliance: known ?? (await world.alliance('LPZ')).id } : pointed;
      const all = isOnlyOne(l) ? await pointedFor(l, place, called) : await withNeeded(l, place, register);
      const id = await registered(l, all, { [field]: known ?? name });
      if (l.noun.fields[l.noun.named]?.isDerived)
        await world.db.query(`update ${l.noun.table} set ${columnOf(l.noun.named)} = $1 where id = $2`, [name, id]);
    }
    const reader = l.noun.reads.includes(role)
      ? actor
      : await world.person(...readerOf(l.noun, { unit: 'LPZ', alliance: a }));
    found[`${l.noun.name}.list`] = { actor: reader };
    const [field] = referencesAmong(l, beginFields(l));
    const to = field && l.noun.fields[field]?.options.to;
    if (field && to && queries.has(`${l.noun.name}.choices`))
      found[`${l.noun.name}.choices`] = {
        actor: reader,
        params: { field },
        name: to === 'unit' ? unitOf(ids) : (CALLED[to] ?? NAME),
      };
  }
  return found;
}

/** The text field of a noun by which its list is searched. */
const searchedIn = (l: Life): string =>
  beginFields(l).find((name) => name === l.noun.named && l.noun.fields[name]?.kind === 'text') ??
  beginFields(l).find((name) => l.noun.fields[name]?.kind === 'text') ??
  l.noun.named;

/** How many rows a list finds for a text, and whether it says that they are only similar. */
async function found(query: string, text: string): Promise<{ rows: number; alike: boolean }> {
  const { actor, params } = cases[query] as Case;
  const answer = await ask<{ rows?: unknown[]; alliances?: unknown[]; total?: number; alike?: true }>(
    world,
    actor,
    query,
    { ...params, text },
  );
  return { rows: answer.total ?? (answer.rows ?? answer.alliances ?? []).length, alike: answer.alike === true };
}

/** A word with one mistake at each of its letters: another letter, a missing one, an additional one, two exchanged. */
function wrongly(word: string): string[] {
  const cut = (i: number, by: string, length = 1) => word.slice(0, i) + by + word.slice(i + length);
  return [...word].flatMap((letter, i) => [
    cut(i, letter === 'x' ? 'w' : 'x'),
    cut(i, ''),
    cut(i, `${letter}x`),
    ...(i + 1 < word.length && word[i + 1] !== letter ? [cut(i, `${word[i + 1]}${letter}`, 2)] : []),
  ]);
}

const looked = [...queries.values()]
  .filter((q) => 'text' in ((q.params as { _zod?: { def?: { shape?: object } } })._zod?.def?.shape ?? {}))
  .map((q) => q.name);

test('every list that takes words has a case here', () => {
  expect(Object.keys(cases).sort()).toEqual(looked.toSorted());
});

test('in every list words are found in any order, in part, without accents, with any glottal mark or none', async () => {
  let texts = 0;
  for (const [query, { name = NAME }] of Object.entries(cases)) {
    const words = searchWords(name);
    const marked = words.map((word) => `${word.slice(0, 2)}’${word.slice(2)}`);
    for (const text of [name, words.toReversed().join(' '), marked.join('  '), words.at(-1)?.slice(0, -1) ?? '']) {
      const answer = await found(query, text);
      expect([query, text, answer.rows > 0, answer.alike]).toEqual([query, text, true, false]);
      texts += 1;
    }
    const nothing = await found(query, 'zzzzzz wwwwww');
    expect([query, nothing.rows]).toEqual([query, 0]);
  }
  expect(texts).toBe(4 * looked.length);
});

test('in every list a word with any one of its letters wrong finds what was meant, and says that it is alike', async () => {
  let texts = 0;
  for (const [query, { name = NAME }] of Object.entries(cases)) {
    for (const text of searchWords(name).filter(mayBeAlike).flatMap(wrongly)) {
      const answer = await found(query, text);
      expect([query, text, answer.rows > 0]).toEqual([query, text, true]);
      texts += 1;
    }
  }
  console.log(`search: ${texts} wrong words over ${looked.length} lists`);
  // A statement of a year, of which an organisation has only one, brings an organisation of its own each time.
  const expected: Readonly<Record<string, number>> = { 'alliance.list': 2, 'organisation.list': 4 };
  for (const query of ['alliance.list', 'organisation.list', 'complaint.list', 'user.list'])
    expect(await found(query, 'pucarxni')).toEqual({ rows: expected[query] ?? 1, alike: true });
});

test('signs are no words: they find what a list without words has, and never more than its reader reaches', async () => {
  const other = await world.person('UOD_OPERADOR', ['SCZ']);
  for (const text of ['%', '_', "'", '\\']) {
    expect(await ask(world, other, 'alliance.list', { text })).toMatchObject({ total: 0 });
    expect(await found('family.find', `${text}${text}${text}`)).toEqual({ rows: 0, alike: false });
    expect(await found('buyer.find', `${text}${text}`)).toEqual({ rows: 0, alike: false });
  }
  expect(await ask(world, other, 'alliance.list', { text: 'pucarxni' })).toMatchObject({ total: 0 });
});
