import { normalized } from '../../domain/kernel/text.ts';

/** A row of a sheet of the workbook. */
interface RowOfSheet {
  readonly sheet: string;
  readonly row: number;
}

/** Something that a text may name. */
export interface Candidate {
  readonly id: string;
  /** What it is called, the surest first: its code. */
  readonly names: readonly string[];
  /** The row of another sheet with which it comes; absent for what is here. */
  readonly from?: RowOfSheet;
}

/** What the sheets of a workbook that were gone through in a dry run would bring: what later ones may name and lean on. */
export class Coming {
  private readonly named = new Map<string, Candidate[]>();
  private readonly rows = new Map<string, unknown>();
  private readonly staying = new Map<string, RowOfSheet>();

  /** @param to what it is, as references call it */
  name(to: string, candidate: Candidate): void {
    const others = this.named.get(to);
    if (others) others.push(candidate);
    else this.named.set(to, [candidate]);
  }

  candidates(to: string): readonly Candidate[] {
    return this.named.get(to) ?? [];
  }

  /** Something of a row that stays out, by what it would be called. */
  stay(to: string, names: readonly string[], from: RowOfSheet): void {
    for (const name of names) {
      const at = `${to}|${normalized(name)}`;
      if (!this.staying.has(at)) this.staying.set(at, from);
    }
  }

  /** The row of an earlier sheet that would have brought what a text names, but stays out. */
  stays(to: string, said: string): RowOfSheet | undefined {
    return this.staying.get(`${to}|${normalized(said)}`);
  }

  /** Keeps a row as the loader of a fact would answer it. */
  keep(loader: string, key: string, row: unknown): void {
    this.rows.set(`${loader}|${key}`, row);
  }

  /** What a loader would answer then; undefined where nothing of it comes. */
  fact(loader: string, key: string | null): unknown {
    return key === null ? undefined : this.rows.get(`${loader}|${key}`);
  }
}
