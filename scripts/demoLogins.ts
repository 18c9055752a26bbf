/** npm run demo:logins: every log-in of a demonstration, one per role. */
import { loginLines } from '../server/demo/logins.ts';
import { readArguments } from './lib/readArguments.ts';

readArguments({ usage: 'Uso: npm run demo:logins' });

for (const line of loginLines()) console.log(line);
