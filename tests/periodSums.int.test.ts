import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { commandList } from '../domain/commands.ts';
import { isKeptMeasure, keptMeasures, measureOf, measures } from '../domain/monitoring/indicators.ts';
import { periodOf } from '../domain/monitoring/period.ts';
import { versionedNames } from '../domain/monitoring/versioned.ts';
import { recordInitialParameters } from '../server/commands/initialParameters.ts';
import type { Executor } from '../server/db/database.ts';
import { newId } from '../server/ids.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { evidenceRows } from '../server/monitoring/evidenceRows.ts';
import type { FigureInput } from '../server/monitoring/evidenceSource.ts';
import { figureBrokenDown, figureOf, toldAll } from '../server/monitoring/figures.ts';
import { compareSums, keepSums, prepareSums } from '../server/monitoring/periodSums.ts';
import { measureSql, runMeasure } from '../server/monitoring/runMeasure.ts';
import { recordsBehind } from '../server/monitoring/sums.ts';
import { supports } from '../server/monitoring/support.ts';
import { touchedAlliances } from '../server/monitoring/touched.ts';
import { FACTS, touchesOf, touchOf } from '../server/monitoring/touchKinds.ts';

import { accumulated, trendOf } from '../server/monitoring/trend.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { play } from './helpers/measureStory.ts';
import { portfolio } from './helpers/portfolioStories.ts';
import { at, saleBody, visitBody } from './helpers/storyActs.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

let world: World;
beforeEach(async () => {
  world ??= await openWorld();
  await world.reset();
  await loadCatalogue(world.db);
  await recordInitialParameters(world.system.context, NOW);
});

const SCOPES = [() => 'true', () => `e.unit_id = 'LPZ'`, () => `e.municipality_code = '020101'`];
const PAST = ['2025', '2026-M03'];

function asked(
  measure: string,
  period: string,
  level: number,
  scope: FigureInput['scope'] = () => 'true',
): FigureInput {
  const [m, p] = [measureOf(measure), periodOf(period)];
  if (!m || !p) throw new Error(`${measure} ${period}`);
  return { measure: m, programme: 'PAR2FA', period: p, level, today: TODAY, view: 'full', scope };
}
const everyKey = (scope?: FigureInput['scope']) =>
  PAST.flatMap((period) => [1, 3].flatMap((level) => keptMeasures.map((m) => asked(m.code, period, level, scope))));

/** Computes an answer from the records: inside a transaction, kept sums are not used. */
const computed = <T>(read: (db: Executor) => Promise<T>): Promise<T> => world.db.transaction((tx) => read(tx));

const opening = { value: 10, upTo: '2025-02-28', source: 'una hoja' };
/** All answers about a past period. */
async function answers(db: Executor, input: FigureInput): Promise<unknown> {
  const { figure, parts } = await figureBrokenDown(db, input, input.measure.dimensions);
  const cumulative = input.measure.window === 'cumulative';
  return {
    figure,
    parts: [...parts],
    records: await recordsBehind(db, input),
    trend: cumulative ? await trendOf(db, input) : null,
    accumulated: cumulative ? await accumulated(db, input, opening) : null,
  };
}

