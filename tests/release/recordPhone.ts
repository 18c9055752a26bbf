import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { newId } from '../../server/ids.ts';
import type { System } from '../../server/system.ts';
import { draftsOf } from '../../web/local/drafts.ts';
import type { Call } from '../../web/local/ports.ts';
import type { World } from '../helpers/world.ts';
import { Handset, openEdge, PIN } from '../sync/edge.ts';
import { picture } from '../sync/picture.ts';
import { type FrozenPhone, freezeStore, type Recorded } from './frozenPhone.ts';

/** A phone with its pack and unsent work; `talk` sends it and records every request and answer. */
export interface ReadyPhone {
  readonly talk: () => Promise<FrozenPhone>;
}

/**
 * A person's phone as the app of this release makes it: enrolled, its pack loaded, one visit sent; then, without
 * signal, a sale, a visit with a photo, a correction, a community, a choice between two values and a draft.
 */
export async function readyPhone(system: System, userId: string, startMs: number, today: string): Promise<ReadyPhone> {
  const edge = openEdge({ db: system.db, system } as World, startMs);
  const handset = new Handset(edge, userId);
  await handset.enrol();
  const { phone } = handset;
  const talk: Recorded[] = [];
  handset.wrap = (call) => recording(call, talk);
  const deviceId = phone.person?.deviceId ?? '';
  const device = {
    definition: { kind: 'device.register', version: 1 },
    subjectId: deviceId,
    allianceId: null,
    baseVersion: null,
  };
  await phone.record({ ...device, occurredOn: today, place: null, body: { name: 'Teléfono de la demostración' } });
  await phone.sync();
  await phone.refresh();
  const [alliance] = phone.state().alliances;
  if (!alliance) throw new Error('the phone has no alliance');
  const { id: allianceId } = alliance.alliance;
  const about = {
    allianceId,
    baseVersion: null,
    occurredOn: today,
    place: { lon: -68.2, lat: -16.4, accuracyM: 9, ageS: 2 },
  };
  const visit = {
    allianceId,
    done: true,
    presentMembers: [],
    topics: ['produccion'],
    commitments: [],
    photos: [] as string[],
  };
  await phone.record({
    ...about,
    definition: { kind: 'visit.register', version: 1 },
    subjectId: newId(),
    body: { ...visit, notes: 'Enviada' },
  });
  await phone.sync();

  handset.fault = () => 'lostRequest';
  await phone.refresh();
  const photos = [await phone.keepPhoto(await picture())];
  const unsent: string[] = [];
  const keep = async (...[command]: Parameters<typeof phone.record>) => {
    const row = await phone.record(command);
    unsent.push(row.kind);
    await phone.sync();
  };
  const visitId = newId();
  const registerVisit = { kind: 'visit.register', version: 1 };
  await keep({
    ...about,
    definition: registerVisit,
    subjectId: visitId,
    body: { ...visit, photos, notes: 'Sin señal' },
  });
  const correction = { definition: { kind: 'visit.correct', version: 1 }, subjectId: visitId, baseVersion: 1 };
  await keep({ ...about, ...correction, body: { ...visit, photos, notes: 'Sin señal, corregida', presentWomen: 4 } });
  const product = phone
    .state()
    .alliances.flatMap((a) => a.sales)
    .at(0)?.record;
  if (!product) throw new Error('the phone has no sale');
  const sale = {
    allianceId,
    buyerOther: 'Feria',
    productCode: product.productCode,
    unitCode: product.unitCode,
    quantity: 50_000,
    price: 850_000,
  };
  await keep({
    ...about,
    definition: { kind: 'sale.register', version: 1 },
    subjectId: newId(),
    body: { ...sale, photos: [] },
  });
  const municipalityCode = alliance.alliance.municipalityCode ?? '021203';
  const community = { municipalityCode, name: 'Comunidad sin señal', allianceId };
  await keep({ ...about, definition: { kind: 'community.record', version: 1 }, subjectId: newId(), body: community });
  const conflict = phone
    .state()
    .alliances.flatMap((a) => a.conflicts)
    .at(0);
  if (!conflict) throw new Error('the phone has no conflict to settle');
  const settled = { definition: { kind: 'conflict.settle', version: 1 }, subjectId: conflict.id, baseVersion: 1 };
  await keep({ ...about, ...settled, body: { choice: 'proposed', reason: 'Se vio la nota' } });
  const draft = {
    kind: 'visit',
    subjectId: allianceId,
    values: { done: true, topics: ['produccion'], notes: 'A medio escribir', photos: [] },
  };
  await phone.saveDraft(draft);
  const store = await freezeStore(phone.db);
  const drafts = phone.person ? (await draftsOf(phone.person)).map(({ kind, values }) => ({ kind, values })) : [];

  return {
    talk: async () => {
      talk.length = 0;
      handset.fault = () => 'none';
      edge.nowMs += 30 * 60_000;
      await phone.sendNow();
      edge.nowMs += 60_000;
      await phone.sync();
      await phone.refresh();
      const open = phone.state().items.filter((item) => item.stands !== 'done');
      if (open.length > 0)
        throw new Error(`not sent: ${open.map((i) => `${i.row.kind} ${i.row.state} ${i.problem?.code}`).join(', ')}`);
      const call = handset.wrap(
        edge.call(
          () => userId,
          () => 'none',
        ),
      );
      await sendInPieces(call);
      await call('GET', '/api/me');
      await call('GET', `/api/sync/device/${deviceId}`);
      await wholeFeed(call, deviceId, userId);
      await call('GET', `/api/sync?${new URLSearchParams({ device: deviceId, actor: newId() })}`);
      await call('POST', '/api/commands', { commands: ['{"id":'] });
      handset.close();
      await edge.quiet();
      return { userId, pin: PIN, store, drafts, unsent, talk: [...talk] };
    },
  };
}

function recording(call: Call, talk: Recorded[]): Call {
  return async (method, path, body, headers) => {
    const answer = await call(method, path, body, headers);
    const said =
      body instanceof Uint8Array ? { bytes: Buffer.from(body).toString('base64') } : body === undefined ? {} : { body };
    talk.push({ method, path, ...said, status: answer.status, json: answer.json });
    return answer;
  };
}

/** Sends a file in three pieces, the second one two times, as after a lost answer. */
async function sendInPieces(call: Call): Promise<void> {
  const raw = Buffer.alloc(24 * 24 * 3, 7);
  const bytes = new Uint8Array(
    await sharp(raw, { raw: { width: 24, height: 24, channels: 3 } })
      .png()
      .toBuffer(),
  );
  const hash = createHash('sha256').update(bytes).digest('hex');
  const third = Math.ceil(bytes.length / 3);
  await call('GET', `/api/files/${hash}`);
  for (const from of [0, third, third, 2 * third])
    await call('PUT', `/api/files/${hash}?offset=${from}&total=${bytes.length}`, bytes.slice(from, from + third));
  await call('GET', `/api/files/${hash}`);
}

/** Asks for the whole feed from the beginning, page by page, and once more from where it ended. */
async function wholeFeed(call: Call, device: string, actor: string): Promise<void> {
  let cursor: string | null = null;
  for (;;) {
    const search = new URLSearchParams({ device, actor, ...(cursor ? { cursor } : {}) });
    const page = (await call('GET', `/api/sync?${search}`)).json as { cursor: string; more: boolean };
    cursor = page.cursor;
    if (!page.more) break;
  }
  await call('GET', `/api/sync?${new URLSearchParams({ device, actor, cursor: cursor ?? '' })}`);
}
