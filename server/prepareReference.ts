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
  if (territory.changed > 0) await recordReferenceLoad(system, { what: 'territorio', sha256: territory.sha256, rows: territory.changed });
  const catalogue = await loadCatalogue(system.db);
  if (catalogue.changed > 0) await recordReferenceLoad(system, { what: 'catálogos', sha256: catalogue.sha256, rows: catalogue.changed });
  if (territory.changed + catalogue.changed > 0) say('Territorio y catálogos cargados');
  await recordInitialParameters(system.context, system.now());
}

/** Leaves in the journal that reference data were loaded: what, the SHA-256 of what was loaded, how many rows changed. */
export async function recordReferenceLoad(system: Pick<System, 'context' | 'now' | 'today'>, body: { what: string; sha256: string; rows: number }): Promise<void> {
  const at = system.now();
  const text = compose({ kind: 'reference.load', actor: systemActor, subjectId: newId(), body, occurredOn: system.today(), at });
  await executeCommands(system.context, { texts: [text], actor: systemActor, receivedAt: at });
}
