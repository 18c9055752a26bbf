import { expect } from 'vitest';
import type { Life } from '../../domain/kernel/noun/life.ts';
import { newId } from '../../server/ids.ts';
import { beginner, isOnlyOne } from './nounRows.ts';
import type { World } from './world.ts';

/** Registers rows of nouns in a unit, each by a role that may, and gives their ids (see `withNeeded`). */
export const registrar =
  (world: World, where: { readonly unit: string; readonly alliance: string }) =>
  async (of: Life, body: Record<string, unknown>): Promise<string> => {
    // Of what an alliance has only one, the one that is there.
    const alliance = body[of.noun.place.alliance ?? ''];
    const [there] =
      isOnlyOne(of) && alliance
        ? await world.db.query<{ id: string }>(`select id from ${of.noun.table} where alliance_id = $1 limit 1`, [
            alliance,
          ])
        : [];
    if (there) return there.id;
    const { role, ids } = beginner(of, where);
    const id = newId();
    const sent = await world.send(await world.person(role, ids), `${of.noun.name}.register`, id, body);
    expect({ noun: of.noun.name, problem: null, ...sent }).toMatchObject({ status: 'accepted' });
    return id;
  };
