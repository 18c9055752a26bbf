import { beforeAll, expect, test } from 'vitest';
import type { Figure } from '../domain/monitoring/estimators.ts';
import { type Dimension, dimensions, type Measure, measures } from '../domain/monitoring/indicators.ts';
import type { FigureRow, IndicatorListView, MeasureView, TrendView } from '../domain/monitoring/indicatorViews.ts';
import { choosablePeriods, openPeriods } from '../domain/monitoring/period.ts';
import type { Actor } from '../domain/people/actor.ts';
import { roles } from '../domain/people/roles.ts';
import { type Cell, follows, isSmall } from '../domain/publishing/suppression.ts';
import { newId } from '../server/ids.ts';
import { refreshEvidence } from '../server/monitoring/evidence.ts';
import { publishOpenData } from '../server/publishing/publishOpenData.ts';
import type { Page } from '../server/queries/query.ts';
import { FIGURE_READERS } from '../server/queries/readers.ts';
import { loadCatalogue } from '../server/stores/loadCatalogue.ts';
import { ask } from './alliance/ask.ts';
import { testDatabase } from './helpers/database.ts';
import { rememberingDatabase } from './helpers/rememberingDatabase.ts';
import { temporaryFolder } from './helpers/temporaryFolder.ts';
import { NOW, openWorld, TODAY, type World } from './helpers/world.ts';

/**
 * A reader without personal data asks every question about measures of families, keeps every answer of three
 * publications, and solves the equations. They must not find a count of one to four families, of women or of men, in
 * any part, at any level, nor a change of one to four.
 */
const UNITS = ['LPZ', 'ORU', 'POT'] as const;
const LEVELS = [1, 2, 3] as const;
const ofFamilies = measures.filter((m) => m.families !== undefined);
const readers = FIGURE_READERS.filter((role) => roles[role].view !== 'full');
let world: World;
const alliances: string[] = [];

let ci = 7_000_000;
async function families(allianceId: string, women: number, men: number): Promise<void> {
  const expert = await world.person('UCN_ME');
  for (let i = 0; i < women + men; i++) {
    ci += 1;
    const birth = i % 2 ? { birthDate: '2003-05-05' } : {};
    const holder = {
      id: newId(),
      ciNumber: String(ci),
      givenNames: 'Persona',
      paternalSurname: `Apellido${ci}`,
      sex: i < women ? 'F' : 'M',
      ...birth,
    };
    const sent = await world.send(expert, 'family.enrol', newId(), {
      allianceId,
      familyId: newId(),
      holder,
      representative: 'holder',
      joinedOn: '2025-02-01',
    });
    expect(sent.status).toBe('accepted');
  }
}

const publish = async () => {
  await world.seal();
  await refreshEvidence(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, full: true });
  await publishOpenData(world.db, { programme: 'PAR2FA', today: TODAY, now: NOW, demo: true });
};
const validate = async () => {
  for (const table of ['alliance_profile', 'agreement', 'organisation_member'])
    await world.db.query(`update ${table} set level = 3`);
};

beforeAll(async () => {
  world = await openWorld({ db: rememberingDatabase(await testDatabase()), dataDir: temporaryFolder('world') });
  await world.reset();
  await loadCatalogue(world.db);
  const places = [
    { unit: 'LPZ', municipalityCode: '020101', productCode: 'QUINUA', model: 1, women: 5, men: 2 },
    { unit: 'LPZ', municipalityCode: '020201', productCode: 'PAPA', model: 2, women: 8, men: 9 },
    { unit: 'ORU', municipalityCode: '040101', productCode: 'QUINUA', model: 1, women: 2, men: 1 },
    { unit: 'ORU', municipalityCode: null, productCode: 'LECHE', model: null, women: 6, men: 6 },
    { unit: 'POT', municipalityCode: '050101', productCode: 'PAPA', model: 3, women: 9, men: 0 },
  ];
  for (const { unit, women, men, ...data } of places) {
    const a = await world.alliance(unit, {
      agreement: { id: newId(), kind: 'integral', signedOn: '2025-02-01', number: newId().slice(-6) },
      data,
    });
    alliances.push(a.id);
    await families(a.id, women, men);
  }
  await validate();
});

const DIMENSIONS = Object.keys(dimensions) as Dimension[];
interface Family extends Record<string, unknown> {
  thing: string;
  sex: string | null;
}

const columnOf = (d: Dimension) => {
  if (d === 'department') return 'left(e.municipality_code, 2)';
  return d === 'rubro' ? 'p.rubro' : `e.${dimensions[d].column}`;
};

