import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/helpers/database.ts';
import type { Database } from '../db/database.ts';
import { DatabaseError } from '../db/errors.ts';
import { newId } from '../ids.ts';
import { departments, municipalities, unitOfMunicipality, units, unitsByMunicipality } from '../stores/territory.ts';
import { loadReference, type TerritoryLoad } from './loadReference.ts';
import { territoryMap } from './mapData.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await loadReference(db);
});

const NO_ALLIANCES = `select null::text as id, null::text as code, null::text as name, null::text as state, null::text as unit_code,
  null::text as municipality_code, null::double precision as lon, null::double precision as lat where false`;

class Undo extends Error {}
/** Runs work in a transaction that is always undone: reference tables are shared by all tests. */
async function undone(
  work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>,
): Promise<void> {
  await expect(
    db.transaction(async (tx) => {
      await work(tx);
      throw new Undo();
    }),
  ).rejects.toBeInstanceOf(Undo);
}

describe('territory of reference', () => {
  it('has 9 departments, 112 provinces, 339 municipalities, 12 units', async () => {
    expect(await departments(db)).toHaveLength(9);
    expect(await db.query('select 1 from province')).toHaveLength(112);
    expect(await municipalities(db)).toHaveLength(339);
    const all = await units(db);
    expect(all.map((u) => u.kind).sort()).toEqual(['UCN', ...Array(9).fill('UOD'), 'UOR', 'UOR']);
    expect(all[0]?.code).toBe('UCN');
  });

  it('nests codes', async () => {
    const all = await municipalities(db);
    expect(
      all.filter((m) => !m.code.startsWith(m.provinceCode) || !m.provinceCode.startsWith(m.departmentCode)),
    ).toEqual([]);
  });

  it('changes nothing when loaded again, and tells the journal only when something changed', async () => {
    const told: TerritoryLoad[] = [];
    const load = await loadReference(db, { onLoaded: async (l) => void told.push(l) });
    expect(load).toMatchObject({ changed: 0, coverageAdded: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(told).toEqual([]);
  });

  it('puts back a name that differs and leaves coverage that people changed', async () => {
    await undone(async (tx) => {
      await tx.query(`update municipality set name = 'Otro' where code = '010101'`);
      await tx.query(`update unit_municipality set unit_code = 'POT' where municipality_code = '010101'`);
      const inside = { ...db, transaction: ((work) => work(tx)) as Database['transaction'] };
      expect((await loadReference(inside)).changed).toBe(1);
      expect(await tx.query(`select name from municipality where code = '010101'`)).toEqual([{ name: 'Sucre' }]);
      expect(await unitOfMunicipality(tx, '010101', '2026-01-01')).toBe('POT');
    });
  });
});

describe('who serves a municipality', () => {
  it('is exactly one unit, on any day and for all 339', async () => {
    const days = ['2005-01-01', '2011-07-27', '2017-01-01', '2020-02-29', '2022-12-31', '2026-11-23', '2040-01-01'];
    for (const day of days) {
      const rows = await db.query<{ code: string; n: number }>(
        `select m.code, count(um.unit_code)::integer as n from municipality m
         left join municipality_unit um on um.municipality_code = m.code and um.valid_from <= $1::date
           and (um.valid_to is null or um.valid_to >= $1::date)
         group by m.code having count(um.unit_code) <> 1`,
        [day],
      );
      expect(rows, day).toEqual([]);
      const served = await unitsByMunicipality(db, day);
      expect(served.size).toBe(339);
      expect(new Set(served.values()).size).toBe(11);
    }
  });

  it('gives the two regional units what the decision says, and the national one nothing', async () => {
    const of = (code: string) => unitOfMunicipality(db, code, '2022-06-01');
    expect(await Promise.all(['060301', '070702', '010501', '011001'].map(of))).toEqual(['CHA', 'CHA', 'CHA', 'CHA']);
    expect(await Promise.all(['051201', '051401', '040801'].map(of))).toEqual(['SAL', 'SAL', 'SAL']);
    expect(await Promise.all(['010701', '010903'].map(of))).toEqual(['POT', 'POT']);
    expect(await of('040101')).toBe('ORU');
    expect([...(await unitsByMunicipality(db, '2022-06-01')).values()]).not.toContain('UCN');
  });

  it('passes to another unit from a day on, and two at once are refused by the database', async () => {
    await undone(async (tx) => {
      const day = '2024-07-01';
      const add = (from: string) =>
        tx.query(
          `insert into unit_municipality (id, municipality_code, unit_code, valid_from, basis)
            values ($1, '051201', 'POT', $2::date, 'prueba')`,
          [newId(), from],
        );
      await add(day);
      expect(await unitOfMunicipality(tx, '051201', '2024-06-30')).toBe('SAL');
      expect(await unitOfMunicipality(tx, '051201', day)).toBe('POT');
      await tx.script('savepoint before');
      const refused: unknown = await add(day).catch((error: unknown) => error);
      await tx.script('rollback to savepoint before');
      expect(refused).toBeInstanceOf(DatabaseError);
      expect((refused as DatabaseError).constraint).toBe('unit_municipality_from_key');
    });
  });
});

it('gives the map everything but shapes, with each municipality under the unit of the day', async () => {
  const data = await territoryMap(db, '2022-06-01', { sql: NO_ALLIANCES, params: [] });
  expect(data.municipalities).toHaveLength(339);
  expect(data.municipalities.find((m) => m.code === '060301')?.unitCode).toBe('CHA');
  expect(data.alliances).toEqual([]);
});
