import type { Day } from '../../domain/kernel/dates.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import { scopeSql } from '../queries/query.ts';

interface FileRow extends Record<string, unknown> {
  hash: string;
  media_type: string;
}

/**
 * The file, when the actor may see a record that carries it, or brought it themselves; null otherwise, as if it were not
 * there. Photos and papers show persons: only a full view reaches them.
 */
export async function reachableFile(db: Executor, actor: Actor, hash: string, today: Day): Promise<{ hash: string; mediaType: string } | null> {
  const scopes = scopeOf(actor, today).filter((s) => s.view === 'full');
  const params: unknown[] = [hash, actor.id];
  const record = scopeSql(scopes, { unit: 't.unit_id', alliance: 't.alliance_id' }, params);
  const alliance = scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, params);
  const rows = await db.query<FileRow>(
    `select f.hash, f.media_type from stored_file f where f.hash = $1 and (
         f.uploaded_by = $2::text::uuid
      or exists (select 1 from visit t where t.photos @> array[f.hash] and ${record})
      or exists (select 1 from sale t where t.photos @> array[f.hash] and ${record})
      or exists (select 1 from alliance a join visit t on t.alliance_id = a.id where t.photos @> array[f.hash] and ${alliance})
      or exists (select 1 from alliance a join sale t on t.alliance_id = a.id where t.photos @> array[f.hash] and ${alliance})
      or exists (select 1 from source_document d where d.file_hash = f.hash
           and (exists (select 1 from alliance a where a.source_document_id = d.id and ${alliance})
             or exists (select 1 from alliance_stage st join alliance a on a.id = st.alliance_id where st.document_id = d.id and ${alliance}))))`,
    params,
  );
  const row = rows[0];
  return row ? { hash: row.hash, mediaType: row.media_type } : null;
}
