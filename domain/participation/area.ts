import { complaintLife } from './complaintLife.ts';

/** What the area of participation brings: the lives of its nouns. */
export const participationLives = [complaintLife] as const;
