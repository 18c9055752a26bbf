import { eventLife } from './event.ts';
import { eventAttendanceLife } from './eventAttendance.ts';
import { pressNoticeLife } from './pressNotice.ts';

/** What the area of training and diffusion brings: the lives of its nouns, events before what refers to them. */
export const trainingLives = [eventLife, eventAttendanceLife, pressNoticeLife] as const;