test('in any story, at any moment of it, what is answered from kept sums of past periods is what a full computation gives', async () => {
  let [kept, compared, pages] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(portfolio, async (story) => {
      await world.reset();
      await loadCatalogue(world.db);
      await recordInitialParameters(world.system.context, NOW);
      let turn = 0;
      // verify must find nothing, whatever was changed before.
      const verified = async () => {
        const [head] = await world.db.query<{ n: number | null }>('select max(number) as n from journal_seal');
        expect(await computed((tx) => compareSums(tx, head?.n ?? 0))).toEqual([]);
      };
      await play(world, story, async () => {
        if (turn > 0) await verified();
        for (const input of everyKey()) kept += await keepSums(world.db, input);
        // One key each time, so that not every key has to be computed after every step.
        const input = everyKey()[turn++ % everyKey().length];
        if (input) expect(await answers(world.db, input)).toEqual(await computed((tx) => answers(tx, input)));
      });
      await world.seal();
      await verified();
      const narrowed = SCOPES.slice(1).flatMap((scope) =>
        everyKey(scope).filter((i) => i.level === 1 && i.period.code === PAST[0]),
      );
      for (const input of [...everyKey(), ...narrowed]) {
        const label = [input.measure.code, input.period.code, input.level, input.scope([])];
        expect([...label, await answers(world.db, input)]).toEqual([
          ...label,
          await computed((tx) => answers(tx, input)),
        ]);
        compared += 1;
      }
      for (const input of everyKey(SCOPES[1]).filter((i) => i.level === 1 && i.period.code === PAST[0])) {
        const whole = await computed((tx) => evidenceRows(tx, input, { page: 1, pageSize: 500 }));
        const found: unknown[] = [];
        for (let page = 1; page <= Math.ceil(whole.total / 7) + 1; page += 1) {
          const shown = await evidenceRows(world.db, input, { page, pageSize: 7 });
          expect(shown.total).toBe(whole.total);
          found.push(...shown.rows);
          pages += 1;
        }
        const byThing = (rows: readonly unknown[]) =>
          (rows as { thing: string }[]).toSorted((a, b) => (a.thing < b.thing ? -1 : 1));
        expect(byThing(found)).toEqual(byThing(whole.rows));
      }
    }),
    { numRuns: Number(process.env.SIGG_PROPERTY_RUNS ?? 2), endOnFailure: true },
  );
  console.log(
    `period sums: ${compared} figures with their parts compared, ${pages} pages of rows, ${kept} alliances computed on the way`,
  );
  expect(compared).toBeGreaterThan(0);
}, 300_000);

test('only what an entry touches is computed again: nothing for an account, one alliance for a visit, all for a parameter', async () => {
  const agreement = { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: '1' };
  const [a] = [await world.alliance('LPZ', { agreement }), await world.alliance('ORU'), await world.alliance('POT')];
  const input = asked('N8-visitas', '2025', 1);
  const kept = async () => {
    await world.seal();
    return keepSums(world.db, input);
  };
  expect(await kept()).toBe(3);
  expect(await kept()).toBe(0);
  const admin = await world.person('ADMIN_TI');
  const account = await world.send(admin, 'document.record', newId(), { title: 'Otra acta' });
  expect(account.status).toBeDefined();
  expect(await kept()).toBe(0);
  const who = await world.person('ACOMPANANTE', [a.id]);
  const visit = await world.send(who, 'visit.register', newId(), visitBody(a.id, true), at(200));
  expect(visit.status).toBe('accepted');
  const before = await figureOf(world.db, input);
  expect(await kept()).toBe(1);
  expect((await figureOf(world.db, input)).n).toBe(before.n + 1);
  await world.alliance('LPZ');
  expect(await kept()).toBe(1);
  await world.db.query(`update touch_state set everything = sealed_number + 1`);
  expect(await kept()).toBe(4);
});

