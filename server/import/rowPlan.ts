import { writtenCell } from '../../domain/import/cell.ts';
import { KEY_COLUMN, type RowImportable } from '../../domain/import/importable.ts';
import { isNobodys, type ReadRow, readRow, withoutNotes } from '../../domain/import/readRow.ts';
import type { SheetRow } from '../../domain/import/row.ts';
import type { CellProblem } from '../../domain/import/rowReader.ts';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import { flags } from '../../domain/kernel/command.ts';
import { type Day, dayOf, type Instant } from '../../domain/kernel/dates.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { upperFirst } from '../../domain/kernel/text.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../commands/compose.ts';
import type { Executor } from '../db/database.ts';
import type { ImportRun } from '../stores/importRuns.ts';
import type { Coming } from './coming.ts';
import { knownDocuments, knownSubjects } from './known.ts';
import { type ImportCommand, idFrom, type PlannedRow, type SheetPlan, wholeRow } from './planned.ts';
import { References } from './references.ts';
import { rehearse } from './rehearse.ts';
import { fileDocument } from './rowCommands.ts';

/** How many rows have their commands judged at a time; other requests get their turn in between. */
const REHEARSED = 20;

/** Flags that open a question for a person. */
const QUESTIONS: ReadonlySet<string> = new Set([flags.possibleDuplicate, flags.familyServed]);

interface Planning {
  readonly db: Executor;
  readonly run: ImportRun;
  readonly importable: RowImportable;
  readonly actor: Actor;
  readonly receivedAt: Instant;
  /** What earlier sheets bring. Given in a dry run, in which the commands are judged and nothing is sent. */
  readonly coming: Coming;
  readonly dry: boolean;
}

/**
 * The plan of an importable whose commands follow from the values of a row. Rows are read, compared with each other and
 * with the system and, in a dry run, judged.
 */
export class RowPlan implements SheetPlan {
  private readonly to: Planning;
  private readonly references: References;
  private readonly document: ImportCommand | null;
  private documentHere: boolean;
  private readonly today: Day;
  /** Keys that have occurred in the sheet → the row. */
  private readonly seen = new Map<string, number>();

  private constructor(to: Planning, references: References, document: ImportCommand | null, documentHere: boolean) {
    this.to = to;
    this.references = references;
    this.document = document;
    this.documentHere = documentHere;
    this.today = dayOf(to.receivedAt);
  }

  static async of(to: Planning): Promise<RowPlan> {
    const { db, run, importable, actor, coming, receivedAt } = to;
    const columns = Object.keys(importable.columns).filter((name) => run.mapping[name] !== undefined);
    const references = await References.of(db, actor, importable, columns, dayOf(receivedAt), coming);
    const document = importable.cites ? fileDocument(run) : null;
    const here = document !== null && (await knownDocuments(db, [document.subjectId])).size > 0;
    return new RowPlan(to, references, document, here);
  }

  async next(rows: readonly SheetRow[]): Promise<PlannedRow[]> {
    this.said.clear();
    const own = rows.filter((row) => !isNobodys(this.to.importable, row, this.to.run.mapping));
    const planned = own.map((row) => this.planOf(this.apart(this.read(row), row)));
    const here = await this.alreadyHere(planned);
    const fresh = here.filter((row) => row.action === 'adopt');
    if (this.to.dry) {
      const judged = await this.judged(here, fresh);
      for (const row of judged) if (row.action === 'refused') this.stay(row);
      return judged;
    }
    return here.map((row) => (row.action === 'adopt' ? this.withDocument(row) : row));
  }

  refusalOf(planned: PlannedRow, what: Problem): CellProblem {
    const field = this.columnOf(what.field);
    return {
      field,
      value: field === null ? null : (this.said.get(planned.row)?.[field] ?? null),
      problem: what,
      severity: 'refused',
    };
  }

  /** The values read from the cells of rows, to find the cell that a refusal is about. */
  private readonly said = new Map<number, Readonly<Record<string, string | null>>>();

  private read(row: SheetRow): ReadRow {
    const { importable, run } = this.to;
    const cells = Object.keys(importable.columns).map((name): [string, string | null] => {
      const at = run.mapping[name];
      return [name, at === undefined ? null : writtenCell(row.cells[at]).trim().slice(0, 200) || null];
    });
    this.said.set(row.number, Object.fromEntries(cells));
    return readRow(importable, row, run.mapping, {
      today: this.today,
      find: (to, said) => this.references.find(to, said),
    });
  }

  /** Refuses a row that repeats an earlier row of the sheet, or a value that may occur only once. */
  private apart(read: ReadRow, { cells }: SheetRow): ReadRow {
    if (!read.key || !read.values) return read;
    const { importable, run } = this.to;
    const found: CellProblem[] = [];
    const twice = (what: string, field: string | null, of: (row: number) => Problem) => {
      const earlier = this.seen.get(what);
      if (earlier === undefined) this.seen.set(what, read.row);
      else
        found.push({
          field,
          value: field === null ? null : writtenCell(cells[run.mapping[field] ?? -1]) || null,
          problem: of(earlier),
          severity: 'refused',
        });
    };
    const keyed = read.values[KEY_COLUMN] ? KEY_COLUMN : null;
    twice(`key ${read.key.join('\u001f')}`, keyed, (row) => problem('importRepeatedRow', { row }));
    for (const name of importable.once ?? []) {
      const value = read.values[name];
      if (value !== null)
        twice(`${name} ${String(value)}`, name, (row) => problem('importRepeatedCell', { said: String(value), row }));
    }
    return found.length > 0
      ? { ...read, problems: [...withoutNotes(read.problems), ...found], key: null, values: null }
      : read;
  }

