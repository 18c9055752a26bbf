import { complaintLife } from './complaintLife.ts';

/** The nouns of participation that are captured in the field: the phone loads only these. */
export const participationInField = [complaintLife] as const;
