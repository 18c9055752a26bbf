import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { refreshEvidence } from '../../server/monitoring/evidence.ts';
import { type FileOfAlliance, NOUNS, type Noun, PLACES, PRODUCTS, type Step } from './portfolioStories.ts';
import type { StoryLedger } from './storyLedger.ts';
import { day, NOW, TODAY, type World } from './world.ts';

/** The place and the people of a story. */
export interface Stage {
  readonly world: World;
  readonly expert: Actor;
  readonly coordinator: Actor;
  /** The persons who verify and validate; neither of them wrote a record. */
  readonly verifier: Actor;
  readonly validator: Actor;
  readonly documentId: string;
  readonly alliances: { readonly id: string; readonly who: Actor; readonly buyerId: string }[];
  /**
   * How many commands were accepted, by kind of step: a test over stories in which nothing is accepted would prove
   * nothing.
   */
  readonly happened: Map<string, number>;
  readonly ledger: StoryLedger;
  /** Called whenever the evidence has been updated to the current state. */
  readonly refreshed?: (() => Promise<void>) | undefined;
}

/** Sends a command and notes its outcome under a name. */
export type Sent = (
  name: string,
  actor: Actor,
  kind: string,
  id: string,
  body: object,
  more?: { readonly baseVersion?: number; readonly occurredOn?: string; readonly at?: string },
) => Promise<void>;

let ci = 3_000_000;

/** The day and instant of a capture that many days ago. */
export const at = (ago: number) => ({ occurredOn: day(-ago), at: `${day(-ago)}T15:00:00.000Z` });
export const visitBody = (allianceId: string, done: boolean) => ({
  allianceId,
  done,
  notDoneReason: done ? null : 'clima',
  presentMembers: [],
  topics: ['otro'],
  commitments: [],
  photos: [],
});
export const saleBody = (a: Stage['alliances'][number], agreed: boolean, quantity: number) => ({
  allianceId: a.id,
  productCode: 'PAPA',
  unitCode: 'qq',
  quantity,
  price: 850_000,
  photos: [],
  ...(agreed ? { buyerId: a.buyerId } : { buyerOther: 'Feria' }),
});

export const sender =
  ({ world, happened, ledger }: Stage): Sent =>
  async (name, actor, kind, subjectId, body, more = {}) => {
    const answer = await world.send(actor, kind, subjectId, body, more);
    ledger.note({ kind, subjectId, body, baseVersion: more.baseVersion, answer });
    const called = answer.status === 'accepted' ? name : `${name} (${answer.status})`;
    happened.set(called, (happened.get(called) ?? 0) + 1);
  };

/** Verifies, validates or observes one version. */
export async function decide(
  { verifier, validator }: Stage,
  send: Sent,
  how: 'verify' | 'validate' | 'observe',
  noun: string,
  version: Picked,
): Promise<void> {
  const item = { recordId: version.record_id, versionId: version.id };
  const body =
    how === 'observe'
      ? { noun, item, canned: 'incompleto' }
      : { noun, items: [item], oneByOne: true, note: 'Se comparó con el papel' };
  await send(`${how} ${noun}`, how === 'validate' ? validator : verifier, `record.${how}`, newId(), body);
}

export const transfer = (
  { coordinator, documentId }: Stage,
  send: Sent,
  allianceId: string,
  unitId: string,
  ago = 0,
): Promise<void> =>
  send('transfer', coordinator, 'alliance.transfer', allianceId, {
    unitId,
    on: day(-ago),
    reason: 'Cambio de unidad',
    documentId,
  });

export async function enrol(
  { expert }: Stage,
  send: Sent,
  allianceId: string,
  woman: boolean,
  joined: number,
): Promise<string> {
  ci += 1;
  const familyId = newId();
  const holder = {
    id: newId(),
    ciNumber: String(ci),
    givenNames: `Persona ${ci}`,
    paternalSurname: `Apellido${ci}`,
    sex: woman ? 'F' : 'M',
  };
  await send('family', expert, 'family.enrol', newId(), {
    allianceId,
    familyId,
    holder,
    representative: 'holder',
    joinedOn: day(-joined),
  });
  return familyId;
}

/**
 * Decides that two rows are the same. Normally similar names raise the question; here it is inserted directly, to be
 * answered.
 */
export async function merge(
  { world, expert }: Stage,
  send: Sent,
  noun: 'family' | 'organisation',
  left: string,
  right: string,
): Promise<string> {
  const id = newId();
  await world.db.query(
    `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash)
      values ($1, $2, $3, $4, 'prueba', 90, 'open', 1, $1, '')
     on conflict do nothing`,
    [id, noun, left, right],
  );
  await send(`merge ${noun}`, expert, 'duplicate.decide', id, { verdict: 'same', keepId: right, note: 'Es lo mismo' });
  return id;
}

