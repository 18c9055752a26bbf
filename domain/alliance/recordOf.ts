import type { Envelope } from '../kernel/envelope.ts';
import { type Fact, need } from '../kernel/fact.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Alliance } from './alliance.ts';

/** Facts about the current and the seen version of a record, by its noun's loaders: `<noun>Current`, `<noun>Version`. */
export const versionFacts = (noun: string, c: Pick<Envelope, 'subjectId' | 'baseVersion'>) => ({
  current: { loader: `${noun}Current`, key: c.subjectId },
  base: { loader: `${noun}Version`, key: `${c.subjectId}:${c.baseVersion ?? 0}` },
});

/** Where a new record of an alliance stands. */
export function placeOfAlliance(allianceId: string, alliance: Fact<Alliance>) {
  const found = need(alliance);
  return { allianceId, unitId: found?.unitId ?? null, organisationId: found?.organisationId ?? null };
}

/** Where an existing record stands: by what it says itself, not by what the sender says. */
export function placeOfRecord(current: Fact<{ unitId: string; allianceId: string }>) {
  const found = need(current);
  return { allianceId: found?.allianceId ?? null, unitId: found?.unitId ?? null };
}

/** The same where the sender says the alliance too; of a record that is not there, the alliance said. */
export function placeOfCorrection(saidId: string, current: Fact<{ unitId: string; allianceId: string }>) {
  return need(current) ? placeOfRecord(current) : { allianceId: saidId, unitId: null };
}

/** A record is of one alliance for ever: one corrected as of another is not there. Null when it is of the one said. */
export function notOfAlliance(saidId: string, current: { allianceId: string }): Problem | null {
  return saidId === current.allianceId
    ? null
    : problem('unknownReference', { what: 'ese registro en la alianza' }, 'body.allianceId');
}
