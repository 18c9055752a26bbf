import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../domain/kernel/dates.ts';
import { type Actor, type Grant, systemActor } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { compose } from '../../server/commands/compose.ts';
import { type CommandResult, executeCommands } from '../../server/commands/executeCommands.ts';
import { rowHash } from '../../server/commands/hash.ts';
import { sealAll } from '../../server/commands/sequencer.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { dataFolder } from '../../server/db/dataFolder.ts';
import { localFileStore } from '../../server/files/fileStore.ts';
import { loadReference } from '../../server/geo/loadReference.ts';
import { newId } from '../../server/ids.ts';
import { createSystem, type System } from '../../server/system.ts';
import { resetDatabase, testDatabase } from './database.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Today in tests: a fixed instant, so that a figure calculated on paper stays true. */
export const NOW = '2026-06-15T14:00:00.000Z';
export const TODAY = dayOf(NOW);

export interface World {
  readonly db: Database;
  readonly system: System;
  /** An actor with one role, and its account in the database. `ids` are the role's reach. */
  readonly person: (role: Role, ids?: readonly string[], more?: { from?: string }) => Promise<Actor>;
  /** Sends one command as an actor and returns its result. */
  readonly send: (
    actor: Actor,
    kind: string,
    subjectId: string,
    body: unknown,
    more?: Partial<Parameters<typeof compose>[0]>,
  ) => Promise<CommandResult>;
  /** An alliance of a unit, adopted by a command. */
  readonly alliance: (
    unitId: string,
    more?: Record<string, unknown>,
  ) => Promise<{ id: string; organisationId: string; code: string }>;
  readonly seal: () => Promise<unknown>;
  readonly reset: () => Promise<void>;
}

const ENTRY = '00000000-0000-7000-8000-00000000feed';

/**
 * Fixture rows of accounts, grants and assignments, written without the write path: for tests of rules, not of proof.
 */
async function fixture(db: Database, table: string, row: Record<string, unknown>): Promise<void> {
  const whole = { ...row, entry_id: ENTRY };
  await db.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1::text::jsonb)`, [
    JSON.stringify({ ...whole, row_hash: rowHash(whole) }),
  ]);
}

/**
 * One system over the run's database, emptied, or over an existing installation as it is. Reference tables are loaded
 * once.
 */
export async function openWorld(installation?: { readonly db: Database; readonly dataDir: string }): Promise<World> {
  const db = installation?.db ?? (await testDatabase());
  const folder = installation?.dataDir ?? temporaryFolder('world');
  const system = createSystem({
    config: { ...readConfig({}), dataDir: folder },
    db,
    identity: { sessionOf: async () => null, handle: async () => new Response(null, { status: 404 }) },
    files: localFileStore(dataFolder(folder).files),
    now: () => NOW,
  });
  const furnish = async () => {
    await loadReference(db);
    await db.query(
      `insert into programme (id, name, starts_on) values ('PAR2FA', 'PAR II', '2017-01-01') on conflict do nothing`,
    );
  };
  const reset = async () => {
    await resetDatabase(db);
    // The installation's own state left by another story (the reach of a backup, a demonstration) is removed.
    await db.query(`delete from system_state where key <> 'epoch'`);
    await furnish();
  };
  await (installation ? furnish() : reset());

  const person: World['person'] = async (role, ids = [], more = {}) => {
    const id = newId();
    const from = more.from ?? '2020-01-01';
    await fixture(db, 'user_account', {
      id,
      username: `u${randomUUID().slice(0, 8)}`,
      name: `Persona ${role}`,
      active: true,
      demo: true,
      version: 1,
    });
    const grantId = newId();
    const kind = roles[role].scope;
    const scopeIds = kind === 'alliances' ? [] : [...ids];
    await fixture(db, 'role_grant', {
      id: grantId,
      user_id: id,
      role,
      scope_kind: kind,
      scope_ids: scopeIds,
      valid_from: from,
      status: 'granted',
      proposed_by: systemActor.id,
      version: 1,
    });
    if (kind === 'alliances') {
      for (const allianceId of ids)
        await fixture(db, 'assignment', {
          id: newId(),
          alliance_id: allianceId,
          user_id: id,
          role,
          valid_from: from,
          version: 1,
        });
    }
    const grants: Grant[] = [{ id: grantId, role, kind, ids: scopeIds, from, to: null }];
    if (kind === 'alliances')
      grants.push(...ids.map((a): Grant => ({ id: grantId, role, kind: 'alliances', ids: [a], from, to: null })));
    return { id, name: `Persona ${role}`, kind: 'person', grants };
  };

  const send: World['send'] = async (actor, kind, subjectId, body, more = {}) => {
    const [result] = await executeCommands(system.context, {
      texts: [compose({ kind, actor, subjectId, body, occurredOn: TODAY, at: NOW, ...more })],
      actor,
      receivedAt: NOW,
    });
    if (!result) throw new Error('no answer');
    return result;
  };

  let adopter: Actor | null = null;
  const alliance: World['alliance'] = async (unitId, more = {}) => {
    adopter ??= await person('UCN_ME');
    const documentId = newId();
    await send(adopter, 'document.record', documentId, { title: 'Acta de prueba' });
    const id = newId();
    const organisationId = newId();
    const code = `T-${randomUUID().slice(0, 8)}`;
    const result = await send(adopter, 'alliance.adopt', id, {
      programmeId: 'PAR2FA',
      code,
      name: `Alianza ${code}`,
      unitId,
      state: 'EN_OPERACION',
      organisation: { id: organisationId, existing: false, name: `Organización ${code}` },
      data: {},
      sourceDocumentId: documentId,
      ...more,
    });
    if (result.status !== 'accepted') throw new Error(JSON.stringify(result));
    return { id, organisationId, code };
  };

  return {
    db,
    system,
    person,
    send,
    alliance,
    seal: () => sealAll(db, () => NOW),
    reset: async () => {
      adopter = null;
      await reset();
    },
  };
}

/** The day n days after today (before, when n < 0). */
export const day = (n: number): string => addDays(TODAY, n);
