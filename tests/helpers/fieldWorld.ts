import { type Actor, systemActor } from '../../domain/people/actor.ts';
import { compose } from '../../server/commands/compose.ts';
import { type ExecuteContext, executeCommands } from '../../server/commands/executeCommands.ts';
import { hashOf, setPassword } from '../../server/identity/password.ts';
import { newId } from '../../server/ids.ts';
import { actorWith } from './provenStory.ts';

/** The password of every account of a field world: nobody else's. */
export const PASSWORD = 'quinua-real-del-salar-9';

/** A person of the field who logs in, and the alliances they serve. */
export interface FieldUser {
  readonly id: string;
  readonly username: string;
  readonly alliances: readonly string[];
}

export interface FieldWorld {
  readonly users: readonly FieldUser[];
  readonly alliances: readonly string[];
}

/** BR-46. */
const PER_USER = 6;
const UNITS = ['LPZ', 'CBB', 'POT', 'ORU'];

/**
 * Alliances in operation and the acompañantes who serve them, six each, with a password each: everything through the write
 * path, so that verify has nothing to object. Needs the reference and the first parameters loaded.
 */
export async function createFieldWorld(context: ExecuteContext, alliances: number, onProgress: (done: number) => void = () => undefined): Promise<FieldWorld> {
  const at = new Date().toISOString();
  const day = at.slice(0, 10);
  const send = async (actor: Actor, kind: string, subjectId: string, body: unknown): Promise<string> => {
    const [result] = await executeCommands(context, { texts: [compose({ kind, actor, subjectId, body, occurredOn: '2024-01-15', at })], actor, receivedAt: at });
    if (result?.status !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(result)}`);
    return subjectId;
  };
  const expert = actorWith('UCN_ME');
  const coordinator = actorWith('UCN_COORD');
  const documentId = await send(expert, 'document.record', newId(), { title: 'Acta de traspaso' });
  const passwordHash = await hashOf(PASSWORD);
  const users: FieldUser[] = [];
  const all: string[] = [];
  for (let from = 0; from < alliances; from += PER_USER) {
    const unitId = UNITS[users.length % UNITS.length] ?? 'LPZ';
    const mine: string[] = [];
    for (let i = from; i < Math.min(from + PER_USER, alliances); i += 1) {
      const code = `C-${newId().slice(-12)}`;
      mine.push(
        await send(expert, 'alliance.adopt', newId(), {
          programmeId: 'PAR2FA',
          code,
          name: `Alianza ${code}`,
          unitId,
          state: 'EN_OPERACION',
          organisation: { id: newId(), existing: false, name: `Organización ${code}` },
          data: { familiesDeclared: 25 },
          sourceDocumentId: documentId,
        }),
      );
    }
    const username = `campo.${newId().slice(-12)}`;
    const id = await send(systemActor, 'user.create', newId(), { username, name: 'Acompañante de prueba' });
    await setPassword(context.db, { userId: id, username, name: 'Acompañante de prueba', passwordHash }, at);
    await send(systemActor, 'role.propose', newId(), { userId: id, role: 'ACOMPANANTE', scopeIds: [], from: '2024-01-01' });
    for (const allianceId of mine) await send(coordinator, 'assignment.start', newId(), { allianceId, userId: id, role: 'ACOMPANANTE', from: '2024-01-01', reason: `carga ${day}` });
    users.push({ id, username, alliances: mine });
    all.push(...mine);
    onProgress(all.length);
  }
  return { users, alliances: all };
}
