import type { Day } from '../kernel/dates.ts';
import { problem } from '../kernel/problem.ts';
import { type CheckedRow, checkRow, type ImportSettings, type SheetRow } from './row.ts';
import type { CellProblem } from './rowReader.ts';
import { likenessOf, siglaOf, tellingTrigrams } from './text.ts';
import type { ImportCatalogue } from './words.ts';

/** Checks the rows of one sheet in their order; of two rows with the same key, the second is refused. */
export class RowChecker {
  private readonly settings: ImportSettings;
  private readonly catalogue: ImportCatalogue;
  private readonly today: Day;
  /** Key → the row in which it appears first. */
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
    const repeated: CellProblem = {
      field,
      value: said,
      problem: problem('importRepeatedCode', { code: said, row: earlier }),
      severity: 'refused',
    };
    return { ...checked, problems: [...checked.problems, repeated], draft: null };
  }
}

/** The parts of an organisation that count for its similarity to others. */
export interface KnownOrganisation {
  readonly id: string;
  readonly name: string;
  readonly municipalityCode: string | null;
}

/**
 * A person is asked from this similarity on. It was chosen on real names: below it, most pairs are neighbours that
 * share a product.
 */
const ASK_FROM = 60;
/** The most questions about one organisation. */
const MOST = 3;

export interface LikeOrganisation {
  readonly other: KnownOrganisation;
  readonly score: number;
  readonly reason: string;
}

/**
 * The most names with which one name is compared, beginning with those that share its rarest trigrams, so that fifty
 * thousand similar names do not take for ever.
 */
const MOST_COMPARED = 200;
/** The share from which a likeness rounds up to ASK_FROM. */
const LEAST_SHARE = (ASK_FROM - 0.5) / 100;

/** The organisations whose names have a trigram: how many there are, and the first of them. */
interface Having {
  count: number;
  readonly first: number[];
}

/**
 * The organisations of one unit, prepared for comparing names: each name is cut into trigrams once. For each trigram
 * only the first organisations are kept, as many as one name is compared with; the others are only counted, and one
 * that is kept under none of its trigrams is never compared.
 */
export class OrganisationIndex {
  private readonly known: KnownOrganisation[] = [];
  /**
   * The trigram numbers of all organisations in one array, and where those of each end: an array for each organisation
   * would take twice the memory.
   */
  private trigrams = new Uint32Array(64);
  private readonly ends: number[] = [];
  /** Trigram → its number. */
  private readonly numbers = new Map<string, number>();
  /** By the number of a trigram. */
  private readonly having: Having[] = [];
  private readonly bySigla = new Map<string, number[]>();
  /** By the number of a trigram: the last searched name that has it. */
  private looked = new Uint32Array(64);
  private looks = 0;

  constructor(organisations: readonly KnownOrganisation[] = []) {
    for (const organisation of organisations) this.add(organisation);
  }

  add(organisation: KnownOrganisation): void {
    const numbers = Array.from(tellingTrigrams(organisation.name), (trigram) => this.numberOf(trigram));
    const at = this.known.length;
    let found = false;
    for (const t of numbers) {
      const having = this.having[t] as Having;
      having.count += 1;
      if (having.first.length >= MOST_COMPARED) continue;
      having.first.push(at);
      found = true;
    }
    const sigla = siglaOf(organisation.name);
    if (sigla !== null) {
      const same = this.bySigla.get(sigla);
      if (!same) this.bySigla.set(sigla, [at]);
      else if (same.length < MOST_COMPARED) same.push(at);
      found ||= !same || same.at(-1) === at;
    }
    if (!found) return;
    const from = this.ends.at(-1) ?? 0;
    const end = from + numbers.length;
    if (end > this.trigrams.length) this.trigrams = longer(this.trigrams, end);
    this.trigrams.set(numbers, from);
    this.ends.push(end);
    this.known.push(organisation);
  }

  private numberOf(trigram: string): number {
    const known = this.numbers.get(trigram);
    if (known !== undefined) return known;
    this.numbers.set(trigram, this.having.length);
    return this.having.push({ count: 0, first: [] }) - 1;
  }

  /**
   * The organisations that may be this one under another spelling, the most similar first. Organisations in different
   * municipalities are different. Nothing is merged: these become questions.
   */
  like(mine: KnownOrganisation): LikeOrganisation[] {
    const trigrams = tellingTrigrams(mine.name);
    const sigla = siglaOf(mine.name);
    const sameSigla = new Set(sigla === null ? [] : this.bySigla.get(sigla));
    this.mark(trigrams);
    const found: LikeOrganisation[] = [];
    for (const at of new Set([...this.sharing(trigrams), ...sameSigla])) {
      const other = this.known[at] as KnownOrganisation;
      if (
        other.id === mine.id ||
        (other.municipalityCode && mine.municipalityCode && other.municipalityCode !== mine.municipalityCode)
      )
        continue;
      const [from, to] = [this.ends[at - 1] ?? 0, this.ends[at] ?? 0];
      let shared = 0;
      for (let i = from; i < to; i += 1) if (this.looked[this.trigrams[i] as number] === this.looks) shared += 1;
      const score = likenessOf(trigrams.size, to - from, shared);
      if (score >= ASK_FROM)
        found.push({ other, score, reason: score === 100 ? 'El mismo nombre' : 'Nombre parecido' });
      else if (sameSigla.has(at)) found.push({ other, score: ASK_FROM, reason: 'Misma sigla' });
    }
    return found.sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1)).slice(0, MOST);
  }

  /**
   * Marks the trigrams of the name that is searched for, so that testing one is a single step instead of a search in a
   * set.
   */
  private mark(trigrams: ReadonlySet<string>): void {
    this.looks += 1;
    if (this.looked.length < this.having.length) this.looked = longer(this.looked, this.having.length);
    for (const trigram of trigrams) {
      const t = this.numbers.get(trigram);
      if (t !== undefined) this.looked[t] = this.looks;
    }
  }

  /**
   * All organisations that can be similar enough, and few others. One that shares the least share of these trigrams
   * must have at least one of the rarest of them, so only those are looked up.
   */
  private sharing(trigrams: ReadonlySet<string>): Set<number> {
    const rarest = [...trigrams]
      .map((t) => this.having[this.numbers.get(t) ?? -1] ?? NONE)
      .sort((a, b) => a.count - b.count);
    const looked = trigrams.size - Math.ceil(LEAST_SHARE * trigrams.size) + 1;
    const found = new Set<number>();
    for (const { first } of rarest.slice(0, looked)) {
      for (const at of first) {
        if (found.size >= MOST_COMPARED) return found;
        found.add(at);
      }
    }
    return found;
  }
}

const NONE: Having = { count: 0, first: [] };

function longer(numbers: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(Math.max(least, numbers.length * 2));
  made.set(numbers);
  return made;
}
