import { type AccompanimentStanding, nothingRecorded } from '../accompaniment/standing.ts';
import type { Decided } from '../committee/decision.ts';
import type { Ranked } from '../committee/rank.ts';
import type { Day } from '../kernel/dates.ts';
import { type Fact, type FactRequest, need } from '../kernel/fact.ts';
import type { ParameterRow } from '../monitoring/parameters.ts';
import type { AppraisalState } from '../plan/dimensions.ts';
import type { Agreement } from './agreement.ts';
import type { AllianceProfile } from './alliance.ts';
import type { AssignmentLoad, RegionalLoad } from './load.ts';

export interface Span {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * A person who accompanies the alliance, with the days of the assignment and all else that they accompany: other
 * alliances and regional initiatives (loader `accompaniersOfAlliance`).
 */
export interface Accompanier extends Span {
  /** Of the person: whoever takes a step that counts their alliances waits for others who assign them. */
  readonly id: string;
  readonly name: string;
  readonly others: readonly AssignmentLoad[];
  readonly regional: readonly RegionalLoad[];
}

/** What a guard may use. */
export interface WorkflowFacts {
  readonly profile: AllianceProfile;
  readonly organisation: { readonly legalStatusNumber: string | null } | null;
  readonly agreement: Agreement | null;
  readonly assignments: readonly { readonly role: string; readonly validFrom: Day; readonly validTo: Day | null }[];
  readonly parameters: readonly ParameterRow[];
  /** Who accompanies the alliance, and which other active alliances they accompany (BR-46). */
  readonly accompaniers: readonly Accompanier[];
  /**
   * Whether some complaint about the alliance waits for an answer (loader `complaintsWait`), and nothing more about it.
   */
  readonly complaintsWait: boolean;
  /** The last version of its plan, with the appraisals on it; null when it has none (loader `planOfAlliance`). */
  readonly plan: PlanOfAlliance | null;
  /** The confirmed rankings that have the alliance (loader `rankingsOfAlliance`). */
  readonly rankings: readonly Ranked[];
  /** What the Comité decided of the alliance (loader `decisionsOfAlliance`). */
  readonly decisions: readonly Decided[];
  /** How far what its acompañante records of it has come (loader `accompanimentOf`). */
  readonly accompaniment: AccompanimentStanding;
}

/** What the steps of an alliance know of its plan. */
export interface PlanOfAlliance {
  readonly called: string;
  readonly state: string;
  readonly appraisals: readonly AppraisalState[];
}

/** The facts as they are loaded, by the names of `workflowRequests`. */
export interface WorkflowLoads {
  readonly profile: AllianceProfile | null;
  readonly organisation: WorkflowFacts['organisation'];
  readonly agreements: readonly Agreement[];
  readonly assignments: WorkflowFacts['assignments'];
  readonly parameters: readonly ParameterRow[];
  readonly accompaniers: readonly Accompanier[];
  readonly complaintsWait: { readonly waits: boolean } | null;
  readonly plan: PlanOfAlliance | null;
  readonly rankings: readonly Ranked[];
  readonly decisions: readonly Decided[];
  readonly accompaniment: AccompanimentStanding | null;
}

/** What is loaded to judge a step of an alliance: by the command and for the buttons. */
export const workflowRequests = (id: string): Readonly<Record<keyof WorkflowLoads, FactRequest>> => ({
  profile: { loader: 'profileCurrent', key: id },
  organisation: { loader: 'organisationOfAlliance', key: id },
  agreements: { loader: 'agreementsOfAlliance', key: id },
  assignments: { loader: 'assignmentsOfAlliance', key: id },
  parameters: { loader: 'parameters', key: '*' },
  accompaniers: { loader: 'accompaniersOfAlliance', key: id },
  complaintsWait: { loader: 'complaintsWait', key: id },
  plan: { loader: 'planOfAlliance', key: id },
  rankings: { loader: 'rankingsOfAlliance', key: id },
  decisions: { loader: 'decisionsOfAlliance', key: id },
  accompaniment: { loader: 'accompanimentOf', key: id },
});

/** The facts of the guards from what was loaded; null for an alliance of which nothing is known. */
export function workflowFacts(
  loaded: { readonly [K in keyof WorkflowLoads]: Fact<WorkflowLoads[K]> },
): WorkflowFacts | null {
  const profile = need(loaded.profile);
  if (!profile) return null;
  return {
    profile,
    organisation: need(loaded.organisation),
    agreement: (need(loaded.agreements) ?? []).find((a) => a.standing === 'current' && !a.annulled) ?? null,
    assignments: need(loaded.assignments) ?? [],
    parameters: need(loaded.parameters) ?? [],
    accompaniers: need(loaded.accompaniers) ?? [],
    complaintsWait: need(loaded.complaintsWait)?.waits === true,
    plan: need(loaded.plan),
    rankings: need(loaded.rankings) ?? [],
    decisions: need(loaded.decisions) ?? [],
    accompaniment: need(loaded.accompaniment) ?? nothingRecorded,
  };
}
