import { dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { openPeriods } from '../../domain/monitoring/period.ts';
import type { Head } from '../commands/sequencer.ts';
import type { Database, Executor, Transaction } from '../db/database.ts';
import { compareEvidence } from '../monitoring/evidence.ts';
import { publishOpenData } from '../publishing/publishOpenData.ts';
import type { Findings } from './findings.ts';

const PROGRAMME = 'PAR2FA';

interface EvidenceState extends Record<string, unknown> {
  readonly sealed_number: number;
  readonly periods: readonly string[];
  readonly rebuilt_at: Instant;
}

interface Publication extends Record<string, unknown> {
  readonly programme: string;
  readonly sealed_number: number;
  readonly published_at: Instant;
  readonly cutoff: string;
  readonly demo: boolean;
}

/**
 * What is computed from records and kept. It never says that it reaches beyond the journal; with `full` the evidence of the open periods is
 * computed again, measure by measure, as of the day on which it was last rebuilt.
 */
export async function verifyDerived(tx: Executor, found: Findings, head: Head, full: boolean): Promise<void> {
  const [state] = await tx.query<EvidenceState>('select sealed_number, periods, rebuilt_at from evidence_state where id = 1');
  const [publication] = await tx.query<Publication>('select sealed_number from open_data.publication');
  if (state && state.sealed_number > head.number) found.add('derivedAhead', `indicadores: asiento ${state.sealed_number} de ${head.number}`);
  if (publication && publication.sealed_number > head.number)
    found.add('derivedAhead', `datos abiertos: asiento ${publication.sealed_number} de ${head.number}`);
  const ahead = await tx.query<{ what: string; n: number }>(
    `select 'sumas de períodos pasados' as what, max(sealed_number) as n from period_sums_state
     union all select 'alianzas tocadas', max(greatest(sealed_number, everything)) from touch_state
     union all select 'alianzas tocadas', max(sealed_number) from alliance_touch`,
  );
  for (const { what, n } of ahead) if (n > head.number) found.add('derivedAhead', `${what}: asiento ${n} de ${head.number}`);
  if (!full || !state) return;
  const today = dayOf(state.rebuilt_at);
  const periods = openPeriods(today).map((p) => p.code);
  if (state.periods.join() !== periods.join()) found.add('derivedDiffers', `períodos de los indicadores: ${state.periods.join(', ')}`);
  if (state.sealed_number < head.number) return found.advise('derivedBehind', 'indicadores');
  for (const difference of await compareEvidence(tx, { programme: PROGRAMME, today })) found.add('derivedDiffers', difference);
  const [odd] = await tx.query<{ n: number }>('select count(*) as n from evidence where not (period = any($1::text[]))', [periods]);
  if (odd && odd.n > 0) found.add('derivedDiffers', `evidencia de períodos que no están abiertos: ${odd.n} filas`);
}

const OPEN_DATA = ['publication', 'figure', 'alliance', 'municipality', 'department_shape'];

/**
 * What the public sees against a publication made now from the same records, which is then undone: nothing stays written. Only where no
 * entry came since the one in force.
 */
export async function comparePublished(tx: Transaction, found: Findings, head: Head, engine: Database['engine']): Promise<void> {
  const [publication] = await tx.query<Publication>('select programme, sealed_number, published_at, cutoff, demo from open_data.publication');
  if (!publication) return;
  if (publication.sealed_number < head.number) return found.advise('derivedBehind', 'datos abiertos');
  await tx.script('savepoint published');
  for (const table of OPEN_DATA) await tx.script(`create temp table was_${table} on commit drop as table open_data.${table}`);
  const { programme, cutoff: today, published_at: now, demo } = publication;
  await publishOpenData(within(tx, engine), { programme, today, now, demo });
  for (const table of OPEN_DATA) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*) as n from ((table was_${table} except table open_data.${table}) union all (table open_data.${table} except table was_${table})) x`,
    );
    if (row && row.n > 0) found.add('derivedDiffers', `datos abiertos, ${table}: ${row.n} filas`);
  }
  await tx.script('rollback to savepoint published');
}

/** A transaction as a database of its own, for work that opens transactions: they are all this one. */
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
