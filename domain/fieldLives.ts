import type { CommandDefinition } from './kernel/command.ts';
import { registerOf } from './kernel/noun/commands.ts';
import type { Life } from './kernel/noun/life.ts';
import { participationInField } from './participation/area.field.ts';

/**
 * Every noun that a phone captures. The phone knows this list and not that of all nouns (domain/nouns.ts), and brings it
 * in a file of its own (web/local/lives.ts), so that it carries no more than it needs; a test holds the two together by
 * `capturedIn`.
 */
export const fieldLives: readonly Life[] = [...participationInField];

/** The life of a noun that is captured in the field; undefined for any other. */
export const fieldLife = (noun: string): Life | undefined => fieldLives.find((l) => l.noun.name === noun);

const registers = new Map<string, CommandDefinition>();

/** The command by which one is registered. */
export function fieldRegister(l: Life): CommandDefinition {
  const made = registers.get(l.noun.name) ?? registerOf(l);
  registers.set(l.noun.name, made);
  return made;
}
