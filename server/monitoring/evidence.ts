import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { measures } from '../../domain/monitoring/indicators.ts';
import { openPeriods, type Period } from '../../domain/monitoring/period.ts';
import type { Database, Executor } from '../db/database.ts';
import { type MeasureInput, measureParams, measureSql } from './runMeasure.ts';

const LEVELS = [1, 2, 3];
/** One rebuild at a time, in any process. */
const EVIDENCE_LOCK = 7_412_001n;
const COLUMNS = 'thing, alliance_id, unit_id, municipality_code, model, product_code, sex, young, indigenous, counts_on, due, n, d, n0, d0, note, sources';

export interface Rebuilt {
  /** Alliances whose evidence was rebuilt; null when all of it was. */
  readonly alliances: number | null;
  readonly rows: number;
  /** Rows that were not as computed now: new, other or no longer there. */
  readonly changed: number;
  readonly sealedNumber: number;
}

interface Refresh {
  readonly programme: string;
  readonly today: Day;
  readonly now: Instant;
  readonly full?: boolean;
  /** Stops between two slices; what was rebuilt stays, and the next refresh begins anew. */
  readonly signal?: AbortSignal | undefined;
}

interface State extends Record<string, unknown> {
  sealed_number: number;
  periods: string[];
}

/**
 * Brings the evidence of the open periods up to the last sealed entry. Only what new entries touch is rebuilt (each touched
 * alliance and those that share a family with it); everything when `full`, when the open periods changed, or the first time.
 * Works in short transactions, one for each slice of alliances, measure, period and level, so that answers never wait long for
 * it; each is right for the records as they are then, whatever another server rebuilds meanwhile.
 */
export async function refreshEvidence(db: Database, input: Refresh): Promise<Rebuilt> {
  const periods = openPeriods(input.today);
  const codes = periods.map((p) => p.code);
  const [state] = await db.query<State>('select sealed_number, periods from evidence_state where id = 1');
  const [head] = await db.query<{ n: number | null }>('select max(number) as n from journal_seal');
  const sealedNumber = head?.n ?? 0;
  const full = input.full || !state || state.periods.join() !== codes.join();
  const touched = full ? null : await touchedAlliances(db, state.sealed_number, sealedNumber);
  const { rows, changed } = await rebuild(db, input, periods, touched);
  for (const closed of (state?.periods ?? []).filter((code) => !codes.includes(code))) await dropPeriod(db, closed);
  await db.query(
    `insert into evidence_state (id, sealed_number, periods, rebuilt_at, full_at) values (1, $1, $2, $3, $4)
     on conflict (id) do update set sealed_number = excluded.sealed_number, periods = excluded.periods,
       rebuilt_at = excluded.rebuilt_at, full_at = coalesce(excluded.full_at, evidence_state.full_at)`,
    [sealedNumber, codes, input.now, full ? input.now : null],
  );
  return { alliances: touched?.length ?? null, rows, changed, sealedNumber };
}

/** Removes the evidence of a period that is no longer open, some rows at a time. */
async function dropPeriod(db: Database, period: string): Promise<void> {
  const codes = measures.map((m) => m.code);
  for (;;) {
    const gone = await db.query(
      `delete from evidence where ctid = any(array(select ctid from evidence where measure = any($1::text[]) and period = $2 limit 2000)) returning 1 as gone`,
      [codes, period],
    );
    if (gone.length === 0) return;
  }
}

/** Alliances touched by the entries after one seal up to another, by what each entry changed, and their neighbours by family. */
async function touchedAlliances(tx: Executor, after: number, upTo: number): Promise<string[]> {
  if (after >= upTo) return [];
  const rows = await tx.query<{ id: string }>(
    `with fresh as (
       select c.noun, c.row_id, e.alliance_id, e.organisation_id, e.subject_id, e.subject_noun
         from journal_seal s join journal_entry e on e.id = s.entry_id left join journal_change c on c.entry_id = e.id
        where s.number > $1 and s.number <= $2
     ), was as (
       -- What a family or an organisation had been merged into before: undoing a merge clears the column.
       select f.row_id, (c.after->>'merged_into')::uuid as id
         from fresh f join journal_change c on c.row_id = f.row_id and c.noun = f.noun
        where f.noun in ('family', 'organisation') and c.after->>'merged_into' is not null
     ), named as (
       select alliance_id as id from fresh where alliance_id is not null
       union select row_id from fresh where noun = 'alliance'
       union select subject_id from fresh where subject_noun = 'alliance'
       union select p.record_id from fresh f join alliance_profile p on f.noun = 'alliance_profile' and p.id = f.row_id
       union select g.alliance_id from fresh f join agreement g on f.noun = 'agreement' and g.id = f.row_id
       union select g.alliance_id from fresh f join commercial_agreement g on f.noun = 'commercial_agreement' and g.id = f.row_id
       union select v.alliance_id from fresh f join visit v on f.noun = 'visit' and v.id = f.row_id
       union select v.alliance_id from fresh f join sale v on f.noun = 'sale' and v.id = f.row_id
       union select a.id from fresh f join organisation_member m on f.noun = 'organisation_member' and m.id = f.row_id
              join organisation o on o.id = m.organisation_id join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id)
       union select a.id from fresh f join organisation o on f.noun = 'organisation' and o.id = f.row_id
              join alliance a on a.organisation_id in (o.id, o.merged_into) or a.organisation_id in (select was.id from was where was.row_id = o.id)
       union select a.id from fresh f join family y on (f.noun = 'family' and (f.row_id in (y.id, y.merged_into) or y.id in (select was.id from was where was.row_id = f.row_id))) or (f.noun = 'person' and f.row_id in (y.holder_id, y.spouse_id))
              join organisation_member m on m.family_id = y.id join organisation o on o.id = m.organisation_id
              join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id)
       union select a.id from fresh f join organisation_member m on f.noun = 'person' and m.representative_id = f.row_id
              join organisation o on o.id = m.organisation_id join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id)
     )
     select n.id from named n
     union
     select b.id from named n join alliance_root a on a.id = n.id
       join organisation o on coalesce(o.merged_into, o.id) = a.organisation_id
       join organisation_member m on m.organisation_id = o.id join family y on y.id = m.family_id
       join family y2 on coalesce(y2.merged_into, y2.id) = coalesce(y.merged_into, y.id) join organisation_member m2 on m2.family_id = y2.id
       join organisation o2 on o2.id = m2.organisation_id join alliance_root b on b.organisation_id = coalesce(o2.merged_into, o2.id)`,
    [after, upTo],
  );
  return rows.map((r) => r.id);
}

