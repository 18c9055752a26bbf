import { atMost } from './atMost.ts';

/** More points than any phone camera gives: a small file that opens into a huge picture is refused. */
export const MAX_POINTS = 80_000_000;
/** What opening a picture may take: it is worked on beside the answers, and a picture can be made to take for ever. */
export const MAX_SECONDS = 20;
/** Pictures opened at the same time: one of MAX_POINTS takes some 250 MB. */
export const inPictureTurn = atMost(2);
