import type { Database } from '../db/database.ts';

/**
 * Outlines of the departments from the boundaries in use: coarse, since the whole country is one screen wide. Drawing one takes
 * long, so each is drawn by itself and only when other boundaries have come into use.
 */
export async function keepShapes(db: Database): Promise<void> {
  const [current] = await db.query<{ id: string }>('select id from boundary_version order by loaded_at desc, id desc limit 1');
  if (!current) return;
  const stale = await db.query<{ code: string }>(
    `select d.code from department d
      where not exists (select 1 from open_data.department_shape s where s.code = d.code and s.boundary_version_id = $1) order by d.code`,
    [current.id],
  );
  for (const { code } of stale) {
    await db.query(
      `insert into open_data.department_shape (code, name, path, boundary_version_id)
       select d.code, d.name, ST_AsSVG(ST_SimplifyPreserveTopology(ST_Union(ST_SnapToGrid(b.shape, 0.001)), 0.03), 0, 2), b.boundary_version_id
         from municipality_boundary b join municipality m on m.code = b.municipality_code join department d on d.code = m.department_code
        where b.boundary_version_id = $1 and d.code = $2
        group by d.code, d.name, b.boundary_version_id
       on conflict (code) do update set name = excluded.name, path = excluded.path, boundary_version_id = excluded.boundary_version_id`,
      [current.id, code],
    );
  }
  await db.query('delete from open_data.department_shape where boundary_version_id <> $1', [current.id]);
}
