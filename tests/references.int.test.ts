import { beforeAll, describe, expect, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { Role } from '../domain/people/roles.ts';
import type { ColleagueListView } from '../domain/people/views.ts';
import { inputSchema } from '../server/http/openapi/jsonSchema.ts';
import { newId } from '../server/ids.ts';
import { readingOf } from '../server/queries/query.ts';
import { queries } from '../server/queries/registry.ts';
import { visitBody } from './helpers/bodies.ts';
import { expectedTable } from './helpers/expected.ts';
import { type Seeded, seedTwoUnits } from './helpers/twoUnits.ts';
import { day, openWorld, TODAY, type World } from './helpers/world.ts';
import { saidOtherwise, trialsOf } from './helpers/wrongReferences.ts';

/**
 * A rule belongs to the command and not to the list beside it: whatever a screen's list leaves out, the command must
 * refuse too, when it is sent without the screen. tests/expected/references.csv has a line for every reference of every
 * command.
 */
const table = expectedTable('references.csv');

/** Names of fields that refer to a row or to an item of a list. */
const REFERENCE = /(Id|Ids|Code|Hash|photos|presentMembers)$|^(id|code|role|roles|operations|key|month|noun|hash)$/;

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

function referencesOf(shape: Shape | undefined, path = ''): string[] {
  if (!shape || typeof shape !== 'object') return [];
  const several = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])].flatMap((s) =>
    referencesOf(s, path),
  );
  const own = Object.entries(shape.properties ?? {}).flatMap(([name, member]) => {
    const at = path ? `${path}.${name}` : name;
    return [...(REFERENCE.test(name) ? [at] : []), ...referencesOf(member, at)];
  });
  return [...several, ...own, ...referencesOf(shape.items, `${path}[]`)];
}

let world: World;
let mine: Seeded;
let other: Seeded;
const people = new Map<string, Actor>();
/** A person of LPZ (or of the nation) with a role, created once. */
async function by(role: Role, ids: readonly string[] = []): Promise<Actor> {
  const key = `${role} ${ids.join()}`;
  const made = people.get(key) ?? (await world.person(role, ids));
  people.set(key, made);
  return made;
}
beforeAll(async () => {
  world = await openWorld();
  ({ mine, other } = await seedTwoUnits(world));
});

test('every reference of every command has its line: which list offers it, and who holds the rule', () => {
  const all = commandList.flatMap((d) =>
    [...new Set(referencesOf(inputSchema(d.schema) as Shape))].map((field) => `${d.kind}:${field}`),
  );
  expect(all.filter((key) => !table.rows.has(key))).toEqual([]);
  expect([...table.rows.keys()].filter((key) => !all.includes(key))).toEqual([]);
  const held = [...table.rows.values()].map((r) => r.get('held') ?? '');
  expect(held.filter((h) => !['rule', 'database', 'free', 'own'].includes(h))).toEqual([]);
  for (const [key, r] of table.rows)
    if (r.get('held') === 'free') expect([key, (r.get('why') ?? '').length > 10]).toEqual([key, true]);
  const tried = new Set([
    ...[...cases, ...absent].map((c) => c.reference),
    ...trials.flatMap((t) => t.fields.map((field) => `${t.kind}:${field}`)),
  ]);
  const ruled = [...table.rows].filter(([, r]) => r.get('held') === 'rule').map(([key]) => key);
  console.log(
    `references: ${all.length} of ${commandList.length} commands; of ${ruled.length} held by a rule ${tried.size} are tried here`,
  );
  expect(ruled.filter((key) => !tried.has(key))).toEqual([]);
});

/** A valid command with its sender; and, for one field, a value that no list offers. */
interface Case {
  readonly reference: string;
  readonly what: string;
  readonly who: () => Promise<Actor>;
  readonly subject?: () => string;
  readonly body: () => Promise<Record<string, unknown>> | Record<string, unknown>;
  readonly code: string;
}

