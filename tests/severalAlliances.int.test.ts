import { beforeAll, describe, expect, test } from 'vitest';
import { keptMeasures } from '../domain/monitoring/indicators.ts';
import { openPeriods, periodOf } from '../domain/monitoring/period.ts';
import { versionedNames } from '../domain/monitoring/versioned.ts';
import type { Actor } from '../domain/people/actor.ts';
import { recordInitialParameters } from '../server/commands/initialParameters.ts';
import type { Executor } from '../server/db/database.ts';
import { newId } from '../server/ids.ts';
import { compareEvidence, refreshEvidence } from '../server/monitoring/evidence.ts';
import type { FigureInput } from '../server/monitoring/evidenceSource.ts';
import { figureBrokenDown } from '../server/monitoring/figures.ts';
import { compareSums, keepSums } from '../server/monitoring/periodSums.ts';
import { runMeasure } from '../server/monitoring/runMeasure.ts';
import { recordsBehind } from '../server/monitoring/sums.ts';
import { touchedAlliances, touchedFor, touchedWithin } from '../server/monitoring/touched.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { at, saleBody, visitBody } from './helpers/storyActs.ts';
import { day, NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/**
 * Acts that concern several alliances: a review of records of each, a family or an organisation that is merged into
 * another, a day that changes which alliance counts a family, many captures sealed at once. After each act, everything
 * that changed in a full computation must have been touched, and everything kept (evidence of open periods, sums of
 * past ones) must equal a full computation at each level.
 */
const LEVELS = [1, 2, 3];
const PAST = periodOf('2025');
const OPEN = openPeriods(TODAY).at(-1);

interface Place {
  readonly id: string;
  readonly organisationId: string;
  readonly who: Actor;
  readonly buyerId: string;
  readonly agreementId: string;
  readonly family: { readonly id: string; readonly member: string; readonly holder: string };
}

let world: World;
let expert: Actor;
let verifier: Actor;
let validator: Actor;
let places: readonly Place[];
let [acts, figures] = [0, 0];

const inOne = <T>(read: (tx: Executor) => Promise<T>): Promise<T> => world.db.transaction((tx) => read(tx));

async function must(...sent: Parameters<World['send']>): Promise<void> {
  const answer = await world.send(...sent);
  expect([sent[1], answer.status, answer.problem?.message]).toEqual([sent[1], 'accepted', undefined]);
}

/**
 * Makes an alliance with a convenio, a family, an agreement with a buyer, and visits and sales of this year and the
 * last.
 */
async function place(unit: string, model: number, signedOn: string, n: number): Promise<Place> {
  const agreement = { id: newId(), kind: 'integral', signedOn, number: String(n), amountPar: 1_000_000 * n };
  const data = { model, productCode: 'PAPA' };
  const { id, organisationId } = await world.alliance(unit, { stateSince: '2024-06-01', agreement, data });
  const who = await world.person('ACOMPANANTE', [id]);
  const [buyerId, family] = [newId(), { id: newId(), member: newId(), holder: newId() }];
  await must(expert, 'buyer.register', buyerId, { name: `Compradora ${'ABCDE'[n]}` });
  const terms = { buyerId, productCode: 'PAPA', unitCode: 'qq', price: 900_000, baselineQuantity: 400_000 };
  await must(expert, 'businessAgreement.record', newId(), { allianceId: id, ...terms });
  const holder = {
    id: family.holder,
    ciNumber: `812345${n}`,
    givenNames: `Juana ${'ABCDE'[n]}`,
    paternalSurname: `Quispe${'ABCDE'[n]}`,
    sex: 'F',
    birthDate: '1970-01-01',
  };
  await must(expert, 'family.enrol', family.member, {
    allianceId: id,
    familyId: family.id,
    holder,
    representative: 'holder',
    joinedOn: '2023-01-01',
  });
  for (const ago of [3, 200]) {
    await must(who, 'visit.register', newId(), visitBody(id, true), at(ago));
    await must(who, 'sale.register', newId(), saleBody({ id, who, buyerId }, true, 1_000_000 * n), at(ago));
  }
  return { id, organisationId, who, buyerId, agreementId: agreement.id, family };
}

const sealed = async () =>
  (await world.db.query<{ n: number }>('select max(number) as n from journal_seal'))[0]?.n ?? 0;
const keys = LEVELS.flatMap((level) => keptMeasures.map((measure) => ({ measure, level })));
const asked = ({ measure, level }: (typeof keys)[number]): FigureInput => {
  if (!PAST) throw new Error('no period');
  return { measure, programme: 'PAR2FA', period: PAST, level, today: TODAY, view: 'full', scope: () => 'true' };
};

/** The result of a full computation now, by measure and alliance. */
async function computed(): Promise<ReadonlyMap<string, string>> {
  const of = new Map<string, string[]>();
  for (const { measure, level } of keys)
    for (const period of [PAST, OPEN]) {
      if (!period) throw new Error('no period');
      const rows = await runMeasure(world.db, measure.code, {
        programme: 'PAR2FA',
        period,
        level,
        today: TODAY,
        subjects: null,
      });
      for (const row of rows) {
        const key = `${measure.code} ${row.alliance_id}`;
        of.set(key, [
          ...(of.get(key) ?? []),
          `${level} ${period.code} ${JSON.stringify({ ...row, sources: row.sources.toSorted() })}`,
        ]);
      }
    }
  return new Map([...of].map(([key, rows]) => [key, rows.toSorted().join('\n')]));
}

/**
 * Updates everything that is kept and was touched; returns for how many alliances the sums of the past were computed.
 */
async function kept(): Promise<number> {
  let computedOf = 0;
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW });
  for (const key of keys) computedOf += await keepSums(world.db, asked(key));
  return computedOf;
}

