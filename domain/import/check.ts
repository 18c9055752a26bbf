import { problem } from '../kernel/problem.ts';
import { type CellProblem, type CheckedRow, checkRow, type ImportCatalogue, type ImportSettings } from './row.ts';
import { likeness, siglaOf } from './text.ts';

/** A row of a sheet as read: its number (the header is 1) and its cells as text. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Every row of a sheet; a key that stands twice refuses the second. */
export function checkRows(rows: readonly SheetRow[], settings: ImportSettings, catalogue: ImportCatalogue): CheckedRow[] {
  const first = new Map<string, number>();
  return rows.map(({ number, cells }) => {
    const checked = checkRow(cells, number, settings, catalogue);
    const key = `${checked.draft?.programmeId ?? ''} ${checked.key}`;
    const earlier = first.get(key);
    if (!checked.draft || earlier === undefined) {
      if (checked.draft) first.set(key, number);
      return checked;
    }
    const field = settings.mapping.code === undefined ? 'name' : 'code';
    const repeated: CellProblem = {
      field,
      value: null,
      problem: problem('importRepeatedCode', { code: checked.draft.code ?? checked.draft.name, row: earlier }),
      severity: 'refused',
    };
    return { ...checked, problems: [...checked.problems, repeated], draft: null };
  });
}

/** An organisation as far as its likeness to another is concerned. */
export interface KnownOrganisation {
  readonly id: string;
  readonly name: string;
  readonly municipalityCode: string | null;
}

/** From this likeness on, a person is asked. Chosen on real names: below it, most pairs are neighbours that share a product. */
const ASK_FROM = 60;
/** Most questions about one organisation. */
const MOST = 3;

export interface LikeOrganisation {
  readonly other: KnownOrganisation;
  readonly score: number;
  readonly reason: string;
}

/**
 * Organisations of the same unit that may be this one under another spelling, the likest first. Two that stand in
 * different municipalities are two. Nothing is merged: these become questions.
 */
export function likeOrganisations(mine: Omit<KnownOrganisation, 'id'>, others: readonly KnownOrganisation[]): LikeOrganisation[] {
  const sigla = siglaOf(mine.name);
  return others
    .filter((o) => !o.municipalityCode || !mine.municipalityCode || o.municipalityCode === mine.municipalityCode)
    .map((other) => {
      const score = likeness(mine.name, other.name);
      const sameSigla = sigla !== null && sigla === siglaOf(other.name);
      if (sameSigla && score < ASK_FROM) return { other, score: ASK_FROM, reason: 'Misma sigla' };
      return { other, score, reason: score === 100 ? 'El mismo nombre' : 'Nombre parecido' };
    })
    .filter((like) => like.score >= ASK_FROM)
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
    .slice(0, MOST);
}
