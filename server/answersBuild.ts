import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = join(root, 'scripts/answers.ts');

type Schema = { readonly [key: string]: unknown };

/** The answer of every query by name, and the named shapes that they share, as JSON Schema 2020-12. */
export interface AnswerSchemas {
  readonly answers: Readonly<Record<string, Schema>>;
  readonly shapes: Readonly<Record<string, Schema>>;
}

/**
 * A hash of the content of files of a folder and of their names: the same wherever and whenever the files were checked
 * out.
 */
export function contentKey(folder: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of globSync([...patterns], { cwd: folder }).sort()) {
    if (name.endsWith('.test.ts')) continue;
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** The sources of the schemas: the types of the server and of the domain, and the compiler that reads them. */
const SOURCES = [
  '{domain,server,portal}/**/*.ts',
  'scripts/answers.ts',
  'scripts/lib/answerSchemas.ts',
  '{.,server}/tsconfig*.json',
  'package-lock.json',
];

let made: string | null = null;
/** The file of the schemas for the present code, whether it exists already or not. */
function answersFile(): string {
  made ??= join(root, 'dist/answers', `${contentKey(root, SOURCES)}.json`);
  return made;
}

/**
 * Reads what every query answers from the types of the code, unless that was done since they last changed. It runs in a
 * process of its own, because it takes the compiler two seconds. Returns false when there was nothing to do.
 */
export async function prepareAnswers(): Promise<boolean> {
  const file = answersFile();
  if (existsSync(file)) return false;
  starting = true;
  await promisify(execFile)(process.execPath, [script, file]);
  return true;
}

let read: AnswerSchemas | null = null;
/** A server tried to make them at its start; when that failed, no request tries again. */
let starting = false;

/** The schemas of what queries answer. A caller without an earlier start (a test) waits until they are made. */
export function answerSchemas(): AnswerSchemas {
  if (read) return read;
  const file = answersFile();
  if (!existsSync(file) && starting) return { answers: {}, shapes: {} } as AnswerSchemas;
  if (!existsSync(file)) execFileSync(process.execPath, [script, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  read = JSON.parse(readFileSync(file, 'utf8')) as AnswerSchemas;
  return read;
}
