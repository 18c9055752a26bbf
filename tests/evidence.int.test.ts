import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { measureOf, measures } from '../domain/monitoring/indicators.ts';
import { openPeriods } from '../domain/monitoring/period.ts';
import type { Database } from '../server/db/database.ts';
import { newId } from '../server/ids.ts';
import { compareEvidence, nightlyEvidence, refreshEvidence } from '../server/monitoring/evidence.ts';
import { evidenceRows } from '../server/monitoring/evidenceRows.ts';
import { figureOf } from '../server/monitoring/figures.ts';
import { runMeasure } from '../server/monitoring/runMeasure.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const input = { programme: 'PAR2FA', today: TODAY, now: NOW };

test('every measure has its SQL file and every file its measure', () => {
  const files = readdirSync(new URL('../indicators/', import.meta.url))
    .filter((f) => f.endsWith('.sql'))
    .map((f) => f.replace(/\.sql$/, ''));
  expect(files.sort()).toEqual(measures.map((m) => m.code).sort());
});

test('every measure runs for every open period and level', async () => {
  let runs = 0;
  for (const measure of measures) {
    for (const period of openPeriods(TODAY)) {
      for (const level of [1, 2, 3]) {
        await runMeasure(world.db, measure.code, { programme: 'PAR2FA', period, level, today: TODAY, subjects: null });
        runs += 1;
      }
    }
  }
  console.log(`measures: ${runs} runs`);
});

test('evidence rebuilt only where touched equals evidence rebuilt in full', async () => {
  await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: '1' },
    data: { model: 1 },
  });
  await world.seal();
  expect((await refreshEvidence(world.db, input)).alliances).toBeNull();
  expect(await compareEvidence(world.db, input)).toEqual([]);
  const b = await world.alliance('ORU', {
    agreement: { id: newId(), kind: 'AT', signedOn: '2025-04-01', number: '2' },
    data: { model: 2 },
  });
  const who = await world.person('ACOMPANANTE', [b.id]);
  await world.send(who, 'visit.register', newId(), {
    allianceId: b.id,
    done: true,
    presentMembers: [],
    topics: ['genero'],
    commitments: [],
    photos: [],
  });
  await world.seal();
  expect(await compareEvidence(world.db, input)).not.toEqual([]);
  expect((await refreshEvidence(world.db, input)).alliances).toBe(1);
  expect(await compareEvidence(world.db, input)).toEqual([]);
});

test('a statement rebuilds some alliances, never all at once, and a rebuild that finds everything right writes nothing', async () => {
  for (let i = 0; i < 12; i += 1)
    await world.alliance('LPZ', {
      agreement: { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: `S-${i}` },
      data: { model: 1 },
    });
  await world.seal();
  const sizes: number[] = [];
  const watched: Database = {
    ...world.db,
    transaction: (work, options) =>
      world.db.transaction(
        (tx) =>
          work({
            ...tx,
            kysely: tx.kysely,
            query: (sql, params) => {
              if (sql.includes('insert into evidence'))
                sizes.push((params?.[4] as readonly string[] | null)?.length ?? Number.POSITIVE_INFINITY);
              return tx.query(sql, params);
            },
          }),
        options,
      ),
  };
  await refreshEvidence(watched, { ...input, full: true });
  const [{ n } = { n: 0 }] = await world.db.query<{ n: number }>('select count(*)::int as n from alliance');
  expect(n).toBeGreaterThan(12);
  expect(Math.max(...sizes)).toBeLessThan(n);
  expect(await compareEvidence(world.db, input)).toEqual([]);
  const rows = () => world.db.query('select ctid::text as at from evidence order by ctid');
  const before = await rows();
  await refreshEvidence(world.db, { ...input, full: true });
  expect(await rows()).toEqual(before);
});

