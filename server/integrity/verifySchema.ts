import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { readSchema, type SchemaLine } from './schemaText.ts';

/** What a freshly migrated database is like; written by `npm run types`, equal on both engines (tests/schema.int.test.ts). */
export const SCHEMA_FILE = fileURLToPath(new URL('./schema.gen.txt', import.meta.url));

const MIGRATION = 'migración ';

async function expected(): Promise<SchemaLine[]> {
  const lines = (await readFile(SCHEMA_FILE, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const end = line.indexOf(': ');
    return { object: line.slice(0, end), text: line.slice(end + 2) };
  });
}

/** By object: its texts. Almost every object has one; a constraint of two schemas may share its name. */
function byObject(lines: readonly SchemaLine[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const { object, text } of lines) map.set(object, map.has(object) ? `${map.get(object)}\n${text}` : text);
  return map;
}

/** The structure of the database against the one that this program's migrations leave. Returns how many objects were compared. */
export async function verifySchema(tx: Executor, found: Findings): Promise<number> {
  const [wanted, there] = [byObject(await expected()), byObject(await readSchema(tx))];
  const migrations = (map: Map<string, string>) =>
    [...map].filter(([object]) => object.startsWith(MIGRATION)).map(([object, text]) => `${object} ${text}`);
  const [mine, applied] = [migrations(wanted), migrations(there)];
  const other = [...mine.filter((m) => !applied.includes(m)), ...applied.filter((m) => !mine.includes(m))];
  if (other.length > 0) {
    for (const name of new Set(other.map((m) => m.split(' ')[1]))) found.add('schemaOther', `migración ${name}`);
    return 0;
  }
  for (const [object, text] of wanted) {
    const now = there.get(object);
    if (now === undefined) found.add('schemaMissing', object);
    else if (now !== text) found.add('schemaChanged', object);
  }
  for (const object of there.keys()) if (!wanted.has(object)) found.add('schemaExtra', object);
  return there.size;
}
