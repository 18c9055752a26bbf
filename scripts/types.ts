/**
 * npm run types: writes server/db/types.gen.ts and server/integrity/schema.gen.txt from the migrations, and the
 * portal's copy of the visual language's tokens.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../server/db/database.ts';
import { generateTypes } from '../server/db/generateTypes.ts';
import { migratedTemplate } from '../server/db/template.ts';
import { readSchema, schemaText } from '../server/integrity/schemaText.ts';
import { SCHEMA_FILE } from '../server/integrity/verifySchema.ts';
import { writePortalTokens } from './portalTokens.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const db = await openDatabase({ template: await migratedTemplate(path('../migrations')) });
const target = path('../server/db/types.gen.ts');
await writeFile(target, await generateTypes(db));
await writeFile(SCHEMA_FILE, schemaText(await readSchema(db)));
await db.close();
console.log(`Escrito ${target}`);
console.log(`Escrito ${SCHEMA_FILE}`);
console.log(`Escrito ${writePortalTokens()}`);
