import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { commandList } from '../../domain/commands.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { Resting, sweepHeld } from '../../server/commands/executeCommands.ts';
import { HELD_PER_ACTOR } from '../../server/commands/holding.ts';
import { visitBody } from '../helpers/bodies.ts';
import { NOW } from '../helpers/world.ts';
import { answerTrouble, envelopeOf, type HttpWorld, openHttpWorld, problemTrouble } from './httpWorld.ts';

/**
 * Sends waiting commands with hostile links: circles, links to themselves, long chains, ids of others, unknown kinds,
 * texts that no column can store; and reads the list of waiting commands in between. SIGG_HELD_FUZZ: how many requests
 * (10,000 before a release); SIGG_FUZZ_SEED.
 */
const REQUESTS = Number(process.env.SIGG_HELD_FUZZ ?? 240);
const SEED = Number(process.env.SIGG_FUZZ_SEED ?? 20_260_615);
const MB = 1024 * 1024;

let http: HttpWorld;
beforeAll(async () => {
  http = await openHttpWorld();
});

/**
 * Every command has its own id, so that it is really processed; its links go to ids a little before and after, so that
 * they meet.
 */
const id = (n: number) => `0198c5a2-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const NEAR = 12;

interface Drawn {
  readonly after: readonly (number | 'self' | 'other' | 'bad')[];
  readonly spoilt: 'no' | 'nul' | 'surrogate' | 'kind' | 'deep' | 'role';
  readonly who: 0 | 1 | 2;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  after: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: -NEAR, max: NEAR }) },
      fc.constantFrom('self' as const, 'other' as const, 'bad' as const),
    ),
    { maxLength: 4 },
  ),
  spoilt: fc.oneof(
    { weight: 10, arbitrary: fc.constant('no' as const) },
    fc.constantFrom('nul' as const, 'surrogate' as const, 'kind' as const, 'deep' as const, 'role' as const),
  ),
  who: fc.constantFrom(0 as const, 1 as const, 2 as const),
});

function textOf(d: Drawn, n: number, who: Actor): string {
  const own = id(n);
  const links = { self: own, other: http.other.ids.sale ?? own, bad: 'no-es-un-id' };
  const notes = { nul: 'a\u0000b', surrogate: '\ud800' }[d.spoilt as 'nul'] ?? 'bien';
  const kind = d.spoilt === 'kind' ? 'visit.teleport' : d.spoilt === 'role' ? 'user.close' : 'visit.register';
  const text = JSON.stringify(
    envelopeOf(
      who,
      kind,
      visitBody(http.mine.alliance, { notes, ...(d.spoilt === 'deep' ? { topics: 'DEEP' } : {}) }),
      {
        id: own,
        after: d.after.map((a) => (typeof a === 'number' ? id(Math.max(0, n + a)) : links[a])),
      },
    ),
  );
  return d.spoilt === 'deep' ? text.replace('"DEEP"', `${'['.repeat(5_000)}${']'.repeat(5_000)}`) : text;
}

test(`${REQUESTS} requests with hostile links: no 500, nothing spins, memory stays`, async () => {
  const people = [http.people.ACOMPANANTE, http.people.UOD_OPERADOR, http.people.UCN_ME] as const;
  const statuses = new Map<string, number>();
  const resting = new Resting();
  const troubles: string[] = [];
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const all = fc.sample(drawn, { numRuns: REQUESTS * 3, seed: SEED });
  for (let i = 0; i < REQUESTS && troubles.length < 3; i++) {
    const who = people[all[i * 3]?.who ?? 0];
    const texts = all.slice(i * 3, i * 3 + 3).map((d, j) => textOf(d, i * 3 + j, who));
    const answer = await http.ask(who, '/api/commands', { method: 'POST', body: JSON.stringify({ commands: texts }) });
    const wrong = await answerTrouble(answer);
    if (wrong) {
      troubles.push(wrong);
      continue;
    }
    const { results } = (await answer.json()) as { results: { status: string; problem?: { code: string } }[] };
    for (const { status, problem } of results) {
      const name = `${status}${problem ? ` ${problem.code}` : ''}`;
      statuses.set(name, (statuses.get(name) ?? 0) + 1);
      const said = problem ? problemTrouble(problem) : null;
      if (said) troubles.push(said);
      if (problem?.code === 'SIGG-900') troubles.push('a command failed inside');
    }
    if (i % 20 === 0) {
      const list = await http.ask(http.people.UCN_ME, '/api/q/held.list');
      if (list.status !== 200) troubles.push(`held.list ${list.status}`);
      await sweepHeld(http.system.context, { receivedAt: NOW, resting });
      most = Math.max(most, process.memoryUsage().rss);
    }
  }
  expect(troubles).toEqual([]);
  // Every waiting command waits for one that does not exist: no circles, and no more than one person may have.
  const [left] = await http.world.db.query<{ held: number; most: number }>(
    `select count(*)::int as held, coalesce(max(n), 0)::int as most from (select count(*) as n from held_command group by actor_id) x`,
  );
  expect(left?.most ?? 0).toBeLessThanOrEqual(HELD_PER_ACTOR);
  const circles = await http.world.db.query(
    `with recursive back(start, id) as (
       select h.command_id, w.id from held_command h cross join lateral unnest(h.waits_for) w(id)
       union select b.start, w.id from back b join held_command h on h.command_id = b.id cross join lateral unnest(h.waits_for) w(id))
     select start from back where start = id`,
  );
  expect(circles).toEqual([]);
  const shares = [...statuses].sort().map(([name, n]) => `${name}: ${n}`);
  console.log(
    `held, fuzzed: ${REQUESTS} requests of ${commandList.length} kinds known; ${shares.join(', ')}; memory ` +
      `${Math.round((most - before) / MB)} MB more at most; seed ${SEED}`,
  );
  expect(most - before).toBeLessThan(400 * MB);
});
