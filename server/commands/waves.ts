import type { ParsedCommand } from './parseCommand.ts';

/**
 * Splits a batch into waves that can be judged with one reading of the facts: commands with different subjects and
 * locks, none needing another of the same wave. An act goes alone, since its rules look across subjects. The order of
 * the batch is kept.
 */
export function wavesOf(commands: readonly ParsedCommand[]): ParsedCommand[][] {
  const waves: ParsedCommand[][] = [];
  let wave: ParsedCommand[] = [];
  let subjects = new Set<string>();
  let ids = new Set<string>();
  const close = () => {
    if (wave.length) waves.push(wave);
    wave = [];
    subjects = new Set();
    ids = new Set();
  };
  for (const command of commands) {
    const { envelope, definition } = command;
    const alone = definition.type === 'act';
    const things = [envelope.subjectId, ...(command.refused ? [] : (definition.locks?.(envelope) ?? []))];
    if (
      alone ||
      ids.has(envelope.id) ||
      things.some((id) => subjects.has(id)) ||
      envelope.after.some((id) => ids.has(id))
    )
      close();
    wave.push(command);
    for (const id of things) subjects.add(id);
    ids.add(envelope.id);
    if (alone) close();
  }
  close();
  return waves;
}
