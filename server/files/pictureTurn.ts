import { atMost } from './atMost.ts';

/** More pixels than any phone camera gives: a small file that opens into a huge picture is refused. */
export const MAX_POINTS = 80_000_000;
/**
 * The most time for opening a picture: it is done beside the answers to people, and a picture can be made to take for
 * ever.
 */
export const MAX_SECONDS = 20;
/** How many pictures are opened at the same time: one with MAX_POINTS takes some 250 MB. */
export const inPictureTurn = atMost(2);
