import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const scanned = ['server', 'scripts', 'portal', 'web', 'domain'];

/** Stands for a table whose name is composed in code. */
const DYNAMIC = 'dynamic';

/**
 * Tables that are written without the write path, by which files and why (architecture 1.1). All other tables with rows
 * of the programme are written only by server/commands. A name that ends in '*' stands for all that begin with it.
 */
const exempt: readonly {
  readonly tables: readonly string[];
  readonly writers: readonly string[];
  readonly reason: string;
}[] = [
  {
    tables: ['journal_entry', 'journal_body', 'journal_change', 'journal_pending', 'journal_seal'],
    writers: ['server/commands/'],
    reason: 'the journal itself and its seals',
  },
  {
    tables: ['receipt', 'held_command'],
    writers: ['server/commands/'],
    reason: 'answers to commands, and commands that wait',
  },
  { tables: ['head_publication'], writers: ['server/integrity/'], reason: 'signed heads kept beside the journal' },
  {
    tables: ['auth_*'],
    writers: ['server/identity/'],
    reason: 'sessions, second factors and limits of the identity library',
  },
  {
    tables: ['access_log'],
    writers: ['server/identity/accessLog.ts'],
    reason: 'who read personal data; reading is no command',
  },
  {
    tables: ['import_run', 'import_row'],
    writers: ['server/stores/importRuns.ts', 'server/stores/importErasure.ts'],
    reason: 'job rows: how far an import has come, and what two persons decided to erase of it',
  },
  {
    tables: ['evidence', 'evidence_state', 'period_sums', 'period_sums_state', 'alliance_touch', 'touch_state'],
    writers: ['server/monitoring/'],
    reason: 'derived figures, rebuilt from records',
  },
  {
    tables: ['open_data.*', 'family_disclosure', 'complaint_disclosure'],
    writers: ['server/publishing/'],
    reason: 'what the portal shows, derived from validated records',
  },
  {
    tables: ['system_state'],
    writers: ['server/stores/systemState.ts', 'server/db/'],
    reason: 'the installation itself: epoch, durable, demonstration',
  },
  {
    tables: ['job'],
    writers: ['server/jobs/'],
    reason: 'what time will do: derived from sealed entries, done as commands of sistema',
  },
  { tables: ['schema_migration'], writers: ['server/db/migrate.ts'], reason: 'which migrations were applied' },
  {
    tables: ['complaint_recovery'],
    writers: ['server/participation/recovery.ts'],
    reason: 'what finds a lost code again; the journal would keep for ever what is to be forgotten',
  },
  {
    tables: ['phone_key'],
    writers: ['server/sync/'],
    reason: 'half of the key that locks a phone; no record of the programme',
  },
  {
    tables: ['unit_municipality', 'boundary_version', 'municipality_boundary'],
    writers: ['server/geo/'],
    reason: 'the journalled loader of reference data',
  },
  {
    tables: [DYNAMIC],
    writers: ['server/commands/writeRows.ts', 'server/geo/loadReference.ts', 'server/stores/loadCatalogue.ts'],
    reason: 'the write path, and the journalled loader of reference/ over its own list of tables',
  },
];

const NAME = String.raw`((?:only\s+)?(?:"?[\w.]+"?|"?\$\{[^}]+\}"?))`;
const statements = [
  new RegExp(String.raw`\binsert\s+into\s+${NAME}`, 'gi'),
  new RegExp(String.raw`\bmerge\s+into\s+${NAME}`, 'gi'),
  new RegExp(String.raw`\bdelete\s+from\s+${NAME}`, 'gi'),
  new RegExp(String.raw`\btruncate\s+(?:table\s+)?${NAME}`, 'gi'),
  new RegExp(String.raw`\bupdate\s+${NAME}(?:\s+(?:as\s+)?\w+)?\s+set\b`, 'gi'),
  new RegExp(String.raw`\bcopy\s+${NAME}\s+from\b`, 'gi'),
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([\w.]+)/g,
];

/** The tables to which a text writes, as named in it. */
function writtenTables(text: string): string[] {
  return statements.flatMap((s) =>
    [...text.matchAll(s)].map((m) =>
      (m[1] ?? '')
        .replace(/^only\s+/i, '')
        .replaceAll('"', '')
        .replace(/^\$\{.*\}$/, DYNAMIC)
        .toLowerCase(),
    ),
  );
}

/** Why a file may not write to a table; null when it may. */
function complaint(file: string, table: string): string | null {
  const line = exempt.find((e) =>
    e.tables.some((t) => (t.endsWith('*') ? table.startsWith(t.slice(0, -1)) : t.toLowerCase() === table)),
  );
  if (!line) return `${file} writes to ${table}: only server/commands does; send a command`;
  return line.writers.some((w) => file.startsWith(w))
    ? null
    : `${file} writes to ${table}, which only ${line.writers.join(', ')} may (${line.reason})`;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|tsx|mts|js|mjs|sql)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

test('nobody writes past the write path, but for the exempt tables and their named writers', () => {
  const files = scanned.flatMap(sources);
  const found = files.flatMap((file) =>
    writtenTables(readFileSync(join(root, file), 'utf8')).map((table) => ({ file, table })),
  );
  console.log(`writers: ${files.length} files, ${found.length} writing statements`);
  expect(found.length).toBeGreaterThan(20);
  expect(found.flatMap(({ file, table }) => complaint(file, table) ?? [])).toEqual([]);
});

test('no exempt table is official: none carries the entry that wrote it and the hash of its content', () => {
  const sql = readdirSync(join(root, 'migrations'))
    .map((name) => readFileSync(join(root, 'migrations', name), 'utf8'))
    .join('\n');
  const official = [...sql.matchAll(/create table (\w+) \(([\s\S]*?)\n\);/g)]
    .filter((m) => /\n {2}entry_id uuid not null,\n {2}row_hash text not null/.test(m[2] ?? ''))
    .map((m) => m[1] ?? '');
  expect(official.length).toBeGreaterThan(15);
  expect(
    official.filter((table) =>
      exempt.some((e) => e.tables.some((t) => (t.endsWith('*') ? table.startsWith(t.slice(0, -1)) : t === table))),
    ),
  ).toEqual([]);
});

test('the search finds every way of writing', () => {
  const writes = [
    'insert into alliance (id) values ($1)',
    'INSERT INTO "alliance" select 1',
    'update alliance a set state = 1',
    'update only alliance set x = 1',
    'delete from alliance where true',
    'truncate table alliance',
    'merge into alliance using x',
    'copy alliance from stdin',
    "db.kysely.insertInto('alliance')",
    'tx.updateTable("alliance")',
    "k.deleteFrom('alliance')",
  ];
  for (const text of writes) expect([text, writtenTables(text)]).toEqual([text, ['alliance']]);
  expect(complaint('server/http/routes/import.ts', 'alliance')).toContain('send a command');
  expect(complaint('server/queries/import/imports.ts', 'import_run')).toContain('only server/stores/importRuns.ts');
  expect(complaint('server/stores/importRuns.ts', 'import_run')).toBeNull();
});
