import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { correctVisit, registerVisit } from '../../domain/field/visit.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { hashDistance } from '../../domain/sync/perceptualHash.ts';
import { createApp } from '../../server/http/app.ts';
import { newId } from '../../server/ids.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW, openWorld, TODAY, type World } from '../helpers/world.ts';
import { type Edge, Handset, openEdge } from './edge.ts';

let world: World;
let edge: Edge;
let ana: Actor;
let alliance: { id: string };
let phone: Handset;

/** A photo of a given size, different each time. */
async function photo(width: number, seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const height = Math.round(width * 0.75);
  const raw = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shape = 128 + 90 * Math.sin((x / width) * (5 + seed)) * Math.cos((y / height) * (3 + seed));
      for (let c = 0; c < 3; c++) raw[(y * width + x) * 3 + c] = Math.round(shape + ((x * 31 + y * 17 + c * 7) % 23));
    }
  }
  return new Uint8Array(
    await sharp(raw, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 92 })
      .toBuffer(),
  );
}

const ask = (path: string, user: Actor | null, init: RequestInit = {}) =>
  createApp(edge.system).fetch(
    new Request(`http://localhost${path}`, {
      ...init,
      headers: { ...(user ? { 'x-test-user': user.id } : {}), ...(init.headers as Record<string, string>) },
    }),
  );
const put = (hash: string, bytes: Uint8Array<ArrayBuffer>, offset: number, total: number, user: Actor | null = ana) =>
  ask(`/api/files/${hash}?offset=${offset}&total=${total}`, user, { method: 'PUT', body: bytes });
const hashOf = async (bytes: Uint8Array<ArrayBuffer>) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
const codeIn = async (response: Response) => ((await response.json()) as { problem: { code: string } }).problem.code;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.reset();
  alliance = await world.alliance('SCZ');
  ana = await world.person('ACOMPANANTE', [alliance.id]);
  edge = openEdge(world, Date.parse(NOW));
  phone = new Handset(edge, ana.id);
  await phone.enrol();
});
afterEach(async () => {
  phone.close();
  await edge.quiet();
});

async function visitWithPhoto(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await phone.phone.keepPhoto({ bytes, mediaType: 'image/jpeg', original: bytes, grey: null });
  const body = visitBody(alliance.id, { photos: [hash] });
  await phone.phone.record({
    definition: registerVisit,
    subjectId: newId(),
    allianceId: alliance.id,
    baseVersion: null,
    occurredOn: TODAY,
    place: null,
    body,
  });
  return hash;
}