/** The full computation after the last act, with which the next act begins. */
let last: ReadonlyMap<string, string> | null = null;

/**
 * Does an act and compares everything kept after it with a full computation. Returns the indexes of the places whose
 * evidence changed, and of those that were touched.
 */
async function held(act: () => Promise<unknown>): Promise<{ changed: number[]; touched: number[] }> {
  const [before, from] = [last ?? (await computed()), await sealed()];
  await act();
  await world.seal();
  const [now, to] = [await computed(), await sealed()];
  const other = [...new Set([...before.keys(), ...now.keys()])].filter((key) => before.get(key) !== now.get(key));
  const touched = await touchedAlliances(world.db, from, to);
  expect(await inOne((tx) => touchedWithin(tx, from, to))).toEqual(touched);
  // Checked for each measure, because a visit touches only its own figures.
  const again = new Set(keptMeasures.flatMap((m) => touchedFor(m, touched).map((id) => `${m.code} ${id}`)));
  expect(other.filter((key) => !again.has(key))).toEqual([]);
  // As verify checks: the kept sums that would be used for answers are right before anything is computed again.
  expect(await inOne((tx) => compareSums(tx, to))).toEqual([]);
  await kept();
  expect(await compareEvidence(world.db, { programme: 'PAR2FA', today: TODAY })).toEqual([]);
  expect(await inOne((tx) => compareSums(tx, to))).toEqual([]);
  acts += 1;
  // One level after each act, in turn, so that the test does not take three times as long.
  for (const { measure, level } of keys.filter((key) => key.level === LEVELS[acts % LEVELS.length])) {
    const input = asked({ measure, level });
    const answers = async (db: Executor) => [
      await figureBrokenDown(db, input, measure.dimensions),
      await recordsBehind(db, input),
    ];
    expect([measure.code, level, await answers(world.db)]).toEqual([measure.code, level, await inOne(answers)]);
    figures += 1;
  }
  last = now;
  const numbers = (some: readonly string[]) => places.flatMap(({ id }, n) => (some.includes(id) ? [n] : []));
  return { changed: numbers(other.map((key) => key.split(' ')[1] ?? '')), touched: numbers(touched.map((t) => t.id)) };
}

beforeAll(async () => {
  world = await openWorld();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
  [expert, verifier, validator] = [
    await world.person('UCN_ME'),
    await world.person('UOD_OPERADOR', ['LPZ']),
    await world.person('UCN_ME'),
  ];
  // The last place shares nothing with the others, so acts on them must leave it alone.
  places = [
    await place('LPZ', 2, '2024-01-05', 1),
    await place('LPZ', 2, '2024-03-05', 2),
    await place('ORU', 2, '2024-05-05', 3),
    await place('ORU', 2, '2024-04-05', 4),
  ];
  await world.seal();
  await kept();
});

/** Reviews all records of a kind at a level, of some alliances, in one act. */
async function reviewed(
  actor: Actor,
  how: 'verify' | 'validate',
  noun: string,
  level: number,
  of: readonly number[],
): Promise<void> {
  const ids = of.map((i) => places[i]?.id);
  const where =
    noun === 'alliance_profile'
      ? 't.record_id'
      : noun === 'organisation_member'
        ? '(select a.id from alliance a where a.organisation_id = t.organisation_id)'
        : 't.alliance_id';
  const rows = await world.db.query<{ id: string; record_id: string }>(
    `select t.id, t.record_id from ${noun} t where t.standing = 'current' and t.level = $1 and ${where} = any($2::uuid[]) order by t.id`,
    [level, ids],
  );
  expect(rows.length).toBeGreaterThanOrEqual(of.length);
  const items = rows.map((r) => ({ recordId: r.record_id, versionId: r.id }));
  await must(actor, `record.${how}`, newId(), { noun, items, oneByOne: true, note: 'Se comparó con el papel' });
}

const the = (n: number): Place => places[n] as Place;

/** Decides that two rows are the same and the second one stays. Returns the id of the question. */
async function same(noun: 'family' | 'organisation', left: string, right: string): Promise<string> {
  const id = newId();
  await world.db.query(
    `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash)
      values ($1, $2, $3, $4, 'prueba', 90, 'open', 1, $1, '')`,
    [id, noun, left, right],
  );
  await must(expert, 'duplicate.decide', id, { verdict: 'same', keepId: right, note: 'Es lo mismo' });
  return id;
}

