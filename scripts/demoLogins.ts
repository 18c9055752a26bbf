/** npm run demo:logins: every log-in of a demonstration, one per role. */
import { loginLines } from '../server/demo/logins.ts';

for (const line of loginLines()) console.log(line);