/** The families that each part counts now. Keys: level, unit or none, dimension and value. */
async function partsNow(): Promise<Map<string, Family[]>> {
  const period = openPeriods(TODAY).at(-1)?.code;
  const parts = new Map<string, Family[]>();
  for (const level of LEVELS) {
    const rows = await world.db.query<Family>(
      `select e.thing,
        ${DIMENSIONS.map((d) => `${columnOf(d)}::text as "${d}"`).join(', ')}
         from evidence e left join product p on p.code = e.product_code
           where e.measure = 'R5' and e.n = 1 and e.period = $1 and e.level = $2`,
      [period, level],
    );
    for (const row of rows)
      for (const unit of ['', row.unit as string])
        for (const part of ['total|', ...DIMENSIONS.map((d) => `${d}|${row[d] ?? ''}`)]) {
          const name = `${level}|${unit}|${part}`;
          parts.set(name, [...(parts.get(name) ?? []), row]);
        }
  }
  return parts;
}

/** What a figure counts: the families of a part, or the women among them. */
interface Told {
  readonly of: 'all' | 'women';
  readonly part: string;
  readonly n: number;
  readonly edition: number;
}

/**
 * Asks every question about families and returns the numbers shown. Fails at once when a hidden figure shows a number.
 */
async function askEverything(
  reader: Actor,
  edition: number,
  closedToo: boolean,
): Promise<{ told: Told[]; asked: number }> {
  const told: Told[] = [];
  let asked = 0;
  const tell = (measure: Measure, figure: Figure, part: string) => {
    if (figure.status === 'hidden')
      expect(figure).toEqual({ status: 'hidden', value: null, n: 0, d: 0, n0: 0, d0: 0, rows: 0, notDue: 0 });
    else if (measure.families === 'all')
      told.push({ of: 'all', part, n: figure.n, edition }, { of: 'all', part, n: figure.rows, edition });
    else
      told.push(
        { of: 'women', part, n: figure.n, edition },
        { of: 'all', part, n: figure.d, edition },
        { of: 'all', part, n: figure.rows, edition },
      );
    expect([figure.notDue, figure.n0, figure.d0]).toEqual([0, 0, 0]);
  };
  const open = new Set(openPeriods(TODAY).map((p) => p.code));
  // Before 2025 this story has nothing to show; of those years only the last is asked.
  const closed = choosablePeriods(TODAY).filter((p) => p.to >= '2025-01-01' || p.code === '2024');
  for (const period of closedToo ? closed : openPeriods(TODAY)) {
    for (const level of LEVELS) {
      for (const unit of ['', ...UNITS]) {
        const params = { period: period.code, level: String(level), ...(unit ? { unit } : {}) };
        // The list uses the same figures. For a closed period it would compute every measure, which takes long, so it
        // is asked only for open ones.
        if (open.has(period.code)) {
          const list = await ask<IndicatorListView>(world, reader, 'indicator.list', params);
          for (const m of list.indicators.flatMap((i) => i.measures).filter((x) => x.families)) {
            expect(m.reserved).toBe(true);
            tell(m, m.figure, `${level}|${unit}|total|`);
          }
          asked += 1;
        }
        for (const measure of ofFamilies) {
          const one = { ...params, measure: measure.code };
          const view = await ask<MeasureView>(world, reader, 'indicator.figure', one);
          tell(measure, view.figure, `${level}|${unit}|total|`);
          for (const l of view.byLevel) tell(measure, l.figure, `${l.level}|${unit}|total|`);
          for (const [dimension, parts] of Object.entries(view.parts))
            for (const p of parts) tell(measure, p.figure, `${level}|${unit}|${dimension}|${p.key ?? ''}`);
          for (const p of (await ask<TrendView>(world, reader, 'indicator.trend', one)).points)
            tell(measure, p.figure, `${level}|${unit}|total|`);
          // The download must equal the screen and contain nothing of hidden figures.
          const table = await ask<Page<FigureRow>>(world, reader, 'indicator.table', { ...one, pageSize: '200' });
          const screen = [view.figure, ...Object.values(view.parts).flatMap((parts) => parts.map((p) => p.figure))];
          expect(table.rows.map((r) => [r.numerator, r.counted])).toEqual(
            screen.map((f) => (f.status === 'hidden' ? [null, null] : [f.n, f.rows])),
          );
          for (const r of table.rows.filter((x) => x.numerator === null))
            expect([r.figure, r.denominator, r.notDueYet]).toEqual([null, null, null]);
          for (const dimension of [undefined, ...measure.dimensions])
            await expect(
              ask(world, reader, 'indicator.evidence', { ...one, ...(dimension ? { dimension, key: 'LPZ' } : {}) }),
            ).rejects.toMatchObject({
              problem: { code: 'SIGG-218' },
            });
          asked += 3 + 1 + measure.dimensions.length;
        }
      }
    }
  }
  return { told, asked };
}

