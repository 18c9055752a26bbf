import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandList } from '../../domain/commands.ts';
import { fileIdOf } from '../../domain/field/file.ts';
import type { FieldFacts } from '../../domain/kernel/noun/field.ts';
import { askedBy, type Life, rowsOf, type Step } from '../../domain/kernel/noun/life.ts';
import { lives } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { readConfig } from '../../server/config.ts';
import { inputSchema } from '../../server/http/openapi/jsonSchema.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { newId } from '../../server/ids.ts';
import { queryList } from '../../server/queries/registry.ts';
import { visitBody } from '../helpers/bodies.ts';
import { bodyToBegin, TOLD_BY_HAND } from '../helpers/nounRows.ts';
import { sampleOf } from '../nouns/samples.ts';
import { envelopeOf, type HttpWorld, openHttpWorld } from './httpWorld.ts';
import { photo, sha256 } from './routeRequests.ts';

/**
 * Every place where a person can give the SHA-256 of a file is found in the registries. At each of them somebody names
 * a file that another person brought: they must not be able to read it, and their record must not let anybody else read
 * it.
 */
let http: HttpWorld;
let thief: Actor;
let victim: Actor;

const SHA256 = '^[0-9a-f]{64}$';
/** Other values of 64 hexadecimal digits: secrets stored as their hash, and a file of reference data. */
const NO_FILES = [
  'reference.load sha256',
  'user.resetPassword codeHash',
  'token.create tokenHash',
  'reference.seal tables',
];

/** Members of a schema that take a SHA-256: 'photos', 'file'. */
function hashesIn(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = (schema as { pattern?: unknown }).pattern === SHA256 ? [name] : [];
  const parts = Object.entries(schema).flatMap(([key, part]) =>
    key === 'properties'
      ? Object.entries(part as object).flatMap(([member, s]) => hashesIn(s, member))
      : hashesIn(part, name),
  );
  return [...own, ...parts];
}

function namedInRegistries(): string[] {
  const commands = commandList.flatMap((c) => hashesIn(inputSchema(c.schema)).map((member) => `${c.kind} ${member}`));
  const queries = queryList.flatMap((q) => hashesIn(inputSchema(q.params)).map((member) => `${q.name} ${member}`));
  const paths = openApiDocument(readConfig({})).paths as Record<
    string,
    Record<string, { parameters?: { name: string; schema: unknown }[]; requestBody?: unknown }>
  >;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) =>
      [...parameters.flatMap((p) => hashesIn(p.schema, p.name)), ...hashesIn(requestBody)].map(
        (member) => `${method.toUpperCase()} ${path} ${member}`,
      ),
    ),
  );
  return [...commands, ...queries, ...routes].filter((name) => !NO_FILES.includes(name));
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const upload = async (who: Actor, bytes: Uint8Array) =>
  (await http.ask(who, '/api/files', { method: 'POST', body: bytes as BodyInit })).status;