test('whatever record an act changes, its alliance is computed again, and the one that shares a family with it', async () => {
  const agreement = { id: newId(), kind: 'integral', signedOn: '2024-01-05', number: '1' };
  const a = await world.alliance('LPZ', { stateSince: '2024-01-10', agreement, data: { model: 1 } });
  const b = await world.alliance('ORU', {
    stateSince: '2024-03-10',
    agreement: { ...agreement, id: newId(), signedOn: '2024-03-05' },
  });
  const [expert, verifier, validator] = [
    await world.person('UCN_ME'),
    await world.person('UOD_OPERADOR', ['LPZ']),
    await world.person('UCN_ME'),
  ];
  const who = await world.person('ACOMPANANTE', [a.id]);
  const must = async (...sent: Parameters<World['send']>) =>
    expect(await world.send(...sent)).toMatchObject({ status: 'accepted' });
  const [buyerId, familyId] = [newId(), newId()];
  await must(expert, 'buyer.register', buyerId, { name: 'Compradora' });
  const terms = { buyerId, productCode: 'PAPA', unitCode: 'qq', price: 900_000, baselineQuantity: 400_000 };
  await must(expert, 'businessAgreement.record', newId(), { allianceId: a.id, ...terms });
  const holder = { id: newId(), ciNumber: '8123456', givenNames: 'Juana', paternalSurname: 'Quispe', sex: 'F' };
  await must(expert, 'family.enrol', newId(), {
    allianceId: a.id,
    familyId,
    holder,
    representative: 'holder',
    joinedOn: '2023-01-01',
  });
  await must(who, 'visit.register', newId(), visitBody(a.id, true), at(200));
  await must(who, 'sale.register', newId(), saleBody({ id: a.id, who, buyerId }, true, 1_000_000), at(200));
  await world.seal();
  const everyFigure = async (level: number) => {
    for (const m of keptMeasures) {
      const input = asked(m.code, '2025', level);
      const label = [m.code, level];
      expect([...label, await answers(world.db, input)]).toEqual([
        ...label,
        await computed((tx) => answers(tx, input)),
      ]);
    }
  };
  const sealed = async () =>
    (await world.db.query<{ n: number }>('select max(number) as n from journal_seal'))[0]?.n ?? 0;
  await everyFigure(3);
  // Commands that verify and validate name records and not the alliance.
  let acts = 0;
  for (const noun of versionedNames) {
    for (const [how, actor] of [
      ['verify', verifier],
      ['validate', validator],
    ] as const) {
      const [row] = await world.db.query<{ id: string; record_id: string }>(
        `select id, record_id from ${noun} where unit_id = 'LPZ' and standing = 'current'`,
      );
      const items = [{ recordId: row?.record_id, versionId: row?.id }];
      const before = await sealed();
      await must(actor, `record.${how}`, newId(), { noun, items, oneByOne: true, note: 'Se comparó con el papel' });
      await world.seal();
      const touched = FACTS.includes(noun) ? noun : 'alliance';
      expect([noun, how, await touchedAlliances(world.db, before, await sealed())]).toEqual([
        noun,
        how,
        [{ id: a.id, noun: touched }],
      ]);
      await everyFigure(3);
      acts += 1;
    }
  }
  for (const code of ['P9', 'R5', 'N5', 'A4', 'N8-visitas'])
    expect([code, (await figureOf(world.db, asked(code, '2025', 3))).n > 0]).toEqual([code, true]);
  // The same family in another alliance counts there once it had left the first before its convenio.
  await world.db.query(
    `insert into organisation_member select (jsonb_populate_record(null::organisation_member, to_jsonb(m)
         || jsonb_build_object('id', $1::text, 'record_id', $1::text, 'organisation_id', $2::text, 'joined_on', '2024-02-01'))).*
       from organisation_member m where m.family_id = $3`,
    [newId(), b.organisationId, familyId],
  );
  const [member] = await world.db.query<{ record_id: string; version: number }>(
    `select record_id, version from organisation_member where organisation_id = $1 and standing = 'current'`,
    [a.organisationId],
  );
  await world.db.query('update touch_state set everything = sealed_number');
  await world.db.query('delete from period_sums_state');
  const placed = async () =>
    (
      await figureOf(
        world.db,
        asked('R5', '2025', 1, () => `e.alliance_id = '${b.id}'`),
      )
    ).n;
  expect(await placed()).toBe(0);
  const leaves = { allianceId: a.id, leftOn: '2023-12-01', reason: 'Se fue antes' };
  await must(expert, 'member.leave', member?.record_id ?? '', leaves, { baseVersion: member?.version ?? 0 });
  await world.seal();
  expect(await placed()).toBe(1);
  await everyFigure(1);
  expect(acts).toBe(2 * versionedNames.length);
});

test('a visit or a sale is computed again only in the figures whose statement reads it, and those all name it', async () => {
  const functions = await world.db.query<{ name: string; body: string }>(
    `select p.proname::text as name, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prolang = (select oid from pg_language where lanname = 'sql')`,
  );
  const bodies = new Map(functions.map((f) => [f.name, f.body]));
  const namedIn = (sql: string) => new Set(sql.match(/[a-z_0-9]+/g));
  /** Every name in a statement and in the functions that it calls, directly or not. */
  const everyName = (sql: string): Set<string> => {
    const names = namedIn(sql);
    for (const name of names) for (const inner of namedIn(bodies.get(name) ?? '')) names.add(inner);
    return names;
  };
  for (const measure of keptMeasures) {
    const names = everyName(measureSql(measure.code));
    const facts = FACTS.filter((noun) => names.has(noun));
    expect([measure.code, touchesOf(measure)]).toEqual([measure.code, ['alliance', ...facts]]);
  }
});

