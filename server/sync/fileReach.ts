import { flags } from '../../domain/kernel/command.ts';
import { type Day, dayOf } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { capturedNames } from '../../domain/monitoring/versioned.ts';
import { type Actor, scopeOf } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import { carriedOutOfSight, nounFileSql } from '../nouns/files.ts';
import { scopeSql } from '../queries/query.ts';
import { FAMILY_READERS } from '../queries/readers.ts';
import type { System } from '../system.ts';

export type FileHolder = Pick<System, 'db' | 'files' | 'now'>;

export interface ReadableFile {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Whether a text is the SHA-256 of something, in hexadecimal. */
export const isFileHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

interface FileRow extends Record<string, unknown> {
  mediaType: string;
  withdrawn: boolean;
  copyHash: string | null;
}

/** SQL: the person has had the file in hand, because there is an entry by which they sent its bytes. */
export const broughtBy = (actor: string) =>
  `exists (select 1 from journal_entry b where b.subject_id = f.id and b.kind = 'file.receive' and b.actor_id = ${actor})`;
/**
 * SQL: the author of a record's version sent the file or, for what somebody else brought in from the author's phone,
 * that person did. `author_id` names the author; `entry_id` would lead to whoever reviewed the version last.
 */
const authorBrought = `(${broughtBy('t.author_id')} or (t.flags @> array['${flags.broughtIn}'] and ${broughtBy(
  `any(array(select k.actor_id from journal_entry k where k.kind = 'device.bringIn' and k.subject_id = t.author_id))`,
)}))`;
const documentBrought = broughtBy('(select w.actor_id from journal_entry w where w.id = d.entry_id)');
/**
 * SQL: records were imported from the file. Then it is a sheet about many, and seeing one of its records does not open
 * all of it.
 */
const IMPORTED_FROM = `exists (select 1 from imported_row i join source_document x on x.id = i.document_id where x.file_hash = f.hash)`;

/**
 * The only way to the bytes of a stored file, for everything that a person names by its hash: a picture on a screen, a
 * sheet to import. Null when the file does not exist or they may not see it, without telling which.
 */
export async function readableFile(system: FileHolder, actor: Actor, hash: string): Promise<ReadableFile | null> {
  const file = isFileHash(hash) ? await reachableFile(system.db, actor, hash, dayOf(system.now())) : null;
  if (!file) return null;
  // A withdrawn file is given as its copy without what was erased. Where there is no copy, whoever may read the file is
  // told so.
  if (file.withdrawn && file.copyHash === null) throw new ProblemError(problem('fileWithdrawn'));
  const bytes = await system.files.get(file.copyHash ?? hash);
  return bytes ? { hash, mediaType: file.mediaType, bytes } : null;
}

/**
 * The bytes of a stored file as they are today, for an answer that shows a part of it. The caller has judged that the
 * reader may see that part. Null when there are none.
 */
export async function storedBytes(
  { db, files }: { readonly db: Executor; readonly files?: Pick<FileHolder['files'], 'get'> | undefined },
  hash: string,
): Promise<Uint8Array | null> {
  const [row] = await db.query<{ withdrawn: boolean; copyHash: string | null }>(
    'select withdrawn_on is not null as withdrawn, copy_hash as "copyHash" from stored_file where hash = $1',
    [hash],
  );
  if (!row || !files || (row.withdrawn && row.copyHash === null)) return null;
  return files.get(row.copyHash ?? hash);
}

/**
 * The file if the actor may see it; otherwise null. They may when they brought it themselves and it belongs to no
 * complaint that they may not know of, or when they may see a record that has it and whose author brought it. A hash
 * that somebody else wrote into their own record opens nothing. Photos and papers show persons, so only a full view
 * reaches them.
 */
async function reachableFile(db: Executor, actor: Actor, hash: string, today: Day): Promise<FileRow | null> {
  const scopes = scopeOf(actor, today).filter((s) => s.view === 'full');
  // Whoever sees the people of the whole nation may open a sheet about many.
  const reachesAll = scopeOf(actor, today, FAMILY_READERS).some((s) => s.view === 'full' && s.kind === 'national');
  const params: unknown[] = [hash, actor.id];
  const record = scopeSql(scopes, { unit: 't.unit_id', alliance: 't.alliance_id' }, params);
  const alliance = scopeSql(scopes, { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id' }, params);
  const ofNouns = nounFileSql(actor, today, broughtBy, params);
  const outOfSight = carriedOutOfSight(actor, today, params);
  const captured = capturedNames.flatMap((table) => {
    const shown = `t.photos @> array[f.hash] and ${authorBrought}`;
    return [
      `exists (select 1 from ${table} t where ${shown} and ${record})`,
      `exists (select 1 from alliance a join ${table} t on t.alliance_id = a.id where ${shown} and ${alliance})`,
    ];
  });
  const rows = await db.query<FileRow>(
    `select f.media_type as "mediaType", f.withdrawn_on is not null as withdrawn, f.copy_hash as "copyHash"
      from stored_file f where f.hash = $1 and (
         (${broughtBy('$2::text::uuid')} and not ${outOfSight})
      or ${ofNouns}
      or ${captured.join(' or ')}
      or ${reachesAll ? 'true' : `not ${IMPORTED_FROM}`}
        and exists (select 1 from source_document d where d.file_hash = f.hash and ${documentBrought}
           and (exists (select 1 from alliance a where a.source_document_id = d.id and ${alliance})
             or exists (select 1 from alliance_stage st join alliance a on a.id = st.alliance_id
               where st.document_id = d.id and ${alliance}))))`,
    params,
  );
  return rows[0] ?? null;
}