const delegate =
  (to: () => Promise<Actor>, more: Record<string, unknown> = {}) =>
  async () => ({
    grantId: (await by('UOD_SOCIAL', ['LPZ'])).grants[0]?.id,
    toUserId: (await to()).id,
    from: TODAY,
    to: day(5),
    reason: 'Vacación anual',
    ...more,
  });
const social = () => by('UOD_SOCIAL', ['LPZ']);
const official = () => by('UOD_OFICIAL', ['LPZ']);
const operator = () => by('UOD_OPERADOR', ['LPZ']);
const coord = () => by('UCN_COORD');
const me = () => by('UCN_ME');
const nobody = () => newId();
const review = (more: Record<string, unknown>) => async () => {
  const [row] = await world.db.query<{ id: string; record_id: string }>(
    `select id, record_id from sale where alliance_id = $1 and standing = 'current'`,
    [mine.alliance],
  );
  return {
    noun: 'sale',
    items: [{ recordId: row?.record_id, versionId: row?.id }],
    oneByOne: true,
    note: 'Se comparó con el papel',
    ...more,
  };
};
const outsideBuyer = () => by('COMPRADOR', []);
/** A person of the unit who also has a role outside it (buyer). */
async function officialWhoBuys(): Promise<Actor> {
  const person = await world.person('UOD_OFICIAL', ['LPZ']);
  await world.db.query(
    `insert into role_grant select (jsonb_populate_record(g, jsonb_build_object('id', $2::text, 'role', 'COMPRADOR'))).*
      from role_grant g where user_id = $1`,
    [person.id, newId()],
  );
  return person;
}

/** A record that claims to come from a document that does not exist. */
const fromNowhere = (kind: string, body: () => Record<string, unknown> | Promise<Record<string, unknown>>): Case => ({
  reference: `${kind}:imported.documentId`,
  what: 'a document that is not there',
  who: official,
  body: async () => ({ ...(await body()), imported: { documentId: nobody(), sheet: 'Hoja1', row: 2 } }),
  code: 'SIGG-506',
});
const sold = async () => {
  const [unit] = await world.db.query<{ code: string; unit: string }>(
    'select product_code as code, unit_code as unit from unit_conversion order by 1, 2 limit 1',
  );
  return {
    allianceId: mine.alliance,
    buyerOther: 'Feria',
    productCode: unit?.code,
    quantity: 100_000,
    unitCode: unit?.unit,
    price: 4_000_000,
    photos: [],
  };
};
const agreedBefore = async () => {
  const [buyer] = await world.db.query<{ id: string }>('select id from buyer order by id limit 1');
  return {
    allianceId: mine.alliance,
    buyerId: buyer?.id,
    productCode: (await sold()).productCode,
    startsOn: '2019-01-01',
    endsOn: '2019-12-31',
  };
};
const adopted = async () => {
  const [source] = await world.db.query<{ id: string }>('select id from source_document order by id limit 1');
  const organisation = { id: newId(), existing: false, name: 'Asociación de ningún lugar' };
  return {
    programmeId: 'PAR2FA',
    code: 'X-NADA',
    name: 'Nada',
    unitId: 'LPZ',
    state: 'EN_OPERACION',
    organisation,
    data: {},
    sourceDocumentId: source?.id,
  };
};
const holder = () => ({ id: newId(), ciNumber: '69000001', givenNames: 'Nadie', paternalSurname: 'Ninguno' });

