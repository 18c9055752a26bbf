import { setImmediate } from 'node:timers/promises';
import { adoptAlliance } from '../../domain/alliance/adopt.ts';
import { writtenCell } from '../../domain/import/cell.ts';
import { type LikeOrganisation, type OrganisationIndex, RowChecker } from '../../domain/import/check.ts';
import { alliances } from '../../domain/import/importables/alliances.ts';
import { isNobodys } from '../../domain/import/readRow.ts';
import type { CheckedRow, SheetRow } from '../../domain/import/row.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { Day } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { type Actor, can } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import type { ImportRun } from '../stores/importRuns.ts';
import type { Coming } from './coming.ts';
import {
  importCatalogue,
  type KnownAlliance,
  knownAlliances,
  knownDocuments,
  knownOrganisations,
  organisationsOfRun,
} from './known.ts';
import { type PlannedRow, type SheetPlan, wholeRow } from './planned.ts';
import { adoptCommand, documentCommand, duplicateCommand, type IdentifiedRow, identify } from './rowCommands.ts';

/** After this many rows, other requests get their turn. */
const PAUSE_EVERY = 20;

/** What the system already has of the rows of one slice. */
interface Here {
  readonly byId: ReadonlyMap<string, KnownAlliance>;
  readonly byCode: ReadonlyMap<string, KnownAlliance>;
}

/**
 * What an import would do, slice by slice, without doing it. Both the dry run and the run itself use it, so that a
 * person sees beforehand what happens. Of rows that have passed it keeps what later ones are compared with: keys,
 * codes, documents and names. Rows that this run adopted before it was interrupted are adopted again: their commands
 * have the same ids and bytes, so their receipts answer.
 */
export class AlliancePlan implements SheetPlan {
  private readonly db: Executor;
  private readonly run: ImportRun;
  private readonly actor: Actor;
  private readonly today: Day;
  private readonly checker: RowChecker;
  /**
   * Organisations that this run brought in before it was interrupted. They are compared in their turn, as if they were
   * not in the system.
   */
  private readonly own: readonly string[];
  private readonly organisations = new Map<string, OrganisationIndex>();
  private readonly documents = new Set<string>();
  /** The codes of rows that are imported. */
  private readonly codes = new Set<string>();
  /** What the sheet brings, for later sheets of the workbook. */
  private readonly coming: Coming;

  private constructor(
    db: Executor,
    run: ImportRun,
    actor: Actor,
    today: Day,
    checker: RowChecker,
    own: readonly string[],
    coming: Coming,
  ) {
    this.coming = coming;
    this.db = db;
    this.run = run;
    this.actor = actor;
    this.today = today;
    this.checker = checker;
    this.own = own;
  }

  static async of(db: Executor, run: ImportRun, actor: Actor, today: Day, coming: Coming): Promise<AlliancePlan> {
    const checker = new RowChecker(run, await importCatalogue(db, today), today);
    return new AlliancePlan(db, run, actor, today, checker, await organisationsOfRun(db, run), coming);
  }

  /** Plans the next rows of the sheet, in its order. */
  async next(rows: readonly SheetRow[]): Promise<PlannedRow[]> {
    const own = rows.filter((row) => !isNobodys(alliances, row, this.run.mapping));
    const checked = own.map((row) => this.checker.check(row));
    const identified = checked.map((row) => identify(row, this.run));
    const here = await this.lookUp(identified.filter((row) => row !== null));
    const planned: PlannedRow[] = [];
    for (const [i, row] of checked.entries()) {
      if (i % PAUSE_EVERY === 0) await setImmediate();
      const plan = this.planOf(row, identified[i] ?? null, here);
      if (plan.action === 'refused') this.stay(own[i] as SheetRow);
      planned.push(plan);
    }
    return planned;
  }

  private async lookUp(found: readonly IdentifiedRow[]): Promise<Here> {
    const known = await knownAlliances(
      this.db,
      found.map((r) => r.allianceId),
      found.map((r) => r.body.code),
    );
    const documents = [...new Set(found.map((r) => r.documentId))].filter((id) => !this.documents.has(id));
    for (const id of await knownDocuments(this.db, documents)) this.documents.add(id);
    const units = [...new Set(found.map((r) => r.draft.unitId))].filter((unit) => !this.organisations.has(unit));
    if (units.length > 0)
      for (const [unit, index] of await knownOrganisations(this.db, units, this.own))
        this.organisations.set(unit, index);
    return { byId: new Map(known.map((a) => [a.id, a])), byCode: new Map(known.map((a) => [a.code, a])) };
  }

