/**
 * Writes the answer types of every query, read from the code, to the file named; started by server/answersBuild.ts.
 * Files of earlier versions are removed.
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
// Two processes that do this at the same time write the same content.
renameSync(aside, target);
for (const name of readdirSync(folder)) {
  if (name.endsWith('.json') && name !== basename(target)) rmSync(join(folder, name), { force: true });
}