test('a figure of a period whose evidence nobody has built yet is computed, not empty', async () => {
  const measure = measureOf('N8-datos');
  if (!measure) throw new Error('no measure');
  const asked = { measure, programme: 'PAR2FA', level: 1, view: 'full' as const, scope: () => 'true' };
  const july = '2026-07-01';
  const period = openPeriods(july).find((p) => p.code === '2026-M07');
  if (!period) throw new Error('no period');
  const [{ n }] = (await world.db.query<{ n: number }>(
    `select count(*)::int as n from evidence where period = '2026-M07'`,
  )) as [{ n: number }];
  expect(n).toBe(0);
  // Every alliance of this file is active.
  const [alliances] = await world.db.query<{ n: number }>('select count(*)::int as n from alliance');
  expect((await figureOf(world.db, { ...asked, period, today: july })).d).toBe(alliances?.n);
});

test('undoing a merge rebuilds the family that it had hidden in another alliance', async () => {
  // One family enrolled twice: in A (convenio of March) and in B (April). Merged they count once, in A; undone, once in
  // each.
  const expert = await world.person('UCN_ME');
  const families: string[] = [];
  for (const [unit, on] of [
    ['LPZ', '2025-03-01'],
    ['ORU', '2025-04-01'],
  ] as const) {
    const a = await world.alliance(unit, {
      agreement: { id: newId(), kind: 'integral', signedOn: on, number: on },
      data: { model: 1 },
    });
    const familyId = newId();
    const holder = {
      id: newId(),
      ciNumber: `77${families.length}1234`,
      givenNames: 'Juana',
      paternalSurname: 'Quispe',
      sex: 'F',
    };
    const sent = await world.send(expert, 'family.enrol', newId(), {
      allianceId: a.id,
      familyId,
      holder,
      representative: 'holder',
      joinedOn: on,
    });
    expect(sent.status).toBe('accepted');
    families.push(familyId);
  }
  const question = newId();
  const must = async (kind: string, id: string, body: object) =>
    expect(await world.send(expert, kind, id, body)).toMatchObject({ status: 'accepted' });
  await world.db.query(
    `insert into duplicate_question (id, noun, left_id, right_id, reason, score, status, version, entry_id, row_hash)
      values ($1, 'family', $2, $3, 'La misma', 95, 'open', 1, $1, '')`,
    [question, ...families],
  );
  const measure = measureOf('R5');
  const period = openPeriods(TODAY).at(-1);
  if (!measure || !period) throw new Error('no measure');
  const counted = async () => {
    await world.seal();
    await refreshEvidence(world.db, input);
    expect(await compareEvidence(world.db, input)).toEqual([]);
    return (
      await figureOf(world.db, {
        measure,
        period,
        programme: 'PAR2FA',
        level: 1,
        today: TODAY,
        view: 'full',
        scope: () => 'true',
      })
    ).value;
  };
  expect(await counted()).toBe(2);
  await must('duplicate.decide', question, { verdict: 'same', keepId: families[1], note: 'Es la misma familia' });
  expect(await counted()).toBe(1);
  await must('duplicate.undo', question, { note: 'Eran dos' });
  expect(await counted()).toBe(2);
});

test('a row of evidence that belongs to no alliance is counted and listed like any other', async () => {
  await refreshEvidence(world.db, input);
  const measure = measureOf('P9');
  const period = openPeriods(TODAY).at(-1);
  if (!measure || !period) throw new Error('no measure');
  const asked = {
    measure,
    period,
    programme: 'PAR2FA',
    level: 1,
    today: TODAY,
    view: 'full' as const,
    scope: () => 'true',
  };
  const before = await figureOf(world.db, asked);
  const loose = `update evidence set alliance_id = null where measure = 'P9' and period = $1 and level = 1`;
  await world.db.query(
    `${loose} and ctid = (select min(ctid) from evidence where measure = 'P9' and period = $1 and level = 1)`,
    [period.code],
  );
  expect(await figureOf(world.db, asked)).toEqual(before);
  const { rows, total } = await evidenceRows(world.db, asked, { page: 1, pageSize: 200 });
  expect(total).toBe(before.rows);
  expect(rows.filter((r) => r.alliance_id === null)).toMatchObject([
    { alliance_code: null, subject_id: expect.any(String) },
  ]);
  await refreshEvidence(world.db, { ...input, full: true });
  expect(await compareEvidence(world.db, input)).toEqual([]);
});

