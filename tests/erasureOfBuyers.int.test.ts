import { beforeAll, expect, test } from 'vitest';
import { ERASED_ROW } from '../domain/import/readRow.ts';
import type { Actor } from '../domain/people/actor.ts';
import { eraseConfirmed, eraseEarlierRows } from '../server/commands/eraseConfirmed.ts';
import { newId } from '../server/ids.ts';
import { removeWithdrawn } from '../server/import/eraseImported.ts';
import { checkImport, type ImportSystem, runImport } from '../server/import/run.ts';
import { startImport } from '../server/import/start.ts';
import { erasuresBeforeSheets } from '../server/stores/importErasure.ts';
import { receiveBytes } from '../server/sync/receiveFile.ts';
import { type HttpWorld, openHttpWorld } from './security/httpWorld.ts';

/**
 * Buyers who are persons ask to be erased. They came in from sheets whose first column is their name, where the copy of
 * a sheet puts its mark.
 */
let http: HttpWorld;
let who: Actor;
const HEAD = ['Comprador', 'Clase de comprador', 'NIT', 'Persona de contacto', 'Teléfono'];
const COMPANY = ['Molino Vecino', 'Empresa', '1023000777', 'Rosa Choque', '70700700'];

const csv = (...rows: readonly (readonly string[])[]) =>
  new TextEncoder().encode(rows.map((row) => `${row.join(';')}\n`).join(''));

async function opened(bytes: Uint8Array, importable = 'buyer', system: ImportSystem = http.system) {
  const fileHash = await receiveBytes(http.system, who, bytes, {});
  const { id } = await startImport(system, who, { filename: 'lista.csv', fileHash, bytes, importable });
  return { id, fileHash };
}

async function bring(bytes: Uint8Array): Promise<string> {
  const { id, fileHash } = await opened(bytes);
  await checkImport(http.system, id, who);
  expect(await runImport(http.system, id, who)).toMatchObject({ unchanged: 0 });
  return fileHash;
}

/** The buyer of a name, and the entry that registered it. */
async function buyerNamed(name: string): Promise<{ id: string; entry: string }> {
  const [row] = await http.world.db.query<{ id: string; entry: string }>(
    `select b.id, e.id as entry from buyer b join journal_entry e on e.subject_id = b.id and e.kind = 'buyer.register' where b.name = $1`,
    [name],
  );
  if (!row) throw new Error(`no buyer ${name}`);
  return row;
}

async function confirmed(targetId: string): Promise<void> {
  const id = newId();
  const asked = { targetId, reason: 'Lo pidió la persona', basis: 'Carta 12/2026' };
  const sent = [
    await http.world.send(http.people.UCN_ME, 'erasure.propose', id, asked),
    await http.world.send(http.people.UCN_COORD, 'erasure.decide', id, { accept: true }, { baseVersion: 1 }),
  ];
  expect(sent).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
}

/** What the register says today is corrected by its own command, and that entry is not the one that is erased. */
async function correctedAway(id: string): Promise<void> {
  const body = { name: 'Datos borrados', nit: null, contact: null, telephone: null, reason: 'Lo pidió la persona' };
  expect(await http.world.send(http.people.UCN_ME, 'buyer.correct', id, body, { baseVersion: 1 })).toMatchObject({
    status: 'accepted',
  });
}

