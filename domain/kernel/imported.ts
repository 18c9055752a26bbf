import * as z from 'zod/mini';
import { type Change, insert } from './command.ts';
import { type Envelope, idSchema } from './envelope.ts';
import { type Fact, type FactRequest, need } from './fact.ts';
import { derivedId } from './ids.ts';
import { type Problem, problem } from './problem.ts';

/** The row of a document that a record was imported from. */
export interface Imported {
  readonly documentId: string;
  readonly sheet?: string | null | undefined;
  readonly row: number;
}

/** The part of a command's body that says which row of a sheet the record comes from; nobody types it. */
export const importedShape = {
  imported: z.optional(
    z.nullable(
      z.object({
        documentId: idSchema,
        sheet: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
        row: z.int().check(z.positive(), z.maximum(2_000_000)),
      }),
    ),
  ),
};

interface Body {
  readonly imported?: Imported | null | undefined;
}

/**
 * Whether a command brings in a record from a sheet. Then the authority of its sender is judged on the day of receipt,
 * not on the day that the sheet gives.
 */
export const isImported = (command: Envelope): boolean => !!(command.body as Body | null)?.imported;

/** Name of the fact that holds the document from which the record was imported. */
const DOCUMENT = 'importedFrom';

/** The additional facts that a command needs when its record comes from a sheet. */
export function importedFacts({ body }: { readonly body: Body }): Record<string, FactRequest> {
  return body.imported ? { [DOCUMENT]: { loader: 'sourceDocument', key: body.imported.documentId } } : {};
}

/**
 * What is wrong with the origin that an imported record gives; null when nothing is, or when the record was not
 * imported.
 */
export function importedProblem(
  { body }: { readonly body: Body },
  facts: Readonly<Record<string, unknown>>,
): Problem | null {
  if (!body.imported || need((facts[DOCUMENT] ?? null) as Fact<unknown>)) return null;
  return problem('unknownReference', { what: 'el documento de respaldo' }, 'body.imported.documentId');
}

/**
 * The row that keeps the origin of an imported record; none when it was not imported.
 * @param noun table of the record
 */
export function importedRow(command: Envelope, noun: string): Change[] {
  const { imported } = command.body as Body;
  if (!imported) return [];
  const { documentId, sheet, row } = imported;
  return [
    insert('imported_row', {
      id: derivedId(command.id, 900),
      noun,
      recordId: command.subjectId,
      documentId,
      sheet: sheet ?? null,
      rowNumber: row,
    }),
  ];
}
