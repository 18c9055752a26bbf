import { addDays } from '../../domain/kernel/dates.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoBatch } from './batch.ts';
import { at, type DemoPlan } from './plan.ts';
import { randomOf } from './random.ts';

type Body = Readonly<Record<string, unknown>>;

/** A step of a thing's life: how many days before the end of the portfolio, by whom, which step, with what. */
type ToldStep = readonly [daysAgo: number, actor: DemoAccount, step: string, body: Body];

/** The life of one row of a declared noun, told step by step; the first one registers it. */
export interface ToldThing {
  readonly noun: string;
  readonly name: string;
  readonly steps: readonly ToldStep[];
}

/** The id of a told thing, known before it is sent, so that others can refer to it. */
export const toldId = (plan: DemoPlan, noun: string, name: string): string =>
  randomOf(plan.seed.seed, noun, name, 'id').id(at(plan.bornOn, 9));

/** The commands of told things, each on its own day. */
export const toldBatches = (plan: DemoPlan, things: readonly ToldThing[]): DemoBatch[] =>
  things.flatMap(({ noun, name, steps }) => {
    const random = randomOf(plan.seed.seed, noun, name);
    return steps.map(([daysAgo, actor, step, body], i): DemoBatch => {
      const day = addDays(plan.seed.until, -daysAgo);
      const receivedAt = at(day, 10 + i);
      const begins = step === 'register';
      const command = {
        id: random.id(receivedAt),
        kind: `${noun}.${step}`,
        subjectId: toldId(plan, noun, name),
        body: begins ? { ...body, demo: true } : body,
        baseVersion: begins ? null : i,
        occurredOn: day,
        at: receivedAt,
      };
      return { actor, receivedAt, commands: [command] };
    });
  });