/** The tables in which any of some words stands. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = await http.world.db.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    if ((await http.world.db.query(`select 1 from ${name} t where t::text ~ $1 limit 1`, [words.join('|')])).length > 0)
      found.push(name);
  return found;
}

/** A sheet as it is handed out today. */
async function handedOut(hash: string): Promise<Uint8Array> {
  const answer = await http.ask(who, `/files/${hash}`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
const textOf = async (hash: string): Promise<string> => new TextDecoder().decode(await handedOut(hash));

beforeAll(async () => {
  http = await openHttpWorld();
  who = http.people.UOD_OPERADOR;
}, 240_000);

test('a buyer who is a person goes from every sheet, refused row and message, and a company that it dealt with stays', async () => {
  const words = ['Zulma', 'Quenallata', '7766554433', 'Ticona', '71122334'];
  const person = ['Zulma Quenallata', 'Mayorista', '7766554433', 'Wilder Ticona', '71122334'];
  const refused = await bring(
    csv(HEAD, ['Otra Tres', '', '7766554433-X', '', ''], ['Zulma Quenallata', 'Inventada', '', '', '']),
  );
  const again = await bring(
    csv(HEAD, ['Otro', 'Inventada', '', 'Wilder Ticona', ''], ['Otra', 'Inventada', '', '', '71122334']),
  );
  const own = await bring(csv(HEAD, COMPANY, person));
  const { id, entry } = await buyerNamed('Zulma Quenallata');
  expect(await http.world.send(who, 'buyer.register', newId(), { name: 'Tres', nit: '7766554433' })).toMatchObject({
    problem: { code: 'SIGG-339' },
  });
  expect(await tablesWith(words)).toEqual(
    expect.arrayContaining(['buyer', 'import_row', 'import_run', 'journal_body', 'journal_change', 'receipt']),
  );
  await correctedAway(id);
  await confirmed(entry);
  expect(await eraseConfirmed(http.system)).toBe(1);
  for (const hash of [refused, again, own]) {
    const text = await textOf(hash);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  }
  expect(await textOf(own)).toContain('Molino Vecino;Empresa;1023000777;Rosa Choque');
  expect(await tablesWith(words)).toEqual(['receipt']);
});

test('the mark of an erased row is nobody to import, when the copy is brought again and when its import goes on', async () => {
  const copy = csv(HEAD, [ERASED_ROW], ['Feria Segunda', 'Asociación', '1023000888', '', '']);
  const { id } = await opened(copy);
  expect(await checkImport(http.system, id, who)).toMatchObject({ rows: 1, adopted: 1, refused: 0 });
  expect(await runImport(http.system, id, who)).toMatchObject({ rows: 1, adopted: 1 });
  expect(await http.world.db.query('select 1 from buyer where name = $1', [ERASED_ROW])).toEqual([]);
  const alliances = await opened(
    csv(['Nombre', 'Estado'], [ERASED_ROW], ['Asociación Tercera', 'En operación']),
    'alliances',
  );
  expect(await checkImport(http.system, alliances.id, who)).toMatchObject({ rows: 1 });
});

test('equal bytes that another sheet or file needs stay when they are no longer the copy of one', async () => {
  const { db } = http.world;
  const { files } = http.system;
  const stored = (name: string) => receiveBytes(http.system, who, csv(['a', 'b'], [name, '1']), {});
  const [first, second, alone] = [await stored('primera'), await stored('segunda'), await stored('sola')];
  const [shared, gone] = [await files.put(csv(['copia'])), await files.put(csv(['nadie']))];
  await db.query(`update stored_file set withdrawn_on = '2026-06-15', copy_hash = $2 where hash = $1`, [
    second,
    shared,
  ]);
  await db.query(`update stored_file set withdrawn_on = '2026-06-15', former_copies = $2::text[] where hash = $1`, [
    first,
    [shared, alone, gone],
  ]);
  await removeWithdrawn(http.system);
  const there = await Promise.all([first, second, gone, shared, alone].map((hash) => files.has(hash)));
  expect(there).toEqual([false, false, false, true, true]);
});

test('an import that begins while rows are erased, with what it had read before, is erased in its turn', async () => {
  const words = ['Ximena', 'Huaranca'];
  await bring(csv(HEAD, ['Ximena Huaranca', 'Mayorista', '', '', '']));
  const late = await opened(csv(HEAD, ['Otra Cinco', '', 'Ximena Huaranca', '', '']));
  const { id, entry } = await buyerNamed('Ximena Huaranca');
  await correctedAway(id);
  await confirmed(entry);
  let at = Date.parse(http.system.now());
  const { files } = http.system;
  const now = () => {
    at += 1;
    return new Date(at).toISOString();
  };
  let goOn = () => {};
  const erased = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let checking: Promise<unknown> | null = null;
  const slow = {
    ...files,
    get: async (hash: string) => {
      const bytes = await files.get(hash);
      await erased;
      return bytes;
    },
  };
  const begins = async (hash: string) => {
    // The check begins, reads the sheet as it was, and writes of it once the erasure is over.
    if (hash === late.fileHash && !checking) {
      checking = checkImport({ ...http.system, now, files: slow }, late.id, who);
      while (
        !(await http.world.db.query(`select 1 from import_run where id = $1 and status = 'checking'`, [late.id]))[0]
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return files.get(hash);
  };
  const first = await eraseConfirmed({ ...http.system, now, files: { ...files, get: begins } });
  goOn();
  await checking;
  expect(await tablesWith(words), 'what it wrote').toContain('import_row');
  expect(first).toBe(0);
  expect(await eraseConfirmed({ ...http.system, now })).toBe(1);
  expect(await tablesWith(words)).toEqual([]);
});

test('an erasure confirmed before erasures reached sheets empties the row that its entry came in from', async () => {
  const hash = await bring(
    csv(HEAD, ['Wayra Mollinedo', 'Mayorista', '', '', ''], ['Feria Cuarta', 'Asociación', '', '', '']),
  );
  const { id, entry } = await buyerNamed('Wayra Mollinedo');
  await correctedAway(id);
  await confirmed(entry);
  await http.world.db.query('select erase_entry($1::uuid)', [entry]);
  expect(await eraseConfirmed(http.system)).toBe(0);
  expect(await textOf(hash)).toContain('Wayra');
  expect(await eraseEarlierRows({ ...http.system, now: () => '2026-06-15T15:00:00.000Z' })).toBe(true);
  expect(await textOf(hash)).not.toContain('Wayra');
  expect(await textOf(hash)).toContain('Feria Cuarta');
  expect(await tablesWith(['Wayra'])).toEqual([]);
  expect(await erasuresBeforeSheets(http.world.db)).toEqual([]);
});
