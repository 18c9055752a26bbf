/** npm run types: writes what every query answers, for the documentation of the API, from the types of the code. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readAnswerSchemas } from './lib/answerSchemas.ts';

const target = fileURLToPath(new URL('../server/http/openapi/answers.gen.json', import.meta.url));
await writeFile(target, `${JSON.stringify(readAnswerSchemas(), null, 1)}\n`);
console.log(`Escrito ${target}`);
