import { accompanimentLives } from './accompaniment/area.ts';
import { allianceAreaLives } from './alliance/area.ts';
import { callLives } from './calls/area.ts';
import { committeeLives } from './committee/area.ts';
import { fieldAreaLives } from './field/area.ts';
import type { CommandDefinition } from './kernel/command.ts';
import { commandsOf } from './kernel/noun/commands.ts';
import type { Life } from './kernel/noun/life.ts';
import type { Noun } from './kernel/noun/noun.ts';
import { organisationAreaLives } from './organisation/area.ts';
import { participationLives } from './participation/area.ts';
import { planLives } from './plan/area.ts';
import { providerLives } from './providers/area.ts';
import { trainingLives } from './training/area.ts';
import { versionNouns } from './versionNouns.ts';

/** Every noun that lives by a table of steps. Commands, queries, screens, jobs and tests take their lists from here. */
export const lives: readonly Life[] = [
  ...planLives,
  ...trainingLives,
  ...providerLives,
  ...participationLives,
  ...fieldAreaLives,
  ...organisationAreaLives,
  ...accompanimentLives,
  ...allianceAreaLives,
  ...committeeLives,
  ...callLives,
];

/** Nouns by name. */
export const nouns: ReadonlyMap<string, Noun> = new Map(lives.map((l) => [l.noun.name, l.noun]));

const byTable: ReadonlyMap<string, Noun> = new Map(
  [...lives.map((l) => l.noun), ...versionNouns].map((n) => [n.table, n]),
);

/** The noun whose rows a table holds; undefined for a table in the old way. */
export const nounOfTable = (table: string): Noun | undefined => byTable.get(table);

export const nounCommands: readonly CommandDefinition[] = lives.flatMap(commandsOf);
