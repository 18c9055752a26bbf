import { accompanimentInField } from './accompaniment/area.field.ts';
import type { CommandDefinition } from './kernel/command.ts';
import { registerOf, stepOf } from './kernel/noun/commands.ts';
import type { Life } from './kernel/noun/life.ts';
import { participationInField } from './participation/area.field.ts';

/**
 * Every noun that a phone captures. The phone knows this list and not that of all nouns (domain/nouns.ts), and brings it
 * in a file of its own (web/local/lives.ts), so that it carries no more than it needs; a test holds the two together by
 * `capturedIn`.
 */
export const fieldLives: readonly Life[] = [...participationInField, ...accompanimentInField];

/** The life of a noun that is captured in the field; undefined for any other. */
export const fieldLife = (noun: string): Life | undefined => fieldLives.find((l) => l.noun.name === noun);

const made = new Map<string, CommandDefinition>();

function once(kind: string, make: () => CommandDefinition): CommandDefinition {
  const known = made.get(kind) ?? make();
  made.set(kind, known);
  return known;
}

/** The command by which one is registered. */
export const fieldRegister = (l: Life): CommandDefinition => once(`${l.noun.name}.register`, () => registerOf(l));

/** The command of a step that is taken in the field. */
export const fieldStep = (l: Life, step: string): CommandDefinition =>
  once(`${l.noun.name}.${step}`, () => stepOf(l, step));
