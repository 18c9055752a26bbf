import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { dayOf, type Instant } from '../../../domain/kernel/dates.ts';
import type { SystemStatusView } from '../../../domain/kernel/views.ts';
import { officers } from '../../../domain/participation/complaint.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { behindBy } from '../../commands/clock.ts';
import { readConfig } from '../../config.ts';
import type { Executor } from '../../db/database.ts';
import { dataFolder } from '../../db/dataFolder.ts';
import { dumpsIn } from '../../db/dumpNames.ts';
import { readHealth } from '../../integrity/health.ts';
import { readRehearsal } from '../../integrity/rehearsal.ts';
import { version } from '../../version.ts';
import { defineQuery } from '../query.ts';
import { checksOf } from './checks.ts';

const HELD_LONG_DAYS = 5;
const SILENT_DAYS = 15;

interface StatusRow extends Record<string, unknown> {
  readonly database_version: string;
  readonly epoch: string | null;
  readonly head: number | null;
  readonly durable: number | null;
  readonly latest_seal: Instant | null;
  readonly held: number;
  readonly held_long: number;
  readonly open_conflicts: number;
  readonly devices: number;
  readonly devices_silent: number;
  readonly published_number: number | null;
  readonly published_age: number | null;
  readonly published_holds: boolean | null;
  readonly jobs_due: number;
  readonly jobs_failing: number;
  readonly jobs_at: Instant | null;
  readonly evidence_at: Instant | null;
  readonly evidence_number: number | null;
  readonly alliances: number;
  readonly organisations: number;
  readonly visits: number;
  readonly sales: number;
  readonly files: number;
  readonly accounts: number;
  readonly unattended: Role[];
}

const STATUS = `
  with head as (select number, hash from journal_seal order by number desc limit 1),
    published as (select number, hash, published_at from head_publication order by published_at desc limit 1)
  select version() as database_version,
    (select value #>> '{}' from system_state where key = 'epoch') as epoch,
    (select number from head) as head,
    (select (value #>> '{}')::bigint from system_state where key = 'durable') as durable,
    (select max(sealed_at) from journal_seal) as latest_seal,
    (select count(*) from held_command) as held,
    (select count(*) from held_command where received_at < now() - make_interval(days => $1)) as held_long,
    (select count(*) from conflict where status = 'open') as open_conflicts,
    (select count(*) from device where revoked_on is null) as devices,
    (select count(*) from device d where d.revoked_on is null and d.registered_on < current_date - $2::int
       and not exists (select 1 from receipt r
         where r.device_id = d.id and r.received_at > now() - make_interval(days => $2))) as devices_silent,
    (select number from published) as published_number,
    (select extract(epoch from now() - published_at)::float8 from published) as published_age,
    (select p.number = 0 or exists (select 1 from journal_seal s where s.number = p.number and s.hash = p.hash)
      from published p) as published_holds,
    (select count(*) from job where state = 'waiting' and act_for <= current_date) as jobs_due,
    (select count(*) from job where state = 'waiting' and attempts > 2) as jobs_failing,
    (select max(ended_at) from job) as jobs_at,
    (select min(rebuilt_at) from evidence_state) as evidence_at,
    (select min(sealed_number) from evidence_state) as evidence_number,
    (select count(*) from alliance) as alliances,
    (select count(*) from organisation where merged_into is null) as organisations,
    (select count(*) from visit where standing = 'current') as visits,
    (select count(*) from sale where standing = 'current') as sales,
    (select count(*) from stored_file) as files,
    (select count(*) from user_account where active) as accounts,
    (select coalesce(array_agg(r.role order by r.ordinal), '{}') from unnest($3::text[]) with ordinality r(role, ordinal)
      where not exists (select 1 from role_grant g join user_account u on u.id = g.user_id and u.active
        where g.role = r.role and g.status = 'granted'
        and g.valid_from <= $4::date and (g.valid_to is null or $4::date <= g.valid_to))) as unattended`;

