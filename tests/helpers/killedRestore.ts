/**
 * node tests/helpers/killedRestore.ts FROM DATA-FOLDER POINT [DATABASE-URL]: restores a backup or a dump and kills
 * itself (SIGKILL) at a point. POINT is the beginning of a progress line, or a path in the data folder that appears
 * ('path:db/'). Until then it prints each progress line, with the mark that the folder has at that moment.
 */
import { existsSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup } from '../../server/db/restore.ts';
import { restoreDump } from '../../server/db/restoreDump.ts';
import { markName } from '../../server/db/unfinished.ts';

const [from = '', dataDir = '', point = '', url] = process.argv.slice(2);
const at = '2026-11-23T09:00:00.000Z';
const die = () => process.kill(process.pid, 'SIGKILL');
const path = point.startsWith('path:') ? point.slice(5) : null;
/** Identifies the folder that currently has a name, to tell a new one from the one that was there before. */
const which = (name: string): string | null => {
  const found = statSync(join(dataDir, name), { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.birthtimeMs}` : null;
};
if (path) {
  const part = path.split('/')[0] ?? '';
  const before = which(part);
  const there = () => which(part) !== before && which(path) !== null && readdirSync(join(dataDir, path)).length > 0;
  // Checks every millisecond, so that the process dies in the middle of the work.
  setInterval(() => there() && die(), 1);
}
const say = (line: string) => {
  writeSync(1, `${line}: ${existsSync(join(dataDir, markName)) ? markName : 'sin marca'}\n`);
  if (line.startsWith(point)) die();
};
const noted = async () => say('noted');
if (from.endsWith('.tar.gz')) await restoreDump(from, dataDir, at, noted);
else await restoreBackup(from, { dataDir, databaseUrl: url ?? null, replace: false, onRestored: noted }, at, say);