/** Alliances whose evidence one statement rebuilds: some tens of milliseconds on the embedded engine, however many alliances there are. */
export const SLICE = 20;

async function rebuild(db: Database, { programme, today, signal }: Refresh, periods: readonly Period[], alliances: readonly string[] | null): Promise<Written> {
  const all = alliances ?? (await db.query<{ id: string }>('select id from alliance where programme_id = $1 order by id', [programme])).map((r) => r.id);
  let [rows, changed] = [0, 0];
  for (let from = 0; from < all.length; from += SLICE) {
    const slice = all.slice(from, from + SLICE);
    for (const measure of measures) {
      for (const period of periods) {
        signal?.throwIfAborted();
        for (const level of LEVELS) {
          const made = await rebuildSlice(db, measure.code, { programme, today, period, level, alliances: slice });
          rows += made.rows;
          changed += made.changed;
        }
      }
    }
  }
  return { rows, changed };
}

interface Written extends Record<string, unknown> {
  readonly rows: number;
  readonly changed: number;
}

const NAMES = COLUMNS.split(', ');
const KEPT = NAMES.filter((c) => c !== 'thing');

/** Writes only what differs: a nightly rebuild that finds everything right leaves no dead rows behind. */
async function rebuildSlice(db: Database, measure: string, input: MeasureInput): Promise<Written> {
  return db.transaction(
    async (tx) => {
      const [made] = await tx.query<Written>(
        `with fresh as materialized (select ${COLUMNS} from (${measureSql(measure)}) m),
              gone as (
                delete from evidence e where e.alliance_id = any($6::uuid[]) and e.measure = $7 and e.period = $8 and e.level = $9
                   and not exists (select 1 from fresh f where f.thing = e.thing) returning 1),
              written as (
                insert into evidence (measure, period, level, ${COLUMNS}) select $7, $8, $9, ${COLUMNS} from fresh
                on conflict on constraint evidence_pkey do update set ${KEPT.map((c) => `${c} = excluded.${c}`).join(', ')}
                 where (${KEPT.map((c) => `evidence.${c}`).join(', ')}) is distinct from (${KEPT.map((c) => `excluded.${c}`).join(', ')})
                returning 1)
         select (select count(*) from fresh)::int as rows, (select count(*) from gone)::int + (select count(*) from written)::int as changed`,
        [...measureParams(input), measure, input.period.code, input.level],
      );
      return made ?? { rows: 0, changed: 0 };
    },
    { locks: [EVIDENCE_LOCK], statementTimeoutMs: 0 },
  );
}

export interface Nightly {
  /** Rows that rebuilding where touched had left other than a full computation; 0 on every good night. */
  readonly differed: number;
  /** Entries came in while it ran: what differed may be theirs. */
  readonly disturbed: boolean;
}

/**
 * Once a day, by any server: everything is computed again, and must agree with what was rebuilt where touched. Null when it was done
 * today. Cut off in the middle, it is simply done again; what it found wrong is right afterwards.
 */
export async function nightlyEvidence(db: Database, input: Omit<Refresh, 'full'>): Promise<Nightly | null> {
  const [state] = await db.query<{ full_at: Instant | null }>('select full_at from evidence_state where id = 1');
  if (state?.full_at && dayOf(state.full_at) >= input.today) return null;
  const entries = async () => (await db.query<{ n: number | null }>('select max(n) as n from journal_entry'))[0]?.n ?? 0;
  const before = await refreshEvidence(db, input);
  const at = await entries();
  // The first evidence of a period is no disagreement.
  if (before.alliances === null) return { differed: 0, disturbed: false };
  const { changed } = await refreshEvidence(db, { ...input, full: true });
  return { differed: changed, disturbed: (await entries()) !== at };
}

/** Whether the stored evidence of the open periods equals a full computation now, each measure by one statement. Names what differs. */
export async function compareEvidence(db: Executor, input: { programme: string; today: Day }): Promise<string[]> {
  const different: string[] = [];
  for (const measure of measures) {
    for (const period of openPeriods(input.today)) {
      for (const level of LEVELS) {
        const params = measureParams({ ...input, period, level, alliances: null });
        const [row] = await db.query<{ n: number }>(
          `with fresh as (select ${COLUMNS} from (${measureSql(measure.code)}) m),
                kept as (select ${COLUMNS} from evidence where measure = $7 and period = $8 and level = $9)
           select count(*)::int as n from ((table fresh except table kept) union all (table kept except table fresh)) x`,
          [...params, measure.code, period.code, level],
        );
        if (row && row.n > 0) different.push(`${measure.code} ${period.code} nivel ${level}: ${row.n}`);
      }
    }
  }
  return different;
}
