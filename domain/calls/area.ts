import { callLife } from './call.ts';
import { creditLife } from './credit.ts';
import { requestLife } from './request.ts';

/** What the area of calls brings: the lives of its nouns, calls before the requests that answer them. */
export const callLives = [callLife, requestLife, creditLife] as const;