  private planOf({ row, problems, key, values }: ReadRow): PlannedRow {
    const base = { row, problems, gaps: [], decisive: 0 };
    if (!key || !values) return { ...base, action: 'refused', subjectId: null, commands: [] };
    const { importable, run } = this.to;
    const id = (part: string) => idFrom('import', importable.name, part, run.programmeId, ...key);
    const source = this.document ? { documentId: this.document.subjectId, sheet: run.sheet, row } : null;
    const told = importable.commands(values, { id, source });
    const commands = told.map(
      ({ kind, subjectId, body, on }): ImportCommand => ({
        id: idFrom(kind, run.id, subjectId, canonicalJson(body)),
        kind,
        subjectId,
        body,
        on: on ?? null,
      }),
    );
    return { ...base, action: 'adopt', subjectId: told[0].subjectId, commands };
  }

  /** Leaves what came in before as it is. A person is told where the row now says something else. */
  private async alreadyHere(planned: readonly PlannedRow[]): Promise<PlannedRow[]> {
    const first = (row: PlannedRow) => row.commands[0];
    const subjects = planned.flatMap((row) => (row.action === 'adopt' && row.subjectId ? [row.subjectId] : []));
    const known = await knownSubjects(this.to.db, subjects, this.to.importable.kinds);
    return planned.map((row) => {
      const here = row.subjectId === null ? undefined : known.get(row.subjectId);
      const sent = first(row);
      // What this run brought before it was interrupted is sent again: the same bytes, answered by their receipts.
      if (!here || !sent || here.entryId === sent.id) return row;
      const told = (body: object) => canonicalJson({ ...body, imported: null });
      const same = here.body === null || told(here.body) === told(sent.body as object);
      return {
        ...row,
        action: 'unchanged',
        commands: [],
        problems: same ? [] : [wholeRow(problem('importChanged'), 'person')],
      };
    });
  }

  private withDocument(row: PlannedRow): PlannedRow {
    if (!this.document || this.documentHere) return row;
    this.documentHere = true;
    return { ...row, commands: [this.document, ...row.commands], decisive: 1 };
  }

  /** The rows as the rules would answer them. Records the names of those that are imported, for later sheets. */
  private async judged(all: readonly PlannedRow[], fresh: readonly PlannedRow[]): Promise<PlannedRow[]> {
    const { db, run, actor, receivedAt, coming } = this.to;
    const answers = new Map<number, PlannedRow>();
    if (this.document && !this.documentHere)
      coming.keep('sourceDocument', this.document.subjectId, { id: this.document.subjectId });
    for (let from = 0; from < fresh.length; from += REHEARSED) {
      const rows = fresh.slice(from, from + REHEARSED);
      const texts = rows.flatMap((row) =>
        row.commands.map((c) => compose({ ...c, actor, occurredOn: c.on ?? dayOf(run.startedAt), at: run.startedAt })),
      );
      const decisions = await rehearse(db, texts, { actor, receivedAt, coming });
      let at = 0;
      for (const row of rows) {
        answers.set(row.row, this.answered(row, decisions.slice(at, at + row.commands.length)));
        at += row.commands.length;
      }
    }
    return all.map((row) => answers.get(row.row) ?? row);
  }

  private answered(row: PlannedRow, decisions: Awaited<ReturnType<typeof rehearse>>): PlannedRow {
    const problems: CellProblem[] = [...row.problems];
    for (const decision of decisions) {
      if (decision.outcome === 'refuse')
        return {
          ...row,
          action: 'refused',
          problems: [...withoutNotes(problems), this.refusalOf(row, decision.problem)],
        };
      const raised = decision.outcome === 'unconfirmed' ? [] : (decision.flags ?? []);
      if (raised.length > 0) {
        const asks = raised.some((flag) => QUESTIONS.has(flag));
        problems.push(wholeRow(problem('importFlagged', { flags: raised.join(', ') }), asks ? 'person' : 'note'));
      }
    }
    const { importable, run, coming } = this.to;
    const said = this.said.get(row.row) ?? {};
    const names = (importable.named ?? []).flatMap((name) => said[name] ?? []);
    if (row.subjectId && names.length > 0) {
      const from = { sheet: run.sheet ?? upperFirst(importable.many), row: row.row };
      for (const to of importable.gives) coming.name(to, { id: row.subjectId, names, from });
    }
    return { ...row, problems };
  }

  /** Records the names of a row that is not imported, for later sheets that name it. */
  private stay({ row }: PlannedRow): void {
    const { importable, run, coming } = this.to;
    const names = (importable.named ?? []).flatMap((name) => this.said.get(row)?.[name] ?? []);
    for (const to of importable.gives) coming.stay(to, names, { sheet: run.sheet ?? upperFirst(importable.many), row });
  }

  /** The column for a part of a command's body: the one of the same name, or the one that the importable gives. */
  private columnOf(field: string | undefined): string | null {
    const { importable } = this.to;
    const parts = (field ?? '').replace(/^body\./, '').split('.');
    for (let n = parts.length; n > 0; n -= 1) {
      const named = importable.at?.[parts.slice(0, n).join('.')];
      if (named) return named;
    }
    return parts.toReversed().find((part) => Object.hasOwn(importable.columns, part)) ?? null;
  }
}
