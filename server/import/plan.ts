import { setImmediate } from 'node:timers/promises';
import { adoptAlliance } from '../../domain/alliance/adopt.ts';
import { checkRows, type LikeOrganisation } from '../../domain/import/check.ts';
import type { CheckedRow } from '../../domain/import/row.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { type Actor, can } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import type { ImportRun } from '../stores/importRuns.ts';
import { importCatalogue, type KnownAlliance, knownAlliances, knownDocuments, knownOrganisations } from './known.ts';
import type { Sheet } from './readSheet.ts';
import { adoptCommand, type IdentifiedRow, identify } from './rowCommands.ts';

const PAUSE_EVERY = 100;

/** What is to be done with a row. */
export interface PlannedRow {
  readonly row: number;
  /** adopt: its commands are to be sent. unchanged: it is already here. refused: it stays out. */
  readonly action: 'adopt' | 'unchanged' | 'refused';
  readonly problems: readonly CellProblem[];
  readonly identified: IdentifiedRow | null;
  /** The document has to be recorded first. */
  readonly newDocument: boolean;
  readonly likes: readonly LikeOrganisation[];
  readonly gaps: readonly string[];
}

/**
 * What an import would do, row by row, without doing it: the dry run and the run itself both start here, so a person sees
 * beforehand what happens. Rows that this very run adopted before it was cut off are adopted still: their commands have the
 * same ids and bytes, so that their receipts answer.
 */
export async function planImport(db: Executor, run: ImportRun, sheet: Sheet, actor: Actor, today: Day): Promise<PlannedRow[]> {
  const catalogue = await importCatalogue(db, today);
  const checked = checkRows(sheet.rows, run, catalogue);
  const identified = checked.map((row) => identify(row, run));
  const found = identified.filter((row) => row !== null);
  const known = await knownAlliances(
    db,
    found.map((r) => r.allianceId),
    found.map((r) => r.body.code),
  );
  const byId = new Map(known.map((a) => [a.id, a]));
  const byCode = new Map(known.map((a) => [a.code, a]));
  const documents = await knownDocuments(
    db,
    found.map((r) => r.documentId),
  );
  const doneBefore = (row: IdentifiedRow) => byId.get(row.allianceId)?.entryId === adoptCommand(row, run).id;
  // What this run brought in before it was cut off is compared in its turn, as if it had not been.
  const own = found.filter(doneBefore).map((r) => r.organisationId);
  const organisations = await knownOrganisations(db, [...new Set(found.map((r) => r.draft.unitId))], own);
  const planOf = (row: CheckedRow, i: number): PlannedRow => {
    const mine = identified[i] ?? null;
    const base = { row: row.row, identified: mine, gaps: row.gaps, newDocument: false, likes: [] };
    if (!mine) return { ...base, action: 'refused', problems: row.problems };
    const here = byId.get(mine.allianceId);
    const ownDone = doneBefore(mine);
    if (here && !ownDone) return { ...base, action: 'unchanged', problems: sameAsBefore(here, mine) ? [] : [whole(problem('importChanged'), 'person')] };
    const refusal = ownDone ? null : refusalOf(mine, byCode, actor, today, run);
    if (refusal) return { ...base, action: 'refused', problems: [...row.problems, refusal] };
    const newDocument = !documents.has(mine.documentId);
    documents.add(mine.documentId);
    const { name, municipalityCode } = mine.draft.organisation;
    const neighbours = organisations.get(mine.draft.unitId);
    const organisation = { id: mine.organisationId, name, municipalityCode };
    const likes = neighbours?.like(organisation) ?? [];
    neighbours?.add(organisation);
    const asked = likes.map(
      (like): CellProblem => ({ field: 'name', value: name, problem: problem('importLikeOther', { name: like.other.name }), severity: 'person' }),
    );
    return { ...base, action: 'adopt', problems: [...row.problems, ...asked], newDocument, likes };
  };
  const planned: PlannedRow[] = [];
  for (const [i, row] of checked.entries()) {
    // A long sheet lets other answers pass.
    if (i % PAUSE_EVERY === 0) await setImmediate();
    planned.push(planOf(row, i));
  }
  return planned;
}

function whole(what: Problem, severity: CellProblem['severity']): CellProblem {
  return { field: null, value: null, problem: what, severity };
}

/** Whether the row says what it said when it was adopted. Bodies that were erased cannot be compared and count as the same. */
function sameAsBefore(here: KnownAlliance, mine: IdentifiedRow): boolean {
  if (!here.body) return true;
  const told = (body: object) => canonicalJson({ ...body, sourceDocumentId: null });
  return told(here.body) === told(mine.body);
}

function refusalOf(mine: IdentifiedRow, byCode: ReadonlyMap<string, KnownAlliance>, actor: Actor, today: Day, run: ImportRun): CellProblem | null {
  const { code } = mine.body;
  if (byCode.has(code)) return { field: 'code', value: code, problem: problem('importCodeTaken', { code }), severity: 'refused' };
  const may = can(actor, adoptAlliance.by, { unitId: mine.draft.unitId }, today);
  if (may.may) return null;
  const field = run.mapping.unit === undefined ? null : 'unit';
  return { field, value: mine.draft.unitId, problem: problem(may.reason === 'role' ? 'notAllowed' : 'outsideScope'), severity: 'refused' };
}
