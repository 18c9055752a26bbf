import { adoptAlliance } from '../../domain/alliance/adopt.ts';
import { writtenCell } from '../../domain/import/cell.ts';
import { guessMapping, type ImportMapping } from '../../domain/import/fields.ts';
import { dayOf, holdsOn } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { newId } from '../ids.ts';
import { type ImportRun, insertRun, rememberedMapping } from '../stores/importRuns.ts';
import type { ImportSystem } from './run.ts';
import { type OpenSheet, withSheet } from './sheet/openSheet.ts';
import { inSheetTurn } from './turns.ts';

const DEFAULT_PROGRAMME = 'PAR2FA';
const SAMPLES = 3;
const SAMPLE_LETTERS = 80;

/** Whether the actor may import: whoever may incorporate an alliance somewhere. */
export function mayImport(actor: Actor, day: string): boolean {
  return actor.grants.some((g) => (adoptAlliance.by as readonly string[]).includes(g.role) && holdsOn(g, day));
}

export interface StartImport {
  readonly filename: string;
  /** SHA-256 of the file, which is in the file store. */
  readonly fileHash: string;
  readonly bytes: Uint8Array;
  readonly source?: string | null;
  readonly programmeId?: string;
  /** Columns by header, and meanings of stages, where a person wrote them down; guessed or remembered otherwise. */
  readonly mapping?: ImportMapping;
  readonly states?: Readonly<Record<string, string>>;
}

/** Opens an import of a file: reads its columns and proposes what each contains. Throws ProblemError. */
export async function startImport(system: ImportSystem, actor: Actor, start: StartImport): Promise<ImportRun> {
  const at = system.now();
  if (!mayImport(actor, dayOf(at))) throw new ProblemError(problem('notAllowed'));
  const sheet = await inSheetTurn(actor.id, () => withSheet(start.bytes, lookThrough));
  const remembered = await rememberedMapping(system.db, sheet.headers);
  const run: ImportRun = {
    id: newId(),
    filename: start.filename.slice(0, 200),
    fileHash: start.fileHash,
    actorId: actor.id,
    programmeId: start.programmeId ?? DEFAULT_PROGRAMME,
    source: start.source ?? null,
    headers: sheet.headers,
    samples: sheet.samples,
    sheet: sheet.sheet,
    notices: sheet.notices,
    mapping: start.mapping ?? remembered?.mapping ?? guessMapping(sheet.headers),
    states: start.states ?? remembered?.states ?? {},
    status: 'mapping',
    done: 0,
    total: sheet.rows,
    report: null,
    failure: null,
    startedAt: at,
    beatAt: at,
  };
  await insertRun(system.db, run);
  return run;
}

/** What the first screen shows of a sheet: its columns with their first values, and how many rows it has. */
async function lookThrough({ headers, sheet, notices, slices }: OpenSheet) {
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
