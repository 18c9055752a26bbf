import { randomUUID } from 'node:crypto';
import type { Actor, Grant } from '../../domain/people/actor.ts';
import { type Role, roles } from '../../domain/people/roles.ts';
import { newId } from '../../server/ids.ts';
import type { World } from './world.ts';

/** An actor without own rows in the database: a story with such actors leaves only rows written by the write path. */
export function actorWith(role: Role, ids: readonly string[] = []): Actor {
  const grant: Grant = { id: newId(), role, kind: roles[role].scope, ids, from: '2020-01-01', to: null };
  return { id: newId(), name: `Persona ${role}`, kind: 'person', grants: [grant] };
}

export interface ProvenStory {
  readonly allianceId: string;
  readonly visitId: string;
  readonly author: Actor;
}

/**
 * A document, an alliance adopted with it, a visit and its correction: every row written by the write path, nothing
 * sealed yet.
 */
export async function provenStory(world: World): Promise<ProvenStory> {
  const expert = actorWith('UCN_ME');
  const documentId = newId();
  const allianceId = newId();
  const code = `T-${randomUUID().slice(0, 8)}`;
  await mustAccept(world.send(expert, 'document.record', documentId, { title: 'Acta de prueba' }));
  await mustAccept(
    world.send(expert, 'alliance.adopt', allianceId, {
      programmeId: 'PAR2FA',
      code,
      name: `Alianza ${code}`,
      unitId: 'LPZ',
      state: 'EN_OPERACION',
      organisation: { id: newId(), existing: false, name: `Organización ${code}` },
      data: { lon: -68.15, lat: -16.5, accuracyM: 12.5 },
      sourceDocumentId: documentId,
    }),
  );
  const author = actorWith('ACOMPANANTE', [allianceId]);
  const visitId = newId();
  const place = { lon: -68.153219999, lat: -16.4957, accuracyM: 7.25, ageS: 0 };
  const body = {
    allianceId,
    done: true,
    startedAt: '2026-06-15T13:00:00.120Z',
    presentMembers: [],
    topics: ['produccion'],
    commitments: [{ text: 'Limpiar el canal', dueOn: null }],
    photos: [],
  };
  await mustAccept(world.send(author, 'visit.register', visitId, body, { place }));
  await mustAccept(
    world.send(
      author,
      'visit.correct',
      visitId,
      { ...body, notes: 'Con ñandú y «comillas»' },
      { baseVersion: 1, place },
    ),
  );
  return { allianceId, visitId, author };
}

async function mustAccept(result: Promise<{ status: string }>): Promise<void> {
  const answer = await result;
  if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
}
