import { complaintKeyLife, complaintKeyShareLife } from './complaintKey.ts';
import { complaintLife } from './complaintLife.ts';
import { holidayLife } from './holiday.ts';

/** What the area of participation brings: the lives of its nouns. */
export const participationLives = [complaintLife, complaintKeyLife, complaintKeyShareLife, holidayLife] as const;
