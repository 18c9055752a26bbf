import { likeness } from '../../domain/import/text.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import { accompanimentBatches } from './accompaniment.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch, DemoCommand } from './batch.ts';
import { toldCalls } from './calls.ts';
import { toldCommittee } from './committee.ts';
import { complaintBatches } from './complaints.ts';
import { toldEvents } from './events.ts';
import type { FieldRecord } from './life.ts';
import { organisationBatches } from './organisations.ts';
import { at, type DemoPlan } from './plan.ts';
import { planBatches } from './plans.ts';
import { toldProviders } from './providers.ts';
import { randomOf } from './random.ts';
import { documentIdOf } from './setup.ts';
import { storyRecords } from './storyRecords.ts';
import { toldBatches } from './told.ts';

type Told = (
  story: string,
  actor: DemoAccount,
  daysAgo: number,
  command: Omit<DemoCommand, 'id' | 'at' | 'occurredOn'> & Partial<Pick<DemoCommand, 'id' | 'occurredOn'>>,
) => DemoBatch;

/**
 * The difficult cases, one of each in every portfolio: observed, disputed, held, suspended, duplicated, waiting for a
 * second person.
 */
export function storyBatches(plan: DemoPlan): DemoBatch[] {
  const told: Told = (story, actor, daysAgo, command) => {
    const day = addDays(plan.seed.until, -daysAgo);
    const receivedAt = at(day, 17);
    const random = randomOf(plan.seed.seed, 'story', story);
    return {
      actor,
      receivedAt,
      commands: [{ id: random.id(receivedAt), at: receivedAt, occurredOn: day, ...command }],
    };
  };
  return [
    ...suspended(plan, told),
    ...doubled(plan, told),
    ...observed(plan, told),
    ...disputed(plan, told),
    ...held(plan, told),
    ...strayed(plan, told),
    ...proposedRole(plan, told),
    ...planBatches(plan),
    ...complaintBatches(plan),
    ...toldBatches(plan, [...toldEvents(plan), ...toldCommittee(plan)]),
    ...organisationBatches(plan),
    ...toldBatches(plan, [...toldProviders(plan), ...toldCalls(plan)]),
    ...accompanimentBatches(plan),
  ];
}

/** An alliance suspended by the nation; records captured there afterwards get a flag. */
function suspended(plan: DemoPlan, told: Told): DemoBatch[] {
  const alliance = [...plan.alliances].reverse().find((a) => a.accompanist !== null && a.state === 'EN_INVERSION');
  if (!alliance) return [];
  const body = {
    reason: 'Compras sin comparación de precios; se pidió un plan de corrección.',
    on: addDays(plan.seed.until, -75),
    documentId: documentIdOf(plan, alliance.unitId),
  };
  return [told('suspended', plan.who('UCN_COORD'), 75, { kind: 'alliance.suspend', subjectId: alliance.id, body })];
}

/** Two organisations of one unit whose names differ only in spelling. */
function doubled(plan: DemoPlan, told: Told): DemoBatch[] {
  const pair = plan.doubles;
  if (!pair) return [];
  const [left, right] = pair;
  const score = likeness(left.organisation.name, right.organisation.name);
  const body = {
    noun: 'organisation',
    leftId: left.organisationId,
    rightId: right.organisationId,
    reason: 'Nombre parecido',
    score,
  };
  const random = randomOf(plan.seed.seed, 'question');
  return [
    told('doubled', plan.officialOf(right.unitId), 12, {
      kind: 'duplicate.raise',
      subjectId: random.id(at(plan.seed.until, 9)),
      body,
    }),
  ];
}

/** A sale that the unit returned to its author. */
function observed(plan: DemoPlan, told: Told): DemoBatch[] {
  const { observed: record } = storyRecords(plan);
  if (!record) return [];
  const body = {
    noun: 'sale',
    item: { recordId: record.recordId, versionId: record.commandId },
    canned: 'cantidad_dudosa',
    reason: 'La nota de entrega dice otra cantidad.',
  };
  const random = randomOf(plan.seed.seed, 'observation');
  return [
    told('observed', officialFor(plan, record), 8, {
      kind: 'record.observe',
      subjectId: random.id(at(plan.seed.until, 9)),
      body,
    }),
  ];
}

