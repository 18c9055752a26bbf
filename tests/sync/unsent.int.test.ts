import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerVisit } from '../../domain/field/visit.ts';
import { addDays } from '../../domain/kernel/dates.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { BroughtIn, UnsentFile } from '../../domain/sync/unsent.ts';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { readableFile } from '../../server/sync/fileReach.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';
import { picture } from './picture.ts';

const SECRET = '5'.repeat(64);
const DAY_MS = 86_400_000;
let world: World;
let edge: Edge;
let ana: Actor;
let admin: Actor;
let alliance: { id: string };
let phone: Handset;

beforeAll(async () => {
  world = await openWorld();
});
/** Ana has a phone with an office key as a second key, and an alliance in Santa Cruz. */
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  ana = await world.person('ACOMPANANTE', [alliance.id]);
  admin = await world.person('ADMIN_TI');
  edge = openEdge(world, Date.parse(NOW));
  phone = new Handset(edge, ana.id);
  await phone.enrol(SECRET);
  const deviceId = phone.phone.need().deviceId;
  await world.db.query('insert into phone_key (device_id, user_id, secret, made_at) values ($1, $2, $3, $4)', [
    deviceId,
    ana.id,
    SECRET,
    NOW,
  ]);
  const said = { allianceId: null, baseVersion: null, occurredOn: TODAY, place: null };
  await phone.phone.record({
    ...said,
    definition: { kind: 'device.register', version: 1 },
    subjectId: deviceId,
    body: { name: 'Teléfono de Ana' },
  });
  await phone.phone.sync();
});
afterEach(async () => {
  phone.close();
  await edge.quiet();
});

/** A visit with a photo, captured without signal. */
async function capture(occurredOn = TODAY): Promise<{ recordId: string; hash: string }> {
  phone.online = false;
  const hash = await phone.phone.keepPhoto(await picture());
  const recordId = newId();
  const body = visitBody(alliance.id, { photos: [hash] });
  await phone.phone.record({
    definition: registerVisit,
    subjectId: recordId,
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn,
    place: null,
    body,
  });
  return { recordId, hash };
}
const closeAccount = async () =>
  expect((await world.send(admin, 'user.close', ana.id, { reason: 'Terminó su contrato' })).status).toBe('accepted');

async function bring(by: Actor | null, file: unknown, reason = 'Terminó su contrato sin señal') {
  const response = await createApp(edge.system).fetch(
    new Request('http://localhost/api/unsent', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(by ? { 'x-test-user': by.id } : {}) },
      body: JSON.stringify({ file, reason }),
    }),
  );
  const json = (await response.json()) as BroughtIn & { problem?: { code: string } };
  return { status: response.status, code: json.problem?.code ?? null, answer: json };
}
const fileOf = async (): Promise<UnsentFile> => {
  const file = await phone.phone.unsentFile(ana.id);
  if (!file) throw new Error('nothing unsent');
  return file;
};

describe('an account that was closed with unsent work', () => {
  it('is told, with who to call; the alliances leave the phone and the work stays', async () => {
    await capture();
    await closeAccount();
    phone.online = true;
    await phone.phone.sendNow();
    await phone.phone.refresh();
    const { pause, closed, alliances, items } = phone.phone.state();
    expect([pause, alliances.length, items.filter((i) => i.stands === 'send').length]).toEqual(['closed', 0, 1]);
    expect(closed?.people).toEqual([admin.name]);
    // After the account is opened again, everything is loaded anew and the work is sent by itself.
    expect((await world.send(admin, 'user.reopen', ana.id, { reason: 'Fue un error' })).status).toBe('accepted');
    await phone.phone.sendNow();
    await phone.phone.refresh();
    expect([
      phone.phone.state().alliances.length,
      phone.phone.state().items.filter((i) => i.stands === 'send').length,
    ]).toEqual([1, 0]);
  });

  it('comes in from its file as captured by that person, flagged, once, with its photo, by an act of who brings it', async () => {
    const { recordId, hash } = await capture();
    await closeAccount();
    const file = await fileOf();
    const first = await bring(admin, file);
    expect(first.answer).toMatchObject({
      photos: 1,
      commands: [{ kind: 'visit.register', status: 'accepted', occurredOn: TODAY }],
    });
    const [row] = await world.db.query<Record<string, unknown>>(
      'select author_id, flags, photos from visit where record_id = $1::text::uuid',
      [recordId],
    );
    expect(row).toEqual({ author_id: ana.id, flags: ['traído por otra persona'], photos: [hash] });
    expect(await edge.system.files.has(hash)).toBe(true);
    const entries = () =>
      world.db.query(
        "select kind, actor_id from journal_entry where kind in ('visit.register', 'device.bringIn', 'file.receive') order by n",
      );
    expect(await entries()).toEqual([
      { kind: 'device.bringIn', actor_id: admin.id },
      { kind: 'file.receive', actor_id: admin.id },
      { kind: 'visit.register', actor_id: ana.id },
    ]);
    // People who read the record see the photo, though its author never sent it.
    const unit = await world.person('UOD_OFICIAL', ['SCZ']);
    expect((await readableFile(edge.system, unit, hash))?.hash).toBe(hash);
    expect(await readableFile(edge.system, await world.person('UOD_OFICIAL', ['LPZ']), hash)).toBeNull();
    expect((await bring(admin, file)).answer.commands.map((c) => c.status)).toEqual(['accepted']);
    expect((await world.db.query('select 1 from visit where record_id = $1::text::uuid', [recordId])).length).toBe(1);
  });

  it('comes in only by who administers that account, and only unchanged', async () => {
    await capture();
    await closeAccount();
    const file = await fileOf();
    const other = await world.person('UOD_OPERADOR', ['LPZ']);
    expect([
      (await bring(null, file)).status,
      (await bring(await world.person('UCN_ME'), file)).code,
      (await bring(other, file)).code,
    ]).toEqual([401, 'SIGG-201', 'SIGG-202']);
    const [command] = file.commands;
    if (!command) throw new Error('no command');
    const box = Buffer.from(command.box, 'base64');
    box[3] = (box[3] ?? 0) ^ 1;
    const changed = { ...file, commands: [{ ...command, box: box.toString('base64') }] };
    const renamed = { ...file, commands: [{ ...command, id: newId() }] };
    for (const wrong of [
      changed,
      renamed,
      { ...file, deviceId: newId() },
      { ...file, userId: other.id },
      { format: 'otra cosa' },
      null,
    ])
      expect((await bring(admin, wrong)).code).toBe('SIGG-423');
    expect(
      await world.db.query("select 1 from visit union all select 1 from journal_entry where kind = 'device.bringIn'"),
    ).toEqual([]);
  });

  it('takes nothing of after the account was closed, and nothing from who can still send', async () => {
    edge.nowMs += 3 * DAY_MS;
    await capture(addDays(TODAY, 3));
    expect((await bring(admin, await fileOf())).code).toBe('SIGG-426');
    await closeAccount();
    const { answer } = await bring(admin, await fileOf());
    expect(answer.commands.map((c) => c.status)).toEqual(['refused']);
  });

  it('of a phone that was withdrawn it comes in too', async () => {
    const { recordId } = await capture();
    expect(
      (await world.send(admin, 'device.revoke', phone.phone.need().deviceId, { reason: 'Se rompió la pantalla' }))
        .status,
    ).toBe('accepted');
    expect((await bring(admin, await fileOf())).answer.commands.map((c) => c.status)).toEqual(['accepted']);
    expect((await world.db.query('select 1 from visit where record_id = $1::text::uuid', [recordId])).length).toBe(1);
  });
});