test('the list of a past period, read at once, says what each figure says by itself, whatever the level, reach and reader', async () => {
  const agreement = { id: newId(), kind: 'integral', signedOn: '2025-01-05', number: '1' };
  const a = await world.alliance('LPZ', { stateSince: '2025-01-10', agreement, data: { model: 1 } });
  await world.alliance('ORU', { agreement: { ...agreement, id: newId(), number: '2' } });
  const who = await world.person('ACOMPANANTE', [a.id]);
  await world.send(who, 'visit.register', newId(), visitBody(a.id, true), at(200));
  await world.db.query(`update alliance_profile set level = 3`);
  await world.seal();
  let figures = 0;
  for (const scope of SCOPES) {
    for (const view of ['full', 'noPersonal'] as const) {
      const inputs = [1, 2, 3].flatMap((level) =>
        measures.map((m): FigureInput => ({ ...asked(m.code, '2025', level, scope), view })),
      );
      const told = await toldAll(world.db, inputs);
      for (const [i, input] of inputs.entries()) {
        const alone = await computed(async (tx) => (await toldAll(tx, [input]))[0]);
        expect([input.measure.code, input.level, view, told[i]]).toEqual([
          input.measure.code,
          input.level,
          view,
          alone,
        ]);
        figures += 1;
      }
    }
  }
  expect(figures).toBe(SCOPES.length * 2 * 3 * measures.length);
});

test('what nobody asked for yet is prepared, the years first, and what is there is not computed again', async () => {
  await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: '1' },
    data: { model: 1 },
  });
  await world.seal();
  const years = ['2025', '2024'].flatMap((year) =>
    [1, 2, 3].flatMap((level) => keptMeasures.map((m) => asked(m.code, year, level))),
  );
  for (const _ of years) expect(await prepareSums(world.db, { programme: 'PAR2FA', today: TODAY })).toBe(true);
  for (const input of years)
    expect([input.measure.code, await keepSums(world.db, input)]).toEqual([input.measure.code, 0]);
  expect(await keepSums(world.db, asked('N5', '2024-Q3', 3))).toBe(1);
  expect(await world.db.query('select count(*)::int as n from period_sums_state')).toEqual([{ n: years.length + 1 }]);
});

test('periods that end on the same day are kept apart, where what is counted happened in them', async () => {
  await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2024-03-01', number: '1' },
    stateSince: '2024-03-01',
  });
  await world.seal();
  const months: number[] = [];
  for (const period of ['2025', '2025-Q4', '2025-S2', '2025-M12', '2025'])
    months.push((await figureOf(world.db, asked('N8-visitas', period, 1))).d);
  expect(months).toEqual([12, 3, 6, 1, 12]);
});

test('sums of another definition, or of before a migration, are not served', async () => {
  await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: '1' },
    data: { model: 1 },
  });
  await world.seal();
  const input = asked('P9', '2025', 1);
  expect((await figureOf(world.db, input)).value).toBe(1);
  await world.db.query('update period_sums set n = 7');
  expect((await figureOf(world.db, input)).value).toBe(7);
  await world.db.query(`update period_sums_state set definition = 'de antes'`);
  expect((await figureOf(world.db, input)).value).toBe(1);
});

test('every noun that an act is about, and every table of the records, is known to touch alliances, nothing, or everything', async () => {
  const tables = await world.db.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_attribute x on x.attrelid = c.oid and x.attname = 'row_hash'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const nouns = new Set([...commandList.map((c) => c.subject), ...tables.map((t) => t.name)]);
  nouns.delete('journal_change');
  const everything = [...nouns].filter((noun) => touchOf(noun) === 'everything').sort();
  expect(everything).toEqual(['parameter', 'reference', 'unit_move']);
  // Every table that a measure reads touches something.
  for (const noun of keptMeasures.flatMap((m) => m.reads)) expect([noun, touchOf(noun)]).toEqual([noun, 'alliances']);
  // What is computed whenever it is asked for touches nothing that is kept: a complaint makes no past period be
  // computed again.
  const others = measures.filter((m) => !isKeptMeasure(m)).flatMap((m) => m.reads);
  expect(others).toContain('complaint');
  for (const noun of others) expect([noun, touchOf(noun)]).toEqual([noun, 'nothing']);
});