/**
 * The official corrects a price; the acompañante, who had not seen it, gives another one. Both are kept as a conflict.
 */
function disputed(plan: DemoPlan, told: Told): DemoBatch[] {
  const { disputed: record } = storyRecords(plan);
  if (!record) return [];
  const price = Number(record.body.price);
  const correction = (by: number) => ({
    kind: 'sale.correct',
    subjectId: record.recordId,
    baseVersion: 1,
    occurredOn: record.occurredOn,
    body: { ...record.body, price: Math.round((price * by) / 500) * 500 },
    picture: pictureOf(plan, record),
  });
  return [
    told('price by the unit', officialFor(plan, record), 7, correction(0.9)),
    told('price by the acompañante', plan.accompanist(0), 6, { ...correction(1.1), expect: 'conflict' }),
  ];
}

/**
 * A correction that has waited for more than five days for another command of a phone that was never heard of again.
 */
function held(plan: DemoPlan, told: Told): DemoBatch[] {
  const { waiting: record } = storyRecords(plan);
  if (!record) return [];
  const missing = randomOf(plan.seed.seed, 'never came').id(at(plan.seed.until, 9));
  const body = { ...record.body, notes: 'Se agregó el acuerdo sobre el turno de riego.' };
  return [
    told('held', plan.accompanist(0), 9, {
      kind: 'visit.correct',
      subjectId: record.recordId,
      baseVersion: 1,
      after: [missing],
      occurredOn: record.occurredOn,
      body,
      picture: pictureOf(plan, record),
      expect: 'held',
    }),
  ];
}

/** A visit by somebody who was not assigned, and one from a phone whose clock is a day ahead. */
function strayed(plan: DemoPlan, told: Told): DemoBatch[] {
  const alliance = plan.alliances.find((a) => a.accompanist === 0);
  const other = plan.accompanists[1];
  if (!alliance || !other) return [];
  const visit = (daysAgo: number, wrongByMs: number) => {
    const captured = at(addDays(plan.seed.until, -daysAgo), 12);
    const random = randomOf(plan.seed.seed, 'strayed', daysAgo);
    const body = {
      allianceId: alliance.id,
      done: true,
      presentMembers: [],
      presentWomen: 3,
      presentMen: 2,
      topics: ['organizacion'],
      commitments: [],
      notes: 'Reemplazo por salud.',
      photos: [],
    };
    const deviceAt = new Date(Date.parse(captured) + wrongByMs).toISOString();
    return {
      kind: 'visit.register',
      subjectId: random.id(captured),
      body,
      place: { lon: alliance.lon, lat: alliance.lat, accuracyM: 12, ageS: 3 },
      clock: { deviceAt, offsetMs: -wrongByMs, sinceContactMs: 3 * 86_400_000 },
      picture: { kind: 'field' as const, width: plan.seed.size.photoPixels, key: ['strayed', daysAgo] },
    };
  };
  return [
    told('not assigned', other, 11, visit(11, 0)),
    told('wrong clock', plan.accompanist(0), 5, visit(5, 86_400_000)),
  ];
}

/** A role that a second person has not yet confirmed. */
function proposedRole(plan: DemoPlan, told: Told): DemoBatch[] {
  const person = plan.who('UOD_SOCIAL');
  const random = randomOf(plan.seed.seed, 'proposed role');
  const body = { userId: person.id, role: 'UOD_RIEGO', scopeIds: person.ids };
  return [
    told('proposed role', plan.who('ADMIN_TI'), 2, {
      kind: 'role.propose',
      subjectId: random.id(at(plan.seed.until, 9)),
      body,
    }),
  ];
}

function officialFor(plan: DemoPlan, record: FieldRecord): DemoAccount {
  return plan.officialOf(plan.alliances[record.allianceIndex]?.unitId ?? '');
}

function pictureOf(plan: DemoPlan, record: FieldRecord): DemoCommand['picture'] {
  return record.photo
    ? { kind: record.photo, width: plan.seed.size.photoPixels, key: [record.recordId], already: true }
    : null;
}
