import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesOf, OWN } from '../../domain/sync/feed.ts';
import { nextBatch } from '../../domain/sync/outbox.ts';
import { openWorld, type World } from '../helpers/world.ts';
import type { Handset } from './edge.ts';
import { type Mutant, play, stories } from './story.ts';

/**
 * Number of stories by default; SIGG_SYNC_RUNS sets another one for a longer run. fast-check prints the seed when one
 * fails.
 */
const RUNS = Number(process.env.SIGG_SYNC_RUNS ?? 40);
const MUTANT_RUNS = 200;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const holds = (mutant?: Mutant) =>
  fc.asyncProperty(stories, async (steps) => {
    const wrong = await play(world, steps, mutant);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });

describe('two phones and one office', () => {
  it('converge: every device equals the server for its scope, every command is somewhere', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(holds(), { numRuns: RUNS });
  });
});

const mutants: Record<string, Mutant> = {
  'drops a conflict': (h) => {
    h.rules = {
      ...h.rules,
      changesOf: (page) => ({ ...changesOf(page), put: changesOf(page).put.filter((row) => row.kind !== 'conflict') }),
    };
  },
  'keeps what one may no longer know of': (h) => {
    h.rules = {
      ...h.rules,
      changesOf: (page) => ({ ...changesOf(page), clear: changesOf(page).clear.filter((id) => id !== OWN) }),
    };
  },
  'applies a page without its cursor': (h) => {
    h.wrap = (call) => async (method, path, body) => {
      const answer = await call(method, path, body);
      const asked = path.startsWith('/api/sync?')
        ? new URL(path, 'http://localhost').searchParams.get('cursor')
        : undefined;
      return asked === undefined || answer.status !== 200
        ? answer
        : { ...answer, json: { ...(answer.json as object), cursor: asked } };
    };
  },
  "reorders a subject's commands": (h) => {
    h.rules = { ...h.rules, nextBatch: (items, now, max) => nextBatch(items, now, max).reverse() };
  },
  'answers with a receipt before the commit': (h) => lieAboutReceipts(h),
  'calls a photo sent before it has arrived': (h) => {
    h.wrap = (call) => async (method, path, body) =>
      method === 'PUT' && path.startsWith('/api/files/')
        ? { status: 200, json: { have: true, offset: 0 } }
        : call(method, path, body);
  },
  'lets go of what no backup holds': (h) => {
    h.wrap = (call) => async (method, path, body) => {
      const answer = await call(method, path, body);
      return path.startsWith('/api/sync?') && answer.status === 200
        ? { ...answer, json: { ...(answer.json as object), durable: Number.MAX_SAFE_INTEGER } }
        : answer;
    };
  },
};

/** The server answers accepted and stops before the commit, so that the phone gets a receipt that is not stored. */
function lieAboutReceipts(h: Handset): void {
  let n = 0;
  h.wrap = (call) => async (method, path, body) => {
    if (path !== '/api/commands' || n++ % 3 !== 2) return call(method, path, body);
    const { commands } = body as { commands: string[] };
    return {
      status: 200,
      json: {
        results: commands.map((text) => ({ commandId: (JSON.parse(text) as { id: string }).id, status: 'accepted' })),
        epoch: '',
        head: 0,
        durable: 0,
      },
    };
  };
}

describe('a broken engine is found', () => {
  for (const [name, mutant] of Object.entries(mutants)) {
    it(name, { timeout: 600_000 }, async () => {
      const found = await fc.check(holds(mutant), { numRuns: MUTANT_RUNS, endOnFailure: true });
      expect(found.failed, `not found in ${MUTANT_RUNS} stories`).toBe(true);
      console.log(
        `mutant "${name}" found in story ${found.numRuns}: ${String((found.errorInstance as Error | null)?.message).split('\n')[0]}`,
      );
    });
  }
});
