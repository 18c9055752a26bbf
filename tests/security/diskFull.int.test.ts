import { createHash } from 'node:crypto';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../domain/people/actor.ts';
import { createApp } from '../../server/http/app.ts';
import { openWorld, type World } from '../helpers/world.ts';
import { openEdge } from '../sync/edge.ts';
import { picture } from '../sync/picture.ts';

let world: World;
let who: Actor;

beforeAll(async () => {
  world = await openWorld();
  const { id } = await world.alliance('LPZ');
  who = await world.person('ACOMPANANTE', [id]);
});

const edge = () => openEdge(world, Date.now());
const call = () =>
  edge().call(
    () => who.id,
    () => 'none',
  );

test('a piece that finds no room is told so, with 507, and goes on when there is room', async () => {
  const { bytes } = await picture();
  const hash = createHash('sha256').update(bytes).digest('hex');
  const partial = join(world.system.files.folder, 'partial');
  await mkdir(partial, { recursive: true });
  // /dev/full is the system's full device: writing to it fails with ENOSPC.
  const beginning = join(partial, `${who.id}.${hash}`);
  await symlink('/dev/full', beginning);
  const put = () => call()('PUT', `/api/files/${hash}?offset=0&total=${bytes.length}`, bytes);
  const refused = await put();
  expect(refused).toMatchObject({ status: 507, json: { problem: { code: 'SIGG-911', retry: 'later' } } });
  expect(JSON.stringify(refused.json)).toContain('espacio');
  await rm(beginning);
  expect(await put()).toMatchObject({ status: 200, json: { have: true } });
});

test.each(['ENOSPC', 'EDQUOT'])(
  'so is a whole file, and what fails otherwise is not said to be for want of room (%s)',
  async (code) => {
    const { bytes } = await picture();
    const ask = async (reason: string) => {
      const { system } = edge();
      const put = () => Promise.reject(Object.assign(new Error(reason), { code: reason }));
      const app = createApp({ ...system, files: { ...system.files, put } });
      return app.request('/api/files', {
        method: 'POST',
        headers: { 'x-test-user': who.id },
        body: new Uint8Array(bytes),
      });
    };
    expect((await ask(code)).status).toBe(507);
    expect((await ask('EIO')).status).toBe(500);
  },
);
