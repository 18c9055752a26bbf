import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fieldLife, fieldLives, fieldRegister } from '../../domain/fieldLives.ts';
import type { FormValues } from '../../domain/kernel/form.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import type { MeView } from '../../domain/kernel/views.ts';
import type { Role, ScopeKind } from '../../domain/people/roles.ts';
import { CATALOGUE, type FeedPage, OWN } from '../../domain/sync/feed.ts';
import { probeLife } from '../../tests/nouns/probe.ts';
import { fieldAnswers, fieldBlank, fieldBody, fieldQuestions } from './fieldForm.ts';
import { newId } from './ids.ts';
import { Phone } from './phone.ts';
import { realRules } from './ports.ts';
import { createVault } from './vault.ts';

// The one thing that a noun of the field adds to the phone: its life in the list of its area. The probe has nothing else here.
vi.mock('../../domain/participation/area.field.ts', async () => {
  const { complaintLife } = await import('../../domain/participation/complaintLife.ts');
  const { probeLife: probe } = await import('../../tests/nouns/probe.ts');
  return { participationInField: [complaintLife, probe] };
});

const ME = '0197730a-0000-7000-8000-00000000000a';
const A = '0197730a-0000-7000-8000-000000000001';
const B = '0197730a-0000-7000-8000-000000000002';
const NOW = Date.parse('2026-06-15T14:00:00.000Z');
const TODAY = '2026-06-15';
const life = fieldLife('complaint') as Life;
const PHOTO = 'ab'.repeat(32);

const table = (rows: readonly Record<string, unknown>[]) => {
  const fields = Object.keys(rows[0] ?? { id: 0 });
  return { fields, rows: rows.map((row) => fields.map((f) => row[f] ?? null)) };
};
const alliance = (id: string, name: string, municipalityCode: string | null, unitId: string) => ({
  ...{ id, programmeId: 'PAR2FA', name, unitId, unitName: `Unidad ${unitId}`, organisationId: 'o', suspendedOn: null },
  ...{
    state: 'EN_OPERACION',
    municipalityCode,
    municipalityName: municipalityCode ? `Municipio ${municipalityCode}` : null,
    gaps: [],
  },
});
const parameter = {
  id: 'p',
  programmeId: 'PAR2FA',
  key: 'complaintDays',
  value: 20,
  validFrom: '2026-01-01',
  validTo: null,
};
const nounRecords: Record<string, unknown>[] = [];
const page = (): FeedPage => ({
  ...{
    epoch: 'e',
    head: 1,
    durable: 0,
    now: new Date(NOW).toISOString(),
    today: TODAY,
    cursor: `c${nounRecords.length}`,
    more: false,
  },
  ...{ lost: [], sealed: [], missing: [] },
  subjects: [
    ...[alliance(A, 'Quinua', '020101', 'LPZ'), alliance(B, 'Papa', '070101', 'SCZ')].map((a) => ({
      ...{ id: a.id, whole: true, gone: [], tables: { alliance: table([a]) } },
    })),
    {
      id: CATALOGUE,
      whole: true,
      gone: [],
      tables: { product: table([{ id: 'papa', name: 'Papa' }]), parameter: table([parameter]) },
    },
    { id: OWN, whole: true, gone: [], tables: nounRecords.length > 0 ? { thing: table(nounRecords) } : {} },
  ],
});

let phone: Phone;
let online: boolean;
let feed: () => FeedPage;
const opened: Phone[] = [];

async function phoneOf(role: Role, kind: ScopeKind, ids: readonly string[]): Promise<Phone> {
  const made = new Phone({
    call: async (method, path, body) => {
      if (!online) throw new TypeError('no signal');
      if (method === 'GET' && path.startsWith('/api/sync?')) return { status: 200, json: feed() };
      const texts = (body as { commands?: string[] } | undefined)?.commands ?? [];
      return {
        status: 200,
        json: { results: texts.map((t) => ({ commandId: (JSON.parse(t) as { id: string }).id, status: 'accepted' })) },
      };
    },
    reachable: () => online,
    now: () => NOW,
    monotonic: () => 0,
    random: () => 0,
    databaseName: newId(),
    idb: { indexedDB: new IDBFactory(), IDBKeyRange },
    iterations: 1,
    rules: realRules,
  });
  const me = {
    user: { id: ME, name: 'Ana', username: 'ana' },
    roles: [{ role, scope: { kind, ids }, from: '2020-01-01', to: null }],
  } as unknown as MeView;
  await createVault(made.db, made.ports, me, '2580', null, newId());
  await made.unlock(ME, '2580');
  opened.push(made);
  return made;
}

beforeEach(async () => {
  nounRecords.length = 0;
  online = true;
  feed = page;
  phone = await phoneOf('ACOMPANANTE', 'alliances', [A, B]);
});
afterEach(() => {
  for (const p of opened.splice(0)) {
    p.lock();
    p.db.close();
  }
});

