import fc from 'fast-check';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { StoryLedger } from './storyLedger.ts';
import { day, NOW, TODAY, type World } from './world.ts';

const PLACES = ['020101', '020201', '040101', '051101', null];
const UNITS = ['LPZ', 'ORU', 'POT'];
const PRODUCTS = ['QUINUA', 'PAPA', 'LECHE', null];
const NOUNS = ['visit', 'sale', 'agreement', 'organisation_member', 'alliance_profile', 'commercial_agreement'] as const;
type Noun = (typeof NOUNS)[number];

const ago = fc.nat(500);
/** One thing that people do; `at` picks which of what is there. Everything goes by the commands that people send. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('visit' as const), ago, done: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sale' as const), ago, agreed: fc.boolean(), quantity: fc.integer({ min: 1, max: 5_000_000 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('family' as const), woman: fc.boolean(), ago }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('agreement' as const), ago, integral: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      noun: fc.constantFrom(...NOUNS),
      at: fc.nat(20),
      ago,
      stale: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      how: fc.constantFrom('verify', 'verify', 'verify', 'validate', 'validate', 'observe'),
      at: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const), choice: fc.constantFrom('current', 'proposed') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), at: fc.nat(20), ago }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      noun: fc.constantFrom('family' as const, 'organisation' as const),
      at: fc.nat(20),
      with: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('transfer' as const), unit: fc.constantFrom(...UNITS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('refresh' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A record from its capture on: decided and corrected again and again, so that versions of one record stand at different levels. */
const lifeOf = (noun: 'visit' | 'sale', course: fc.Arbitrary<readonly ('raise' | 'correct' | 'observe')[]>) =>
  fc.record({ on: fc.nat(3), noun: fc.constant(noun), ago: fc.integer({ min: 1, max: 160 }), course });
const anyCourse = fc.array(fc.constantFrom('raise', 'raise', 'correct', 'correct', 'observe'), { minLength: 3, maxLength: 6 });
/** Ends with a validated version behind a newer one that is not. */
const hiddenBehind = fc.constantFrom(['raise', 'raise', 'correct', 'observe'] as const, ['observe', 'correct', 'raise', 'raise', 'correct'] as const);
const lives = fc
  .tuple(
    fc.array(fc.oneof(lifeOf('visit', anyCourse), lifeOf('sale', anyCourse)), { minLength: 2, maxLength: 4 }),
    lifeOf('visit', hiddenBehind),
    lifeOf('sale', hiddenBehind),
  )
  .map(([some, visit, sale]) => [...some, visit, sale]);
type Life = typeof lives extends fc.Arbitrary<(infer L)[]> ? L : never;

/**
 * A portfolio and what happens to it, in random order over its alliances: first the lives of some records, then whatever comes, and
 * last one family found to be in two alliances, and found not to be.
 */
export const portfolio = fc.record({
  alliances: fc.array(
    fc.record({
      unit: fc.constantFrom(...UNITS),
      place: fc.constantFrom(...PLACES),
      product: fc.constantFrom(...PRODUCTS),
      model: fc.constantFrom(1, 2, 3, null),
      operating: fc.boolean(),
    }),
    { minLength: 3, maxLength: 4 },
  ),
  lives,
  steps: fc.array(fc.record({ on: fc.nat(3), step }), { minLength: 20, maxLength: 36 }),
  twins: fc.record({ on: fc.nat(3), ago: fc.integer({ min: 1, max: 200 }) }),
});
export type Portfolio = typeof portfolio extends fc.Arbitrary<infer P> ? P : never;

interface Stage {
  readonly world: World;
  readonly expert: Actor;
  readonly coordinator: Actor;
  /** Who verifies and who validates; neither wrote anything. */
  readonly verifier: Actor;
  readonly validator: Actor;
  readonly documentId: string;
  readonly alliances: { readonly id: string; readonly who: Actor; readonly buyerId: string }[];
  /** What was accepted, by kind of step: a property over stories that nobody let happen would prove nothing. */
  readonly happened: Map<string, number>;
  readonly ledger: StoryLedger;
}

let ci = 3_000_000;