const cases: readonly Case[] = [
  fromNowhere('visit.register', () => visitBody(mine.alliance)),
  fromNowhere('sale.register', sold),
  fromNowhere('alliance.adopt', adopted),
  fromNowhere('businessAgreement.record', agreedBefore),
  fromNowhere('family.enrol', () => ({
    allianceId: mine.alliance,
    familyId: newId(),
    holder: holder(),
    representative: 'holder',
  })),
  {
    reference: 'delegation.give:toUserId',
    what: 'a buyer from outside',
    who: social,
    body: delegate(outsideBuyer),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'a representative',
    who: social,
    body: delegate(() => by('OPP_REP', [mine.organisation])),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'staff of another unit',
    who: social,
    body: delegate(() => by('UOD_OFICIAL', ['SCZ'])),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'field staff',
    who: social,
    body: delegate(() => by('ACOMPANANTE', [mine.alliance])),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'the ministry',
    who: social,
    body: delegate(() => by('MDRYT_DGP')),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'a national role to a buyer',
    who: me,
    body: async () => ({ ...(await delegate(outsideBuyer)()), grantId: (await me()).grants[0]?.id }),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:toUserId',
    what: 'staff who also buys',
    who: social,
    body: delegate(officialWhoBuys),
    code: 'SIGG-422',
  },
  {
    reference: 'delegation.give:grantId',
    what: 'the role of another',
    who: official,
    body: delegate(operator),
    code: 'SIGG-409',
  },
  {
    reference: 'role.propose:userId',
    what: 'somebody of another unit',
    who: operator,
    body: async () => ({ userId: (await by('UOD_SOCIAL', ['SCZ'])).id, role: 'UOD_OFICIAL', scopeIds: ['LPZ'] }),
    code: 'SIGG-202',
  },
  {
    reference: 'role.propose:userId',
    what: 'somebody from outside, of no unit',
    who: operator,
    body: async () => ({ userId: (await outsideBuyer()).id, role: 'UOD_OFICIAL', scopeIds: ['LPZ'] }),
    code: 'SIGG-202',
  },
  {
    reference: 'role.propose:scopeIds',
    what: 'a unit that is none',
    who: coord,
    body: async () => ({ userId: (await social()).id, role: 'UOD_OFICIAL', scopeIds: ['ZZZ'] }),
    code: 'SIGG-506',
  },
  {
    reference: 'token.create:roles',
    what: "a role that is not one's own",
    who: official,
    body: () => ({
      name: 'Tablero',
      tokenHash: 'a'.repeat(64),
      roles: ['UCN_ME'],
      operations: ['alliance.list'],
      expiresOn: day(9),
    }),
    code: 'SIGG-417',
  },
  {
    reference: 'alliance.transfer:unitId',
    what: 'the national unit',
    who: coord,
    subject: () => mine.alliance,
    body: async () => ({ unitId: 'UCN', on: TODAY, reason: 'Cambio de zona', documentId: mine.ids.document }),
    code: 'SIGG-506',
  },
  {
    reference: 'municipality.move:unitId',
    what: 'the national unit',
    who: coord,
    body: () => ({
      municipalityCode: '020101',
      unitId: 'UCN',
      from: day(9),
      reason: 'Cambio de zona',
      documentId: mine.ids.document,
    }),
    code: 'SIGG-506',
  },
  {
    reference: 'duplicate.decide:keepId',
    what: 'a third one',
    who: me,
    subject: () => mine.ids.duplicate ?? '',
    body: () => ({ verdict: 'same', keepId: other.organisation, note: 'Mismo nombre' }),
    code: 'SIGG-506',
  },
  {
    reference: 'duplicate.raise:leftId',
    what: 'one that does not exist',
    who: me,
    body: () => ({
      noun: 'organisation',
      leftId: nobody(),
      rightId: mine.organisation,
      reason: 'Se parecen',
      score: 80,
    }),
    code: 'SIGG-506',
  },
  {
    reference: 'record.verify:batchId',
    what: 'a batch of another unit',
    who: operator,
    body: review({ batchId: '00000000-0000-7000-8000-00000000dead' }),
    code: 'SIGG-333',
  },
  {
    reference: 'assignment.start:userId',
    what: 'who does not hold the role',
    who: operator,
    body: async () => ({ allianceId: mine.alliance, userId: (await social()).id, role: 'ACOMPANANTE', from: TODAY }),
    code: 'SIGG-318',
  },
  {
    reference: 'member.correct:representativeId',
    what: 'a person of another family',
    who: official,
    subject: () => mine.ids.member ?? '',
    body: () => ({ allianceId: mine.alliance, representativeId: other.ids.person }),
    code: 'SIGG-506',
  },
  {
    reference: 'member.join:representativeId',
    what: 'a person of another family',
    who: official,
    body: async () => {
      const [row] = await world.db.query<{ family_id: string }>(
        'select family_id from organisation_member where record_id = $1',
        [mine.ids.member],
      );
      return { allianceId: mine.alliance, familyId: row?.family_id, representativeId: other.ids.person };
    },
    code: 'SIGG-506',
  },
];

