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

/** What the body of a command says where its record comes from a sheet; nobody types it. */
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
 * Whether a command brings in a record from a sheet: then who sends it is judged on the day it comes in, not on the day
 * that the sheet tells.
 */
export const isImported = (command: Envelope): boolean => !!(command.body as Body | null)?.imported;

/** Name of the fact of the document that it comes from. */
const DOCUMENT = 'importedFrom';

/** The facts that a command which may be imported asks besides. */
export function importedFacts({ body }: { readonly body: Body }): Record<string, FactRequest> {
  return body.imported ? { [DOCUMENT]: { loader: 'sourceDocument', key: body.imported.documentId } } : {};
}

/** What is wrong with where a record says that it comes from; null where nothing is, or it was not imported. */
export function importedProblem(
  { body }: { readonly body: Body },
  facts: Readonly<Record<string, unknown>>,
): Problem | null {
  if (!body.imported || need((facts[DOCUMENT] ?? null) as Fact<unknown>)) return null;
  return problem('unknownReference', { what: 'el documento de respaldo' }, 'body.imported.documentId');
}

/** The row that keeps where a record comes from; none where it was not imported. @param noun table of the record */
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
