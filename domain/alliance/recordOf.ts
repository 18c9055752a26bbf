import type { Envelope } from '../kernel/envelope.ts';
import { type Fact, need } from '../kernel/fact.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Alliance } from './alliance.ts';

/**
 * The facts about a record for a correction: its current version and the one that the person saw (loaders
 * `<noun>Current` and `<noun>Version`).
 */
export const versionFacts = (noun: string, c: Pick<Envelope, 'subjectId' | 'baseVersion'>) => ({
  current: { loader: `${noun}Current`, key: c.subjectId },
  base: { loader: `${noun}Version`, key: `${c.subjectId}:${c.baseVersion ?? 0}` },
});

/** The place of a new record, which is that of its alliance. */
export function placeOfAlliance(allianceId: string, alliance: Fact<Alliance>) {
  const found = need(alliance);
  return { allianceId, unitId: found?.unitId ?? null, organisationId: found?.organisationId ?? null };
}

/** The place of an existing record, taken from the record and not from what the sender says. */
export function placeOfRecord(current: Fact<{ unitId: string; allianceId: string }>) {
  const found = need(current);
  return { allianceId: found?.allianceId ?? null, unitId: found?.unitId ?? null };
}

/**
 * The same when the sender also names the alliance; for a record that does not exist, that alliance gives the place.
 */
export function placeOfCorrection(saidId: string, current: Fact<{ unitId: string; allianceId: string }>) {
  return need(current) ? placeOfRecord(current) : { allianceId: saidId, unitId: null };
}

/**
 * The problem of a correction that names another alliance than the record's: a record never changes its alliance, so it
 * is answered as if it did not exist.
 */
export function notOfAlliance(saidId: string, current: { allianceId: string }): Problem | null {
  return saidId === current.allianceId
    ? null
    : problem('unknownReference', { what: 'ese registro en la alianza' }, 'body.allianceId');
}