const adopting = (more: Record<string, unknown>) => () => ({
  programmeId: 'PAR2FA',
  code: 'REF-1',
  name: 'Alianza de las referencias',
  unitId: 'LPZ',
  state: 'EN_OPERACION',
  organisation: { id: newId(), existing: false, name: 'Organización de las referencias' },
  data: {},
  sourceDocumentId: mine.ids.document,
  ...more,
});
const selling = (more: Record<string, unknown>) => () => ({
  allianceId: mine.alliance,
  buyerOther: 'Feria',
  productCode: 'QUINUA',
  quantity: 100_000,
  unitCode: 'qq',
  price: 4_000_000,
  photos: [],
  ...more,
});
const agreed = (more: Record<string, unknown>) => async () => ({
  allianceId: mine.alliance,
  buyerId: (await world.db.query<{ id: string }>('select id from buyer order by id limit 1'))[0]?.id,
  productCode: 'QUINUA',
  quantityPerCycle: 10_000,
  unitCode: 'qq',
  price: 10_000,
  ...more,
});
const stopping = () => ({ on: TODAY, reason: 'Se halló algo', documentId: nobody() });
const companion = () => by('ACOMPANANTE', [mine.alliance]);
/** References that a screen offers only from a list, each with a row that does not exist. */
const absent: readonly (Pick<Case, 'reference' | 'who' | 'subject' | 'body'> & { readonly nobodys?: true })[] = [
  {
    reference: 'user.create:unitId',
    who: () => by('ADMIN_TI'),
    body: () => ({ username: 'nueva.cuenta', name: 'Nueva Cuenta', noCiReason: 'Extranjera del banco', unitId: 'ZZZ' }),
  },
  { reference: 'alliance.adopt:programmeId', who: me, body: adopting({ programmeId: 'ZZZ' }) },
  { reference: 'alliance.adopt:requestId', who: me, body: () => adopting({ requestId: nobody() })() },
  { reference: 'alliance.adopt:unitId', who: me, body: adopting({ unitId: 'ZZZ' }) },
  {
    reference: 'alliance.adopt:organisation.id',
    who: me,
    body: () => adopting({ organisation: { id: nobody(), existing: true } })(),
  },
  {
    reference: 'alliance.adopt:data.municipalityCode',
    who: me,
    body: adopting({ data: { municipalityCode: '990101' } }),
  },
  { reference: 'alliance.adopt:data.productCode', who: me, body: adopting({ data: { productCode: 'NADA' } }) },
  { reference: 'alliance.adopt:sourceDocumentId', who: me, body: () => adopting({ sourceDocumentId: nobody() })() },
  {
    reference: 'duplicate.raise:rightId',
    who: me,
    body: () => ({
      noun: 'organisation',
      leftId: mine.organisation,
      rightId: nobody(),
      reason: 'Se parecen',
      score: 80,
    }),
  },
  {
    reference: 'alliance.complete:municipalityCode',
    who: official,
    subject: () => mine.alliance,
    body: () => ({ municipalityCode: '990101' }),
  },
  {
    reference: 'alliance.complete:productCode',
    who: official,
    subject: () => mine.alliance,
    body: () => ({ productCode: 'NADA' }),
  },
  { reference: 'alliance.suspend:documentId', who: coord, subject: () => mine.alliance, body: stopping },
  {
    reference: 'alliance.transfer:documentId',
    who: coord,
    subject: () => mine.alliance,
    body: () => ({ unitId: 'SCZ', on: TODAY, reason: 'Cambio de zona', documentId: nobody() }),
  },
  {
    reference: 'municipality.move:municipalityCode',
    who: coord,
    body: () => ({
      municipalityCode: '990101',
      unitId: 'SCZ',
      from: day(9),
      reason: 'Cambio de zona',
      documentId: mine.ids.document,
    }),
  },
  {
    reference: 'municipality.move:documentId',
    who: coord,
    body: () => ({
      municipalityCode: '020101',
      unitId: 'SCZ',
      from: day(9),
      reason: 'Cambio de zona',
      documentId: nobody(),
    }),
  },
  {
    reference: 'community.record:municipalityCode',
    who: official,
    body: () => ({ municipalityCode: '990101', name: 'Comunidad de ninguna parte' }),
  },
  {
    reference: 'assignment.start:allianceId',
    nobodys: true,
    who: operator,
    body: async () => ({ allianceId: nobody(), userId: (await social()).id, role: 'ACOMPANANTE', from: TODAY }),
  },
  { reference: 'visit.register:allianceId', who: companion, body: () => visitBody(nobody()) },
  { reference: 'sale.register:allianceId', who: companion, body: () => selling({ allianceId: nobody() })() },
  {
    reference: 'sale.register:buyerId',
    who: companion,
    body: () => selling({ buyerOther: null, buyerId: nobody() })(),
  },
  { reference: 'sale.register:productCode', who: companion, body: selling({ productCode: 'NADA' }) },
  { reference: 'sale.register:unitCode', who: companion, body: selling({ unitCode: 'nada' }) },
  {
    reference: 'businessAgreement.record:allianceId',
    nobodys: true,
    who: official,
    body: () => agreed({ allianceId: nobody() })(),
  },
  { reference: 'businessAgreement.record:buyerId', who: official, body: () => agreed({ buyerId: nobody() })() },
  { reference: 'businessAgreement.record:productCode', who: official, body: agreed({ productCode: 'NADA' }) },
  { reference: 'businessAgreement.record:unitCode', who: official, body: agreed({ unitCode: 'nada' }) },
  {
    reference: 'agreement.record:allianceId',
    nobodys: true,
    who: operator,
    body: () => ({ allianceId: nobody(), kind: 'integral' }),
  },
  {
    reference: 'erasure.propose:targetId',
    who: me,
    body: () => ({ targetId: nobody(), reason: 'Lo pidió', basis: 'Carta' }),
  },
];