describe('one act over several alliances', () => {
  test.each(versionedNames.map((noun) => [noun]))('%s of two alliances, verified by their unit', async (noun) => {
    expect(await held(() => reviewed(verifier, 'verify', noun, 1, [0, 1]))).toEqual({
      changed: [0, 1],
      touched: [0, 1],
    });
  });

  test.each(versionedNames.map((noun) => [noun]))(
    '%s of three alliances of two units, validated by the nation',
    async (noun) => {
      const theirs = await world.person('UOD_OPERADOR', ['ORU']);
      expect(await held(() => reviewed(theirs, 'verify', noun, 1, [2, 3]))).toEqual({
        changed: [2, 3],
        touched: [2, 3],
      });
      expect(await held(() => reviewed(validator, 'validate', noun, 2, [0, 1, 2]))).toEqual({
        changed: [0, 1, 2],
        touched: [0, 1, 2],
      });
    },
  );

  test('families that are one: joined one under the other, counted where the convenio is first, and parted again', async () => {
    let [first, question] = ['', ''];
    await held(async () => {
      first = await same('family', the(2).family.id, the(1).family.id);
    });
    const joined = await held(async () => {
      question = await same('family', the(1).family.id, the(0).family.id);
    });
    expect(joined).toEqual({ changed: [1, 2], touched: [0, 1, 2] });
    // A correction of one alliance moves the family to the next.
    const moved = await held(() =>
      must(expert, 'agreement.correct', the(0).agreementId, { signedOn: '2024-04-20' }, { baseVersion: 1 }),
    );
    expect(moved).toEqual({ changed: [0, 1], touched: [0, 1, 2] });
    const leaves = { allianceId: the(1).id, leftOn: '2023-06-01', reason: 'Se fue' };
    const left = await held(() => must(expert, 'member.leave', the(1).family.member, leaves, { baseVersion: 1 }));
    expect(left).toEqual({ changed: [0, 1], touched: [0, 1, 2] });
    const parted = await held(() => must(expert, 'duplicate.undo', question, { note: 'Eran dos' }));
    expect(parted).toEqual({ changed: [1, 2], touched: [0, 1, 2] });
    expect((await held(() => must(expert, 'duplicate.undo', first, { note: 'Eran dos' }))).touched).toEqual([0, 1, 2]);
  });

  test('organisations that are one: joined one under the other, and parted again', async () => {
    let [question, second] = ['', ''];
    const joined = await held(async () => {
      question = await same('organisation', the(1).organisationId, the(0).organisationId);
    });
    expect(joined).toEqual({ changed: [0, 1], touched: [0, 1] });
    const under = await held(async () => {
      second = await same('organisation', the(0).organisationId, the(2).organisationId);
    });
    expect(under).toEqual({ changed: [0, 1, 2], touched: [0, 1, 2] });
    const parted = await held(() => must(expert, 'duplicate.undo', question, { note: 'Eran dos' }));
    expect(parted).toEqual({ changed: [0, 1, 2], touched: [0, 1, 2] });
    expect((await held(() => must(expert, 'duplicate.undo', second, { note: 'Eran dos' }))).touched).toContain(0);
  });

  test('many acts of several alliances, sealed together', async () => {
    const told = await held(async () => {
      for (let n = 0; n < 48; n += 1) {
        const { id, who } = the([3, 0, 1, 2][Math.floor(n / 12)] ?? 0);
        await must(who, 'visit.register', newId(), visitBody(id, true), at(30 * (1 + (n % 12))));
      }
    });
    expect(told).toEqual({ changed: [0, 1, 2, 3], touched: [0, 1, 2, 3] });
  });

  test('a family of two alliances: that it joins, and what is known of its holder', async () => {
    const { id: familyId, holder } = the(3).family;
    const joined = await held(() =>
      must(expert, 'member.join', newId(), { allianceId: the(1).id, familyId, joinedOn: '2023-02-01' }),
    );
    expect(joined).toEqual({ changed: [1, 3], touched: [1, 3] });
    const born = await held(() =>
      must(expert, 'person.correct', holder, { allianceId: the(3).id, birthDate: '2000-01-01' }, { baseVersion: 1 }),
    );
    expect(born).toEqual({ changed: [1, 3], touched: [1, 3] });
  });

  test('a parameter: all there is', async () => {
    const value = {
      programmeId: 'PAR2FA',
      key: 'samplePercent',
      value: 12,
      validFrom: day(9),
      source: 'Acta 12',
      assumption: true,
    };
    await must(expert, 'parameter.set', newId(), value);
    await world.seal();
    expect(await kept()).toBe(places.length * keys.length);
    console.log(`several alliances: ${acts} acts, ${figures} figures with their parts compared`);
    expect(acts).toBe(3 * versionedNames.length + 13);
  });
});