describe('photos', () => {
  it('go on where they stopped, are kept once, and are entered by the one write path', async () => {
    const bytes = await photo(1600, 1);
    let pieces = 0;
    // The connection breaks at every second piece.
    phone.wrap = (call) => async (method, path, body) => {
      if (method === 'PUT' && pieces++ % 2 === 1) throw new TypeError('no signal');
      return call(method, path, body);
    };
    const hash = await visitWithPhoto(bytes);
    for (let i = 0; i < 20; i++) {
      edge.nowMs += 3_600_000;
      await phone.phone.sync();
    }
    const puts = phone.sent
      .filter((s) => s.path.startsWith('/api/files/') && s.body)
      .map((s) => (s.body as Uint8Array).length);
    expect(puts.reduce((a, b) => a + b, 0)).toBe(bytes.length);
    const [stored] = await world.db.query<{
      hash: string;
      bytes: number;
      width: number;
      perceptual_hash: string;
      uploaded_by: string;
    }>('select hash, bytes, width, perceptual_hash, uploaded_by from stored_file');
    expect(stored).toMatchObject({ hash, bytes: bytes.length, width: 1600, uploaded_by: ana.id });
    expect(await edge.system.files.get(hash)).toEqual(bytes);
    expect(await world.db.query("select kind from journal_entry where kind = 'file.receive'")).toHaveLength(1);
    await world.seal();
    await phone.phone.sync();
    expect((await phone.phone.db.files.toArray())[0]).toMatchObject({ state: 'sent', number: expect.any(Number) });
  });

  it('are seen only through a record that one may see', async () => {
    const hash = await visitWithPhoto(await photo(800, 2));
    await phone.phone.sync();
    const unit = await world.person('UOD_OFICIAL', ['SCZ']);
    const otherUnit = await world.person('UOD_OFICIAL', ['LPZ']);
    const bank = await world.person('BANCO');
    const status = async (user: Actor | null) => (await ask(`/files/${hash}`, user)).status;
    expect([
      await status(ana),
      await status(unit),
      await status(otherUnit),
      await status(bank),
      await status(null),
    ]).toEqual([200, 200, 404, 404, 401]);
    // The people who verified, validated or corrected the record have not brought its photo, and must not hide it from
    // anybody.
    const expert = await world.person('UCN_ME');
    const [visit] = await world.db.query<{ id: string; recordId: string }>(
      `select id, record_id as "recordId" from visit where photos @> array[$1]`,
      [hash],
    );
    if (!visit) throw new Error('no visit');
    for (const [who, kind] of [
      [unit, 'record.verify'],
      [expert, 'record.validate'],
    ] as const) {
      const sent = await world.send(who, kind, newId(), {
        noun: 'visit',
        items: [{ recordId: visit.recordId, versionId: visit.id }],
        oneByOne: true,
        note: 'visto',
      });
      expect([kind, sent.status]).toEqual([kind, 'accepted']);
      expect([await status(ana), await status(unit), await status(expert), await status(otherUnit)]).toEqual([
        200, 200, 200, 404,
      ]);
    }
    const corrected = await world.send(
      unit,
      'visit.correct',
      visit.recordId,
      visitBody(alliance.id, { photos: [hash], notes: 'otra' }),
      { baseVersion: 1 },
    );
    expect(corrected.status).toBe('accepted');
    expect([await status(unit), await status(expert), await status(otherUnit)]).toEqual([200, 200, 404]);
    const answer = await ask(`/files/${hash}`, unit);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const small = await ask(`/files/${hash}?w=320`, unit);
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(320);
  });

  it('that are none are told to the person, and stop nothing else', async () => {
    await visitWithPhoto(new TextEncoder().encode('<html>no es una foto</html>'));
    await visitWithPhoto(await photo(64, 9));
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => [i.row.state, i.photosWaiting, i.photosRefused])).toEqual([
      ['accepted', 0, 0],
      ['accepted', 0, 1],
    ]);
    // Not everything was sent, so the person must decide: a version of the record without that photo is the way out.
    expect(phone.phone.state().items.map((i) => i.stands)).toEqual(['done', 'decide']);
    const bad = phone.phone.state().items[1];
    if (!bad) throw new Error('no item');
    await phone.phone.record({
      definition: correctVisit,
      subjectId: bad.row.subjectId,
      allianceId: alliance.id,
      baseVersion: 1,
      occurredOn: TODAY,
      place: null,
      body: { ...(bad.envelope.body as object), photos: [] },
    });
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => i.stands)).toEqual(['done', 'done', 'done']);
  });

  it('are part of what is to be sent until they have arrived, whatever became of their record', async () => {
    phone.wrap = (call) => async (method, path, body) => {
      if (method === 'PUT') throw new TypeError('no signal');
      return call(method, path, body);
    };
    await visitWithPhoto(await photo(64, 11));
    // A saved record is shown at once as unsent: at no moment everything seems sent.
    expect(phone.phone.state().items.map((i) => i.stands)).toEqual(['send']);
    await phone.phone.sync();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => [i.row.state, i.stands])).toEqual([['accepted', 'send']]);
    phone.wrap = (own) => own;
    await phone.phone.sendNow();
    await phone.phone.refresh();
    expect(phone.phone.state().items.map((i) => i.stands)).toEqual(['done']);
  });

  it('of a record taken back are not sent, and those that nothing names leave the phone', async () => {
    phone.fault = () => 'lostRequest';
    const bytes = await photo(64, 12);
    await phone.phone.keepPhoto({ bytes: await photo(64, 13), mediaType: 'image/jpeg', original: bytes, grey: null });
    const inDraft = await phone.phone.keepPhoto({
      bytes: await photo(64, 14),
      mediaType: 'image/jpeg',
      original: bytes,
      grey: null,
    });
    await phone.phone.saveDraft({ kind: 'visit', subjectId: alliance.id, values: { photos: [inDraft] } });
    // Without signal nothing has left the phone, so the record may still be withdrawn.
    phone.online = false;
    const taken = await visitWithPhoto(bytes);
    const item = phone.phone
      .state()
      .items.find((i) => (i.envelope.body as { photos?: string[] }).photos?.includes(taken));
    expect(await phone.phone.withdraw(item?.row.id ?? '')).toBe(true);
    phone.fault = () => 'none';
    phone.online = true;
    await phone.restart();
    await phone.phone.sendNow();
    expect(await world.db.query('select 1 from stored_file')).toEqual([]);
    const left = (await phone.phone.db.files.toArray()).map((f) => f.hash);
    expect(left.sort()).toEqual([inDraft, taken].sort());
  });

  it('have the same picture in them when shrunk: the hashes are near', async () => {
    const large = await photo(1600, 3);
    const small = new Uint8Array(await sharp(large).resize(600).jpeg({ quality: 60 }).toBuffer());
    for (const bytes of [large, small]) await ask('/api/files', ana, { method: 'POST', body: bytes });
    const rows = await world.db.query<{ perceptual_hash: string }>('select perceptual_hash from stored_file');
    expect(rows).toHaveLength(2);
    expect(hashDistance(rows[0]?.perceptual_hash ?? '', rows[1]?.perceptual_hash ?? '')).toBeLessThanOrEqual(5);
  });
});