/** Plays a portfolio; answers how often each kind of step was accepted, and the ledger of what was told of visits and sales. */
export async function play(world: World, { alliances, lives, steps, twins }: Portfolio): Promise<Pick<Stage, 'happened' | 'ledger'>> {
  const expert = await world.person('UCN_ME');
  const documentId = newId();
  await world.send(expert, 'document.record', documentId, { title: 'Acta' });
  const stage: Stage = {
    world,
    expert,
    coordinator: await world.person('UCN_COORD'),
    verifier: await world.person('UOD_OPERADOR', UNITS),
    validator: await world.person('UCN_ME'),
    documentId,
    alliances: [],
    happened: new Map(),
    ledger: new StoryLedger(),
  };
  for (const told of alliances) {
    const { id } = await world.alliance(told.unit, {
      state: told.operating ? 'EN_OPERACION' : 'EN_INVERSION',
      stateSince: '2025-01-01',
      data: { model: told.model, municipalityCode: told.place, productCode: told.product },
    });
    const buyerId = newId();
    await world.send(expert, 'buyer.register', buyerId, { name: 'Compradora de prueba' });
    const terms = { productCode: 'PAPA', unitCode: 'qq', price: 900_000, baselineQuantity: 400_000 };
    await world.send(expert, 'businessAgreement.record', newId(), { allianceId: id, buyerId, ...terms });
    stage.alliances.push({ id, who: await world.person('ACOMPANANTE', [id]), buyerId });
  }
  // Signed before any family joined: which one of two places counts a family is said by when it joined.
  for (const i of [twins.on, twins.on + 1]) {
    const allianceId = stage.alliances[i % alliances.length]?.id;
    await sender(stage)('agreement', expert, 'agreement.record', newId(), { allianceId, kind: 'AT', number: `C-${newId().slice(-6)}`, signedOn: day(-500) });
  }
  for (const told of lives) await live(stage, told);
  for (const { on, step: s } of steps) await act(stage, s, on % alliances.length);
  await mistakeTwins(stage, twins);
  return stage;
}

const at = (ago: number) => ({ occurredOn: day(-ago), at: `${day(-ago)}T15:00:00.000Z` });
const visitBody = (allianceId: string, done: boolean) => ({
  allianceId,
  done,
  notDoneReason: done ? null : 'clima',
  presentMembers: [],
  topics: ['otro'],
  commitments: [],
  photos: [],
});
const saleBody = (a: Stage['alliances'][number], agreed: boolean, quantity: number) => ({
  allianceId: a.id,
  productCode: 'PAPA',
  unitCode: 'qq',
  quantity,
  price: 850_000,
  photos: [],
  ...(agreed ? { buyerId: a.buyerId } : { buyerOther: 'Feria' }),
});

const sender =
  ({ world, happened, ledger }: Stage): Sent =>
  async (name, actor, kind, subjectId, body, more = {}) => {
    const answer = await world.send(actor, kind, subjectId, body, more);
    ledger.note({ kind, subjectId, body, baseVersion: more.baseVersion, answer });
    const called = answer.status === 'accepted' ? name : `${name} (${answer.status})`;
    happened.set(called, (happened.get(called) ?? 0) + 1);
  };

/** Verifies, validates or observes one version. */
async function decide({ verifier, validator }: Stage, send: Sent, how: 'verify' | 'validate' | 'observe', noun: string, version: Picked): Promise<void> {
  const item = { recordId: version.record_id, versionId: version.id };
  const body = how === 'observe' ? { noun, item, canned: 'incompleto' } : { noun, items: [item], oneByOne: true };
  await send(`${how} ${noun}`, how === 'validate' ? validator : verifier, `record.${how}`, newId(), body);
}

async function live(stage: Stage, { on: place, noun, ago, course }: Life): Promise<void> {
  const { world } = stage;
  const a = stage.alliances[place % stage.alliances.length];
  if (!a) return;
  const send = sender(stage);
  const id = newId();
  const bodyOf = (i: number) => (noun === 'visit' ? visitBody(a.id, i % 2 === 0) : saleBody(a, i % 2 === 0, 1_000_000 + i));
  await send(noun, a.who, `${noun}.register`, id, bodyOf(0), at(ago));
  for (const [i, what] of course.entries()) {
    const current = await pick(world, `select * from ${noun} where record_id = '${id}' and standing = 'current'`, 0);
    if (!current) return;
    // Another day, content and version each time: which one is shown shows in the figures.
    const on = at(ago + 33 * (i + 1));
    if (what === 'correct')
      await send(`correct ${noun}`, a.who, `${noun}.correct`, id, { ...bodyOf(i + 1), occurredOn: on.occurredOn }, { ...on, baseVersion: current.version });
    else if (what === 'observe' && current.level === 1) await decide(stage, send, 'observe', noun, current);
    else if (what === 'raise' && (current.level === 1 || current.level === 2))
      await decide(stage, send, current.level === 1 ? 'verify' : 'validate', noun, current);
  }
}

