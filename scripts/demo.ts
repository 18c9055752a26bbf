/**
 * npm run demo -- [small|par2|x10] [--seed 1] [--until AAAA-MM-DD]: loads a demonstration portfolio. When interrupted,
 * the next run continues.
 */
import { isDay } from '../domain/kernel/dates.ts';
import { readConfig } from '../server/config.ts';
import { demoLogins, demoStartsAt, loadDemo } from '../server/demo/load.ts';
import { type DemoSizeName, demoSizes } from '../server/demo/sizes.ts';
import { start } from '../server/start.ts';
import { readArguments } from './lib/readArguments.ts';

const { values, positionals } = readArguments({
  usage: 'Uso: npm run demo -- [small|par2|x10] [--seed 1] [--until AAAA-MM-DD]',
  count: [0, 1],
  options: { seed: { type: 'string' }, until: { type: 'string' } },
});
const startedAt = Date.now();
const say = (line: string) => console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);

async function main(): Promise<void> {
  const size = positionals[0] ?? 'small';
  if (!Object.hasOwn(demoSizes, size))
    throw new Error(`No hay una cartera «${size}». Elija: ${Object.keys(demoSizes).join(', ')}.`);
  if (values.until !== undefined && !isDay(values.until)) throw new Error('--until es una fecha: AAAA-MM-DD.');
  const name = size as DemoSizeName;
  const running = await start(readConfig(process.env), say, () => demoStartsAt(name, values.until));
  let logins: string[] = [];
  try {
    await loadDemo(running.system, name, say, { seed: values.seed, until: values.until });
    logins = await demoLogins(running.system);
    say('Guardando y soltando la carpeta de datos');
  } finally {
    await running.close();
  }
  // Printed last, when the data folder is released, because people who read the log-ins start the server next.
  for (const line of logins) console.log(line);
}

main().catch((error: unknown) => {
  console.error(
    `No se pudo cargar la demostración: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
  );
  process.exitCode = 1;
});
