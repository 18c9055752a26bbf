import type { Measure } from '../../domain/monitoring/indicators.ts';
import type { Database, Executor } from '../db/database.ts';
import { inSlices } from '../db/slices.ts';
import { ALLIANCE, FACTS, NOTHING, touchesOf } from './touchKinds.ts';

/**
 * Alliances that were touched, each with the noun that changed: only measures that read the noun are concerned, or all
 * of them for `alliance`.
 */
export type Touched = readonly { readonly id: string; readonly noun: string }[];

/**
 * The alliances whose evidence may change through the entries with a seal after $1 and up to $2, judged by what each
 * entry changed. Nouns that touch nothing ($3) are left out; facts ($4) touch under their own name.
 */
const NAMED = `
  with fresh as (
    select c.noun, c.row_id, e.alliance_id, e.subject_id, e.subject_noun,
           case when coalesce(c.noun, e.subject_noun) = any($4::text[]) then coalesce(c.noun, e.subject_noun) else 'alliance' end as fact
      from journal_seal s join journal_entry e on e.id = s.entry_id left join journal_change c on c.entry_id = e.id
     where s.number > $1 and s.number <= $2 and coalesce(c.noun, e.subject_noun) <> all($3::text[])
  ), was as (
    -- What a family or an organisation had been merged into before: undoing a merge clears the column.
    select f.noun, (c.after->>'merged_into')::uuid as id
      from fresh f join journal_change c on c.row_id = f.row_id and c.noun = f.noun
     where f.noun in ('family', 'organisation') and c.after->>'merged_into' is not null
  ), families as (
    select row_id as id from fresh where noun = 'family'
    union select y.id from fresh f join family y on y.merged_into = f.row_id where f.noun = 'family'
    union select id from was where noun = 'family'
    union select y.id from fresh f join family y on y.holder_id = f.row_id where f.noun = 'person'
    union select y.id from fresh f join family y on y.spouse_id = f.row_id where f.noun = 'person'
  ), members as (
    select row_id as id from fresh where noun = 'organisation_member'
    union select m.id from families y join organisation_member m on m.family_id = y.id
    union select m.id from fresh f join organisation_member m on m.representative_id = f.row_id where f.noun = 'person'
  ), organisations as (
    select row_id as id from fresh where noun = 'organisation'
    union select o.merged_into from fresh f join organisation o on o.id = f.row_id
      where f.noun = 'organisation' and o.merged_into is not null
    union select id from was where noun = 'organisation'
  )
  select alliance_id as id, fact as noun from fresh where alliance_id is not null
  union select row_id, 'alliance' from fresh where noun = 'alliance'
  union select subject_id, fact from fresh where subject_noun = 'alliance'
  union select p.record_id, 'alliance' from fresh f join alliance_profile p on p.id = f.row_id where f.noun = 'alliance_profile'
  union select g.alliance_id, 'alliance' from fresh f join agreement g on g.id = f.row_id where f.noun = 'agreement'
  union select g.alliance_id, 'alliance' from fresh f join commercial_agreement g on g.id = f.row_id where f.noun = 'commercial_agreement'
  union select v.alliance_id, f.fact from fresh f join visit v on v.id = f.row_id where f.noun = 'visit'
  union select v.alliance_id, f.fact from fresh f join sale v on v.id = f.row_id where f.noun = 'sale'
  union select a.id, 'alliance' from organisations o join alliance a on a.organisation_id = o.id
  union select a.id, 'alliance' from members t join organisation_member m on m.id = t.id join organisation o on o.id = m.organisation_id
         join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id)`;

/**
 * Alliances that share a family with one of $1. A family counts once, so a change in one alliance may move it to
 * another.
 */
const NEIGHBOURS = `
  select distinct b.id
    from alliance_root a
    join organisation o on coalesce(o.merged_into, o.id) = a.organisation_id
    join organisation_member m on m.organisation_id = o.id join family y on y.id = m.family_id
    join family y2 on coalesce(y2.merged_into, y2.id) = coalesce(y.merged_into, y.id) join organisation_member m2 on m2.family_id = y2.id
    join organisation o2 on o2.id = m2.organisation_id join alliance_root b on b.organisation_id = coalesce(o2.merged_into, o2.id)
   where a.id = any($1::uuid[])`;

/** The number of seals covered by one row of `chunks`. */
const CHUNK = 20;

/**
 * The alliances touched by the entries after one seal up to another, judged by what each entry changed, with those that
 * share a family with them.
 */
export async function touchedAlliances(db: Database, after: number, upTo: number): Promise<Touched> {
  const chunks = Array.from({ length: Math.ceil((upTo - after) / CHUNK) }, (_, i) => after + i * CHUNK);
  const touched = new Found();
  // Each statement finds its rows by key: on the embedded engine, one that reads whole tables would hold up everybody.
  await inSlices(
    db,
    chunks,
    async (tx, slice) => {
      const from = slice[0] as number;
      await addNamed(tx, from, Math.min(from + slice.length * CHUNK, upTo), touched);
    },
    { byKey: true },
  );
  await inSlices(db, touched.of(ALLIANCE), (tx, slice) => addNeighbours(tx, slice, touched), { byKey: true });
  return touched.all();
}

/**
 * The same within a given transaction, for `verify`, which reads one state of the database while nobody waits for it.
 */
export async function touchedWithin(tx: Executor, after: number, upTo: number): Promise<Touched> {
  const touched = new Found();
  for (let from = after; from < upTo; from += CHUNK) await addNamed(tx, from, Math.min(from + CHUNK, upTo), touched);
  await addNeighbours(tx, touched.of(ALLIANCE), touched);
  return touched.all();
}

/** The alliances for which a measure must be computed again, each once. */
export function touchedFor(measure: Pick<Measure, 'reads'>, touched: Touched): string[] {
  const own = touchesOf(measure);
  return [...new Set(touched.filter((t) => own.includes(t.noun)).map((t) => t.id))].sort();
}

/** Collects touches, each once. */
class Found {
  readonly #ids = new Map<string, Set<string>>();

  add({ id, noun }: Touched[number]): void {
    const ids = this.#ids.get(noun) ?? new Set();
    this.#ids.set(noun, ids.add(id));
  }

  of(noun: string): string[] {
    return [...(this.#ids.get(noun) ?? [])];
  }

  all(): Touched {
    return [...this.#ids].flatMap(([noun, ids]) => [...ids].sort().map((id) => ({ id, noun })));
  }
}

async function addNamed(db: Executor, after: number, upTo: number, touched: Found): Promise<void> {
  for (const row of await db.query<Touched[number] & Record<string, unknown>>(NAMED, [after, upTo, NOTHING, FACTS]))
    touched.add(row);
}

async function addNeighbours(db: Executor, alliances: readonly string[], touched: Found): Promise<void> {
  for (const { id } of await db.query<{ id: string }>(NEIGHBOURS, [alliances])) touched.add({ id, noun: ALLIANCE });
}