/** Sends a command as the thief. Its answer does not matter here; the tests ask afterwards what it opened. */
async function send(
  kind: string,
  body: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string | undefined> {
  const [result] = await http.system.execute(thief, [JSON.stringify(envelopeOf(thief, kind, body, more))]);
  return result?.status;
}
const saleBody = (photos: readonly string[]) => ({
  allianceId: http.mine.alliance,
  buyerOther: 'Feria',
  productCode: 'QUINUA',
  quantity: 100_000,
  unitCode: 'qq',
  price: 4_000_000,
  photos,
});
async function corrected(
  kind: 'visit' | 'sale',
  body: (photos: readonly string[]) => unknown,
  hash: string,
): Promise<string | undefined> {
  const subjectId = newId();
  await send(`${kind}.register`, body([]), { subjectId });
  return send(`${kind}.correct`, body([hash]), { subjectId, baseVersion: 1 });
}
const visitWith = (photos: readonly string[]) => visitBody(http.mine.alliance, { photos: [...photos] });

const complaintWith = (files: { photos?: readonly string[]; voice?: string }) => ({
  receivedOn: '2026-06-10',
  channel: 'oficina',
  story: 'La balanza del acopio pesa de menos.',
  privacy: 'reservada',
  unitId: 'LPZ',
  ...files,
});
/** The officer corrects what the thief registered; neither of them ever had the file. */
async function complaintCorrected(files: { photos?: readonly string[]; voice?: string }): Promise<string | undefined> {
  const subjectId = newId();
  await send('complaint.register', complaintWith({}), { subjectId });
  const officer = http.people.UCN_RECL;
  const envelope = envelopeOf(
    officer,
    'complaint.correct',
    { ...files, reason: 'Se adjunta lo que trajo.' },
    { subjectId, baseVersion: 1 },
  );
  return (await http.system.execute(officer, [JSON.stringify(envelope)]))[0]?.status;
}

/** Nouns that are tried by hand below, because no sample body will do for them. */
const lifeOf = (kind: string): Life | undefined =>
  lives.find(({ noun: n }) => !TOLD_BY_HAND.includes(n.name) && kind.startsWith(`${n.name}.`));

/** A file of somebody else named in a field of a declared noun: when a row is registered, corrected, or takes a step. */
async function namedIn(kind: string, field: string, hash: string): Promise<void> {
  const l = lifeOf(kind) as Life;
  const { noun: n } = l;
  const command = kind.slice(n.name.length + 1);
  const person = (roles: readonly (Role | 'sistema')[]) => {
    const role = (['ACOMPANANTE', 'UOD_OFICIAL'] as const).find((one) => roles.includes(one));
    if (!role) throw new Error(`${kind}: neither of two who work in the unit`);
    return http.people[role];
  };
  const { alliance, municipality } = http.mine;
  const pointed = { unit: 'LPZ', alliance, municipality, user: thief.id, product: 'QUINUA', measureUnit: 'qq' };
  const body = bodyToBegin(l, pointed);
  if (command === 'register') {
    thief = person(l.begins.who);
    expect(await send(kind, { ...body, [field]: [hash] })).toBe('accepted');
    return;
  }
  const subjectId = newId();
  thief = person(l.begins.who);
  expect(await send(`${n.name}.register`, body, { subjectId })).toBe('accepted');
  if (command === 'correct') {
    thief = person(l.corrects);
    const change = { [field]: [hash], reason: 'Se adjunta lo que trajo.' };
    expect(await send(kind, change, { subjectId, baseVersion: 1 })).toBe('accepted');
    return;
  }
  const step = rowsOf(l, command)[0] as Step;
  await http.world.db.query(`update ${n.table} set state = $2 where id = $1`, [subjectId, step.from[0]]);
  thief = person(step.who);
  const { asks } = askedBy(l, step);
  const asked = Object.fromEntries(
    asks.map((name) => [name, body[name] ?? sampleOf(n.fields[name] as FieldFacts)] as const),
  );
  expect(await send(kind, { ...asked, [field]: [hash] }, { subjectId, baseVersion: 1 })).toBe('accepted');
}

/** Everything a person can do with the hash of a file that is not theirs. */
const attempts: Readonly<Record<string, (hash: string, bytes: Uint8Array) => Promise<unknown>>> = {
  'visit.register photos': async (hash) => expect(await send('visit.register', visitWith([hash]))).toBe('accepted'),
  'visit.correct photos': async (hash) => expect(await corrected('visit', visitWith, hash)).toBe('accepted'),
  'sale.register photos': async (hash) => expect(await send('sale.register', saleBody([hash]))).toBe('accepted'),
  'sale.correct photos': async (hash) => expect(await corrected('sale', saleBody, hash)).toBe('accepted'),
  'complaint.register photos': async (hash) =>
    expect(await send('complaint.register', complaintWith({ photos: [hash] }))).toBe('accepted'),
  'complaint.register voice': async (hash) =>
    expect(await send('complaint.register', complaintWith({ voice: hash }))).toBe('accepted'),
  'complaint.correct photos': async (hash) => expect(await complaintCorrected({ photos: [hash] })).toBe('accepted'),
  'complaint.correct voice': async (hash) => expect(await complaintCorrected({ voice: hash })).toBe('accepted'),
  'document.record fileHash': async (hash) => {
    const document = newId();
    expect(await send('document.record', { title: 'Acta ajena', fileHash: hash }, { subjectId: document })).toBe(
      'accepted',
    );
    await send(
      'alliance.suspend',
      { on: '2026-06-01', reason: 'Prueba de la puerta', documentId: document },
      { subjectId: http.mine.alliance },
    );
    await http.world.db.query('update alliance set source_document_id = $2 where id = $1', [
      http.mine.alliance,
      document,
    ]);
  },
  'file.receive hash': async (hash) => {
    const body = {
      hash,
      mediaType: 'image/jpeg',
      bytes: 10,
      width: 1,
      height: 1,
      perceptualHash: null,
      originalHash: null,
    };
    const answer = await http.ask(
      thief,
      '/api/commands',
      json({ commands: [JSON.stringify(envelopeOf(thief, 'file.receive', body, { subjectId: fileIdOf(hash) }))] }),
    );
    expect([answer.status, ((await answer.json()) as { problem: { code: string } }).problem.code]).toEqual([
      403,
      'SIGG-507',
    ]);
  },
  'file.receive originalHash': async (hash) => {
    const own = await photo(301);
    await http.ask(thief, `/api/files/${sha256(own)}?total=${own.length}&original=${hash}`, {
      method: 'PUT',
      body: own as BodyInit,
    });
  },
  'file.withdraw hash': async (hash) => {
    const body = { hash, erasureId: newId(), copy: null };
    expect(await send('file.withdraw', body, { subjectId: fileIdOf(hash) })).toBe('refused');
  },
  'file.withdraw copy': async (hash) => {
    const own = await photo(303);
    await http.ask(thief, `/api/files/${sha256(own)}?total=${own.length}`, { method: 'PUT', body: own as BodyInit });
    const body = { hash: sha256(own), erasureId: newId(), copy: hash };
    expect(await send('file.withdraw', body, { subjectId: fileIdOf(sha256(own)) })).toBe('refused');
  },
  'POST /api/imports file': async (hash) => {
    expect((await http.ask(thief, '/api/imports', json({ file: hash, filename: 'ajena.csv' }))).status).toBe(404);
  },
  'GET /api/files/{hash} hash': async (hash) => {
    expect(await (await http.ask(thief, `/api/files/${hash}`)).json()).toEqual({ have: false, offset: 0 });
  },
  'PUT /api/files/{hash} hash': async (hash, bytes) => {
    const answer = await http.ask(thief, `/api/files/${hash}?total=${bytes.length}`, {
      method: 'PUT',
      body: bytes.slice(0, 10) as BodyInit,
    });
    expect(await answer.json()).toEqual({ have: false, offset: 10 });
  },
  'PUT /api/files/{hash} original': async (hash) => {
    const own = await photo(302);
    await http.ask(thief, `/api/files/${sha256(own)}?total=${own.length}&original=${hash}`, {
      method: 'PUT',
      body: own as BodyInit,
    });
  },
  'GET /files/{hash} hash': async (hash) => {
    for (const query of ['', '?w=160']) expect((await http.ask(thief, `/files/${hash}${query}`)).status).toBe(404);
  },
  ...Object.fromEntries(
    commandList
      .filter(({ kind }) => lifeOf(kind))
      .flatMap(({ kind, schema }) =>
        hashesIn(inputSchema(schema)).map((field) => [
          `${kind} ${field}`,
          (hash: string) => namedIn(kind, field, hash),
        ]),
      ),
  ),
};

beforeAll(async () => {
  http = await openHttpWorld();
  thief = http.people.UOD_OFICIAL;
  victim = (await http.system.context.actorOf(http.other.ids.companion ?? '')) ?? thief;
});

describe('a file is read through one door', () => {
  test('every field and route that names a file is tried here, and no others', () => {
    const named = namedInRegistries();
    console.log(`fields and routes that name a file: ${named.length}`);
    expect(named.sort()).toEqual(Object.keys(attempts).sort());
  });

  test.each(Object.entries(attempts))('%s', async (name, attempt) => {
    thief = /^(visit|sale)\./.test(name) ? http.people.ACOMPANANTE : http.people.UOD_OFICIAL;
    const bytes = new TextEncoder().encode(`codigo;nombre;uod;etapa\nX-${newId()};Ajena;SCZ;En operación\n`);
    const hash = sha256(bytes);
    expect(await upload(victim, bytes)).toBe(200);
    await attempt(hash, bytes);
    expect((await http.ask(thief, `/files/${hash}`)).status, 'the thief reads it').toBe(404);
    expect((await http.ask(http.people.AUDITOR, `/files/${hash}`)).status, 'a record of the thief leads to it').toBe(
      404,
    );
    expect((await http.ask(victim, `/files/${hash}`)).status).toBe(200);
    // A person who really has the file proves it by sending it; then their record leads to it.
    expect(await upload(thief, bytes)).toBe(200);
    expect((await http.ask(thief, `/files/${hash}`)).status).toBe(200);
  });

  test('who sends a file that somebody else brought too is in the journal, once', async () => {
    const bytes = await photo(310);
    for (const who of [victim, thief, thief, victim]) expect(await upload(who, bytes)).toBe(200);
    const rows = await http.world.db.query(
      `select actor_id from journal_entry where kind = 'file.receive' and subject_id = $1 order by n`,
      [fileIdOf(sha256(bytes))],
    );
    expect(rows).toEqual([{ actor_id: victim.id }, { actor_id: thief.id }]);
    expect(await http.world.db.query('select uploaded_by from stored_file where hash = $1', [sha256(bytes)])).toEqual([
      { uploaded_by: victim.id },
    ]);
  });

  /**
   * Apart from the route of files, stored files are read only to prove them, to copy them, and to erase rows of sheets.
   */
  test('nothing else in the server opens a stored file', () => {
    const root = fileURLToPath(new URL('../../server', import.meta.url));
    const opening = readdirSync(root, { recursive: true })
      .map(String)
      .filter(
        (name) =>
          name.endsWith('.ts') &&
          !name.endsWith('.test.ts') &&
          /\bfiles\.get\(/.test(readFileSync(join(root, name), 'utf8')),
      );
    expect(opening.sort()).toEqual(['import/eraseImported.ts', 'integrity/verifyFiles.ts', 'sync/fileReach.ts']);
  });
});
