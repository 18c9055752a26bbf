import { commitmentLife } from './commitment.ts';

/** What the area of field records brings: the lives of its nouns. */
export const fieldAreaLives = [commitmentLife] as const;
