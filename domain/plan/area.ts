import { appraisalLife } from './appraisal.ts';
import { planFlowLife } from './flow.ts';
import { planItemLife } from './item.ts';
import { planMeasureLife } from './measure.ts';
import { planLife } from './planLife.ts';
import { planPracticeLife } from './practice.ts';

/** What this area brings: the plans of the alliances, what they consist of and how they are appraised. */
export const planLives = [
  planLife,
  appraisalLife,
  planItemLife,
  planFlowLife,
  planMeasureLife,
  planPracticeLife,
] as const;
