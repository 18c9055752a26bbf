import { openJson, sealJson } from './crypto.ts';
import type { DraftRow } from './database.ts';
import { dropLoosePhotos } from './files.ts';
import { newId } from './ids.ts';
import { photosOf } from './outbox.ts';
import { type Person, storing } from './person.ts';

/**
 * Something being written. It is stored as it is typed, so that a call, an empty battery or a closed app lose nothing.
 */
export interface Draft {
  readonly id: string;
  readonly kind: string;
  /** The alliance it is about. */
  readonly subjectId: string;
  readonly updatedAt: number;
  readonly values: Readonly<Record<string, unknown>>;
}

const draftLabel = (owner: string, id: string): string => `draft|${owner}|${id}`;

export async function saveDraft(
  person: Person,
  draft: Omit<Draft, 'id' | 'updatedAt'> & { id?: string },
): Promise<string> {
  const id = draft.id ?? newId();
  const sealed = await sealJson(person.key, draftLabel(person.owner, id), draft.values);
  const row: DraftRow = {
    id,
    owner: person.owner,
    kind: draft.kind,
    subjectId: draft.subjectId,
    updatedAt: person.ports.now(),
    ...sealed,
  };
  await storing(() => person.db.drafts.put(row));
  person.changed();
  return id;
}

export async function draftsOf(person: Person): Promise<Draft[]> {
  const rows = await person.db.drafts.where('owner').equals(person.owner).toArray();
  const out = await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      kind: row.kind,
      subjectId: row.subjectId,
      updatedAt: row.updatedAt,
      values: await openJson<Draft['values']>(person.key, draftLabel(row.owner, row.id), row),
    })),
  );
  return out.sort((a, b) => b.updatedAt - a.updatedAt);
}

/** Removes photos that were taken out of a form, or whose form was closed before it was stored: nothing names them. */
export async function dropForgottenPhotos(person: Person): Promise<void> {
  const named = new Set((await draftsOf(person)).flatMap((d) => photosOf(d.values)));
  await person.db.files
    .where('[owner+state]')
    .equals([person.owner, 'draft'])
    .filter((f) => f.usedBy.length === 0 && !named.has(f.hash))
    .delete();
}

/** The person throws a draft away; its photos go with it. */
export async function dropDraft(person: Person, draft: Pick<Draft, 'id' | 'values'>): Promise<void> {
  await person.db.drafts.delete(draft.id);
  await dropLoosePhotos(person, photosOf(draft.values));
  person.changed();
}