test.each(absent.map((c) => [c.reference, c] as const))(
  '%s: what is not there is refused, at that field',
  async (reference, c) => {
    expect(table.rows.get(reference)?.get('held')).toBe('rule');
    const [kind = '', field = ''] = reference.split(':');
    const answer = await world.send(await c.who(), kind, c.subject?.() ?? newId(), await c.body(), { baseVersion: 1 });
    // A row that nobody serves is outside everybody's reach.
    const expected = c.nobodys ? ['SIGG-202', undefined] : [answer.problem?.code, `body.${field}`];
    expect([answer.status, answer.problem?.code, answer.problem?.field]).toEqual(['refused', ...expected]);
  },
);

describe('what no list offers is refused by the command', () => {
  test.each(cases.map((c) => [c.reference, c.what, c] as const))('%s: %s', async (reference, _what, c) => {
    expect(table.rows.get(reference)?.get('held')).toBe('rule');
    const [kind = ''] = reference.split(':');
    const answer = await world.send(await c.who(), kind, c.subject?.() ?? newId(), await c.body(), { baseVersion: 1 });
    expect([answer.status, answer.problem?.code]).toEqual(['refused', c.code]);
  });
});

const trials = trialsOf(() => ({ world, mine, other, by }));
/**
 * What is written: the numbers of entries, of their changes, of waiting commands, and of rows in the command's table.
 */