type Backup = SystemStatusView['backups'][number];

/** Dumps of the embedded database, newest first. Each was read back when it was written. */
async function dumpsOf(folder: string): Promise<Backup[]> {
  const names = dumpsIn(await readdir(folder).catch(() => []))
    .reverse()
    .slice(0, 10);
  return Promise.all(
    names.map(async (name): Promise<Backup> => {
      const { size, mtime } = await stat(join(folder, name));
      return { at: mtime.toISOString(), kind: 'Copia de la base incorporada', bytes: size, verified: true };
    }),
  );
}

/**
 * The state of the system: facts, and checks that say what to do.
 * @param rehearses whether backups are restored elsewhere every night (SIGG_REHEARSE_FROM)
 */
export async function readStatus(
  db: Executor,
  dataDir: string,
  nowMs: number,
  rehearses = false,
): Promise<SystemStatusView> {
  const [[row], health, backups, rehearsal] = await Promise.all([
    db.query<StatusRow>(STATUS, [HELD_LONG_DAYS, SILENT_DAYS, [...officers], dayOf(new Date(nowMs).toISOString())]),
    readHealth(db, dataDir, nowMs),
    dumpsOf(dataFolder(dataDir).dumps),
    readRehearsal(db),
  ]);
  if (!row) throw new Error('the status query answered nothing');
  const engine = /pglite|emscripten/i.test(row.database_version) ? 'pglite' : 'postgres';
  const head = row.head ?? 0;
  const durable = row.durable ?? 0;
  const lastDump = backups[0];
  return {
    version,
    engine,
    databaseVersion: /\d+(\.\d+)?/.exec(row.database_version)?.[0] ?? '',
    startedAt: new Date(performance.timeOrigin).toISOString(),
    epoch: row.epoch ?? '',
    head,
    durable,
    pendingSeals: health.pendingSeals,
    heldCommands: row.held,
    openConflicts: row.open_conflicts,
    counts: [
      { label: 'Alianzas', value: row.alliances },
      { label: 'Organizaciones', value: row.organisations },
      { label: 'Visitas', value: row.visits },
      { label: 'Ventas', value: row.sales },
      { label: 'Archivos', value: row.files },
      { label: 'Cuentas activas', value: row.accounts },
    ],
    backups,
    checks: checksOf({
      ...health,
      engine,
      head,
      durable,
      publishedNumber: row.published_number,
      publishedAgeS: row.published_age,
      publishedHolds: row.published_holds ?? true,
      dumpAgeS: lastDump ? (nowMs - Date.parse(lastDump.at)) / 1000 : null,
      clockBehindS: behindBy(new Date(nowMs).toISOString(), row.latest_seal) / 1000,
      heldLong: row.held_long,
      devices: row.devices,
      devicesSilent: row.devices_silent,
      rehearses,
      rehearsal,
      unattended: row.unattended,
      nowMs,
    }),
    jobs: [
      { name: 'Sellado de la bitácora', waiting: health.pendingSeals, failed: 0, lastAt: null },
      { name: 'Actos por plazo', waiting: row.jobs_due, failed: row.jobs_failing, lastAt: row.jobs_at },
      { name: 'Cifras', waiting: Math.max(0, head - (row.evidence_number ?? 0)), failed: 0, lastAt: row.evidence_at },
    ],
  };
}

/** The state of the server, for those who keep it running and those who audit it. */
export const systemStatus = defineQuery({
  name: 'system.status',
  title: 'ver el estado del sistema',
  by: ['ADMIN_TI', 'UCN_COORD', 'UCN_ME', 'AUDITOR'],
  params: z.object({}),
  run: ({ db }) => {
    const { dataDir, rehearseFrom } = readConfig(process.env);
    return readStatus(db, dataDir, Date.now(), rehearseFrom !== null);
  },
});
