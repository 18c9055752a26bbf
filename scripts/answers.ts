/**
 * Writes what every query answers into the file named, from the types of the code; started by server/answersBuild.ts.
 * What was written before goes.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readAnswerSchemas } from './lib/answerSchemas.ts';

const [target] = process.argv.slice(2);
if (!target) throw new Error('name the file to write');
const folder = dirname(target);
mkdirSync(folder, { recursive: true });
const aside = `${target}.${process.pid}`;
writeFileSync(aside, JSON.stringify(readAnswerSchemas()));
// Two that make it at once write the same.
renameSync(aside, target);
for (const name of readdirSync(folder)) {
  if (name.endsWith('.json') && name !== basename(target)) rmSync(join(folder, name), { force: true });
}
