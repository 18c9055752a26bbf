import type { AdoptBody } from '../../domain/alliance/adopt.ts';
import type { AdoptDraft, CheckedRow, RowDocument } from '../../domain/import/row.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { idOfHash } from '../../domain/kernel/ids.ts';
import { sha256 } from '../commands/hash.ts';
import type { ImportRun } from '../stores/importRuns.ts';

/** A command of an import before it is serialised. */
export interface ImportCommand {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly body: unknown;
}

/** A row with the ids that follow from it: programme and key give the alliance, in whatever file it stands. */
export interface IdentifiedRow {
  readonly checked: CheckedRow;
  readonly draft: AdoptDraft;
  readonly allianceId: string;
  readonly organisationId: string;
  readonly documentId: string;
  readonly body: AdoptBody;
}

/** An id that follows from what it names: the same on every run. */
const idFrom = (...parts: readonly string[]) => idOfHash(sha256(parts.join('\u001f')));

/** A row that can be adopted, with its ids and its body; null for a refused one. */
export function identify(checked: CheckedRow, run: Pick<ImportRun, 'fileHash' | 'source'>): IdentifiedRow | null {
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
  };
  return { checked, draft, allianceId, organisationId, documentId, body };
}

/** A row's own document, or the file itself where rows name none. */
function documentIdOf(document: RowDocument, run: Pick<ImportRun, 'fileHash' | 'source'>): string {
  if (!document.reference && !document.source) return idFrom('import file', run.fileHash, run.source ?? '');
  return idFrom('import document', document.reference ?? '', document.source ?? '');
}

/** The command that records the document of a row. Ids of commands follow from the run: a run that goes on sends the same ones again. */
export function documentCommand(row: IdentifiedRow, run: Pick<ImportRun, 'id' | 'fileHash' | 'filename' | 'source'>): ImportCommand {
  const { reference, source, day } = row.checked.document;
  const own = reference !== null || source !== null;
  const body = own
    ? { title: titleOf(reference, source), reference: [reference, source].filter(Boolean).join(' · ').slice(0, 1000), issuedOn: day }
    : { title: `Planilla «${run.source ?? run.filename}»`.slice(0, 300), reference: run.filename.slice(0, 1000), fileHash: run.fileHash };
  return { id: idFrom('document.record', run.id, row.documentId, canonicalJson(body)), kind: 'document.record', subjectId: row.documentId, body };
}

function titleOf(reference: string | null, source: string | null): string {
  const first = source?.split(/[(;]/)[0]?.trim() ?? '';
  return [first, reference?.split(';')[0]].filter(Boolean).join(' ').slice(0, 300).padEnd(3, '.');
}

/** The command that adopts a row. */
export function adoptCommand(row: IdentifiedRow, run: Pick<ImportRun, 'id'>): ImportCommand {
  return { id: idFrom('alliance.adopt', run.id, row.allianceId, canonicalJson(row.body)), kind: 'alliance.adopt', subjectId: row.allianceId, body: row.body };
}

/** The command that asks whether two organisations are one. */
export function duplicateCommand(leftId: string, rightId: string, like: { score: number; reason: string }, run: Pick<ImportRun, 'id'>): ImportCommand {
  const [a, b] = leftId < rightId ? [leftId, rightId] : [rightId, leftId];
  return {
    id: idFrom('duplicate.raise', run.id, a, b),
    kind: 'duplicate.raise',
    subjectId: idFrom('duplicate question', a, b),
    body: { noun: 'organisation', leftId: a, rightId: b, reason: like.reason, score: like.score },
  };
}
