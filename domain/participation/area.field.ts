import { complaintLife } from './complaintLife.ts';

/** What the area of participation captures in the field: the phone brings these along, and nothing else of the area. */
export const participationInField = [complaintLife] as const;
