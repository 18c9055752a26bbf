/** The server as `npm start` makes it, without demonstration data and screens, in a process of its own: prints its address and serves. */
import { readConfig } from '../server/config.ts';
import { start } from '../server/start.ts';

const running = await start(readConfig(process.env), () => undefined);
const address = await running.listen();
process.stdout.write(`${address}\n`);
process.on('SIGTERM', () => {
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
