import type { AdoptBody } from '../../domain/alliance/adopt.ts';
import type { AdoptDraft, CheckedRow, RowDocument } from '../../domain/import/row.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { ImportRun } from '../stores/importRuns.ts';
import { type ImportCommand, idFrom } from './planned.ts';

/** A row with its derived ids: programme and key give the id of the alliance, in whatever file the row is. */
export interface IdentifiedRow {
  readonly checked: CheckedRow;
  readonly draft: AdoptDraft;
  readonly allianceId: string;
  readonly organisationId: string;
  readonly documentId: string;
  readonly body: AdoptBody;
}

/** A row that can be adopted, with its ids and its body; null for a refused row. */
export function identify(
  checked: CheckedRow,
  run: Pick<ImportRun, 'fileHash' | 'source' | 'sheet'>,
): IdentifiedRow | null {
  const { draft } = checked;
  if (!draft) return null;
  const allianceId = idFrom('import alliance', draft.programmeId, checked.key);
  const organisationId = idFrom('import organisation', draft.programmeId, checked.key);
  const documentId = documentIdOf(checked.document, run);
  const { organisation, code, ...rest } = draft;
  const body: AdoptBody = {
    ...rest,
    code: code ?? `IMP-${allianceId.slice(0, 8)}`,
    organisation: { id: organisationId, existing: false, ...organisation },
    sourceDocumentId: documentId,
    imported: { documentId, sheet: run.sheet, row: checked.row },
  };
  return { checked, draft, allianceId, organisationId, documentId, body };
}

type FileRun = Pick<ImportRun, 'id' | 'fileHash' | 'filename' | 'source'>;

const fileDocumentId = (run: Pick<ImportRun, 'fileHash' | 'source'>): string =>
  idFrom('import file', run.fileHash, run.source ?? '');

/** The row's own document, or the file itself when rows name none. */
function documentIdOf(document: RowDocument, run: Pick<ImportRun, 'fileHash' | 'source'>): string {
  if (!document.reference && !document.source) return fileDocumentId(run);
  return idFrom('import document', document.reference ?? '', document.source ?? '');
}

function recordDocument(documentId: string, body: object, run: Pick<ImportRun, 'id'>): ImportCommand {
  return {
    id: idFrom('document.record', run.id, documentId, canonicalJson(body)),
    kind: 'document.record',
    subjectId: documentId,
    body,
  };
}

/** The command that records the file itself as the document of its rows. */
export function fileDocument(run: FileRun): ImportCommand {
  const body = {
    title: `Planilla «${run.source ?? run.filename}»`.slice(0, 300),
    reference: run.filename.slice(0, 1000),
    fileHash: run.fileHash,
  };
  return recordDocument(fileDocumentId(run), body, run);
}

/**
 * The command that records the document of a row. Command ids are derived from the run, so a run that continues sends
 * the same ones again.
 */
export function documentCommand(row: IdentifiedRow, run: FileRun): ImportCommand {
  const { reference, source, day } = row.checked.document;
  if (reference === null && source === null) return fileDocument(run);
  const body = {
    title: titleOf(reference, source),
    reference: [reference, source].filter(Boolean).join(' · ').slice(0, 1000),
    issuedOn: day,
  };
  return recordDocument(row.documentId, body, run);
}

function titleOf(reference: string | null, source: string | null): string {
  const first = source?.split(/[(;]/)[0]?.trim() ?? '';
  return [first, reference?.split(';')[0]].filter(Boolean).join(' ').slice(0, 300).padEnd(3, '.');
}

/** The command that adopts a row. */
export function adoptCommand(row: IdentifiedRow, run: Pick<ImportRun, 'id'>): ImportCommand {
  return {
    id: idFrom('alliance.adopt', run.id, row.allianceId, canonicalJson(row.body)),
    kind: 'alliance.adopt',
    subjectId: row.allianceId,
    body: row.body,
  };
}

/** The command that asks whether two organisations are one. */
export function duplicateCommand(
  leftId: string,
  rightId: string,
  like: { score: number; reason: string },
  run: Pick<ImportRun, 'id'>,
): ImportCommand {
  const [a, b] = leftId < rightId ? [leftId, rightId] : [rightId, leftId];
  return {
    id: idFrom('duplicate.raise', run.id, a, b),
    kind: 'duplicate.raise',
    subjectId: idFrom('duplicate question', a, b),
    body: { noun: 'organisation', leftId: a, rightId: b, reason: like.reason, score: like.score },
  };
}
