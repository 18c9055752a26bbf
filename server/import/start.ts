import { writtenCell } from '../../domain/import/cell.ts';
import type { ImportMapping } from '../../domain/import/fields.ts';
import { guessImportable, guessMapping, headingsOf } from '../../domain/import/guess.ts';
import { NOTHING } from '../../domain/import/importable.ts';
import { importableNamed, importablesOf } from '../../domain/import/importables.ts';
import { noticeOf, type SheetNotice } from '../../domain/import/notice.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { problems } from '../../domain/kernel/problems.ts';
import { normalized } from '../../domain/kernel/text.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Executor } from '../db/database.ts';
import { newId } from '../ids.ts';
import { type ImportRun, insertRun, rememberedMappings } from '../stores/importRuns.ts';
import type { ImportSystem } from './run.ts';
import { type OpenSheet, withSheet } from './sheet/openSheet.ts';
import type { SheetName } from './sheet/table.ts';
import { MAX_SHEETS } from './sheet/workbook.ts';
import { inSheetTurn } from './turns.ts';

const DEFAULT_PROGRAMME = 'PAR2FA';
const SAMPLES = 3;
const SAMPLE_LETTERS = 80;

export interface StartImport {
  readonly filename: string;
  /** SHA-256 of the file, which is in the file store. */
  readonly fileHash: string;
  readonly bytes: Uint8Array;
  readonly source?: string | null;
  readonly programmeId?: string;
  /**
   * For a file of one sheet: what it brings, its columns by header, and meanings of stages, when a person wrote them
   * down; otherwise they are guessed or remembered.
   */
  readonly importable?: string;
  readonly mapping?: ImportMapping;
  readonly states?: Readonly<Record<string, string>>;
}

/** What is known of a sheet before somebody says what it brings. */
interface LookedThrough extends Pick<ImportRun, 'sheet' | 'headers' | 'samples' | 'hidden'> {
  readonly notices: readonly SheetNotice[];
  readonly rows: number;
}

/** Who is opening a file at this moment. */
const opening = new Set<string>();

/**
 * Opens a file in its turn. A second file of the same person at the same moment is refused (importBusy) and does not wait:
 * it is most often the second tap of the same one.
 */
async function openedOnce<T>(personId: string, open: () => Promise<T>): Promise<T> {
  if (opening.has(personId)) throw new ProblemError(problem('importBusy'));
  opening.add(personId);
  try {
    return await inSheetTurn(personId, open);
  } finally {
    opening.delete(personId);
  }
}

/**
 * Opens an import of a file: reads the columns of all sheets, and proposes what each brings and contains. Answers the
 * run of the first sheet, which stands for all. Throws ProblemError.
 */
export async function startImport(system: ImportSystem, actor: Actor, start: StartImport): Promise<ImportRun> {
  const at = system.now();
  const may = importablesOf(actor, dayOf(at));
  if (may.length === 0) throw new ProblemError(problem('notAllowed'));
  const sheets = await openedOnce(actor.id, () => lookThrough(start.bytes, headingsOf(may)));
  const workbookId = newId();
  const programmeId = start.programmeId ?? DEFAULT_PROGRAMME;
  const runs: ImportRun[] = [];
  for (const [position, { rows, ...sheet }] of sheets.entries()) {
    const guessed = sheet.hidden || rows === 0 ? NOTHING : guessImportable(may, sheet.sheet, sheet.headers);
    // A file of one sheet was brought for something, even when its names do not tell what.
    const importable =
      start.importable ?? (guessed === NOTHING && sheets.length === 1 ? (may[0]?.name ?? NOTHING) : guessed);
    const offered = await offeredMapping(system.db, importable, sheet.headers, programmeId, actor.id);
    runs.push({
      ...sheet,
      id: position === 0 ? workbookId : newId(),
      filename: start.filename.slice(0, 200),
      fileHash: start.fileHash,
      actorId: actor.id,
      programmeId,
      source: start.source ?? null,
      importable,
      workbookId,
      position,
      // A mapping that a person wrote down is for alliances.
      mapping: (sheets.length === 1 || importable === 'alliances' ? start.mapping : undefined) ?? offered.mapping,
      states: start.states ?? offered.states,
      status: 'mapping',
      done: 0,
      total: rows,
      report: null,
      failure: null,
      startedAt: at,
      beatAt: system.now(),
    });
  }
  for (const run of runs) await insertRun(system.db, run);
  return runs[0] as ImportRun;
}