const sync = async () => {
  await phone.sync();
  await phone.refresh();
};
const names = (l: Life, answers: FormValues) => fieldQuestions(l, phone.need(), answers).map((q) => q.name);
const told = { story: 'No llegaron los plantines.', privacy: 'anonima' };
const bodyOf = (answers: FormValues, l = life) =>
  fieldBody(l, phone.need(), { ...fieldBlank(l, TODAY, null), ...answers });

async function take(l: Life, body: unknown, id = newId()): Promise<string> {
  const common = { subjectId: id, allianceId: null, baseVersion: null, occurredOn: TODAY, place: null, body };
  const said = phone.forecast(fieldRegister(l), common);
  expect(said).toEqual({ outcome: 'ok', flags: [] });
  await phone.record({ definition: fieldRegister(l), ...common });
  return id;
}

describe('the questions of a complaint on a phone', () => {
  test('are those of its declaration but for what is known there, and what no phone can offer', async () => {
    await sync();
    const asked = names(life, fieldBlank(life, TODAY, null));
    expect(asked).toEqual(
      expect.arrayContaining([
        'receivedOn',
        'story',
        'privacy',
        'relation',
        'danger',
        'allianceId',
        'municipalityCode',
      ]),
    );
    for (const never of ['channel', 'voice', 'unitId', 'code', 'dueOn', 'accusedId', 'assigneeId', 'answer'])
      expect(asked).not.toContain(never);
  });

  test('offer the alliances of the phone and none; who says which is not asked where', async () => {
    await sync();
    const options = (answers: FormValues, name: string) => {
      const spec = fieldQuestions(life, phone.need(), answers).find((q) => q.name === name);
      return spec?.kind === 'choice' ? spec.options.map((o) => o.value) : null;
    };
    expect(options({}, 'allianceId')).toEqual([B, A, '']);
    expect(options({}, 'municipalityCode')).toEqual(['020101', '070101', '']);
    expect(options({ allianceId: A }, 'municipalityCode')).toBeNull();
    // One that has left the phone since it was chosen is not lost by a correction.
    expect(options({ allianceId: ME }, 'allianceId')).toEqual([B, A, ME, '']);
    expect(options({}, 'danger')).toEqual(['si', 'no']);
  });

  test('place it: an alliance brings its municipality, a municipality the unit that serves it, nothing nothing', async () => {
    await sync();
    expect(bodyOf({ ...told, allianceId: A })).toMatchObject({
      allianceId: A,
      municipalityCode: '020101',
      unitId: null,
      channel: 'acompanante',
    });
    expect(bodyOf({ ...told, municipalityCode: '070101' })).toMatchObject({
      allianceId: null,
      municipalityCode: '070101',
      unitId: 'SCZ',
    });
    // An answer to what is no longer asked is none.
    expect(bodyOf({ ...told, allianceId: A, municipalityCode: '070101' })).toMatchObject({
      municipalityCode: '020101',
    });
    expect(bodyOf(told)).toMatchObject({ allianceId: null, municipalityCode: null, unitId: null });
  });

  test('who serves one unit is not asked which; who serves two is', async () => {
    feed = () => ({ ...page(), subjects: page().subjects.filter((s) => s.id === CATALOGUE) });
    phone = await phoneOf('UOD_SOCIAL', 'unit', ['LPZ']);
    await sync();
    expect(names(life, {})).not.toContain('unitId');
    expect(bodyOf(told)).toMatchObject({ unitId: 'LPZ', channel: 'app' });
    phone = await phoneOf('UOD_SOCIAL', 'unit', ['LPZ', 'ORU']);
    await sync();
    expect(names(life, {})).toContain('unitId');
    expect(bodyOf({ ...told, unitId: 'ORU' })).toMatchObject({ unitId: 'ORU' });
  });

  test('what was said and has not left the phone is there again to be corrected', async () => {
    await sync();
    const body = bodyOf({ ...told, allianceId: A, danger: 'si' });
    expect(bodyOf(fieldAnswers(life, body))).toEqual(body);
  });
});

