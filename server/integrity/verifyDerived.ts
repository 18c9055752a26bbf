import type { Day, Instant } from '../../domain/kernel/dates.ts';
import { openPeriods } from '../../domain/monitoring/period.ts';
import type { Head } from '../commands/sequencer.ts';
import type { Database, Executor, Transaction } from '../db/database.ts';
import { compareEvidence } from '../monitoring/evidence.ts';
import { compareSums } from '../monitoring/periodSums.ts';
import { publishOpenData } from '../publishing/publishOpenData.ts';
import type { Findings } from './findings.ts';

interface EvidenceState extends Record<string, unknown> {
  readonly programme_id: string;
  readonly sealed_number: number;
  readonly periods: readonly string[];
  readonly day: Day;
}

interface Publication extends Record<string, unknown> {
  readonly programme: string;
  readonly sealed_number: number;
  readonly published_at: Instant;
  readonly cutoff: string;
  readonly demo: boolean;
}

/**
 * Checks what is computed from records and stored: that it does not reach beyond the journal and, with `full`, that
 * computing the evidence of the open periods and the sums of past ones again, measure by measure, gives the same.
 */
export async function verifyDerived(tx: Executor, found: Findings, head: Head, full: boolean): Promise<void> {
  const states = await tx.query<EvidenceState>(
    'select programme_id, sealed_number, periods, day from evidence_state order by programme_id',
  );
  const [publication] = await tx.query<Publication>('select sealed_number from open_data.publication');
  for (const { sealed_number: n } of states)
    if (n > head.number) found.add('derivedAhead', `indicadores: asiento ${n} de ${head.number}`);
  if (publication && publication.sealed_number > head.number)
    found.add('derivedAhead', `datos abiertos: asiento ${publication.sealed_number} de ${head.number}`);
  const ahead = await tx.query<{ what: string; n: number }>(
    `select 'sumas de períodos pasados' as what, max(sealed_number) as n from period_sums_state
     union all select 'alianzas tocadas', max(greatest(sealed_number, everything)) from touch_state
     union all select 'alianzas tocadas', max(sealed_number) from alliance_touch`,
  );
  for (const { what, n } of ahead)
    if (n > head.number) found.add('derivedAhead', `${what}: asiento ${n} de ${head.number}`);
  if (!full) return;
  for (const state of states) await compareOpen(tx, found, head, state);
  const sums = await compareSums(tx, head.number);
  if (!sums) found.advise('derivedBehind', 'sumas de períodos pasados');
  for (const difference of sums ?? []) found.add('derivedDiffers', `sumas de períodos pasados: ${difference}`);
}

/** The evidence of the open periods of one programme, on the day for which it was worked out. */
async function compareOpen(tx: Executor, found: Findings, head: Head, state: EvidenceState): Promise<void> {
  const { programme_id: programme, day: today } = state;
  const periods = openPeriods(today).map((p) => p.code);
  if (state.periods.join() !== periods.join())
    found.add('derivedDiffers', `períodos de los indicadores: ${state.periods.join(', ')}`);
  if (state.sealed_number < head.number) return found.advise('derivedBehind', 'indicadores');
  for (const difference of await compareEvidence(tx, { programme, today })) found.add('derivedDiffers', difference);
  const [odd] = await tx.query<{ n: number }>(
    `select count(*) as n from evidence e left join evidence_state s on s.programme_id = e.programme_id
      where s.periods is null or not (e.period = any(s.periods))`,
  );
  if (odd && odd.n > 0) found.add('derivedDiffers', `evidencia de períodos que no están abiertos: ${odd.n} filas`);
}

const OPEN_DATA = ['publication', 'figure', 'alliance', 'municipality', 'department_shape', 'municipality_shape'];

/**
 * Compares what the public sees with a publication made now from the same records, which is then undone, so that
 * nothing stays written. Only when no entry came since the publication in force.
 */
export async function comparePublished(
  tx: Transaction,
  found: Findings,
  head: Head,
  engine: Database['engine'],
): Promise<void> {
  const [publication] = await tx.query<Publication>(
    'select programme, sealed_number, published_at, cutoff, demo from open_data.publication',
  );
  if (!publication) return;
  if (publication.sealed_number < head.number) return found.advise('derivedBehind', 'datos abiertos');
  await tx.script('savepoint published');
  for (const table of OPEN_DATA)
    await tx.script(`create temp table was_${table} on commit drop as table open_data.${table}`);
  const { programme, cutoff: today, published_at: now, demo } = publication;
  await publishOpenData(within(tx, engine), { programme, today, now, demo });
  for (const table of OPEN_DATA) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*) as n
        from ((table was_${table} except table open_data.${table})
          union all (table open_data.${table} except table was_${table})) x`,
    );
    if (row && row.n > 0) found.add('derivedDiffers', `datos abiertos, ${table}: ${row.n} filas`);
  }
  await tx.script('rollback to savepoint published');
}

/** A transaction in the form of a database, for work that opens transactions: all of them are this one. */
function within(tx: Transaction, engine: Database['engine']): Database {
  const db: Database = {
    engine,
    kysely: tx.kysely,
    figures: undefined as unknown as Database,
    background: undefined as unknown as Database,
    query: (sql, params) => tx.query(sql, params),
    script: (sql) => tx.script(sql),
    transaction: (work) => work(tx),
    dumpDataDir: undefined,
    close: async () => undefined,
  };
  return Object.assign(db, { figures: db, background: db });
}