test('evidence of another programme is not answered for one', async () => {
  const measure = measureOf('P9');
  const period = openPeriods(TODAY).at(-1);
  if (!measure || !period) throw new Error('no measure');
  const asked = {
    measure,
    period,
    programme: 'OTRO',
    level: 1,
    today: TODAY,
    view: 'full' as const,
    scope: () => 'true',
  };
  expect(await figureOf(world.db, asked)).toMatchObject({ n: 0, rows: 0 });
  // In one statement, as on PostgreSQL, where the rows are not first narrowed to the alliances of the programme.
  expect(await world.db.transaction((tx) => figureOf(tx, asked))).toMatchObject({ n: 0, rows: 0 });
});

test("yesterday's evidence is not today's figure: when a day begins it is computed until it is rebuilt", async () => {
  const measure = measureOf('P9');
  const period = openPeriods(TODAY).at(-1);
  if (!measure || !period) throw new Error('no measure');
  const asked = {
    measure,
    period,
    programme: 'PAR2FA',
    level: 1,
    today: TODAY,
    view: 'full' as const,
    scope: () => 'true',
  };
  await refreshEvidence(world.db, { ...input, full: true });
  const right = await figureOf(world.db, asked);
  await world.db.query(`update evidence set n = 0 where measure = 'P9'`);
  expect((await figureOf(world.db, asked)).value).toBe(0);
  expect(await figureOf(world.db, { ...asked, today: '2026-06-16' })).toEqual(right);
  expect((await refreshEvidence(world.db, { ...input, today: '2026-06-16' })).alliances).toBeNull();
  expect(await figureOf(world.db, { ...asked, today: '2026-06-16' })).toEqual(right);
});

test('every night all is computed again once, by whichever server, and says how many rows were wrong', async () => {
  const tomorrow = { programme: 'PAR2FA', today: '2026-06-16', now: '2026-06-16T06:10:00.000Z' };
  await refreshEvidence(world.db, input);
  // The first evidence of a day is computed completely, with a new cut-off: there is nothing to compare yet. The second
  // time there is.
  expect(await nightlyEvidence(world.db, tomorrow)).toEqual({ differed: 0, disturbed: false });
  expect(await nightlyEvidence(world.db, tomorrow)).toEqual({ differed: 0, disturbed: false });
  expect(await nightlyEvidence(world.db, { ...tomorrow, now: '2026-06-16T06:20:00.000Z' })).toBeNull();
  const after = { programme: 'PAR2FA', today: '2026-06-17', now: '2026-06-17T06:10:00.000Z' };
  await refreshEvidence(world.db, after);
  await world.db.query(
    `update evidence set n = n + 1 where ctid in (select ctid from evidence where measure = 'N8-datos' order by ctid limit 3)`,
  );
  await world.db.query(
    `delete from evidence where ctid in (select ctid from evidence where measure = 'P9' order by ctid limit 2)`,
  );
  // Two servers at once: the wrong rows are corrected only once, and afterwards both agree.
  const found = await Promise.all([nightlyEvidence(world.db, after), nightlyEvidence(world.db, after)]);
  expect(found.reduce((sum, f) => sum + (f?.differed ?? 0), 0)).toBe(5);
  expect(await compareEvidence(world.db, after)).toEqual([]);
});

test('a rebuild cut off in the middle is done again: nothing is taken as built that was not', async () => {
  await refreshEvidence(world.db, input);
  const a = await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2025-05-01', number: 'X' },
    data: { model: 1 },
  });
  const who = await world.person('ACOMPANANTE', [a.id]);
  await world.send(who, 'visit.register', newId(), {
    allianceId: a.id,
    done: true,
    presentMembers: [],
    topics: ['genero'],
    commitments: [],
    photos: [],
  });
  await world.seal();
  let left = 40;
  const dying: Database = {
    ...world.db,
    transaction: (work, options) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : world.db.transaction(work, options);
    },
  };
  await expect(refreshEvidence(dying, input)).rejects.toThrow('killed');
  left = 70;
  await expect(refreshEvidence(dying, input)).rejects.toThrow('killed');
  expect(await compareEvidence(world.db, input)).not.toEqual([]);
  expect((await refreshEvidence(world.db, input)).alliances).toBeGreaterThan(0);
  expect(await compareEvidence(world.db, input)).toEqual([]);
});
