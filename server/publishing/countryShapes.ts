import type { Database } from '../db/database.ts';

/**
 * Stores the outlines of the departments and their municipalities, from the boundaries in use. They are coarse, since
 * the whole country fills one screen. Drawing a department takes long, so each is drawn alone, and only when the
 * boundaries have changed.
 */
export async function keepShapes(db: Database): Promise<void> {
  const [current] = await db.query<{ id: string }>(
    'select id from boundary_version order by loaded_at desc, id desc limit 1',
  );
  if (!current) return;
  const stale = await db.query<{ code: string }>(
    `select d.code from department d
      where not exists (select 1 from open_data.department_shape s where s.code = d.code and s.boundary_version_id = $1) order by d.code`,
    [current.id],
  );
  for (const { code } of stale) {
    await db.query(
      `insert into open_data.department_shape (code, name, path, boundary_version_id)
       select d.code, d.name,
         ST_AsSVG(ST_SimplifyPreserveTopology(ST_Union(ST_SnapToGrid(b.shape, 0.001)), 0.03), 0, 2),
         b.boundary_version_id
         from municipality_boundary b join municipality m on m.code = b.municipality_code join department d on d.code = m.department_code
        where b.boundary_version_id = $1 and d.code = $2
        group by d.code, d.name, b.boundary_version_id
       on conflict (code) do update set name = excluded.name, path = excluded.path, boundary_version_id = excluded.boundary_version_id`,
      [current.id, code],
    );
  }
  await keepMunicipalities(db, current.id);
  await db.query('delete from open_data.department_shape where boundary_version_id <> $1', [current.id]);
}

/**
 * Draws the municipalities of a version of the boundaries, one department at a time, and removes those of other
 * versions.
 */
async function keepMunicipalities(db: Database, version: string): Promise<void> {
  const stale = await db.query<{ department: string }>(
    `select distinct m.department_code as department from municipality_boundary b join municipality m on m.code = b.municipality_code
      where b.boundary_version_id = $1
        and not exists (select from open_data.municipality_shape s
          where s.code = b.municipality_code and s.boundary_version_id = $1)
          order by 1`,
    [version],
  );
  for (const { department } of stale) {
    await db.query(
      `insert into open_data.municipality_shape (code, path, boundary_version_id)
       select m.code, ST_AsSVG(ST_SimplifyPreserveTopology(b.shape, 0.02), 1, 2), b.boundary_version_id
         from municipality_boundary b join municipality m on m.code = b.municipality_code
        where b.boundary_version_id = $1 and m.department_code = $2
       on conflict (code) do update set path = excluded.path, boundary_version_id = excluded.boundary_version_id`,
      [version, department],
    );
  }
  await db.query('delete from open_data.municipality_shape where boundary_version_id <> $1', [version]);
}
