import { measureFollowUpLife } from './measureFollowUp.ts';
import { milestoneLife } from './milestone.ts';
import { practiceAdoptionLife } from './practiceAdoption.ts';
import { productiveCycleLife } from './productiveCycle.ts';
import { technicalAssistanceLife } from './technicalAssistance.ts';

/** The nouns of accompaniment, in the order of the phone: all of them are carried to the field. */
export const accompanimentInField = [
  milestoneLife,
  productiveCycleLife,
  technicalAssistanceLife,
  practiceAdoptionLife,
  measureFollowUpLife,
] as const;
