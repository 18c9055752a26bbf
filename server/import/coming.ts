import { normalized } from '../../domain/kernel/text.ts';

/** A row of a sheet of the workbook. */
interface RowOfSheet {
  readonly sheet: string;
  readonly row: number;
}

/** Something that a text may name. */
export interface Candidate {
  readonly id: string;
  /** Its names, the surest first, which is its code. */
  readonly names: readonly string[];
  /** The row of another sheet that brings it; absent for what is in the system already. */
  readonly from?: RowOfSheet;
}

/**
 * What the sheets of a workbook would bring, as far as the dry run has gone: later sheets may name it and depend on it.
 */
export class Coming {
  private readonly named = new Map<string, Candidate[]>();
  private readonly rows = new Map<string, unknown>();
  private readonly staying = new Map<string, RowOfSheet>();

  /**
   * Adds something that later sheets may name.
   * @param to the kind, as references name it
   */
  name(to: string, candidate: Candidate): void {
    const others = this.named.get(to);
    if (others) others.push(candidate);
    else this.named.set(to, [candidate]);
  }

  candidates(to: string): readonly Candidate[] {
    return this.named.get(to) ?? [];
  }

  /** Adds the names of a row that is not imported. */
  stay(to: string, names: readonly string[], from: RowOfSheet): void {
    for (const name of names) {
      const at = `${to}|${normalized(name)}`;
      if (!this.staying.has(at)) this.staying.set(at, from);
    }
  }

  /** The row of an earlier sheet that would have brought what a text names, but is not imported. */
  stays(to: string, said: string): RowOfSheet | undefined {
    return this.staying.get(`${to}|${normalized(said)}`);
  }

  /** Adds a row in the form in which the loader of a fact would answer it. */
  keep(loader: string, key: string, row: unknown): void {
    this.rows.set(`${loader}|${key}`, row);
  }

  /** What a loader would answer after the import; undefined when the import brings nothing of it. */
  fact(loader: string, key: string | null): unknown {
    return key === null ? undefined : this.rows.get(`${loader}|${key}`);
  }
}
