/**
 * node tests/helpers/killedRestore.ts FROM DATA-FOLDER POINT [DATABASE-URL]: restores a backup or a dump and kills
 * itself (SIGKILL) at a point: when a line is said that begins so, or when a path of the data folder that begins so has
 * come into being ('path:db/'). Until then it prints each line that is said, and the mark that the folder bears then.
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
/** Which folder it is that has the name: what was there before is not what is waited for. */
const which = (name: string): string | null => {
  const found = statSync(join(dataDir, name), { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.birthtimeMs}` : null;
};
if (path) {
  const part = path.split('/')[0] ?? '';
  const before = which(part);
  const there = () => which(part) !== before && which(path) !== null && readdirSync(join(dataDir, path)).length > 0;
  // Between two pieces of whatever is under way.
  setInterval(() => there() && die(), 1);
}
const say = (line: string) => {
  writeSync(1, `${line}: ${existsSync(join(dataDir, markName)) ? markName : 'sin marca'}\n`);
  if (line.startsWith(point)) die();
};
const noted = async () => say('noted');
if (from.endsWith('.tar.gz')) await restoreDump(from, dataDir, at, noted);
else await restoreBackup(from, { dataDir, databaseUrl: url ?? null, replace: false, onRestored: noted }, at, say);
