import { allianceDataSchema } from '../alliance/adopt.ts';
import { type AllianceProfile, allianceDataFields, gapsOf } from '../alliance/alliance.ts';
import type { Conversion } from '../kernel/money.ts';
import type { Noun } from '../kernel/noun/noun.ts';
import { contentFields, contentSchemas } from '../kernel/noun/versions.ts';
import { versionNouns } from '../versionNouns.ts';

interface FieldSchema {
  readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: unknown };
}

interface Versioned {
  /** Fields of content that people fill in, each with its schema. */
  readonly content: Readonly<Record<string, FieldSchema>>;
  /** The fields whose changes a correction carries, derived ones included. */
  readonly fields: readonly string[];
  /** Works out what follows from the content, such as gaps and totals. */
  readonly derive: (row: Record<string, unknown>, conversions: readonly Conversion[]) => Record<string, unknown>;
}

const declared = (n: Noun): Versioned => ({
  content: contentSchemas(n),
  fields: contentFields(n),
  derive: (row, conversions) => ({ ...row, ...n.inVersions?.follows?.(row, conversions) }),
});

/** Every kind of record that is kept in versions, by its table. */
export const versioned: Readonly<Record<string, Versioned>> = {
  alliance_profile: {
    content: allianceDataSchema.shape,
    fields: allianceDataFields,
    derive: (row) => ({ ...row, gaps: gapsOf(row as Partial<AllianceProfile>) }),
  },
  ...Object.fromEntries(versionNouns.map((n) => [n.table, declared(n)])),
};

export const versionedNames = Object.keys(versioned);

/** The tables whose records are captured in the field: they have a day, photos and the person who captured them. */
export const capturedNames: readonly string[] = versionNouns
  .filter(({ capturedIn }) => capturedIn.includes('field'))
  .map(({ table }) => table);
export const isCaptured = (noun: string): boolean => capturedNames.includes(noun);

export function isVersioned(noun: string): boolean {
  return Object.hasOwn(versioned, noun);
}
