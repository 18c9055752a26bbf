import fc from 'fast-check';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
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

/** A portfolio and what happens to it, in random order over its alliances. */
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
  steps: fc.array(fc.record({ on: fc.nat(3), step }), { minLength: 24, maxLength: 40 }),
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
}

let ci = 3_000_000;

/** Plays a portfolio; answers how often each kind of step was accepted. */
export async function play(world: World, { alliances, steps }: Portfolio): Promise<Map<string, number>> {
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
  for (const { on, step: s } of steps) await act(stage, s, on % alliances.length);
  return stage.happened;
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

async function act(stage: Stage, s: Step, on: number): Promise<void> {
  const { world, expert } = stage;
  const a = stage.alliances[on];
  if (!a) return;
  const send = async (name: string, actor: Actor, kind: string, id: string, body: object, more: object = {}) => {
    const { status } = await world.send(actor, kind, id, body, more);
    const called = status === 'accepted' ? name : `${name} (${status})`;
    stage.happened.set(called, (stage.happened.get(called) ?? 0) + 1);
  };
  switch (s.kind) {
    case 'visit':
      return send(s.kind, a.who, 'visit.register', newId(), visitBody(a.id, s.done), at(s.ago));
    case 'sale':
      return send(s.kind, a.who, 'sale.register', newId(), saleBody(a, s.agreed, s.quantity), at(s.ago));
    case 'family': {
      ci += 1;
      const holder = { id: newId(), ciNumber: String(ci), givenNames: `Persona ${ci}`, paternalSurname: `Apellido${ci}`, sex: s.woman ? 'F' : 'M' };
      return send(s.kind, expert, 'family.enrol', newId(), { allianceId: a.id, familyId: newId(), holder, representative: 'holder', joinedOn: day(-s.ago) });
    }
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
      if (!version) return;
      const item = { recordId: version.record_id, versionId: version.id };
      const actor = s.how === 'validate' ? stage.validator : stage.verifier;
      const body = s.how === 'observe' ? { noun: version.noun, item, canned: 'incompleto' } : { noun: version.noun, items: [item], oneByOne: true };
      return send(s.how, actor, `record.${s.how}`, newId(), body);
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
      const id = newId();
      // The question itself is raised by likeness of names: here it is only there, so that a person can answer it.
      await world.db.query(
        `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash) values ($1, $2, $3, $4, 'prueba', 90, 'open', 1, $1, '')
         on conflict do nothing`,
        [id, s.noun, left.id, right.id],
      );
      return send(`${s.kind} ${s.noun}`, expert, 'duplicate.decide', id, { verdict: 'same', keepId: right.id, note: 'Es lo mismo' });
    }
    case 'undo': {
      const question = await pick(world, `select id from duplicate_question where status <> 'open' order by id`, s.at);
      if (question) await send(s.kind, expert, 'duplicate.undo', question.id, { note: 'Eran dos' });
      return;
    }
    case 'transfer':
      return send(s.kind, stage.coordinator, 'alliance.transfer', a.id, {
        unitId: s.unit,
        on: TODAY,
        reason: 'Cambio de unidad',
        documentId: stage.documentId,
      });
    case 'refresh':
      await world.seal();
      await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  }
}

type Sent = (name: string, actor: Actor, kind: string, id: string, body: object, more?: object) => Promise<void>;

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
  const bodies: Record<Noun, readonly [Actor, string, object, object?]> = {
    visit: [a.who, 'visit.correct', visitBody(a.id, s.ago % 2 === 0), at(s.ago)],
    sale: [a.who, 'sale.correct', saleBody(a, s.ago % 2 === 0, s.ago * 1000 + 1), at(s.ago)],
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
