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

/** Most names that one is compared with, those first that share what is rarest in it: fifty thousand alike must not take for ever. */
const MOST_COMPARED = 200;
/** The share from which a likeness rounds up to ASK_FROM. */
const LEAST_SHARE = (ASK_FROM - 0.5) / 100;

/** The organisations of one unit, ready to be compared with a name: each name is cut into its trigrams once. */
export class OrganisationIndex {
  private readonly known: KnownOrganisation[] = [];
  /** The numbers of the trigrams of one organisation after the other, and where those of each end: an array for each would be twice as much. */
  private trigrams = new Uint32Array(64);
  private readonly ends: number[] = [];
  /** Trigram → its number. */
  private readonly numbers = new Map<string, number>();
  /** By the number of a trigram, the organisations whose names have it. */
  private readonly having: number[][] = [];
  private readonly bySigla = new Map<string, number[]>();

  constructor(organisations: readonly KnownOrganisation[] = []) {
    for (const organisation of organisations) this.add(organisation);
  }

  add(organisation: KnownOrganisation): void {
    const at = this.known.push(organisation) - 1;
    let end = this.ends.at(-1) ?? 0;
    for (const trigram of tellingTrigrams(organisation.name)) {
      const t = this.numberOf(trigram);
      if (end === this.trigrams.length) {
        const longer = new Uint32Array(end * 2);
        longer.set(this.trigrams);
        this.trigrams = longer;
      }
      this.trigrams[end++] = t;
      this.having[t]?.push(at);
    }
    this.ends.push(end);
    const sigla = siglaOf(organisation.name);
    if (sigla === null) return;
    const same = this.bySigla.get(sigla);
    if (same) same.push(at);
    else this.bySigla.set(sigla, [at]);
  }

  private numberOf(trigram: string): number {
    const known = this.numbers.get(trigram);
    if (known !== undefined) return known;
    this.numbers.set(trigram, this.having.length);
    return this.having.push([]) - 1;
  }

  /**
   * Those that may be this one under another spelling, the likest first. Two that stand in different municipalities are two.
   * Nothing is merged: these become questions.
   */
  like(mine: KnownOrganisation): LikeOrganisation[] {
    const trigrams = tellingTrigrams(mine.name);
    const sigla = siglaOf(mine.name);
    const sameSigla = new Set(sigla === null ? [] : this.bySigla.get(sigla)?.slice(0, MOST_COMPARED));
    const numbers = new Set([...trigrams].map((t) => this.numbers.get(t)));
    const found: LikeOrganisation[] = [];
    for (const at of new Set([...this.sharing(trigrams), ...sameSigla])) {
      const other = this.known[at] as KnownOrganisation;
      if (other.id === mine.id || (other.municipalityCode && mine.municipalityCode && other.municipalityCode !== mine.municipalityCode)) continue;
      const [from, to] = [this.ends[at - 1] ?? 0, this.ends[at] ?? 0];
      let shared = 0;
      for (let i = from; i < to; i += 1) if (numbers.has(this.trigrams[i])) shared += 1;
      const score = likenessOf(trigrams.size, to - from, shared);
      if (score >= ASK_FROM) found.push({ other, score, reason: score === 100 ? 'El mismo nombre' : 'Nombre parecido' });
      else if (sameSigla.has(at)) found.push({ other, score: ASK_FROM, reason: 'Misma sigla' });
    }
    return found.sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1)).slice(0, MOST);
  }

  /**
   * Every organisation that can be alike, and few others: one that shares the least share of these trigrams has at least one of any that
   * are more than the rest, so it is looked for under the rarest of them.
   */
  private sharing(trigrams: ReadonlySet<string>): Set<number> {
    const lists = [...trigrams].map((t) => this.having[this.numbers.get(t) ?? -1] ?? []).sort((a, b) => a.length - b.length);
    const looked = trigrams.size - Math.ceil(LEAST_SHARE * trigrams.size) + 1;
    const found = new Set<number>();
    for (const list of lists.slice(0, looked)) {
      for (const at of list) {
        if (found.size >= MOST_COMPARED) return found;
        found.add(at);
      }
    }
    return found;
  }
}
