import type { Day } from '../kernel/dates.ts';
import { problem } from '../kernel/problem.ts';
import { type CheckedRow, checkRow, type ImportSettings, type SheetRow } from './row.ts';
import type { CellProblem } from './rowReader.ts';
import { likenessOf, siglaOf, tellingTrigrams } from './text.ts';
import type { ImportCatalogue } from './words.ts';

/** Checks the rows of one sheet in their order; a key that stands twice refuses the second. */
export class RowChecker {
  private readonly settings: ImportSettings;
  private readonly catalogue: ImportCatalogue;
  private readonly today: Day;
  /** Key → row in which it stands first. */
  private readonly first = new Map<string, number>();

  constructor(settings: ImportSettings, catalogue: ImportCatalogue, today: Day) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.today = today;
  }

  check(row: SheetRow): CheckedRow {
    const checked = checkRow(row, this.settings, this.catalogue, this.today);
    const { draft } = checked;
    if (!draft) return checked;
    const key = `${draft.programmeId} ${checked.key}`;
    const earlier = this.first.get(key);
    if (earlier === undefined) {
      this.first.set(key, row.number);
      return checked;
    }
    const field = this.settings.mapping.code === undefined ? 'name' : 'code';
    const said = draft.code ?? draft.name;
    const repeated: CellProblem = { field, value: said, problem: problem('importRepeatedCode', { code: said, row: earlier }), severity: 'refused' };
    return { ...checked, problems: [...checked.problems, repeated], draft: null };
  }
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

/** The organisations of one unit, ready to be compared with a name: each name is cut into its trigrams once. */
export class OrganisationIndex {
  private readonly known: { readonly organisation: KnownOrganisation; readonly trigrams: number; readonly sigla: string | null }[] = [];
  private readonly having = new Map<string, number[]>();

  constructor(organisations: readonly KnownOrganisation[] = []) {
    for (const organisation of organisations) this.add(organisation);
  }

  add(organisation: KnownOrganisation): void {
    const trigrams = tellingTrigrams(organisation.name);
    const at = this.known.push({ organisation, trigrams: trigrams.size, sigla: siglaOf(organisation.name) }) - 1;
    for (const t of trigrams) {
      const list = this.having.get(t);
      if (list) list.push(at);
      else this.having.set(t, [at]);
    }
  }

  /**
   * Those that may be this one under another spelling, the likest first. Two that stand in different municipalities are two.
   * Nothing is merged: these become questions.
   */
  like(mine: KnownOrganisation): LikeOrganisation[] {
    const trigrams = tellingTrigrams(mine.name);
    const sigla = siglaOf(mine.name);
    const shared = new Uint16Array(this.known.length);
    for (const t of trigrams) for (const at of this.having.get(t) ?? []) shared[at] = (shared[at] ?? 0) + 1;
    const found: LikeOrganisation[] = [];
    for (const [at, known] of this.known.entries()) {
      const score = likenessOf(trigrams.size, known.trigrams, shared[at] ?? 0);
      const sameSigla = sigla !== null && sigla === known.sigla;
      if (score < ASK_FROM && !sameSigla) continue;
      const { organisation: other } = known;
      if (other.id === mine.id || (other.municipalityCode && mine.municipalityCode && other.municipalityCode !== mine.municipalityCode)) continue;
      if (score < ASK_FROM) found.push({ other, score: ASK_FROM, reason: 'Misma sigla' });
      else found.push({ other, score, reason: score === 100 ? 'El mismo nombre' : 'Nombre parecido' });
    }
    return found.sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1)).slice(0, MOST);
  }
}