  private planOf(row: CheckedRow, mine: IdentifiedRow | null, { byId, byCode }: Here): PlannedRow {
    const base = { row: row.row, subjectId: mine?.allianceId ?? null, gaps: row.gaps, commands: [], decisive: 0 };
    if (!mine) return { ...base, action: 'refused', problems: row.problems };
    const here = byId.get(mine.allianceId);
    const ownDone = here?.entryId === adoptCommand(mine, this.run).id;
    if (here && !ownDone)
      return {
        ...base,
        action: 'unchanged',
        problems: sameAsBefore(here, mine) ? [] : [wholeRow(problem('importChanged'), 'person')],
      };
    const refusal = ownDone ? null : this.reasonAgainst(mine, byCode);
    if (refusal) return { ...base, action: 'refused', problems: [...row.problems, refusal] };
    const newDocument = !this.documents.has(mine.documentId);
    this.documents.add(mine.documentId);
    this.codes.add(mine.body.code);
    const likes = this.likesOf(mine);
    const asked = likes.map(
      (like): CellProblem => ({
        field: 'name',
        value: mine.draft.organisation.name,
        problem: problem('importLikeOther', { name: like.other.name }),
        severity: 'person',
      }),
    );
    this.tell(mine, row.row);
    const commands = [
      ...(newDocument ? [documentCommand(mine, this.run)] : []),
      adoptCommand(mine, this.run),
      ...likes.map((like) => duplicateCommand(like.other.id, mine.organisationId, like, this.run)),
    ];
    return { ...base, action: 'adopt', problems: [...row.problems, ...asked], commands, decisive: newDocument ? 1 : 0 };
  }

  /** It is not known which column caused the refusal of an adoption, so the problem is reported for the whole row. */
  refusalOf(_row: PlannedRow, what: Problem): CellProblem {
    return wholeRow(what, 'refused');
  }

  /** Records the names of a row that is not imported. */
  private stay({ number: row, cells }: SheetRow): void {
    const said = (['code', 'name', 'allianceName', 'acronym'] as const).flatMap((field) => {
      const at = this.run.mapping[field];
      return at === undefined ? [] : [writtenCell(cells[at])];
    });
    const names = said.filter((name) => name !== '');
    for (const to of alliances.gives) this.coming.stay(to, names, { sheet: this.run.sheet ?? 'Organizaciones', row });
  }

  /** Records an alliance and its organisation, as later sheets may name them and as the rules would find them. */
  private tell({ allianceId: id, organisationId, body, draft }: IdentifiedRow, row: number): void {
    const from = { sheet: this.run.sheet ?? 'Organizaciones', row };
    const { name, acronym } = draft.organisation;
    this.coming.name('alliance', { id, names: [body.code, body.name, name, ...(acronym ? [acronym] : [])], from });
    this.coming.name('organisation', { id: organisationId, names: [name, ...(acronym ? [acronym] : [])], from });
    const { unitId, state, programmeId } = draft;
    this.coming.keep('alliance', id, {
      id,
      code: body.code,
      name: body.name,
      organisationId,
      unitId,
      state,
      programmeId,
      suspendedOn: null,
      version: 1,
    });
    this.coming.keep('noun.organisation', organisationId, {
      id: organisationId,
      name,
      unitId,
      mergedInto: null,
      version: 1,
    });
  }

  private likesOf(mine: IdentifiedRow): readonly LikeOrganisation[] {
    const { name, municipalityCode } = mine.draft.organisation;
    const neighbours = this.organisations.get(mine.draft.unitId);
    const organisation = { id: mine.organisationId, name, municipalityCode };
    const likes = neighbours?.like(organisation) ?? [];
    neighbours?.add(organisation);
    return likes;
  }

  private reasonAgainst(mine: IdentifiedRow, byCode: Here['byCode']): CellProblem | null {
    const { code } = mine.body;
    if (byCode.has(code) || this.codes.has(code))
      return { field: 'code', value: code, problem: problem('importCodeTaken', { code }), severity: 'refused' };
    const may = can(this.actor, adoptAlliance.by, { unitId: mine.draft.unitId }, this.today);
    if (may.may) return null;
    const field = this.run.mapping.unit === undefined ? null : 'unit';
    return {
      field,
      value: mine.draft.unitId,
      problem: problem(may.reason === 'role' ? 'notAllowed' : 'outsideScope'),
      severity: 'refused',
    };
  }
}

/**
 * Whether the row is the same as when it was adopted. A body that was erased cannot be compared, and counts as the
 * same.
 */
function sameAsBefore(here: KnownAlliance, mine: IdentifiedRow): boolean {
  if (!here.body) return true;
  const told = (body: object) => canonicalJson({ ...body, sourceDocumentId: null, imported: null });
  return told(here.body) === told(mine.body);
}