test('the records behind a figure are the row versions that support it, each once: kept, computed and listed', async () => {
  const own = { id: newId(), kind: 'integral', signedOn: '2025-03-01', number: '1' };
  // One of model 1, one of model 2: its convenio supports P9 and not 1.2a.
  await world.alliance('LPZ', { agreement: own, data: { model: 1 } });
  await world.alliance('LPZ', { agreement: { ...own, id: newId(), number: '2' }, data: { model: 2 } });
  await world.seal();
  const rows = await runMeasure(world.db, '1.2a', { ...asked('1.2a', '2025', 1), subjects: null });
  expect(rows).toHaveLength(2);
  const expected = new Set(rows.filter(supports).flatMap((r) => r.sources)).size;
  expect(expected).toBe(2);
  for (const period of ['2025', '2026']) expect(await recordsBehind(world.db, asked('1.2a', period, 1))).toBe(expected);
  expect(await recordsBehind(world.db, asked('P9', '2026', 1))).toBe(2);
});

test('a year before the first record is empty, not 0; a year in which nothing is validated yet is no 0 % either', async () => {
  const { id } = await world.alliance('LPZ', {
    agreement: { id: newId(), kind: 'integral', signedOn: '2023-03-01', number: '1' },
    stateSince: '2023-03-01',
  });
  const who = await world.person('ACOMPANANTE', [id]);
  await world.send(who, 'visit.register', newId(), visitBody(id, true), at(200));
  await world.seal();
  const of = async (measure: string, period: string, level = 1) => {
    const { status, value } = await figureOf(world.db, asked(measure, period, level));
    return [status, value];
  };
  expect(await of('N8-visitas', '2024')).toEqual(['noData', null]);
  expect((await of('N8-visitas', '2025'))[0]).toBe('value');
  expect(await of('N8-visitas', '2025', 3)).toEqual(['noData', null]);
  expect(await of('P9', '2022')).toEqual(['noData', null]);
  expect(await of('P9', '2023')).toEqual(['value', 1]);
  // A convenio says nothing of families before one is known.
  expect(await of('R5', '2025')).toEqual(['noData', null]);
  // With a visit of the year before validated, and none of that year: 0 of 12 months is what is not validated yet.
  const early = newId();
  await world.send(who, 'visit.register', early, visitBody(id, true), at(600));
  for (const noun of ['alliance_profile', 'agreement']) await world.db.query(`update ${noun} set level = 3`);
  await world.db.query('update visit set level = 3 where record_id = $1', [early]);
  await world.db.query('delete from period_sums_state');
  expect((await of('N8-visitas', '2024', 3))[0]).toBe('value');
  expect(await of('N8-visitas', '2025', 3)).toEqual(['noData', null]);
  const trend = await trendOf(world.db, asked('P9', '2025', 1));
  expect(trend.map((p) => p.figure.value)).toEqual([null, null, 1, 1, 1]);
});

test('the month before: its rows follow its figure at once, before its stored evidence is built again', async () => {
  const { id } = await world.alliance('LPZ', {
    state: 'EN_OPERACION',
    stages: { CONVENIO_FIRMADO: '2026-01-10', EN_EJECUCION: '2026-02-01', EN_OPERACION: '2026-03-01' },
    agreement: { id: newId(), kind: 'integral', signedOn: '2026-01-10', number: 'M-1' },
  });
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, full: true });
  const companion = await world.person('ACOMPANANTE', [id]);
  const sent = await world.send(companion, 'visit.register', newId(), visitBody(id, true), {
    occurredOn: '2026-05-20',
  });
  expect(sent.status).toBe('accepted');
  await world.seal();
  let behind = 0;
  for (const { code } of keptMeasures) {
    const input = asked(code, '2026-M05', 1);
    const { rows } = await evidenceRows(world.db, input, { page: 1, pageSize: 50 });
    const figure = await figureOf(world.db, input);
    expect([code, rows.reduce((sum, r) => sum + r.n, 0)]).toEqual([code, figure.n]);
    const [stored] = await world.db.query<{ n: number }>(
      `select coalesce(sum(n), 0)::int as n from evidence where measure = $1 and period = '2026-M05' and level = 1`,
      [code],
    );
    if (stored?.n !== figure.n) behind += 1;
  }
  expect(behind).toBeGreaterThan(0);
});
