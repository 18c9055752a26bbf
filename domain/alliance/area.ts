import { buyerLife } from './buyer.ts';

/** What the area of alliances brings: the lives of its declared nouns. */
export const allianceAreaLives = [buyerLife] as const;
