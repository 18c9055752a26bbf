import { dayOf, type Instant } from '../domain/kernel/dates.ts';
import { idOfText } from '../domain/kernel/ids.ts';
import { systemActor } from '../domain/people/actor.ts';
import { compose } from './commands/compose.ts';
import { noteEarlierTransfers } from './commands/earlierTransfers.ts';
import { executeCommands } from './commands/executeCommands.ts';
import { recordInitialParameters } from './commands/initialParameters.ts';
import { loadReference } from './geo/loadReference.ts';
import { sealReference } from './integrity/sealReference.ts';
import { loadCatalogue } from './stores/loadCatalogue.ts';
import type { System } from './system.ts';

type Prepared = Pick<System, 'db' | 'context' | 'now'>;

/**
 * Loads territory, catalogues and initial parameters when their files have changed, records each load in the journal,
 * and records what earlier versions of the program had not stored separately. Loading again changes nothing.
 * @param at the moment at which it is said to happen: a demonstration has a clock of its own
 */
export async function prepareReference(
  system: Prepared,
  say: (line: string) => void = () => {},
  at: Instant = system.now(),
): Promise<void> {
  const territory = await loadReference(system.db);
  if (territory.changed > 0)
    await recordReferenceLoad(system, { what: 'territorio', sha256: territory.sha256, rows: territory.changed }, at);
  const catalogue = await loadCatalogue(system.db);
  if (catalogue.changed > 0)
    await recordReferenceLoad(system, { what: 'catálogos', sha256: catalogue.sha256, rows: catalogue.changed }, at);
  if (territory.changed + catalogue.changed > 0) say('Territorio y catálogos cargados');
  await sealReference(system, at);
  await recordInitialParameters(system.context, at);
  await noteEarlierTransfers(system.context, at);
}

/** Records in the journal that reference data were loaded: which, their SHA-256, and how many rows changed. */
export async function recordReferenceLoad(
  system: Pick<System, 'context' | 'now'>,
  body: { what: string; sha256: string; rows: number },
  at: Instant = system.now(),
): Promise<void> {
  const name = `reference.load ${body.what} ${body.sha256} ${at}`;
  const text = compose({
    id: idOfText(name),
    kind: 'reference.load',
    actor: systemActor,
    subjectId: idOfText(`${name} subject`),
    body,
    occurredOn: dayOf(at),
    at,
  });
  await executeCommands(system.context, { texts: [text], actor: systemActor, receivedAt: at });
}