/**
 * What the columns of a sheet hold: as people of the unit last said for a sheet with the same headers; otherwise, each
 * as they last said for its header, and the remaining ones by their names.
 */
export async function offeredMapping(
  db: Executor,
  importable: string,
  headers: readonly string[],
  programmeId: string,
  actorId: string,
): Promise<Pick<ImportRun, 'mapping' | 'states'>> {
  const found = importableNamed(importable);
  if (!found) return { mapping: {}, states: {} };
  const remembered = await rememberedMappings(db, importable, programmeId, actorId);
  const [newest] = remembered;
  const states = newest?.states ?? {};
  const same = remembered.find(
    (run) => run.headers.length === headers.length && run.headers.every((header, i) => header === headers[i]),
  );
  if (same) return { mapping: same.mapping, states: same.states };
  const mapping: Record<string, number | undefined> = { ...guessMapping(found, headers) };
  const taken = new Set(Object.values(mapping));
  for (const run of remembered) {
    for (const [column, before] of Object.entries(run.mapping)) {
      const at =
        before === undefined
          ? -1
          : headers.findIndex(
              (header) => header !== '' && normalized(header) === normalized(run.headers[before] ?? ''),
            );
      if (at < 0 || mapping[column] !== undefined || taken.has(at) || !Object.hasOwn(found.columns, column)) continue;
      mapping[column] = at;
      taken.add(at);
    }
  }
  return { mapping, states };
}

/** All sheets of a file in order, including hidden and empty ones. */
async function lookThrough(bytes: Uint8Array, headings: readonly (readonly string[])[]): Promise<LookedThrough[]> {
  const first = await withSheet(bytes, async (sheet) => ({ ...(await lookThroughOne(sheet)), names: sheet.sheets }), {
    headings,
  });
  const { names, ...table } = first;
  const hiddenIs = (name: string | null) => names.some((one) => one.name === name && one.hidden);
  if (names.length <= 1) return [{ ...table, hidden: hiddenIs(table.sheet) }];
  const found: LookedThrough[] = [];
  for (const { name, hidden } of names.slice(0, MAX_SHEETS)) {
    const looked =
      name === table.sheet
        ? table
        : await withSheet(bytes, lookThroughOne, { headings, sheet: name }).catch((error: unknown) =>
            emptySheet(name, error),
          );
    found.push({
      ...looked,
      notices: looked.notices.filter(({ code }) => code !== problems.importOtherSheets.code),
      hidden,
    });
  }
  const [head, ...rest] = found as [LookedThrough, ...LookedThrough[]];
  return [{ ...head, notices: [...head.notices, ...notRead(names)] }, ...rest];
}

function notRead(names: readonly SheetName[]): SheetNotice[] {
  const others = names.slice(MAX_SHEETS).map(({ name }) => name);
  return others.length === 0
    ? []
    : [noticeOf(problem('importMoreSheets', { max: MAX_SHEETS, others: others.slice(0, 5).join(', ') }))];
}

/** A sheet without rows is listed as empty; any other problem concerns the file. */
function emptySheet(name: string, error: unknown): Omit<LookedThrough, 'hidden'> {
  if (!(error instanceof ProblemError) || error.problem.code !== problems.importNoRows.code) throw error;
  return { sheet: name, headers: [], samples: [], notices: [], rows: 0 };
}

/** What the first screen shows of a sheet: its columns with their first values, and its number of rows. */
async function lookThroughOne({ headers, sheet, notices, slices }: OpenSheet): Promise<Omit<LookedThrough, 'hidden'>> {
  const samples = headers.map((): string[] => []);
  let rows = 0;
  for await (const slice of slices) {
    rows += slice.length;
    for (const { cells } of slice) {
      for (const [column, found] of samples.entries()) {
        const text = found.length < SAMPLES ? writtenCell(cells[column]) : '';
        if (text !== '') found.push(text.slice(0, SAMPLE_LETTERS));
      }
    }
  }
  return { headers, sheet, notices, samples, rows };
}