describe('uploads', () => {
  it('of 40 MB are refused in words, before and after they are sent', async () => {
    const huge = new Uint8Array(40 * 1024 * 1024);
    expect(await codeIn(await put('a'.repeat(64), new Uint8Array(10), 0, huge.length))).toBe('SIGG-501');
    expect(
      await codeIn(
        await ask('/api/files', ana, {
          method: 'POST',
          body: huge,
          headers: { 'content-length': String(huge.length) },
        }),
      ),
    ).toBe('SIGG-501');
  });
  it('are judged by content, not by name', async () => {
    const form = (bytes: Uint8Array<ArrayBuffer>, name: string) => {
      const body = new FormData();
      body.append('file', new File([bytes], name, { type: 'image/jpeg' }));
      return ask('/api/files', ana, { method: 'POST', body });
    };
    expect(
      await codeIn(await form(new TextEncoder().encode('<html><script>alert(1)</script></html>'), 'foto.jpg')),
    ).toBe('SIGG-500');
    expect(await codeIn(await form(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'rota.jpg'))).toBe('SIGG-500');
    expect(await codeIn(await form(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'foto.jpg'))).toBe('SIGG-500');
    expect((await form(new TextEncoder().encode('nombre;monto\nquinua;12\n'), 'lista.csv')).status).toBe(200);
    expect((await form(await photo(64, 4), 'foto.txt')).status).toBe(200);
  });
  it('whose bytes are others than said are thrown away and may be sent anew', async () => {
    const bytes = await photo(64, 5);
    const hash = await hashOf(bytes);
    const wrong = bytes.slice();
    wrong[wrong.length - 30] = (wrong[wrong.length - 30] ?? 0) ^ 1;
    expect(await codeIn(await put(hash, wrong, 0, wrong.length))).toBe('SIGG-502');
    expect(await (await ask(`/api/files/${hash}`, ana)).json()).toEqual({ have: false, offset: 0 });
    expect(await (await put(hash, bytes.slice(0, 50), 0, bytes.length)).json()).toEqual({ have: false, offset: 50 });
    // A piece that does not fit is not added; the answer says where to continue.
    expect(await (await put(hash, bytes.slice(60, 80), 60, bytes.length)).json()).toEqual({ have: false, offset: 50 });
    expect(await (await put(hash, bytes.slice(50), 50, bytes.length)).json()).toMatchObject({ have: true });
    expect(await codeIn(await put(hash, bytes, 0, bytes.length, null))).toBe('SIGG-200');
  });
  it('of which part of a piece arrived keep that part: whoever sends again goes on from there, to the byte', async () => {
    const bytes = await photo(400, 15);
    const hash = await hashOf(bytes);
    /** Cuts the connection after some bytes of a piece; the parts have other sizes than those sent. */
    const broken = (from: number, to: number) => {
      let at = from;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (at >= to) return controller.error(new Error('the line broke'));
          controller.enqueue(bytes.slice(at, Math.min(to, at + 97)));
          at = Math.min(to, at + 97);
        },
      });
      return ask(`/api/files/${hash}?offset=${from}&total=${bytes.length}`, ana, {
        method: 'PUT',
        body,
        duplex: 'half',
        headers: { 'content-length': String(bytes.length - from) },
      } as RequestInit);
    };
    const at = async () => ((await (await ask(`/api/files/${hash}`, ana)).json()) as { offset: number }).offset;
    await broken(0, 1000);
    expect(await at()).toBe(1000);
    await broken(1000, 1001);
    expect(await at()).toBe(1001);
    // From an earlier place, while the first may still be under way: only new bytes are added.
    await Promise.all([broken(500, 3000), broken(1001, 2500)]);
    expect(await at()).toBe(3000);
    expect(await (await put(hash, bytes.slice(3000), 3000, bytes.length)).json()).toEqual({
      have: true,
      offset: bytes.length,
    });
    expect(await edge.system.files.get(hash)).toEqual(bytes);
  });
  it('whose piece comes twice at once take it once', async () => {
    const bytes = await photo(64, 7);
    const hash = await hashOf(bytes);
    const half = Math.floor(bytes.length / 2);
    const twice = (from: number, to: number) =>
      Promise.all([1, 2].map(() => put(hash, bytes.slice(from, to), from, bytes.length)));
    for (const answer of await twice(0, half)) expect(await answer.json()).toEqual({ have: false, offset: half });
    for (const answer of await twice(half, bytes.length))
      expect(await answer.json()).toEqual({ have: true, offset: bytes.length });
    expect(await edge.system.files.get(hash)).toEqual(bytes);
  });
  it('that come twice at once are one file', async () => {
    const bytes = await photo(64, 6);
    const both = await Promise.all([1, 2].map(() => ask('/api/files', ana, { method: 'POST', body: bytes })));
    expect(both.map((r) => r.status)).toEqual([200, 200]);
    expect(await world.db.query('select count(*)::int as n from stored_file')).toEqual([{ n: 1 }]);
  });
});