describe('what is shown of it', () => {
  test('its code and its day at once, by the parameter on the phone; of a phone that never had signal, the code', async () => {
    online = false;
    const early = await take(life, bodyOf(told)).catch(() => null);
    // Without parameters the rule cannot be asked: the office confirms it, and it is kept all the same.
    expect(early).toBeNull();
    const id = newId();
    await phone.record({
      definition: fieldRegister(life),
      subjectId: id,
      allianceId: null,
      baseVersion: null,
      occurredOn: TODAY,
      place: null,
      body: bodyOf(told),
    });
    await phone.refresh();
    expect(phone.state().nounRecords).toMatchObject([{ id, dueOn: null, state: null, item: { state: 'pending' } }]);
    const code = phone.state().nounRecords[0]?.name;
    expect(code).toMatch(/^R-2026-[0-9A-HJKMNP-TV-Z]{8}$/);
    online = true;
    await sync();
    expect(phone.state().nounRecords).toMatchObject([{ id, name: code, dueOn: '2026-07-05' }]);
  });

  test('how it goes once the office has it; nothing once it may not be known of, even while the sent copy is here', async () => {
    await sync();
    const id = await take(life, bodyOf(told));
    nounRecords.push({
      id,
      noun: 'complaint',
      version: 2,
      state: 'RESPONDIDO',
      stateSince: TODAY,
      dueOn: null,
      values: { code: 'R-2026-AAAAAAAA', answeredOn: TODAY },
    });
    await sync();
    expect(phone.state().nounRecords).toMatchObject([
      { id, state: 'RESPONDIDO', dueOn: null, values: { answeredOn: TODAY } },
    ]);
    expect(await phone.db.rows.toArray()).toContainEqual(
      expect.objectContaining({ id, subjectId: OWN, state: null, dueOn: null }),
    );
    nounRecords.pop();
    await sync();
    expect(phone.state().nounRecords).toMatchObject([{ id, state: null }]);
    expect(await phone.db.rows.where('[owner+subjectId]').equals([ME, OWN]).count()).toBe(0);
    expect(await phone.withdraw(phone.state().items[0]?.row.id ?? '')).toBe(false);
  });

  test('one that was not sent after all is not shown, and one that was corrected is shown once, with its code', async () => {
    await sync();
    online = false;
    const id = await take(life, bodyOf(told));
    await phone.refresh();
    const before = phone.state().nounRecords[0];
    await phone.replace(
      phone.state().items[0]?.row.id ?? '',
      bodyOf({ ...told, allianceId: B, receivedOn: '2026-06-10' }),
      { occurredOn: TODAY },
    );
    await phone.refresh();
    expect(phone.state().nounRecords).toMatchObject([
      { id, name: before?.name, dueOn: '2026-06-30', values: { receivedOn: '2026-06-10' } },
    ]);
    expect(await phone.withdraw(phone.state().items[0]?.row.id ?? '')).toBe(true);
    await phone.refresh();
    expect(phone.state().nounRecords).toEqual([]);
  });
});

describe('a noun that nobody wrote a line for on the phone', () => {
  const answers: FormValues = {
    name: 'Pozo uno',
    kind: 'a',
    madeOn: TODAY,
    cost: 12_550,
    checked: 'no',
    topics: ['x'],
    pictures: [PHOTO],
  };

  test('is asked about by its declaration, kept, named in the outbox, shown and brought back', async () => {
    expect(fieldLives).toContain(probeLife);
    await sync();
    const asked = names(probeLife, fieldBlank(probeLife, TODAY, null));
    expect(asked).toEqual([
      'name',
      'kind',
      'topics',
      'checked',
      'madeOn',
      'seenAt',
      'cost',
      'unitPrice',
      'weight',
      'families',
      'part',
      'pictures',
      'sealed',
    ]);
    online = false;
    const id = await take(probeLife, bodyOf(answers, probeLife));
    await phone.refresh();
    const { nounRecords: shown, items } = phone.state();
    expect(shown).toMatchObject([{ id, noun: 'probe', name: 'Pozo uno', values: { name: 'Pozo uno', kind: 'a' } }]);
    expect(items[0]?.envelope.body).toMatchObject({ cost: 12_550, checked: false, topics: ['x'] });
    expect(items[0]?.envelope.body).not.toHaveProperty('reason');
    nounRecords.push({
      id,
      noun: 'probe',
      version: 2,
      state: 'LISTA',
      stateSince: TODAY,
      dueOn: null,
      values: { name: 'Pozo uno', kind: 'b' },
    });
    online = true;
    await sync();
    expect(phone.state().nounRecords).toMatchObject([{ id, state: 'LISTA', values: { kind: 'b' } }]);
  });

  test('has its photos sent, under whatever name it gives them', async () => {
    await sync();
    online = false;
    const bytes = new Uint8Array([1, 2, 3]);
    const hash = await phone.keepPhoto({ bytes, original: bytes, mediaType: 'image/jpeg', grey: null });
    await take(probeLife, bodyOf({ ...answers, pictures: [hash] }, probeLife));
    await phone.refresh();
    expect(phone.state().items[0]?.photosWaiting).toBe(1);
  });

  test('is refused at its field by the rule of the server, before anything is kept', async () => {
    await sync();
    const said = (more: FormValues) => {
      const body = bodyOf({ ...answers, ...more }, probeLife);
      const forecast = phone.forecast(fieldRegister(probeLife), {
        subjectId: newId(),
        allianceId: null,
        baseVersion: null,
        occurredOn: TODAY,
        place: null,
        body,
      });
      return forecast.outcome === 'refused' ? [forecast.problem.code, forecast.problem.field] : forecast.outcome;
    };
    expect(said({})).toBe('ok');
    expect(said({ name: '' })).toEqual(['SIGG-101', 'body.name']);
    expect(said({ madeOn: '2026-06-16' })).toEqual(['SIGG-105', 'body.madeOn']);
    expect(said({ kind: 'c' })).toEqual(['SIGG-101', 'body.kind']);
  });
});
