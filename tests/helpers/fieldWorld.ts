import { type Actor, systemActor } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/roles.ts';
import { compose } from '../../server/commands/compose.ts';
import { type ExecuteContext, executeCommands } from '../../server/commands/executeCommands.ts';
import { hashOf, setPassword } from '../../server/identity/password.ts';
import { newId } from '../../server/ids.ts';
import { actorWith } from './provenStory.ts';

/** The password of every account of a field world, and of no other account. */
export const PASSWORD = 'quinua-real-del-salar-9';

/** A person of the field who can log in, and the alliances they serve. */
export interface FieldUser {
  readonly id: string;
  readonly username: string;
  readonly alliances: readonly string[];
}

export interface FieldWorld {
  readonly users: readonly FieldUser[];
  readonly alliances: readonly string[];
}

/** The most alliances of one acompañante (BR-46). */
const PER_USER = 6;
const UNITS = ['LPZ', 'CBB', 'POT', 'ORU'];

/** Sends one command that must be accepted; returns its subject. */
async function send(
  context: ExecuteContext,
  actor: Actor,
  kind: string,
  subjectId: string,
  body: unknown,
): Promise<string> {
  const at = new Date().toISOString();
  const [result] = await executeCommands(context, {
    texts: [compose({ kind, actor, subjectId, body, occurredOn: '2024-01-15', at })],
    actor,
    receivedAt: at,
  });
  if (result?.status !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(result)}`);
  return subjectId;
}

/**
 * Creates an account that logs in with PASSWORD and has one role since 2024. When many are created, `passwordHash` is
 * given, because it takes long to compute.
 */
export async function createAccount(
  context: ExecuteContext,
  role: Role,
  scopeIds: readonly string[],
  passwordHash?: string,
): Promise<{ id: string; username: string }> {
  const username = `campo.${newId().slice(-12)}`;
  const name = 'Persona de prueba';
  const id = await send(context, systemActor, 'user.create', newId(), { username, name });
  await setPassword(
    context.db,
    { userId: id, username, name, passwordHash: passwordHash ?? (await hashOf(PASSWORD)) },
    new Date().toISOString(),
  );
  await send(context, systemActor, 'role.propose', newId(), { userId: id, role, scopeIds, from: '2024-01-01' });
  return { id, username };
}

/**
 * Creates alliances in operation and the acompañantes who serve them, six each, all with a password. Everything goes
 * through the write path, so that verify finds nothing wrong. Needs the reference data and the first parameters.
 */
export async function createFieldWorld(
  context: ExecuteContext,
  alliances: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<FieldWorld> {
  const expert = actorWith('UCN_ME');
  const coordinator = actorWith('UCN_COORD');
  const documentId = await send(context, expert, 'document.record', newId(), { title: 'Acta de traspaso' });
  const passwordHash = await hashOf(PASSWORD);
  const users: FieldUser[] = [];
  const all: string[] = [];
  for (let from = 0; from < alliances; from += PER_USER) {
    const unitId = UNITS[users.length % UNITS.length] ?? 'LPZ';
    const mine: string[] = [];
    for (let i = from; i < Math.min(from + PER_USER, alliances); i += 1) {
      const code = `C-${newId().slice(-12)}`;
      mine.push(
        await send(context, expert, 'alliance.adopt', newId(), {
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
    const account = await createAccount(context, 'ACOMPANANTE', [], passwordHash);
    for (const allianceId of mine)
      await send(context, coordinator, 'assignment.start', newId(), {
        allianceId,
        userId: account.id,
        role: 'ACOMPANANTE',
        from: '2024-01-01',
      });
    users.push({ ...account, alliances: mine });
    all.push(...mine);
    onProgress(all.length);
  }
  return { users, alliances: all };
}
