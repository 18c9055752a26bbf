import { type Section, sections } from './sections.ts';

interface Said {
  readonly values: Readonly<Record<string, unknown>>;
}

/** A section of a plan in two versions, and whether its change was asked for. */
export interface SectionChange {
  readonly section: Section;
  readonly before: string | null;
  readonly after: string | null;
  readonly asked: boolean;
  readonly changed: boolean;
}

/** The sections that changed since the version before, and those that were asked to change and did not. */
export function changesOf(before: Said, after: Said): SectionChange[] {
  const asked = (before.values.observedSections ?? []) as readonly string[];
  return (Object.keys(sections) as Section[])
    .map((section) => {
      const [was, is] = [before.values[section] ?? null, after.values[section] ?? null] as (string | null)[];
      return {
        section,
        before: was ?? null,
        after: is ?? null,
        asked: asked.includes(section),
        changed: (was ?? '') !== (is ?? ''),
      };
    })
    .filter(({ asked: wanted, changed }) => wanted || changed);
}
