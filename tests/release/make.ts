/**
 * npm run release:dump: freezes the database and the phone's requests of this version under
 * tests/release/frozen/VERSION (docs/decisions/freeze.md). Run it once for each release, after setting the version in
 * package.json. It refuses a version that is already frozen.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../../scripts/lib/readArguments.ts';
import { buildRelease } from './buildRelease.ts';
import { pack } from './frozen.ts';

readArguments({ usage: 'Uso: npm run release:dump' });
const root = fileURLToPath(new URL('../../', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const target = join(root, 'tests/release/frozen', version);
const scratch = mkdtempSync(join(tmpdir(), 'sigg-release-'));
try {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const { manifest, database, folder, phone } = await buildRelease(scratch, { version, commit });
  // Created last, because a frozen release is never made again.
  mkdirSync(target);
  writeFileSync(join(target, 'release.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [name, content] of Object.entries({
    'database.sql': database,
    'folder.json': JSON.stringify(folder),
    'phone.json': JSON.stringify(phone),
  })) {
    const packed = pack(content);
    writeFileSync(join(target, `${name}.br`), packed);
    console.log(`${name}.br  ${Math.round(packed.length / 1024)} KB`);
  }
  console.log(
    `${Object.keys(manifest.commands).length} kinds of command, ${Object.keys(manifest.officialTables).length} official tables: ${target}`,
  );
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
