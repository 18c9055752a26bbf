/**
 * `npm run bench:size`: the size of the phone app as transferred, from the list of files that its service worker keeps.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWeb, webFolder } from '../server/webBuild.ts';

const MAX_ENTRY_KB = 200;
const MAX_TOTAL_KB = 600;

interface FieldFiles {
  readonly entry: readonly string[];
  readonly files: readonly string[];
}

await buildWeb((line) => process.stderr.write(`${line}\n`));
const { entry, files } = JSON.parse(readFileSync(join(webFolder, 'field-files.json'), 'utf8')) as FieldFiles;
const bytes = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(webFolder, name)), { level: 9 }).length, 0);
const entryKb = bytes(entry) / 1024;
const totalKb = bytes([...files, '/campo.html']) / 1024;
// One line for each number, so that a script can read them.
process.stdout.write(`field entry: ${Math.ceil(entryKb)} KB gzip\nfield total: ${Math.ceil(totalKb)} KB gzip\n`);
if (entryKb > MAX_ENTRY_KB || totalKb > MAX_TOTAL_KB) process.exitCode = 1;