async function written(subject: string): Promise<unknown> {
  const counted = ['journal_entry', 'journal_change', 'held_command', subject].map(
    (name) => `(select count(*)::int from ${name}) as "${name}"`,
  );
  return world.db.query(`select ${counted.join(', ')}`);
}

describe('of a command that is taken, each reference that may not be meant is refused and writes nothing', () => {
  let refused = 0;
  test.each(trials.map((trial) => [trial.kind, trial] as const))('%s', async (kind, trial) => {
    const { right, wrongs } = await trial.make();
    expect(new Set(wrongs.map((w) => w.field))).toEqual(new Set(trial.fields));
    for (const field of trial.fields)
      expect([field, table.rows.get(`${kind}:${field}`)?.get('held')]).toEqual([field, 'rule']);
    const subject = commandList.find((d) => d.kind === kind)?.subject ?? '';
    const before = await written(subject);
    const more = { baseVersion: right.baseVersion ?? null };
    const told: unknown[] = [];
    for (const wrong of wrongs) {
      const answer = await world.send(
        wrong.who ?? right.who,
        kind,
        wrong.subject ?? right.subject,
        saidOtherwise(right.body, wrong),
        more,
      );
      told.push([wrong.field, wrong.what, answer.status, answer.problem?.code]);
      // A refusal because something does not exist names the field.
      if (/50[56]$/.test(answer.problem?.code ?? ''))
        expect([wrong.field, answer.problem?.field]).toEqual([wrong.field, `body.${wrong.field}`]);
      refused += 1;
    }
    expect(told).toEqual(wrongs.map((w) => [w.field, w.what, 'refused', w.code]));
    expect(await written(subject)).toEqual(before);
    // Shows that nothing else was wrong with the command.
    expect(await world.send(right.who, kind, right.subject, right.body, more)).toMatchObject({ status: 'accepted' });
  });
  test('how many', () => {
    console.log(
      `references: ${refused} wrong ones of ${trials.length} commands refused, after which the right one is taken`,
    );
    expect(refused).toBeGreaterThanOrEqual(trials.flatMap((t) => t.fields).length);
  });
});

/** Compares the list with the command for every account of the world: they must agree on each. */
test('delegation: the list of colleagues offers exactly those whom the command takes, for a role of a unit and of the nation', async () => {
  await by('AUDITOR');
  await by('BANCO');
  await by('GAM', ['020101']);
  const accounts = await world.db.query<{ id: string }>('select id from user_account where active order by id');
  const list = queries.get('delegation.colleagues');
  if (!list) throw new Error('no list');
  let tried = 0;
  for (const giver of [await world.person('UOD_SOCIAL', ['LPZ']), await world.person('UCN_NEG')]) {
    const reading = readingOf(list, world.db, giver, list.params.parse({ pageSize: 200 }), TODAY);
    const offered = new Set(((await list.run(reading as never)) as ColleagueListView).rows.map((r) => r.id));
    for (const { id } of accounts) {
      const body = { grantId: giver.grants[0]?.id, toUserId: id, from: TODAY, to: day(3), reason: 'Vacación anual' };
      const answer = await world.send(giver, 'delegation.give', newId(), body);
      // Roles that one person may not hold together are refused with their own reason.
      const taken = answer.status === 'accepted' || answer.problem?.code === 'SIGG-411';
      if (id !== giver.id) expect([id, taken]).toEqual([id, offered.has(id)]);
      tried += 1;
    }
    expect(offered.size).toBeGreaterThan(1);
    expect(offered.size).toBeLessThan(accounts.length);
  }
  console.log(`delegation: ${tried} accounts tried`);
});