/** Updates the evidence of what changed so far. */
export async function brought({ world, refreshed }: Stage): Promise<void> {
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  await refreshed?.();
}

/** What the file of an alliance says about its state and its convenio; days that it does not contain stay unknown. */
export function fileOf(file: FileOfAlliance, ago: number, operating: boolean): Record<string, unknown> {
  const state =
    file === 'ended'
      ? 'OPERACION_CONCLUIDA'
      : file === 'closed'
        ? 'CERRADA'
        : file === 'resolved'
          ? 'CONVENIO_RESUELTO'
          : null;
  const agreement = {
    id: newId(),
    kind: 'integral',
    number: `F-${newId().slice(-6)}`,
    signedOn: file === 'unsigned' ? null : day(-ago - 200),
  };
  return {
    state: state ?? (operating ? 'EN_OPERACION' : 'EN_INVERSION'),
    stateSince: file === 'undated' ? null : day(-ago),
    agreement,
  };
}

/** Plays one step of any kind on one alliance. */
export async function act(stage: Stage, s: Step, on: number): Promise<void> {
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
      const waiting = NOUNS.map(
        (noun) =>
          `select '${noun}' as noun, id, record_id from ${noun} where standing = 'current' and level = ${level}`,
      ).join(' union all ');
      const version = await pick(world, `select * from (${waiting}) w order by id`, s.at);
      return version ? decide(stage, send, s.how, String(version.noun), version) : undefined;
    }
    case 'settle': {
      const conflict = await pick(world, `select id, version from conflict where status = 'open' order by id`, 0);
      if (conflict)
        await send(
          s.kind,
          expert,
          'conflict.settle',
          conflict.id,
          { choice: s.choice, reason: 'Se contó' },
          { baseVersion: conflict.version },
        );
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
      return transfer(stage, send, a.id, s.unit, s.ago);
    case 'adopt':
      await world.alliance('ORU', fileOf(s.file, s.ago, true));
      stage.happened.set('adopt', (stage.happened.get('adopt') ?? 0) + 1);
      return;
    case 'state':
      return send(s.kind, stage.coordinator, 'alliance.correctState', a.id, {
        to: s.to,
        reachedOn: day(-s.ago),
        reason: 'Se corrige el estado',
        documentId: stage.documentId,
      });
    case 'refresh':
      return brought(stage);
  }
}

/**
 * Corrects any kind of record as its author. A stale correction starts from the first version and may end in a
 * conflict.
 */
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
  // Each correction differs from all others, because one that changes nothing makes no version.
  const told = { occurredOn: day(-s.ago), notes: `Corrección de ${row.id}` };
  const bodies: Record<Noun, readonly [Actor, string, object, object?]> = {
    visit: [a.who, 'visit.correct', { ...visitBody(a.id, s.ago % 2 === 0), ...told }, at(s.ago)],
    sale: [a.who, 'sale.correct', { ...saleBody(a, s.ago % 2 === 0, s.ago * 1000 + 1), ...told }, at(s.ago)],
    agreement: [
      expert,
      'agreement.correct',
      { allianceId: a.id, kind: s.ago % 2 ? 'integral' : 'AT', signedOn: day(-s.ago) },
    ],
    organisation_member: [
      expert,
      'member.correct',
      { allianceId: a.id, joinedOn: day(-s.ago), representativeSex: s.ago % 2 ? 'F' : 'M' },
    ],
    alliance_profile: [
      expert,
      'alliance.complete',
      { productCode: PRODUCTS[s.ago % 3], municipalityCode: PLACES[s.ago % 4], model: (s.ago % 3) + 1 },
    ],
    commercial_agreement: [
      expert,
      'businessAgreement.correct',
      // The earlier quantity, the price and the unit are not always known; a known earlier quantity can also be zero.
      {
        allianceId: a.id,
        buyerId: a.buyerId,
        productCode: 'PAPA',
        unitCode: s.ago % 7 === 3 ? null : 'qq',
        price: s.ago % 5 === 2 ? null : 900_000,
        baselineQuantity: [s.ago * 1000 + 1, s.ago * 1000 + 2, 0, null][s.ago % 4],
      },
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

export async function pick(world: World, sql: string, at: number): Promise<Picked | null> {
  const rows = await world.db.query<Picked>(sql);
  return rows[at % Math.max(rows.length, 1)] ?? null;
}

const memberOf = (world: World, at: number) =>
  pick(
    world,
    `select m.*, (select a.id from alliance a where a.organisation_id = m.organisation_id limit 1) as alliance_id
      from organisation_member m where m.standing = 'current' order by m.id`,
    at,
  );
