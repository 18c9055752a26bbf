import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { registerVisit } from '../../domain/field/visit.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { type PackRow, rowKey, rowsOf } from '../../domain/sync/feed.ts';
import { restoreBackup } from '../../server/db/restore.ts';
import { runBackup } from '../../server/db/runBackup.ts';
import { newId } from '../../server/ids.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { readFeed } from '../../server/sync/feed.ts';
import { visitBody } from '../helpers/bodies.ts';
import { newPostgresDatabase, testEngine } from '../helpers/database.ts';
import { type Installation, openInstallation } from '../helpers/installation.ts';
import { temporaryFolder } from '../helpers/temporaryFolder.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';
import { picture } from './picture.ts';

const silent = () => undefined;
const emptyServer = async () => (testEngine === 'postgres' ? newPostgresDatabase() : null);

let installation: Installation | undefined;
afterAll(() => installation?.close());

async function visit(h: Handset, allianceId: string, notes: string): Promise<void> {
  const photos = [await h.phone.keepPhoto(await picture())];
  await h.phone.record({
    definition: registerVisit,
    subjectId: newId(),
    allianceId,
    baseVersion: null,
    occurredOn: TODAY,
    place: null,
    body: visitBody(allianceId, { photos, notes }),
  });
}

async function syncAll(edge: Edge, phones: readonly Handset[]): Promise<void> {
  for (let i = 0; i < 3; i++) {
    edge.nowMs += 1_800_000;
    for (const h of phones) await h.phone.sync();
  }
}

interface VisitRow extends Record<string, unknown> {
  record_id: string;
  notes: string;
  photos: string[];
}

const visitsIn = (world: World) =>
  world.db.query<VisitRow>('select record_id, notes, version, photos from visit order by record_id');

/** The photos of these visits that cannot be read. */
async function photosMissing(world: World, visits: readonly VisitRow[]): Promise<string[]> {
  const out: string[] = [];
  for (const { notes, photos } of visits)
    for (const hash of photos) {
      const [row] = await world.db.query('select 1 from stored_file where hash = $1', [hash]);
      if (!row || !(await world.system.files.get(hash))) out.push(notes);
    }
  return out;
}

const written = (rows: readonly PackRow[]) => rows.map((r) => `${rowKey(r)} ${canonicalJson(r.data)}`).sort();

describe('work, back up, work, destroy the data folder, restore', () => {
  it('every record and photo is there once, and each phone holds what the server has', {
    timeout: 240_000,
  }, async () => {
    const root = temporaryFolder('restore');
    const dataDir = join(root, 'data');
    const copy = join(root, 'copy');
    installation = await openInstallation(dataDir, await emptyServer());
    let world = await openWorld(installation);
    let edge = openEdge(world, Date.parse(NOW));
    const alliance = await world.alliance('SCZ');
    const phones: Handset[] = [];
    for (let i = 0; i < 2; i++) {
      const handset = new Handset(edge, (await world.person('ACOMPANANTE', [alliance.id])).id);
      await handset.enrol();
      phones.push(handset);
    }
    const [first, second] = phones as [Handset, Handset];

    // Work, and then a backup: the phones remove what the backup contains.
    for (const h of phones) for (const n of ['uno', 'dos']) await visit(h, alliance.id, n);
    await syncAll(edge, phones);
    await world.seal();
    await runBackup(installation, copy, edge.system.now(), silent);
    await syncAll(edge, phones);
    expect(
      await Promise.all(phones.map(({ phone }) => Promise.all([phone.db.outbox.count(), phone.db.files.count()]))),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);

    // More work, received and not backed up; then the folder is gone.
    for (const h of phones) for (const n of ['tres', 'cuatro', 'cinco']) await visit(h, alliance.id, n);
    await syncAll(edge, phones);
    const before = await visitsIn(world);
    expect(before).toHaveLength(10);
    expect(await photosMissing(world, before)).toEqual([]);
    const { nowMs } = edge;
    await installation.close();
    await rm(dataDir, { recursive: true });

    const databaseUrl = await emptyServer();
    await restoreBackup(copy, { dataDir, databaseUrl, replace: false }, edge.system.now(), silent);
    installation = await openInstallation(dataDir, databaseUrl);
    world = await openWorld(installation);
    edge = openEdge(world, nowMs);
    for (const h of phones) h.edge = edge;
    expect(await visitsIn(world)).toHaveLength(4);

    // One phone was killed meanwhile; the other has something new.
    await first.restart();
    await visit(second, alliance.id, 'seis');
    await syncAll(edge, phones);
    const after = await visitsIn(world);
    expect(after.filter((v) => v.notes !== 'seis')).toEqual(before);
    expect(after).toHaveLength(11);
    expect(await photosMissing(world, after)).toEqual([]);
    for (const h of phones) {
      const actor = await loadActor(world.db, h.userId);
      if (!actor) throw new Error('no actor');
      const fresh = await readFeed(world.db, {
        actor,
        cursor: undefined,
        deviceId: null,
        own: true,
        now: edge.system.now,
      });
      expect(written(h.phone.person?.pack.all() ?? [])).toEqual(written(fresh.subjects.flatMap(rowsOf)));
      await h.phone.refresh();
      expect(h.phone.state().items.map((i) => i.stands)).toEqual(h.phone.state().items.map(() => 'done'));
      h.close();
    }
  });
});