/** One family enrolled in two alliances is taken for one, counted where it was first, and then for two again: the other counts anew. */
async function mistakeTwins(stage: Stage, { on, ago }: Portfolio['twins']): Promise<void> {
  const [first, second] = [on, on + 1].map((i) => stage.alliances[i % stage.alliances.length]);
  if (!first || !second) return;
  const send = sender(stage);
  const ids: string[] = [];
  for (const [a, joined] of [
    [first, ago + 50],
    [second, ago],
  ] as const) {
    ids.push(await enrol(stage, send, a.id, true, joined));
  }
  const [left, right] = ids as [string, string];
  await brought(stage);
  const [now] = await stage.world.db.query<{ unit_id: string }>('select unit_id from alliance where id = $1', [second.id]);
  await transfer(stage, send, second.id, UNITS.find((unit) => unit !== now?.unit_id) ?? '');
  await brought(stage);
  const question = await merge(stage, send, 'family', left, right);
  await brought(stage);
  await send('undo', stage.expert, 'duplicate.undo', question, { note: 'Eran dos' });
}

const transfer = ({ coordinator, documentId }: Stage, send: Sent, allianceId: string, unitId: string): Promise<void> =>
  send('transfer', coordinator, 'alliance.transfer', allianceId, { unitId, on: TODAY, reason: 'Cambio de unidad', documentId });

async function enrol({ expert }: Stage, send: Sent, allianceId: string, woman: boolean, joined: number): Promise<string> {
  ci += 1;
  const familyId = newId();
  const holder = { id: newId(), ciNumber: String(ci), givenNames: `Persona ${ci}`, paternalSurname: `Apellido${ci}`, sex: woman ? 'F' : 'M' };
  await send('family', expert, 'family.enrol', newId(), { allianceId, familyId, holder, representative: 'holder', joinedOn: day(-joined) });
  return familyId;
}

/** Decides that two are the same. The question is raised by likeness of names elsewhere: here it is only there, to be answered. */
async function merge({ world, expert }: Stage, send: Sent, noun: 'family' | 'organisation', left: string, right: string): Promise<string> {
  const id = newId();
  await world.db.query(
    `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash) values ($1, $2, $3, $4, 'prueba', 90, 'open', 1, $1, '')
     on conflict do nothing`,
    [id, noun, left, right],
  );
  await send(`merge ${noun}`, expert, 'duplicate.decide', id, { verdict: 'same', keepId: right, note: 'Es lo mismo' });
  return id;
}

/** The evidence, brought up to what happened so far where it was touched. */
async function brought({ world }: Stage): Promise<void> {
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
}

async function act(stage: Stage, s: Step, on: number): Promise<void> {
  const { world, expert } = stage;
  const a = stage.alliances[on];
  if (!a) return;
  const send = sender(stage);
  switch (s.kind) {
    case 'visit':
      return send(s.kind, a.who, 'visit.register', newId(), visitBody(a.id, s.done), at(s.ago));
    case 'sale':
      return send(s.kind, a.who, 'sale.register', newId(), saleBody(a, s.agreed, s.quantity), at(s.ago));
    case 'family':
      return void (await enrol(stage, send, a.id, s.woman, s.ago));
    case 'agreement':
      return send(s.kind, expert, 'agreement.record', newId(), {
        allianceId: a.id,
        kind: s.integral ? 'integral' : 'AT',
        number: `C-${newId().slice(-6)}`,
        signedOn: day(-s.ago),
      });
    case 'correct':
      return correct(stage, s, send);
    case 'decide': {
      const level = s.how === 'validate' ? 2 : 1;
      const waiting = NOUNS.map((noun) => `select '${noun}' as noun, id, record_id from ${noun} where standing = 'current' and level = ${level}`).join(
        ' union all ',
      );
      const version = await pick(world, `select * from (${waiting}) w order by id`, s.at);
      return version ? decide(stage, send, s.how, String(version.noun), version) : undefined;
    }
    case 'settle': {
      const conflict = await pick(world, `select id, version from conflict where status = 'open' order by id`, 0);
      if (conflict) await send(s.kind, expert, 'conflict.settle', conflict.id, { choice: s.choice, reason: 'Se contó' }, { baseVersion: conflict.version });
      return;
    }
    case 'leave': {
      const member = await memberOf(world, s.at);
      if (member)
        await send(
          s.kind,
          expert,
          'member.leave',
          member.record_id,
          { allianceId: member.alliance_id, leftOn: day(-s.ago), reason: 'Se fue' },
          { baseVersion: member.version },
        );
      return;
    }
    case 'merge': {
      const [left, right] = [
        await pick(world, `select id from ${s.noun} order by id`, s.at),
        await pick(world, `select id from ${s.noun} order by id`, s.with),
      ];
      if (!left || !right || left.id === right.id) return;
      return void (await merge(stage, send, s.noun, left.id, right.id));
    }
    case 'undo': {
      const question = await pick(world, `select id from duplicate_question where status <> 'open' order by id`, s.at);
      if (question) await send(s.kind, expert, 'duplicate.undo', question.id, { note: 'Eran dos' });
      return;
    }
    case 'transfer':
      return transfer(stage, send, a.id, s.unit);
    case 'refresh':
      return brought(stage);
  }
}

