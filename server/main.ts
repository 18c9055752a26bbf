import { prepareAnswers } from './answersBuild.ts';
import { readConfig } from './config.ts';
import { demoAtStart, demoLogins, demoStartsAt } from './demo/load.ts';
import { firstAdministratorLink } from './identity/firstAdministrator.ts';
import { start } from './start.ts';
import { buildWeb } from './webBuild.ts';

const startedAt = Date.now();
const told = { line: '', at: startedAt };
const say = (line: string) => {
  told.line = line;
  told.at = Date.now();
  process.stdout.write(`  ${((told.at - startedAt) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);
};
/** After this time without a message, people think that the program hangs. */
const SILENCE_MS = 8000;
/** Says from time to time that the last announced step is still going on; answers how to end it. */
function saySometimes(): () => void {
  const timer = setInterval(() => {
    if (Date.now() - told.at > SILENCE_MS) say(`… sigue: ${told.line.replace(/^(… sigue: )+/, '')}`);
  }, 1000);
  return () => clearInterval(timer);
}

const print = (line = '') => process.stdout.write(`${line}\n`);

/** An error as one sentence on which a person can act, without the stack. */
function sentence(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  print('SIGG — Sistema de Información Gerencial Georreferenciado');
  const quiet = saySometimes();
  const building = buildWeb(say);
  building.catch(() => undefined);
  // A manual that cannot be made keeps nobody from working.
  const described = prepareAnswers().catch((error: unknown) =>
    say(`No se pudo preparar la descripción de la API: ${sentence(error)}`),
  );
  const wanted = process.env.SIGG_DEMO !== 'no';
  const running = await start(config, say, (created) => (created && wanted ? demoStartsAt('small') : undefined));
  const { system } = running;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    print('\nCerrando: se guarda lo que falta…');
    await running.close().catch((error: unknown) => print(sentence(error)));
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // An embedded database that was created here is for trying the system out. It is filled with demonstration data, also
  // when an earlier first start was interrupted.
  const demo = await demoAtStart(system, wanted, say);
  await building;
  await described;
  const address = await running.listen();
  quiet();
  print();
  print(`  SIGG está en marcha:  ${address}`);
  print(`  Página pública:       ${address}/`);
  print(`  Oficina:              ${address}/oficina`);
  print(`  Aplicación de campo:  ${address}/campo`);
  if (demo) for (const line of await demoLogins(system)) print(`  ${line}`);
  const key = running.newKey();
  if (key) {
    print(
      '\n  Guarde fuera de esta máquina la clave pública que firma la bitácora (docs/operar.md, «Claves conocidas»):',
    );
    print(`  ${key}`);
  }
  const link = await firstAdministratorLink(system);
  if (link) print(`\n  Cree la primera cuenta de administración (vale una vez, durante una hora):\n  ${link}`);
  if (system.db.engine === 'pglite')
    print('\n  Base de datos incorporada: no apto para registros oficiales. Para uso oficial vea docs/operar.md.');
  print('\n  Ctrl+C para cerrar.');
}

/** Resolves when the server answers and has said so. */
export const started = main().catch((error: unknown) => {
  process.stderr.write(`\nNo se pudo iniciar SIGG: ${sentence(error)}\n`);
  process.exit(1);
});
