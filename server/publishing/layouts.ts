import { complaintLayout } from '../../domain/participation/complaintCounts.ts';
import type { Layout } from '../../domain/publishing/disclosure.ts';
import { familyLayout } from './familyLayout.ts';

/** What small counts are kept of, and how each lies in its public tables; by name, since a thread is told no functions. */
export const layouts = { families: familyLayout, complaints: complaintLayout } as const satisfies Record<
  string,
  Layout
>;
export type LayoutName = keyof typeof layouts;
