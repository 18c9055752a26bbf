import type { Day } from '../../domain/kernel/dates.ts';
import type { Database, Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { type BoundaryFeature, type BoundaryFile, BoundaryFileError } from './boundaryFile.ts';

/** A municipality as a report names it. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** What a load of boundaries did. */
export interface BoundaryLoad {
  /** 'already': the same file was loaded before and nothing changed. */
  readonly status: 'loaded' | 'already';
  readonly versionId: string;
  readonly fileHash: string;
  readonly municipalities: number;
  readonly repaired: number;
  /** Codes of the file that no municipality has: not loaded. */
  readonly unknown: readonly string[];
  /** Municipalities that are not in the file. */
  readonly missing: readonly Named[];
  /**
   * Municipalities whose shape is more than 5 km from their point in the reference, perhaps because codes were mixed
   * up.
   */
  readonly farFromPoint: readonly Named[];
}

export interface BoundaryOptions {
  readonly source: string;
  readonly datedOn: Day | null;
  /** The uncertainty of the lines, in metres. */
  readonly marginM: number;
  /**
   * Called inside the transaction when something was loaded, so that the journal entry is committed together with it or
   * not at all.
   */
  readonly onLoaded?: (load: BoundaryLoad, tx: Transaction) => Promise<void>;
}

/** Only one load runs at a time; the constant is arbitrary. */
const LOAD_LOCK = 7_204_002n;
/** The most characters of shapes in one statement: large enough for few statements, small enough for any driver. */
const BATCH_CHARACTERS = 400_000;

/**
 * Loads a file of municipality boundaries (see readBoundaryFile) as a new version, which is then the one in use; the same file again
 * changes nothing. Invalid shapes are repaired. Throws BoundaryFileError (Spanish sentences) when no code is known or a shape is empty.
 */
export async function loadBoundaries(
  db: Database,
  file: BoundaryFile,
  options: BoundaryOptions,
): Promise<BoundaryLoad> {
  return db.transaction(
    async (tx) => {
      const known = await tx.query<{ code: string; name: string }>('select code, name from municipality order by code');
      const names = new Map(known.map((m) => [m.code, m.name]));
      const usable = file.features.filter((f) => names.has(f.code));
      const unknown = file.features.filter((f) => !names.has(f.code)).map((f) => f.code);
      const present = new Set(usable.map((f) => f.code));
      const missing = known.filter((m) => !present.has(m.code));
      if (usable.length === 0) throw new BoundaryFileError(['Ningún código del archivo es de un municipio conocido.']);
      const shared = { fileHash: file.hash, municipalities: usable.length, unknown, missing };

      const before = await tx.query<{ id: string; repaired: number }>(
        'select id, repaired from boundary_version where file_hash = $1',
        [file.hash],
      );
      if (before[0])
        return {
          status: 'already',
          versionId: before[0].id,
          repaired: before[0].repaired,
          ...shared,
          farFromPoint: await farFromPoint(tx, before[0].id),
        };

      const versionId = newId();
      await tx.query(
        `insert into boundary_version (id, file_hash, source, dated_on, margin_m, municipalities, repaired)
          values ($1, $2, $3, $4::date, $5, $6, 0)`,
        [versionId, file.hash, options.source, options.datedOn, options.marginM, usable.length],
      );
      let repaired = 0;
      for (const batch of batches(usable)) repaired += await insertShapes(tx, versionId, batch);
      await tx.query('update boundary_version set repaired = $2 where id = $1', [versionId, repaired]);
      await refuseEmpty(tx, versionId);
      const load: BoundaryLoad = {
        status: 'loaded',
        versionId,
        repaired,
        ...shared,
        farFromPoint: await farFromPoint(tx, versionId),
      };
      await options.onLoaded?.(load, tx);
      return load;
    },
    { locks: [LOAD_LOCK], statementTimeoutMs: 120_000 },
  );
}

/** Inserts shapes, repairing those that are not valid; answers how many were repaired. */
async function insertShapes(tx: Transaction, versionId: string, features: readonly BoundaryFeature[]): Promise<number> {
  const rows = await tx.query<{ repaired: number }>(
    `with given as (
       select code, ST_Force2D(ST_SetSRID(ST_GeomFromGeoJSON(shape::text), 4326)) as g
       from jsonb_to_recordset($2::text::jsonb) as r(code text, shape jsonb)
     ), checked as (select code, g, ST_IsValid(g) as valid from given),
     written as (
       insert into municipality_boundary (boundary_version_id, municipality_code, shape)
       select $1::uuid, code, ST_Multi(ST_CollectionExtract(case when valid then g else ST_MakeValid(g) end, 3)) from checked
       returning municipality_code
     )
     select count(*) filter (where not valid)::integer as repaired from checked`,
    [versionId, JSON.stringify(features.map((f) => ({ code: f.code, shape: f.geometry })))],
  );
  return rows[0]?.repaired ?? 0;
}

/** A shape without area after repair would silently make its municipality impossible to propose. */
async function refuseEmpty(tx: Transaction, versionId: string): Promise<void> {
  const empty = await tx.query<{ municipality_code: string }>(
    'select municipality_code from municipality_boundary where boundary_version_id = $1 and ST_Area(shape) = 0 order by 1',
    [versionId],
  );
  if (empty.length > 0)
    throw new BoundaryFileError(
      empty.map((row) => `El contorno del municipio ${row.municipality_code} no encierra ninguna superficie.`),
    );
}

function farFromPoint(tx: Transaction, versionId: string): Promise<Named[]> {
  return tx.query<{ code: string; name: string }>(
    `select m.code, m.name from municipality_boundary b join municipality m on m.code = b.municipality_code
     where b.boundary_version_id = $1
       and not ST_DWithin(b.shape::geography, ST_SetSRID(ST_MakePoint(m.lon, m.lat), 4326)::geography, 5000)
     order by m.code`,
    [versionId],
  );
}

function* batches(features: readonly BoundaryFeature[]): Generator<BoundaryFeature[]> {
  let batch: BoundaryFeature[] = [];
  let characters = 0;
  for (const feature of features) {
    batch.push(feature);
    characters += JSON.stringify(feature.geometry).length;
    if (characters >= BATCH_CHARACTERS) {
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
