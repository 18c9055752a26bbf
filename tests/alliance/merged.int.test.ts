import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  DuplicateListView,
  FamilyFindView,
  MemberListView,
  OrganisationAllianceListView,
} from '../../domain/alliance/registerViews.ts';
import type { AllianceView } from '../../domain/alliance/views.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../../server/ids.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { ask as askIn } from './ask.ts';

let world: World;
let unit: Actor;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  unit = await world.person('UOD_OPERADOR', ['LPZ']);
});

const ask = <T>(name: string, params: Record<string, string>) => askIn<T>(world, unit, name, params);
const must = async (kind: string, body: unknown, id = newId()) => {
  expect(await world.send(unit, kind, id, body)).toMatchObject({ status: 'accepted' });
  return id;
};

interface Enrolled {
  readonly familyId: string;
  readonly recordId: string;
  readonly holderId: string;
}
let cards = 0;
async function enrol(allianceId: string, ciNumber = String(5_000_000 + ++cards)): Promise<Enrolled> {
  const [familyId, holderId] = [newId(), newId()];
  const holder = { id: holderId, givenNames: 'Rosa', paternalSurname: 'Mamani', sex: 'F', ciNumber };
  return {
    familyId,
    holderId,
    recordId: await must('family.enrol', { allianceId, familyId, holder, representative: 'holder' }),
  };
}
/** Joins two organisations as people do: one person asks, another answers. Returns the id of the question. */
async function joinOrganisations(keepId: string, otherId: string): Promise<string> {
  const question = await must('duplicate.raise', {
    noun: 'organisation',
    leftId: keepId,
    rightId: otherId,
    reason: 'misma sigla',
    score: 90,
  });
  await must('duplicate.decide', { verdict: 'same', keepId, note: 'misma personería jurídica' }, question);
  return question;
}
const join = (allianceId: string, familyId: string) =>
  world.send(unit, 'member.join', newId(), { allianceId, familyId });
const check = async (allianceId: string, familyId: string) =>
  (await ask<FamilyFindView>('family.find', { allianceId, text: 'mamani' })).rows.find((f) => f.familyId === familyId)
    ?.check;

describe('a family of an organisation joined with another (BR-08)', () => {
  it('was served by the alliances of either name, and no longer when the union is undone', async () => {
    const financed = await world.alliance('LPZ', { data: { model: 1 } });
    const early = await world.alliance('LPZ', { state: 'SOLICITUD_RECIBIDA' });
    const target = await world.alliance('LPZ', { data: { model: 1 } });
    const { familyId } = await enrol(early.id);
    expect(await check(target.id, familyId)).toBe('free');
    const question = await joinOrganisations(financed.organisationId, early.organisationId);
    expect(await check(target.id, familyId)).toBe('served');
    expect((await join(target.id, familyId)).problem?.code).toBe('SIGG-406');
    await must('duplicate.undo', { note: 'eran dos' }, question);
    expect(await check(target.id, familyId)).toBe('free');
    expect((await join(target.id, familyId)).status).toBe('accepted');
  });

  it('is already a member in the alliance of the other name, not a family served a second time', async () => {
    const first = await world.alliance('LPZ', { data: { model: 1 } });
    const second = await world.alliance('LPZ', { data: { model: 1 } });
    const { familyId } = await enrol(first.id);
    await joinOrganisations(second.organisationId, first.organisationId);
    expect(await check(second.id, familyId)).toBe('member');
    expect((await join(second.id, familyId)).problem?.code).toBe('SIGG-407');
    expect((await join(first.id, familyId)).problem?.code).toBe('SIGG-407');
  });

  it('when enrolled again it is flagged as already served', async () => {
    const financed = await world.alliance('LPZ', { data: { model: 1 } });
    const early = await world.alliance('LPZ', { state: 'SOLICITUD_RECIBIDA' });
    await enrol(early.id, '4455667');
    await joinOrganisations(financed.organisationId, early.organisationId);
    const target = await world.alliance('LPZ', { data: { model: 1 } });
    const holder = { id: newId(), givenNames: 'Rosa', paternalSurname: 'Mamani', ciNumber: '4455667', sex: 'F' };
    const again = await world.send(unit, 'family.enrol', newId(), {
      allianceId: target.id,
      familyId: newId(),
      holder,
      representative: 'holder',
    });
    expect(again.flags).toEqual(['posible duplicado', 'familia ya atendida']);
  });

  it('is in the list, in the count and in the remaining organisation; the acompañante can register its leaving', async () => {
    const kept = await world.alliance('LPZ');
    const other = await world.alliance('LPZ');
    const own = await enrol(kept.id);
    const joined = await enrol(other.id);
    await joinOrganisations(kept.organisationId, other.organisationId);
    for (const { id } of [kept, other]) {
      const members = (await ask<MemberListView>('member.list', { allianceId: id })).rows.map((m) => m.id).sort();
      expect(members, id).toEqual([own.recordId, joined.recordId].sort());
      expect((await ask<AllianceView>('alliance.get', { id })).organisation, id).toMatchObject({
        id: kept.organisationId,
        members: 2,
      });
    }
    for (const { organisationId: id } of [kept, other])
      expect((await ask<OrganisationAllianceListView>('organisation.alliances', { id })).rows).toMatchObject([
        { members: 2 },
        { members: 2 },
      ]);
    const acompanante = await world.person('ACOMPANANTE', [kept.id]);
    const leave = { allianceId: kept.id, leftOn: TODAY, reason: 'se fue a la ciudad' };
    expect(await world.send(acompanante, 'member.leave', joined.recordId, leave, { baseVersion: 1 })).toMatchObject({
      status: 'accepted',
    });
    const person = { allianceId: kept.id, phone: '70000000' };
    expect(await world.send(acompanante, 'person.correct', joined.holderId, person, { baseVersion: 1 })).toMatchObject({
      status: 'accepted',
    });
  });

  it('is on the phone of the acompañante of either, and no longer when the union is undone', async () => {
    const kept = await world.alliance('LPZ');
    const other = await world.alliance('LPZ');
    const own = await enrol(kept.id);
    const joined = await enrol(other.id);
    const actor = await world.person('ACOMPANANTE', [kept.id]);
    let cursor: string | undefined;
    const synced = async () => {
      const page = await readFeed(world.db, { actor, cursor, deviceId: null, now: () => NOW });
      cursor = page.cursor;
      const subject = page.subjects.find((s) => s.id === kept.id);
      return (
        subject && {
          whole: subject.whole,
          members: (subject.tables.member?.rows ?? []).map((r) => String(r[0])).sort(),
        }
      );
    };
    expect(await synced()).toEqual({ whole: true, members: [own.recordId] });
    expect(await synced(), 'nada nuevo').toBeUndefined();
    const question = await joinOrganisations(kept.organisationId, other.organisationId);
    expect(await synced()).toEqual({ whole: true, members: [own.recordId, joined.recordId].sort() });
    await must('duplicate.undo', { note: 'eran dos' }, question);
    expect(await synced()).toEqual({ whole: true, members: [own.recordId] });
  });
});

