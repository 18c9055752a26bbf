import { complaintLayout } from '../../domain/participation/complaintCounts.ts';
import type { Layout } from '../../domain/publishing/disclosure.ts';
import { familyLayout } from './familyLayout.ts';

/**
 * The layouts of the counts whose small numbers are protected, by name, because functions cannot be sent to a thread.
 */
export const layouts = { families: familyLayout, complaints: complaintLayout } as const satisfies Record<
  string,
  Layout
>;
export type LayoutName = keyof typeof layouts;
