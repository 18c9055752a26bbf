import { systemActor } from '../domain/people/actor.ts';
import { compose } from './commands/compose.ts';
import { executeCommands } from './commands/executeCommands.ts';
import { recordInitialParameters } from './commands/initialParameters.ts';
import { loadReference } from './geo/loadReference.ts';
import { newId } from './ids.ts';
import { loadCatalogue } from './stores/loadCatalogue.ts';
import type { System } from './system.ts';

/**
 * Loads territory, catalogues and first parameters, where their files say something new, and leaves each load in the
 * journal. Loading again changes nothing.
 */
export async function prepareReference(system: Pick<System, 'db' | 'context' | 'now' | 'today'>, say: (line: string) => void = () => {}): Promise<void> {
  const territory = await loadReference(system.db);
  await record(system, 'territorio', territory);
  const catalogue = await loadCatalogue(system.db);
  await record(system, 'catálogos', catalogue);
  if (territory.changed + catalogue.changed > 0) say('Territorio y catálogos cargados');
  await recordInitialParameters(system.context, system.now());
}

async function record(system: Pick<System, 'context' | 'now' | 'today'>, what: string, load: { sha256: string; changed: number }): Promise<void> {
  if (load.changed === 0) return;
  const at = system.now();
  const text = compose({
    kind: 'reference.load',
    actor: systemActor,
    subjectId: newId(),
    body: { what, sha256: load.sha256, rows: load.changed },
    occurredOn: system.today(),
    at,
  });
  await executeCommands(system.context, { texts: [text], actor: systemActor, receivedAt: at });
}