type Sent = (
  name: string,
  actor: Actor,
  kind: string,
  id: string,
  body: object,
  more?: { readonly baseVersion?: number; readonly occurredOn?: string; readonly at?: string },
) => Promise<void>;

/** A correction of any kind of record, by who wrote it; a stale one starts from the first version and may end in a conflict. */
async function correct(stage: Stage, s: Extract<Step, { kind: 'correct' }>, send: Sent): Promise<void> {
  const { world, expert } = stage;
  const row =
    s.noun === 'organisation_member'
      ? await memberOf(world, s.at)
      : await pick(world, `select t.* from ${s.noun} t where standing = 'current' order by id`, s.at);
  if (!row) return;
  const allianceId = s.noun === 'alliance_profile' ? row.record_id : row.alliance_id;
  const a = stage.alliances.find((x) => x.id === allianceId);
  if (!a) return;
  const more = { baseVersion: s.stale ? 1 : row.version };
  // Never the same twice: what changes nothing is no version.
  const told = { occurredOn: day(-s.ago), notes: `Corrección de ${row.id}` };
  const bodies: Record<Noun, readonly [Actor, string, object, object?]> = {
    visit: [a.who, 'visit.correct', { ...visitBody(a.id, s.ago % 2 === 0), ...told }, at(s.ago)],
    sale: [a.who, 'sale.correct', { ...saleBody(a, s.ago % 2 === 0, s.ago * 1000 + 1), ...told }, at(s.ago)],
    agreement: [expert, 'agreement.correct', { allianceId: a.id, kind: s.ago % 2 ? 'integral' : 'AT', signedOn: day(-s.ago) }],
    organisation_member: [expert, 'member.correct', { allianceId: a.id, joinedOn: day(-s.ago), representativeSex: s.ago % 2 ? 'F' : 'M' }],
    alliance_profile: [expert, 'alliance.complete', { productCode: PRODUCTS[s.ago % 3], municipalityCode: PLACES[s.ago % 4], model: (s.ago % 3) + 1 }],
    commercial_agreement: [
      expert,
      'businessAgreement.correct',
      { allianceId: a.id, buyerId: a.buyerId, productCode: 'PAPA', unitCode: 'qq', price: 900_000, baselineQuantity: s.ago * 1000 + 1 },
    ],
  };
  const [actor, kind, body, when] = bodies[s.noun];
  await send(`correct ${s.noun}`, actor, kind, row.record_id, body, { ...when, ...more });
}

interface Picked extends Record<string, unknown> {
  id: string;
  record_id: string;
  alliance_id: string;
  version: number;
  level: number;
}

async function pick(world: World, sql: string, at: number): Promise<Picked | null> {
  const rows = await world.db.query<Picked>(sql);
  return rows[at % Math.max(rows.length, 1)] ?? null;
}

const memberOf = (world: World, at: number) =>
  pick(
    world,
    `select m.*, (select a.id from alliance a where a.organisation_id = m.organisation_id limit 1) as alliance_id from organisation_member m where m.standing = 'current' order by m.id`,
    at,
  );