test('whatever a reader without personal data asks and keeps, no small count or change of families can be deduced', async () => {
  expect(readers.length).toBeGreaterThan(0);
  const editions: Map<string, Family[]>[] = [];
  const told: Told[] = [];
  let asked = 0;
  const steps = [
    async () => {},
    async () => families(alliances[1] as string, 1, 0),
    async () => {
      await families(alliances[0] as string, 2, 6);
      await validate();
    },
    async () => families(alliances[2] as string, 0, 2),
  ];
  for (const [edition, step] of steps.entries()) {
    await step();
    await publish();
    editions.push(await partsNow());
    for (const [i, role] of readers.entries()) {
      // All these readers get the same answers: each of them asks the first publication, and one in turn each later
      // one.
      if (edition > 0 && i !== edition % readers.length) continue;
      // Closed periods do not change with the edition and have the same answers for all these readers, so they are
      // asked once.
      const answered = await askEverything(await world.person(role), edition, edition === 0 && i === 0);
      told.push(...answered.told);
      asked += answered.asked;
    }
  }
  const atoms = new Map<string, number>();
  const atom = (f: Family) => {
    if (!atoms.has(f.thing)) atoms.set(f.thing, atoms.size);
    return atoms.get(f.thing) as number;
  };
  const cellOf = (key: string, list: readonly Family[]): Cell => ({
    key,
    count: list.length,
    atoms: [...new Set(list.map(atom))],
    publishable: true,
  });
  const at = (edition: number, part: string, of: 'all' | 'women' | 'others') =>
    (editions[edition]?.get(part) ?? []).filter((f) => of === 'all' || (f.sex === 'F') === (of === 'women'));

  // A number belongs to the newest edition, up to its own, in which it was true.
  const known = new Map<string, Cell>();
  for (const { of, part, n, edition } of told) {
    const stands = [...editions.keys()].filter((e) => e <= edition).findLast((e) => at(e, part, of).length === n);
    expect(stands, `${of} of ${part}: ${n} was never true`).toBeDefined();
    expect(isSmall(n), `${of} of ${part}: ${n}`).toBe(false);
    known.set(`${of}|${part}|${stands}`, cellOf(part, at(stands as number, part, of)));
  }
  const sensitive = new Map<string, Cell>();
  for (const part of new Set(editions.flatMap((e) => [...e.keys()])))
    for (const of of ['all', 'women', 'others'] as const)
      for (const to of editions.keys())
        for (let from = -1; from < to; from++) {
          const before = new Set(from < 0 ? [] : at(from, part, of).map((f) => f.thing));
          const cell = cellOf(
            `${of} of ${part}, ${from} to ${to}`,
            at(to, part, of).filter((f) => !before.has(f.thing)),
          );
          if (isSmall(cell.count)) sensitive.set(cell.atoms.join(), cell);
        }
  const published = [...known.values()].filter((c) => c.count > 0);
  expect([...sensitive.values()].filter((c) => follows(c, published)).map((c) => c.key)).toEqual([]);
  console.log(
    `reserved: ${readers.join(', ')}; ${asked} questions, ${told.length} numbers told, ${published.length} ` +
      `different; ${sensitive.size} small cells not worked out`,
  );
  expect(published.length).toBeGreaterThan(5);
  expect(sensitive.size).toBeGreaterThan(20);
}, 480_000);

test('who sees personal data sees every part and every row; the history of an alliance counts no families to who does not', async () => {
  const expert = await world.person('UCN_ME');
  const view = await ask<MeasureView>(world, expert, 'indicator.figure', { measure: 'R5' });
  expect(view.reserved).toBe(false);
  expect(view.parts.sex?.map((p) => p.key)).toEqual(['F', 'M']);
  expect((await ask<Page<unknown>>(world, expert, 'indicator.evidence', { measure: 'R5' })).total).toBe(
    view.figure.rows,
  );
  const history = async (role: 'UCN_ME' | (typeof readers)[number], kind: string) =>
    (
      await ask<Page<unknown>>(world, await world.person(role), 'alliance.journal', {
        allianceId: alliances[0] as string,
        kind,
      })
    ).total;
  expect(await history('UCN_ME', 'family.enrol')).toBeGreaterThan(0);
  for (const role of readers)
    expect([await history(role, 'family.enrol'), await history(role, 'alliance.adopt')]).toEqual([0, 1]);
});