describe('two rows of one person, and their families', () => {
  /** The person enrolled twice, by card, in two alliances; and the question that it opened. */
  async function twice(second = 'LPZ') {
    const first = await world.alliance('LPZ', { data: { model: 1 } });
    const other = await world.alliance(second, { data: { model: 1 } });
    const a = await enrol(first.id, '7778889');
    const [familyId, holderId] = [newId(), newId()];
    const holder = { id: holderId, givenNames: 'Rosa', paternalSurname: 'Mamani', sex: 'F', ciNumber: '7778889' };
    const enroller = await world.person('UOD_OFICIAL', [second]);
    await world.send(enroller, 'family.enrol', newId(), {
      allianceId: other.id,
      familyId,
      holder,
      representative: 'holder',
    });
    const expert = await world.person('UCN_ME');
    const [question] = (await askIn<DuplicateListView>(world, expert, 'duplicate.list', { noun: 'person' })).rows;
    if (!question) throw new Error('no question');
    return { first, other, a, b: { familyId, holderId }, question, expert };
  }
  const same = (actor: Actor, id: string, keepId: string) =>
    world.send(actor, 'duplicate.decide', id, { verdict: 'same', keepId, note: 'mismo carnet y misma foto' });
  const left = (actor: Actor, id: string) => askIn<DuplicateListView>(world, actor, 'duplicate.list', { after: id });

  it('joining the person leaves the question about the families; answering it serves and counts them as one', async () => {
    const { first, other, a, b, question } = await twice();
    expect(question.twoFamilies).toBe(true);
    expect((await left(unit, question.id)).rows).toEqual([]);
    expect(await same(unit, question.id, a.holderId)).toMatchObject({ status: 'accepted' });
    const [families] = (await left(unit, question.id)).rows;
    expect(families).toMatchObject({ noun: 'family', status: 'open', unitId: 'LPZ', score: 100, twoFamilies: false });
    expect([families?.left.id, families?.right.id].sort()).toEqual([a.familyId, b.familyId].sort());
    expect(families?.left.facts.find((f) => f.label === 'Carnet')?.value).toBe('7778889');
    const fourth = await world.alliance('LPZ', { data: { model: 1 } });
    expect(await same(unit, families?.id ?? '', a.familyId)).toMatchObject({ status: 'accepted' });
    expect((await left(unit, question.id)).rows).toEqual([]);
    expect((await join(fourth.id, a.familyId)).problem?.code).toBe('SIGG-406');
    expect((await join(other.id, a.familyId)).problem?.code, 'ya es socia por la ficha que se unió').toBe('SIGG-407');
    expect((await join(first.id, b.familyId)).problem?.code, 'la ficha que no quedó').toBe('SIGG-326');
    await joinOrganisations(first.organisationId, other.organisationId);
    expect((await ask<AllianceView>('alliance.get', { id: first.id })).organisation.members).toBe(1);
    expect((await ask<MemberListView>('member.list', { allianceId: first.id })).rows.map((m) => m.familyId)).toEqual([
      a.familyId,
    ]);
  });

  it('the nation answers when the families are of different units; and it is asked once', async () => {
    const { a, question, expert } = await twice('SCZ');
    expect((await same(unit, question.id, a.holderId)).problem?.code).toBe('SIGG-202');
    expect(await same(expert, question.id, a.holderId)).toMatchObject({ status: 'accepted' });
    const [families] = (await left(expert, question.id)).rows;
    expect(families?.unitId).toBeNull();
    expect((await left(unit, question.id)).rows).toEqual([]);
    const distinct = { verdict: 'different', note: 'la hija formó otra familia' };
    expect(await world.send(expert, 'duplicate.decide', families?.id ?? '', distinct)).toMatchObject({
      status: 'accepted',
    });
    expect(await world.send(expert, 'duplicate.undo', question.id, { note: 'se revisa' })).toMatchObject({
      status: 'accepted',
    });
    const [again] = (await askIn<DuplicateListView>(world, expert, 'duplicate.list', { noun: 'person' })).rows;
    expect(again?.twoFamilies).toBe(false);
    expect(await same(expert, question.id, a.holderId)).toMatchObject({ status: 'accepted' });
    expect((await left(expert, question.id)).rows).toEqual([]);
  });
});
