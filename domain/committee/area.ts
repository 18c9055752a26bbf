import { interestConflictLife } from './conflict.ts';
import { priorityCriterionLife } from './criterion.ts';
import { committeeDecisionLife } from './decision.ts';
import { committeeMemberLife } from './member.ts';
import { priorityScoreLife } from './priorityScore.ts';
import { rankingLife } from './ranking.ts';
import { rankingEntryLife } from './rankingEntry.ts';
import { resolutionLife } from './resolution.ts';
import { committeeSessionLife } from './session.ts';

/** What the area of prioritisation and the Comité brings: the lives of its nouns. */
export const committeeLives = [
  priorityCriterionLife,
  rankingLife,
  rankingEntryLife,
  priorityScoreLife,
  committeeSessionLife,
  committeeMemberLife,
  interestConflictLife,
  resolutionLife,
  committeeDecisionLife,
] as const;
