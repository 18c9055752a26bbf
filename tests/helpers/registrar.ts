import { expect } from 'vitest';
import type { Life } from '../../domain/kernel/noun/life.ts';
import { newId } from '../../server/ids.ts';
import { beginner } from './nounRows.ts';
import type { World } from './world.ts';

/** Registers rows of nouns in a unit, each by a role that may, and gives their ids (see `withNeeded`). */
export const registrar =
  (world: World, where: { readonly unit: string; readonly alliance: string }) =>
  async (of: Life, body: Record<string, unknown>): Promise<string> => {
    const { role, ids } = beginner(of, where);
    const id = newId();
    const sent = await world.send(await world.person(role, ids), `${of.noun.name}.register`, id, body);
    expect({ noun: of.noun.name, problem: null, ...sent }).toMatchObject({ status: 'accepted' });
    return id;
  };
